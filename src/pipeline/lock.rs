//! A lock on a folder of facts: who writes there waits until who came before has ended.
//!
//! The folder itself is locked, so that nothing is left in it; the operating
//! system lifts the lock when the process ends. Where a folder cannot be
//! locked, all goes on without.

use std::{
    fs::{File, TryLockError},
    path::Path,
};

/// Locks a folder until the value is dropped. `wait` is called before it is waited for another.
pub fn lock(folder: &Path, wait: impl FnOnce()) -> Option<File> {
    let opened = File::open(folder).ok()?;
    if let Err(TryLockError::WouldBlock) = opened.try_lock() {
        wait();
        opened.lock().ok()?;
    }
    Some(opened)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_second_waits_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let first = lock(folder.path(), || unreachable!("nobody came before"));
        let (told, waits) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(|| lock(folder.path(), || told.send(()).unwrap()));
            waits.recv().unwrap();
            drop(first);
        });
    }

    #[test]
    fn a_folder_that_is_not_there_is_not_locked() {
        assert!(lock(Path::new("no/such"), || {}).is_none());
    }
}
