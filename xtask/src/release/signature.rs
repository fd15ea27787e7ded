//! Signs the checksums with OpenSSH, which most users of a release have.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo::{self, Failure};

/// What the signature is for; a signature for anything else does not count. Verifying needs it.
const NAMESPACE: &str = "countersign-release";

/// Signs `file` with the SSH key at `key`, and checks the signature, which is `file` with `.sig`.
///
/// # Errors
/// Fails if `ssh-keygen` is missing or cannot use the key.
pub(super) fn sign(file: &Path, key: &Path) -> Result<(), Failure> {
    let mut sign = Command::new("ssh-keygen");
    sign.args(["-q", "-Y", "sign", "-n", NAMESPACE, "-f"]).arg(key).arg(file);
    cargo::run(&mut sign)?;
    let signature = PathBuf::from(format!("{}.sig", file.display()));
    let signed = File::open(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let mut check = Command::new("ssh-keygen");
    check.args(["-Y", "check-novalidate", "-n", NAMESPACE, "-s"]).arg(signature).stdin(signed);
    cargo::output(&mut check).map(drop)
}
