//! What the checks need besides Rust and a C compiler. Lists what is missing and installs it after
//! one question.
//!
//! If `CI` is set or standard input is no terminal, it is installed without a question. The
//! packages of Debian and Ubuntu are known. On other systems the list says what to install.

use std::env;
use std::io::{self, BufRead, IsTerminal, Write};
use std::process::{Command, Stdio};

use countersign_testkit::browser::Driver;
use countersign_testkit::postgres;

use crate::cargo::{self, Failure};

/// A program and the packages that contain it.
type Needed = (&'static str, &'static [&'static str]);

const PROGRAMS: [Needed; 4] = [
    ("git", &["git", "ca-certificates"]),
    ("npm", &["nodejs", "npm"]),
    ("openssl", &["openssl"]),
    ("qpdf", &["qpdf"]),
];

/// The names under which the test kit looks for the browser.
const BROWSER: &[&str] = &["chromium", "chromium-driver"];
const DATABASE: &[&str] = &["postgresql"];

/// Parts of the Rust toolchain that may be missing: the subcommand and the component.
const COMPONENTS: [(&str, &str); 2] = [("fmt", "rustfmt"), ("clippy", "clippy")];

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Missing {
    packages: Vec<&'static str>,
    components: Vec<&'static str>,
}

impl Missing {
    #[must_use]
    pub fn here() -> Self {
        let has_part = |part: &str| succeeds(Command::new("cargo").args([part, "--version"]));
        let others = [(Driver::is_installed(), BROWSER), (postgres::is_installed(), DATABASE)];
        Self::of(on_path, others, has_part)
    }

    fn of(
        has: impl Fn(&str) -> bool,
        others: [(bool, &[&'static str]); 2],
        has_part: impl Fn(&str) -> bool,
    ) -> Self {
        let programs = PROGRAMS.iter().map(|(program, packages)| (has(program), *packages));
        let missing = programs.chain(others).filter(|(is_there, _)| !is_there);
        let packages = missing.flat_map(|(_, packages)| packages.iter().copied()).collect();
        let missing = COMPONENTS.iter().filter(|(part, _)| !has_part(part));
        Self { packages, components: missing.map(|(_, component)| *component).collect() }
    }

    /// The commands to run, one per line.
    fn commands(&self, is_root: bool) -> Vec<Vec<&'static str>> {
        let mut commands = Vec::new();
        if !self.packages.is_empty() {
            let root: &[&str] = if is_root { &[] } else { &["sudo"] };
            commands.push([root, &["apt-get", "update"]].concat());
            let install: &[&str] = &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install"];
            let options: &[&str] = &["--yes", "--no-install-recommends"];
            commands.push([root, install, options, &self.packages].concat());
        }
        if !self.components.is_empty() {
            commands.push([&["rustup", "component", "add"][..], &self.components].concat());
        }
        commands
    }
}

/// Installs what is missing.
///
/// # Errors
/// Fails if the answer is no, the installation fails, or this system's packages are not known.
pub fn run() -> Result<(), Failure> {
    let missing = Missing::here();
    let commands = missing.commands(is_root());
    if commands.is_empty() {
        return Ok(());
    }
    let wanted = [&missing.packages[..], &missing.components].concat().join(", ");
    if !missing.packages.is_empty() && !on_path("apt-get") {
        return Err(format!("the checks need {wanted}: install them and try again").into());
    }
    eprintln!("The checks need {wanted}. To install them:");
    for command in &commands {
        eprintln!("    {}", command.join(" "));
    }
    if env::var_os("CI").is_none() && io::stdin().is_terminal() && !agreed()? {
        return Err("nothing was installed, and nothing was checked".to_owned().into());
    }
    for command in commands {
        cargo::run(Command::new(command[0]).args(&command[1..]).stdin(Stdio::null()))?;
    }
    Ok(())
}

/// Whether the superuser runs this.
#[must_use]
pub fn is_root() -> bool {
    cargo::output(Command::new("id").arg("-u")).is_ok_and(|id| id == b"0\n")
}

fn agreed() -> Result<bool, Failure> {
    let failed = |error: io::Error| Failure::from(format!("the answer cannot be read: {error}"));
    eprint!("Install them now? [y/N] ");
    io::stderr().flush().map_err(failed)?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(failed)?;
    Ok(["y", "yes"].contains(&answer.trim().to_lowercase().as_str()))
}

fn on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn succeeds(command: &mut Command) -> bool {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::{BROWSER, DATABASE, Missing};

    #[test]
    fn what_is_there_is_not_installed() {
        let missing = Missing::of(|_| true, [(true, BROWSER), (true, DATABASE)], |_| true);
        assert_eq!(missing, Missing::default());
        assert!(missing.commands(false).is_empty());
    }

    #[test]
    fn what_is_missing_is_installed_by_two_programs() {
        let others = [(true, BROWSER), (false, DATABASE)];
        let missing = Missing::of(|program| program != "npm", others, |part| part != "clippy");
        let commands = missing.commands(false).iter().map(|it| it.join(" ")).collect::<Vec<_>>();
        assert_eq!(
            commands,
            [
                "sudo apt-get update",
                "sudo env DEBIAN_FRONTEND=noninteractive apt-get install --yes \
                 --no-install-recommends nodejs npm postgresql",
                "rustup component add clippy",
            ]
        );
        assert_eq!(missing.commands(true)[0], ["apt-get", "update"]);
    }
}
