//! Makes renames durable: a new name survives a crash once the folder that lists it is on the disk
//! too.

use crate::private_files;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use tempfile::NamedTempFile;

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

/// Writes a file that only its owner can use, in the place of an older one if there is one: after a
/// crash it is one of the two, and whole.
///
/// # Errors
/// Fails if the file system does.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut file = NamedTempFile::new_in(folder_of(path))?;
    private_files::give_to_owner_of(path, file.path())?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    sync_folder_of(path)
}
