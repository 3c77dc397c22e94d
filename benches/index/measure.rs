//! Wall time, CPU time and memory, as the operating system counts them.

use std::{fs, hint::black_box, time::Instant};

use rustix::time::{ClockId, clock_gettime};

/// What something took, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Spent {
    /// By the clock on the wall.
    pub wall_ms: f64,
    /// Of the processor, over all threads.
    pub cpu_ms: f64,
}

/// Runs something and says what it took.
pub fn measure<T>(run: impl FnOnce() -> T) -> (T, Spent) {
    let (wall, cpu) = (Instant::now(), cpu_ms());
    let value = black_box(run());
    let spent = Spent {
        wall_ms: wall.elapsed().as_secs_f64() * 1000.0,
        cpu_ms: cpu_ms() - cpu,
    };
    (value, spent)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a process runs far less than 2^53 ns"
)]
fn cpu_ms() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// Returns the middle of some values; of an even number the upper of the two.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Returns the most memory that was resident so far, in KiB; 0 where `/proc` does not say.
pub fn peak_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0)
}
