//! Checks the package: lintian finds nothing, and a bare Debian can install, upgrade, remove and
//! purge it without starting anything or losing data.

mod debian;

use std::path::Path;
use std::process::Command;

use crate::build_facts::BuildFacts;
use crate::cargo::{self, Failure};
use crate::release_binary::Binary;
use crate::setup;

use super::{Compression, write};
use debian::Debian;

/// What is installed: path, permissions, user and group.
const INSTALLED: [&str; 6] = [
    "/usr/bin/countersign 755 root:root",
    "/usr/lib/systemd/system/countersign.service 644 root:root",
    "/usr/lib/systemd/system/countersign.socket 644 root:root",
    "/usr/share/man/man1/countersign.1.gz 644 root:root",
    "/etc/countersign/countersign.toml 640 root:countersign",
    "/var/lib/countersign 700 countersign:countersign",
];

/// The file in the bare Debian that records what `systemctl` was asked to do.
const ASKED: &str = "/asked-of-systemctl";

/// Makes two packages of one version and tries them.
///
/// # Errors
/// Fails if anything of them does not hold.
pub fn run(binary: &Binary) -> Result<(), Failure> {
    let facts = BuildFacts::here()?;
    let program = binary.stripped()?;
    let folder = cargo::temporary_folder()?;
    let package = |revision| write(&program, &facts, revision, Compression::Quick, folder.path());
    let (first, second) = (package(1)?, package(2)?);
    lintian(&first)?;
    if !setup::is_root() {
        eprintln!("The package was not installed: making a bare Debian for it needs root.");
        return Ok(());
    }
    let debian = Debian::make()?;
    let [first, second] = [debian.put(&first)?, debian.put(&second)?];
    installs(&debian, &first)?;
    upgrades(&debian, &second)?;
    is_removed(&debian)
}

/// Fails on everything that lintian has to say.
fn lintian(package: &Path) -> Result<(), Failure> {
    let mut lintian = Command::new("lintian");
    lintian.args(["--allow-root", "--fail-on", "error,warning"]).arg(package);
    cargo::run(&mut lintian).map_err(|mut failure| {
        failure.message.push_str("; lintian is Debian's package of that name");
        failure
    })
}

/// The package makes its user, its files have their owners, and nothing is started or enabled.
fn installs(debian: &Debian, package: &str) -> Result<(), Failure> {
    debian.run(&["apt-get", "install", "--yes", "--no-install-recommends", package])?;
    let user = debian.run(&["getent", "passwd", "countersign"])?;
    holds(user.trim_end().ends_with(":/var/lib/countersign:/usr/sbin/nologin"), &user)?;
    for expected in INSTALLED {
        let path = expected.split(' ').next().unwrap_or_default();
        let found = debian.run(&["stat", "--format", "%n %a %U:%G", path])?;
        holds(found.trim_end() == expected, &found)?;
    }
    let enabled = debian.run(&["find", "/etc/systemd", "-name", "countersign*"])?;
    holds(enabled.is_empty(), &enabled)?;
    let asked = debian.run(&["cat", ASKED])?;
    let is_started = |asked: &str| ["start", "enable"].iter().any(|verb| asked.contains(verb));
    holds(!is_started(&asked), &asked)?;
    every_option_of_the_example_is_known(debian)?;
    debian.run_as_user(
        "export COUNTERSIGN_CONFIG=/etc/countersign/countersign.toml
         cd /
         countersign init
         countersign verify",
    )
}

/// The lines that are commented out can be switched on.
fn every_option_of_the_example_is_known(debian: &Debian) -> Result<(), Failure> {
    debian.run_as_user(
        "sed 's/^#\\([a-z]\\)/\\1/' /etc/countersign/countersign.toml > example.toml
         countersign config check --config example.toml
         rm example.toml
         countersign config check --config /etc/countersign/countersign.toml
         said=$(countersign config check --config /etc/countersign/countersign.toml 2>&1)
         case $said in *'other users'*) echo \"$said\"; exit 1;; esac",
    )
}

/// An upgrade keeps what the operator wrote, and restarts nothing.
fn upgrades(debian: &Debian, package: &str) -> Result<(), Failure> {
    let written = "listen = \"127.0.0.1:8081\"";
    let write = format!("echo '{written}' >> /etc/countersign/countersign.toml");
    debian.run(&["sh", "-c", &write])?;
    debian.run(&["truncate", "--size", "0", ASKED])?;
    debian.run(&["apt-get", "install", "--yes", "--no-install-recommends", package])?;
    let version =
        debian.run(&["dpkg-query", "--show", "--showformat", "${Version}", "countersign"])?;
    holds(version.ends_with("-2"), &version)?;
    let kept = debian.run(&["tail", "-n", "1", "/etc/countersign/countersign.toml"])?;
    holds(kept.trim_end() == written, &kept)?;
    let asked = debian.run(&["cat", ASKED])?;
    holds(!asked.contains("start") && !asked.contains("stop"), &asked)?;
    debian.run_as_user("countersign verify")
}

/// Removing stops the service and keeps the configuration; purging keeps the data alone.
fn is_removed(debian: &Debian) -> Result<(), Failure> {
    debian.run(&["dpkg", "--remove", "countersign"])?;
    let asked = debian.run(&["cat", ASKED])?;
    holds(asked.contains("stop") && asked.contains("countersign.service"), &asked)?;
    holds(!debian.has("usr/bin/countersign"), "the program is left")?;
    holds(debian.has("etc/countersign/countersign.toml"), "the configuration is gone")?;
    debian.run(&["dpkg", "--purge", "countersign"])?;
    holds(!debian.has("etc/countersign"), "the configuration is left")?;
    holds(debian.has("var/lib/countersign/countersign.db"), "the database is gone")?;
    let left = debian.run(&["find", "/etc", "/usr", "-name", "*countersign*"])?;
    holds(left.is_empty(), &left)
}

/// A failure with what was found, unless the package is as it should be.
fn holds(is_so: bool, found: &str) -> Result<(), Failure> {
    if is_so { Ok(()) } else { Err(format!("the package is not as it should be: {found}").into()) }
}
