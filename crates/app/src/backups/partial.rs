//! A file that is still being written. Its name ends with `.partial` until all of its content is on
//! the disk.

use crate::durable::sync_folder_of;
use crate::failure::{Failure, Result};
use crate::private_files;
use countersign_store::backups;
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The ending of its name.
pub const ENDING: &str = ".partial";

/// A file that is not whole yet, and goes away with this unless it is published.
#[derive(Debug)]
pub struct Partial {
    path: PathBuf,
    file: File,
}

impl Partial {
    /// Makes it, empty and its owner's alone. One that a killed process left there goes away.
    ///
    /// # Errors
    /// Fails if another process writes it, or the machine refuses.
    pub fn begin(target: &Path) -> Result<Self> {
        let mut path = target.as_os_str().to_owned();
        path.push(ENDING);
        let path = PathBuf::from(path);
        if !remove_left(&path).map_err(|error| Failure::io(&path, &error))? {
            return Err(Failure::Usage(format!(
                "another process is writing {}; wait until it has finished",
                path.display()
            )));
        }
        let made = private_files::options().read(true).write(true).create_new(true).open(&path);
        let file = made.map_err(|error| Failure::io(&path, &error))?;
        // The lock tells other processes that this one is writing. File systems without locks
        // cannot tell them.
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            return Err(Failure::System(format!(
                "{} was taken by another process",
                path.display()
            )));
        }
        Ok(Self { path, file })
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name, and replaces what has that name already.
    ///
    /// # Errors
    /// Fails if the file system does; the file is removed then.
    pub fn publish(self, name: &Path) -> Result<()> {
        let done = self.file.sync_all().and_then(|()| fs::rename(&self.path, name));
        done.and_then(|()| sync_folder_of(name)).map_err(|error| Failure::io(name, &error))
    }
}

impl Drop for Partial {
    /// Once it is published, nothing has this name any more.
    fn drop(&mut self) {
        fs::remove_file(&self.path).unwrap_or_default();
        remove_beside(&self.path);
    }
}

/// Removes what SQLite keeps beside a database that is gone.
pub fn remove_beside(path: &Path) {
    for file in backups::beside(path) {
        fs::remove_file(file).unwrap_or_default();
    }
}

/// Removes a file that is not whole and that nobody writes any more; whether it is gone.
///
/// # Errors
/// Fails if the file system does.
pub fn remove_left(path: &Path) -> std::io::Result<bool> {
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            remove_beside(path);
            return Ok(true);
        }
        file => file?,
    };
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        return Ok(false);
    }
    fs::remove_file(path)?;
    remove_beside(path);
    Ok(true)
}
