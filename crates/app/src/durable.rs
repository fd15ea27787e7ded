//! Makes renames durable: a new name survives a crash once the folder that lists it is on the disk
//! too.

use std::fs::File;
use std::io;
use std::path::Path;

/// The folder that a file lies in.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes the names of a file's folder to the disk.
///
/// # Errors
/// Fails if the file system does.
pub fn sync_folder_of(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}
