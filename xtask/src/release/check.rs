//! Checks a release beside its packages: the archive has the same bytes twice, the list of
//! components names the libraries and no machine, and a user can check signature and checksums.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build_facts::BuildFacts;
use crate::cargo::{self, Failure, root};
use crate::release_binary::Binary;

use super::{CHECKSUMS, files, list, program_archive, read, sbom, signature};

/// A library that is in the program for certain.
const LIBRARY: &str = "pkg:cargo/libsqlite3-sys@";

/// Makes the parts of a release and checks them.
///
/// # Errors
/// Fails if anything of them does not hold.
pub fn run(binary: &Binary) -> Result<(), Failure> {
    let facts = BuildFacts::here()?;
    let program = binary.stripped()?;
    let folder = cargo::temporary_folder()?;
    let archive = || read(&program_archive::write(&program, &facts, folder.path())?);
    if archive()? != archive()? {
        return Err("the archive has other bytes when it is made a second time".to_owned().into());
    }
    let components = read(&sbom::write(&facts, folder.path())?)?;
    let components = String::from_utf8_lossy(&components);
    if !components.contains(LIBRARY) || components.contains(&*root().to_string_lossy()) {
        let message = format!("the list of components lacks {LIBRARY} or names this machine");
        return Err(message.into());
    }
    fs::write(folder.path().join(CHECKSUMS), list(&files(folder.path())?))
        .map_err(|e| failed(&e))?;
    is_verified(folder.path())
}

/// Signs the checksums with a key made for it, and follows docs/operating/install.md.
fn is_verified(folder: &Path) -> Result<(), Failure> {
    let keys = cargo::temporary_folder()?;
    let key = keys.path().join("key");
    let mut make = Command::new("ssh-keygen");
    cargo::output(make.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&key))?;
    let public = fs::read_to_string(key.with_extension("pub")).map_err(|e| failed(&e))?;
    let signers = keys.path().join("allowed_signers");
    fs::write(&signers, format!("release {public}")).map_err(|e| failed(&e))?;
    let checksums = folder.join(CHECKSUMS);
    signature::sign(&checksums, &key)?;
    let verified = |file: PathBuf| {
        let mut verify = Command::new("ssh-keygen");
        verify.args(["-Y", "verify", "-I", "release", "-n", "countersign-release", "-f"]);
        verify.arg(&signers).arg("-s").arg(folder.join(format!("{CHECKSUMS}.sig")));
        cargo::output(verify.stdin(File::open(file).map_err(|e| failed(&e))?))
    };
    verified(checksums)?;
    let forged = keys.path().join("forged");
    fs::write(&forged, "0  countersign.deb\n").map_err(|e| failed(&e))?;
    if verified(forged).is_ok() {
        return Err("the signature holds for checksums that it was not made for".to_owned().into());
    }
    let mut check = Command::new("sha256sum");
    cargo::output(check.args(["--check", "--strict", CHECKSUMS]).current_dir(folder)).map(drop)
}

fn failed(error: &std::io::Error) -> Failure {
    format!("the release was not checked: {error}").into()
}
