//! The file for one process alone, whatever state its content is in.
//!
//! SQLite asks the operating system for locks on bytes of the file, and each connection that has
//! read it keeps one until it is closed. A lock on the whole file therefore fails exactly where
//! another process has the database open. The file need not be a database that can be read, which
//! SQLite's own locks ask for.

use crate::error::{Result, StoreError};
use std::fs::{File, OpenOptions};
use std::path::Path;

/// The file of a database that no other process has open, or opens until this is dropped.
///
/// This process must not open the database meanwhile: closing a file gives up every lock that the
/// process has on it.
#[derive(Debug)]
pub struct Exclusive {
    _file: File,
}

impl Exclusive {
    /// Takes the file.
    ///
    /// # Errors
    /// [`StoreError::Busy`] where another process has it open.
    pub fn take(path: &Path) -> Result<Self> {
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        #[cfg(unix)]
        lock(&file, path)?;
        Ok(Self { _file: file })
    }
}

#[cfg(unix)]
fn lock(file: &File, path: &Path) -> Result<()> {
    use rustix::fs::{FlockOperation, fcntl_lock};
    use rustix::io::Errno;
    match fcntl_lock(file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(()),
        Err(Errno::ACCESS | Errno::AGAIN) => {
            Err(StoreError::Busy(format!("another process has {} open", path.display())))
        }
        Err(error) => Err(std::io::Error::from(error).into()),
    }
}
