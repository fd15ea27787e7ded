//! The free space of a disk.

use std::io;
use std::path::Path;

/// The bytes that this user may still write to the disk of a folder; `None` if the system does
/// not say.
///
/// # Errors
/// Fails if the file system does, such as for a folder that is missing.
#[cfg(unix)]
pub fn free_bytes(folder: &Path) -> io::Result<Option<u64>> {
    let disk = rustix::fs::statvfs(folder)?;
    Ok(Some(disk.f_bavail.saturating_mul(disk.f_frsize)))
}

/// The bytes that this user may still write to the disk of a folder; `None` if the system does
/// not say.
///
/// # Errors
/// Never, here.
#[cfg(not(unix))]
pub fn free_bytes(_folder: &Path) -> io::Result<Option<u64>> {
    Ok(None)
}

/// The folder that a file is in.
#[must_use]
pub fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
