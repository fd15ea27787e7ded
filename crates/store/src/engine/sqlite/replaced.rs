//! Whether a file was replaced while it was being opened.
//!
//! Opening waits for a lock. If a restore holds it, the name leads to another file afterwards: the
//! connection would read the old one, and share the log with those who work on the new one.

use crate::error::{Result, StoreError};
use std::path::{Path, PathBuf};

/// A name, and the file that it led to.
pub(super) struct NamedFile {
    path: PathBuf,
    file: Option<(u64, u64)>,
}

impl NamedFile {
    /// Before it is opened.
    pub(super) fn begin(path: &Path) -> Self {
        Self { path: path.to_owned(), file: file(path) }
    }

    /// Once it was read: whether the name leads to the same file still.
    pub(super) fn end(&self) -> Result<()> {
        match self.file {
            Some(before) if file(&self.path) != Some(before) => Err(StoreError::Busy(format!(
                "{} was replaced while it was being opened",
                self.path.display()
            ))),
            _ => Ok(()),
        }
    }
}

/// The device and the number of a file; `None` if there is no file, or no such number.
#[cfg(unix)]
fn file(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|about| (about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn file(_: &Path) -> Option<(u64, u64)> {
    None
}
