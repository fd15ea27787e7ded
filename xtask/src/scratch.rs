//! The folder for what tests throw away: in memory if there is room, because the commits of many
//! small databases wait for a disk.

use std::env;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use tempfile::TempDir;

use crate::cargo::Failure;

/// Where Linux has a file system in memory.
const MEMORY: &str = "/dev/shm";
/// More than the databases of all tests need at once, in bytes.
const NEEDED: u64 = 4 << 30;
/// The variable that names the folder for temporary files.
const VARIABLE: &str = "TMPDIR";
const PREFIX: &str = "countersign-tests-";

/// A folder that is removed when this is dropped.
#[derive(Debug)]
pub(crate) struct Scratch(TempDir);

impl Scratch {
    /// Makes one, where `TMPDIR` says if it is set.
    ///
    /// # Errors
    /// Fails when the disk does.
    pub(crate) fn make() -> Result<Self, Failure> {
        let memory = PathBuf::from(MEMORY);
        let top = match env::var_os(VARIABLE) {
            None if has_room(&memory) => {
                remove_abandoned(&memory);
                memory
            }
            _ => env::temp_dir(),
        };
        let mut folder = tempfile::Builder::new();
        // The account of PostgreSQL passes through it.
        folder.permissions(Permissions::from_mode(0o711));
        let made = folder.prefix(&format!("{PREFIX}{}-", process::id())).tempdir_in(&top);
        made.map(Self).map_err(|e| format!("no folder in {}: {e}", top.display()).into())
    }

    /// The folder.
    #[must_use]
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Passes it to `command`, for all its temporary files.
    pub(crate) fn hand_to<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env(VARIABLE, self.path())
    }
}

fn has_room(folder: &Path) -> bool {
    let free = rustix::fs::statvfs(folder).map(|it| it.f_bavail.saturating_mul(it.f_frsize));
    free.is_ok_and(|free| free >= NEEDED)
}

/// Removes the folders of processes that were killed, which would fill the memory. A disk may be
/// shared with machines that number their processes by themselves.
fn remove_abandoned(top: &Path) {
    for entry in fs::read_dir(top).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let rest = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
        let process = rest.and_then(|rest| rest.split('-').next());
        if process.is_some_and(|it| !Path::new("/proc").join(it).exists()) {
            drop(fs::remove_dir_all(entry.path()));
        }
    }
}
