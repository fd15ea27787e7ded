//! Measuring one program: how long it ran and how much memory it used.

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::cargo::{Failure, line};

/// How often the memory of a running program is read.
const EVERY: Duration = Duration::from_millis(10);

/// One run of a program.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) elapsed: Duration,
    /// The most memory it used (`VmHWM`), in KiB. Memory taken in its last 10 ms may be missed.
    pub(super) peak_kib: u64,
}

/// Runs `command` to its end without input and discards its output.
pub(super) fn run(command: &mut Command) -> Result<Run, Failure> {
    let said = line(command);
    let errors = tempfile::NamedTempFile::new().map_err(|e| format!("no temporary file: {e}"))?;
    let kept = File::options().append(true).open(errors.path());
    let kept = kept.map_err(|e| format!("no temporary file: {e}"))?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(kept);
    let started = Instant::now();
    let mut child = command.spawn().map_err(|e| format!("`{said}` did not start: {e}"))?;
    let watched = child.id();
    let (ended, end) = mpsc::channel::<()>();
    let watch = thread::spawn(move || {
        let mut peak_kib = 0;
        loop {
            peak_kib = peak_kib.max(peak_of(watched).unwrap_or(0));
            if end.recv_timeout(EVERY) != Err(RecvTimeoutError::Timeout) {
                return peak_kib;
            }
        }
    });
    let status = child.wait().map_err(|e| format!("`{said}`: {e}"))?;
    let elapsed = started.elapsed();
    drop(ended);
    let peak_kib = watch.join().unwrap_or(0);
    if status.success() {
        return Ok(Run { elapsed, peak_kib });
    }
    let errors = fs::read_to_string(errors.path()).unwrap_or_default();
    Err(format!("`{said}` failed: {status}\n{}", errors.trim()).into())
}

/// The most memory that a running process has held, in KiB.
pub(super) fn peak_of(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    peak.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// Two programs doing the same task several times.
#[derive(Clone, Copy, Debug)]
pub(super) struct Contest {
    pub(super) ours: Run,
    pub(super) floor: Run,
}

/// Runs both in turn: once to warm up, then `times` measured runs. Each receives the number of the
/// run; run 0 is the warm-up.
pub(super) fn contest(
    times: usize,
    mut ours: impl FnMut(usize) -> Result<Run, Failure>,
    mut floor: impl FnMut(usize) -> Result<Run, Failure>,
) -> Result<Contest, Failure> {
    let (mut our_runs, mut floor_runs) = (Vec::new(), Vec::new());
    for turn in 0..=times {
        let (mine, bare) = (ours(turn)?, floor(turn)?);
        let note = if turn == 0 { " (warming up)" } else { "" };
        eprintln!("   ours {} ms, floor {} ms{note}", millis(&mine), millis(&bare));
        if turn > 0 {
            our_runs.push(mine);
            floor_runs.push(bare);
        }
    }
    Ok(Contest { ours: median(our_runs), floor: median(floor_runs) })
}

/// The median run, with the most memory of any run.
pub(super) fn median(mut runs: Vec<Run>) -> Run {
    runs.sort_by_key(|run| run.elapsed);
    let peak_kib = runs.iter().map(|run| run.peak_kib).max().unwrap_or(0);
    let elapsed = runs.get(runs.len() / 2).map_or(Duration::ZERO, |run| run.elapsed);
    Run { elapsed, peak_kib }
}

fn millis(run: &Run) -> u128 {
    run.elapsed.as_millis()
}

#[cfg(test)]
mod tests {
    use super::{Run, median, run};
    use std::process::Command;
    use std::time::Duration;

    #[test]
    fn the_median_is_the_run_in_the_middle_and_keeps_the_highest_peak() {
        let of = |millis, peak_kib| Run { elapsed: Duration::from_millis(millis), peak_kib };
        let median = median(vec![of(30, 1), of(10, 9), of(20, 2)]);
        assert_eq!((median.elapsed.as_millis(), median.peak_kib), (20, 9));
    }

    #[test]
    fn a_program_that_fails_is_told_with_what_it_said() {
        let failure = run(Command::new("sh").args(["-c", "echo no such thing >&2; exit 3"]));
        let message = failure.unwrap_err().message;
        assert!(message.contains("no such thing"), "{message}");
    }
}
