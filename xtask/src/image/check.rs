//! What must hold of the image: the same bytes twice, its size, and that the program in it runs as
//! its user below a root that it cannot write to.

use std::fs;
use std::io::{self, Read};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::read::GzDecoder;
use serde_json::Value;
use tar::Archive;
use tempfile::TempDir;

use crate::build_facts::BuildFacts;
use crate::cargo::{self, Failure};
use crate::{release_binary, setup};

use super::Image;
use super::oci_archive::{blob_path, digest, read_file};
use super::root_files::{PROGRAM, USER};

/// The most bytes that the image has, compressed and unpacked.
const SIZE_MAX: usize = 60_000_000;

/// Enters the image in `$1` as a container would: the root is mounted read-only, `$2` is the
/// volume, `/tmp` is in memory, and the user has no rights.
const ENTER: &str = r#"
set -eu
root=$1 data=$2 user=$3
shift 3
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount --bind "$data" "$root/var/lib/countersign"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
exec unshare --root="$root" --wd=/var/lib/countersign --setgid="$user" --setuid="$user" -- "$@"
"#;

/// Makes the image twice and tries it.
///
/// # Errors
/// When anything of it does not hold.
pub fn run(binary: Option<&Path>) -> Result<(), Failure> {
    let facts = BuildFacts::here()?;
    let program = release_binary::stripped(&release_binary::given_or_built(binary)?)?;
    let archive = Image::of(program.clone(), &facts)?.archive;
    if archive != Image::of(program, &facts)?.archive {
        return Err("the image has other bytes when it is made a second time".to_owned().into());
    }
    let layer = layer(&archive)?;
    for (what, size) in [("compressed", archive.len()), ("unpacked", layer.len())] {
        eprintln!("the image has {} MB {what}", size.div_ceil(1_000_000));
        if size > SIZE_MAX {
            return Err(format!("the image has {size} bytes {what}, at most {SIZE_MAX}").into());
        }
    }
    if !setup::is_root() {
        eprintln!("The program in the image was not tried: entering an image needs root.");
        return Ok(());
    }
    Container::unpack(&layer)?.try_program(&facts.version)
}

/// The layer of an image, decompressed. Its hash is the one that the manifest names.
fn layer(archive: &[u8]) -> Result<Vec<u8>, Failure> {
    let index = list(archive, "index.json")?;
    let manifest = list(archive, &blob_path(&index["manifests"][0]))?;
    let descriptor = &manifest["layers"][0];
    let blob = read_file(archive, &blob_path(descriptor)).map_err(|e| failed(&e))?;
    if descriptor["digest"] != digest(&blob) {
        return Err(format!("the layer is not the one that the manifest names: {manifest}").into());
    }
    let mut layer = Vec::new();
    GzDecoder::new(blob.as_slice()).read_to_end(&mut layer).map_err(|e| failed(&e))?;
    Ok(layer)
}

fn list(archive: &[u8], path: &str) -> Result<Value, Failure> {
    let bytes = read_file(archive, path).map_err(|e| failed(&e))?;
    serde_json::from_slice(&bytes).map_err(|e| format!("{path} of the image: {e}").into())
}

fn failed(error: &io::Error) -> Failure {
    format!("the image: {error}").into()
}

/// An unpacked image with a volume.
struct Container {
    folder: TempDir,
}

impl Container {
    fn unpack(layer: &[u8]) -> Result<Self, Failure> {
        let folder = tempfile::tempdir().map_err(|e| failed(&e))?;
        let container = Self { folder };
        fs::create_dir(container.root()).map_err(|e| failed(&e))?;
        let mut archive = Archive::new(layer);
        archive.set_preserve_permissions(true);
        archive.set_preserve_ownerships(true);
        archive.unpack(container.root()).map_err(|e| failed(&e))?;
        fs::create_dir(container.data()).map_err(|e| failed(&e))?;
        fs::write(container.script(), ENTER).map_err(|e| failed(&e))?;
        chown(container.data(), Some(USER), Some(USER)).map_err(|e| failed(&e))?;
        Ok(container)
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn script(&self) -> PathBuf {
        self.folder.path().join("enter.sh")
    }

    /// Runs the program in the image and answers with what it printed.
    fn run(&self, arguments: &[&str]) -> Result<String, Failure> {
        let mut enter = Command::new("unshare");
        enter.args(["--mount", "sh"]).arg(self.script()).arg(self.root()).arg(self.data());
        enter.arg(USER.to_string()).arg(format!("/{PROGRAM}")).args(arguments);
        // A container has the variables of its image and no others.
        enter.env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        Ok(String::from_utf8_lossy(&cargo::output(&mut enter)?).into_owned())
    }

    /// Asks for the version, makes a database in the volume, and fails to make one elsewhere.
    fn try_program(&self, version: &str) -> Result<(), Failure> {
        let said = self.run(&["--version"])?;
        if said != format!("countersign {version}\n") {
            return Err(format!("the program in the image is not version {version}: {said}").into());
        }
        self.run(&["init"])?;
        self.run(&["verify"])?;
        let file = self.data().join("countersign.db");
        let made = fs::metadata(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        if (made.uid(), made.gid()) != (USER, USER) {
            return Err(format!("the database belongs to {}, not to {USER}", made.uid()).into());
        }
        match self.run(&["init", "--database", "sqlite:/countersign.db"]) {
            Err(refusal) if refusal.message.contains("is read-only") => Ok(()),
            Err(other) => Err(other),
            Ok(_) => Err("the program wrote to the root of its image".to_owned().into()),
        }
    }
}
