//! The driver's process: found, started on a port of its own, and ended with its starter.

use std::env;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// How long it may take to say that it listens.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits for its starter to end, however it ends, then ends the driver `$1`. The starter holds
/// the other end of standard input; a browser ends when the driver's end of its pipe closes.
const WATCHDOG: &str = r#"cat >/dev/null; kill "$1" 2>/dev/null"#;

/// What is there on distributions that do not put it on `PATH`.
const ELSEWHERE: [&str; 2] =
    ["/usr/lib/chromium-browser/chromedriver", "/usr/lib/chromium/chromedriver"];

/// Chromium's driver, stopped when dropped.
#[derive(Debug)]
pub struct Driver {
    port: u16,
    process: Child,
    watchdog: Child,
}

impl Driver {
    /// Starts it on a free port.
    ///
    /// # Errors
    /// When it is not installed or does not start, with what to do.
    pub fn start() -> Result<Self, String> {
        find("chromium").or_else(|_| find("google-chrome"))?;
        let program = find("chromedriver")?;
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|e| format!("{}: {e}", program.display()))?;
        let Some(port) = port(&mut process) else {
            drop(process.kill());
            drop(process.wait());
            let (program, seconds) = (program.display(), PATIENCE.as_secs());
            return Err(format!("{program} did not say within {seconds} s which port it took"));
        };
        let watchdog = Command::new("sh")
            .args(["-c", WATCHDOG, "sh", &process.id().to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|e| format!("sh, which is to stop the driver at the end: {e}"))?;
        Ok(Self { port, process, watchdog })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        drop(self.watchdog.wait());
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// The port it says it took, unless it says none in time; what else it says is read and thrown
/// away, so that it never waits for us.
fn port(process: &mut Child) -> Option<u16> {
    let said = BufReader::new(process.stdout.take()?).lines();
    let (told, heard) = mpsc::channel();
    std::thread::spawn(move || {
        for line in said.map_while(Result::ok) {
            port_named_in(&line).map_or(Ok(()), |port| told.send(port)).unwrap_or_default();
        }
    });
    heard.recv_timeout(PATIENCE).ok()
}

fn port_named_in(line: &str) -> Option<u16> {
    let (_, after) = line.rsplit_once("successfully on port ")?;
    after.trim_end_matches('.').parse().ok()
}

fn find(program: &str) -> Result<PathBuf, String> {
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).map(|directory| directory.join(program));
    let elsewhere = ELSEWHERE.iter().map(PathBuf::from).filter(|it| it.ends_with(program));
    on_path.chain(elsewhere).find(|file| file.is_file()).ok_or_else(|| {
        format!(
            "no `{program}` on PATH: install the packages `chromium` and `chromium-driver`, which \
             the tests look at the console's pages with"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::port_named_in;

    #[test]
    fn the_port_is_the_one_taken_not_the_one_asked_for() {
        assert_eq!(port_named_in("Starting ChromeDriver 156.0.8078.79 (a21ce9) on port 0"), None);
        let taken = "ChromeDriver was started successfully on port 43847.";
        assert_eq!(port_named_in(taken), Some(43847));
    }
}
