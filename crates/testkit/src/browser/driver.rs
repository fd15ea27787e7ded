//! The driver's process, started on a separate port.

use crate::companion::Companion;
use std::env;
use std::path::PathBuf;
use std::process::Command;

/// Paths of the driver on distributions that do not put it on `PATH`.
const ELSEWHERE: [&str; 2] =
    ["/usr/lib/chromium-browser/chromedriver", "/usr/lib/chromium/chromedriver"];

/// Chromium's driver, stopped when dropped. A browser ends when the driver's end of its pipe
/// closes.
#[derive(Debug)]
pub struct Driver(Companion);

impl Driver {
    /// Starts it on a free port.
    ///
    /// # Errors
    /// Fails if it is not installed or does not start, with what to do.
    pub fn start() -> Result<Self, String> {
        find_browser()?;
        let mut command = Command::new(find("chromedriver")?);
        Companion::start(command.arg("--port=0"), "successfully on port ").map(Self)
    }

    /// Whether the driver and a browser for it are installed.
    #[must_use]
    pub fn is_installed() -> bool {
        find_browser().is_ok() && find("chromedriver").is_ok()
    }

    #[must_use]
    pub fn address(&self) -> String {
        self.0.address()
    }
}

fn find_browser() -> Result<PathBuf, String> {
    find("chromium").or_else(|_| find("google-chrome"))
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
