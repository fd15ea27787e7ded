//! A separate program that tests need, which is started on its own port and ends with its starter.

use std::env;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// The maximum time until it reports that it listens.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits for its starter to end, however it ends, then ends the program `$1`. The starter has the
/// other end of standard input.
const WATCHDOG: &str = r#"cat >/dev/null; kill "$1" 2>/dev/null"#;

/// A program that listens on this machine, stopped when dropped.
#[derive(Debug)]
pub struct Companion {
    port: u16,
    process: Child,
    watchdog: Child,
}

impl Companion {
    /// Starts `command`, which prints its port in a line that ends with `before` and the port.
    ///
    /// # Errors
    /// Fails if it does not start, or does not print the port in time.
    pub fn start(command: &mut Command, before: &'static str) -> Result<Self, String> {
        let program = command.get_program().display().to_string();
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|e| format!("{program}: {e}"))?;
        let Some(port) = port(&mut process, before) else {
            drop(process.kill());
            drop(process.wait());
            let seconds = PATIENCE.as_secs();
            return Err(format!("{program} did not say within {seconds} s which port it took"));
        };
        let watchdog = Command::new("sh")
            .args(["-c", WATCHDOG, "sh", &process.id().to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn();
        match watchdog {
            Ok(watchdog) => Ok(Self { port, process, watchdog }),
            Err(e) => {
                drop(process.kill());
                drop(process.wait());
                Err(format!("sh, which is to stop {program} at the end: {e}"))
            }
        }
    }

    #[must_use]
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }
}

impl Drop for Companion {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        drop(self.watchdog.wait());
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// The value of the variable `variable`, which the test run sets.
///
/// # Panics
/// If it is missing. A missing service fails the run and never skips a test.
#[must_use]
pub fn given(variable: &str) -> String {
    let Ok(value) = env::var(variable) else {
        panic!(
            "{variable} is not set: run the tests with `cargo xtask test`, which starts \
             for them what they need"
        )
    };
    value
}

/// The port that it prints, if it does so in time. The rest of its output is read and discarded, so
/// that it never blocks.
fn port(process: &mut Child, before: &'static str) -> Option<u16> {
    let said = BufReader::new(process.stdout.take()?).lines();
    let (sender, heard) = mpsc::channel();
    std::thread::spawn(move || {
        for line in said.map_while(Result::ok) {
            port_named_in(&line, before)
                .map_or(Ok(()), |port| sender.send(port))
                .unwrap_or_default();
        }
    });
    heard.recv_timeout(PATIENCE).ok()
}

fn port_named_in(line: &str, before: &str) -> Option<u16> {
    let (_, after) = line.rsplit_once(before)?;
    after.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_the_one_taken_not_the_one_asked_for() {
        let before = "successfully on port ";
        let asked = "Starting ChromeDriver 156.0.8078.79 (a21ce9) on port 0";
        assert_eq!(port_named_in(asked, before), None);
        let taken = "ChromeDriver was started successfully on port 43847.";
        assert_eq!(port_named_in(taken, before), Some(43847));
    }

    #[test]
    fn a_program_that_ends_without_a_port_is_told() {
        let started = Companion::start(Command::new("sh").args(["-c", "echo no"]), "on port ");
        assert!(started.is_err_and(|started| started.starts_with("sh did not say")));
    }
}
