//! An unpacked image, entered like a container.

use std::fs;
use std::io;
use std::os::unix::fs::chown;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use tar::Archive;
use tempfile::TempDir;

use crate::cargo::{self, Failure};

use crate::image::root_files::USER;

/// Enters the image in `$1`: the root is mounted read-only, `$2` is the volume at `$3`, where the
/// program starts, `/tmp` is in memory, and the user and the group are `$4`.
const ENTER: &str = r#"
set -eu
root=$1 data=$2 place=$3 user=$4
shift 4
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount --bind "$data" "$root$place"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
exec unshare --root="$root" --wd="$place" --setgid="$user" --setuid="$user" -- "$@"
"#;

/// The image, a volume, and how the image is run.
pub(super) struct Container {
    folder: TempDir,
    /// The part of the configuration that says how.
    how: Value,
}

impl Container {
    /// Unpacks a layer beside an empty volume.
    ///
    /// # Errors
    /// Fails if files cannot be made with their owners.
    pub(super) fn unpack(layer: &[u8], how: &Value) -> Result<Self, Failure> {
        let container = Self { folder: cargo::temporary_folder()?, how: how.clone() };
        let made = container.make(layer);
        made.map_err(|e| format!("the image was not unpacked: {e}"))?;
        Ok(container)
    }

    fn make(&self, layer: &[u8]) -> io::Result<()> {
        fs::create_dir(self.root())?;
        let mut archive = Archive::new(layer);
        archive.set_preserve_permissions(true);
        archive.set_preserve_ownerships(true);
        archive.unpack(self.root())?;
        fs::create_dir(self.data())?;
        chown(self.data(), Some(USER), Some(USER))?;
        fs::write(self.script(), ENTER)
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    /// The folder of the volume.
    pub(super) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn script(&self) -> PathBuf {
        self.folder.path().join("enter.sh")
    }

    /// Runs the program of the image and answers with what it printed.
    pub(super) fn run(&self, arguments: &[&str]) -> Result<String, Failure> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let user = text(&self.how["User"]);
        let user = user.split(':').next().unwrap_or_default();
        let mut enter = Command::new("unshare");
        enter.args(["--mount", "sh"]).arg(self.script()).arg(self.root()).arg(self.data());
        enter.args([&text(&self.how["WorkingDir"]), user, &text(&self.how["Entrypoint"][0])]);
        // A container has the variables of its image and no others.
        let variables = self.how["Env"].as_array().into_iter().flatten().map(text);
        let pairs = variables.filter_map(|pair| {
            pair.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()))
        });
        enter.args(arguments).env_clear().envs(pairs);
        Ok(String::from_utf8_lossy(&cargo::output(&mut enter)?).into_owned())
    }
}
