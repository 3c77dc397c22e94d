//! What is counted while rows go by: where groups begin.

use std::io;

/// Returns a count as the format holds it.
///
/// # Errors
///
/// Refuses more than 2^32 - 1.
pub(super) fn number(count: usize) -> io::Result<u32> {
    u32::try_from(count).map_err(|_| {
        io::Error::other("found more than 4,294,967,295 quads: expected fewer; part the graph")
    })
}

/// Where the triples of each term begin.
pub(super) struct Starts(Vec<u32>);

impl Starts {
    pub(super) fn new(terms: u32) -> Self {
        Self(vec![0; terms as usize + 1])
    }

    /// Counts a triple of a term, whose number begins at 1.
    pub(super) fn count(&mut self, term: u32) {
        if let Some(count) = self.0.get_mut(term as usize) {
            *count += 1;
        }
    }

    pub(super) fn finish(mut self) -> Vec<u32> {
        let mut sum = 0;
        for count in &mut self.0 {
            sum += *count;
            *count = sum;
        }
        self.0
    }
}

/// The names of groups that come one after the other, and where each begins.
#[derive(Default)]
pub(super) struct Groups {
    pub(super) names: Vec<u32>,
    starts: Vec<u32>,
}

impl Groups {
    /// Takes the next row; says whether it begins a group.
    pub(super) fn take(&mut self, name: u32, place: usize) -> io::Result<bool> {
        let begins = self.names.last() != Some(&name);
        if begins {
            self.names.push(name);
            self.starts.push(number(place)?);
        }
        Ok(begins)
    }

    pub(super) fn finish(mut self, all: u32) -> Vec<u32> {
        self.starts.push(all);
        self.starts
    }
}
