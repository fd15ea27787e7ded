//! A bare Debian in a folder, of the release and from the archive of this machine.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::cargo::{self, Failure, root};

use super::ASKED;

/// What the package depends on, so that installing it fetches nothing.
const INCLUDED: &str = "systemd,ca-certificates";

/// The folder, which is removed with everything in it.
pub(super) struct Debian {
    folder: TempDir,
}

impl Debian {
    /// Makes one, which takes a minute or two.
    ///
    /// # Errors
    /// Fails if debootstrap is missing or the archive is not reached.
    pub(super) fn make() -> Result<Self, Failure> {
        let place = root().join("target");
        let folder = tempfile::Builder::new().prefix("debian-").tempdir_in(&place);
        let folder = folder.map_err(|e| format!("{}: {e}", place.display()))?;
        let debian = Self { folder };
        let (release, archive) = release_and_archive()?;
        let include = format!("--include={INCLUDED}");
        let mut make = Command::new("debootstrap");
        make.args(["--variant=minbase", &include, &release]).arg(debian.root()).arg(&archive);
        cargo::output(&mut make).map_err(|mut failure| {
            failure.message.push_str("; debootstrap is Debian's package of that name");
            failure
        })?;
        debian.pretend_to_run_systemd()?;
        Ok(debian)
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    /// From here on, scripts of packages believe that systemd runs. What stands in for `systemctl`
    /// records what it is asked, and does nothing.
    fn pretend_to_run_systemd(&self) -> Result<(), Failure> {
        let systemctl = self.root().join("usr/bin/systemctl");
        let at = |e: std::io::Error| format!("{}: {e}", systemctl.display());
        fs::create_dir_all(self.root().join("run/systemd/system")).map_err(at)?;
        let script = format!("#!/bin/sh\necho \"$*\" >> {ASKED}\n");
        fs::write(&systemctl, script).map_err(at)?;
        fs::set_permissions(&systemctl, fs::Permissions::from_mode(0o755)).map_err(at)?;
        fs::write(self.root().join(ASKED.trim_start_matches('/')), "").map_err(at)?;
        Ok(())
    }

    /// Copies a package into it and answers with where it is there.
    pub(super) fn put(&self, package: &Path) -> Result<String, Failure> {
        let name = package.file_name().unwrap_or_default();
        let copied = fs::copy(package, self.root().join(name));
        copied.map_err(|e| format!("{}: {e}", package.display()))?;
        Ok(format!("/{}", name.to_string_lossy()))
    }

    /// Runs a command in it and answers with what it printed. Its processes end with it.
    pub(super) fn run(&self, words: &[&str]) -> Result<String, Failure> {
        let proc = self.root().join("proc");
        let mut enter = Command::new("unshare");
        enter.args(["--mount", "--pid", "--fork", "--kill-child"]);
        enter.arg(format!("--mount-proc={}", proc.display()));
        enter.arg("chroot").arg(self.root()).args(words).env_clear();
        enter.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("LC_ALL", "C.UTF-8");
        enter.env("DEBIAN_FRONTEND", "noninteractive");
        Ok(String::from_utf8_lossy(&cargo::output(&mut enter)?).into_owned())
    }

    /// Runs a script as the user of the service, in its folder. A failure shows what it printed.
    pub(super) fn run_as_user(&self, script: &str) -> Result<(), Failure> {
        let script = format!("set -eu\nexec >&2\ncd /var/lib/countersign\n{script}");
        self.run(&["runuser", "--user", "countersign", "--", "sh", "-c", &script]).map(drop)
    }

    /// Whether it has a file or a folder at `path`.
    pub(super) fn has(&self, path: &str) -> bool {
        self.root().join(path).exists()
    }
}

/// The name of this machine's release of Debian, and the archive that it is set up for.
fn release_and_archive() -> Result<(String, String), Failure> {
    let release = fs::read_to_string("/etc/os-release").map_err(|e| format!("os-release: {e}"))?;
    let name = release.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    let name = name.unwrap_or_default().trim_matches('"').to_owned();
    let mut list = Command::new("apt-get");
    list.args(["indextargets", "--format", "$(CODENAME) $(REPO_URI)"]);
    list.args(["Created-By: Packages", "Component: main"]);
    let listed = cargo::output(&mut list)?;
    let listed = String::from_utf8_lossy(&listed);
    let archive = listed.lines().find_map(|line| line.strip_prefix(&format!("{name} ")));
    match archive {
        Some(archive) => Ok((name, archive.to_owned())),
        None => Err(format!("apt has no archive of the release {name:?} of Debian").into()),
    }
}
