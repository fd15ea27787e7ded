//! The last checkpoint that a log's key signed, in a file beside that of the key.
//!
//! The database alone does not decide what is signed: a person who writes there could write another
//! log, and let the program sign it. So the next checkpoint has to continue the one in this file,
//! which is written before the signature reaches the database.

use super::checkpoint::SignedCheckpoint;
use crate::durable::replace;
use crate::failure::{Failure, Result};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The ending of the file's name.
const ENDING: &str = "log-signed";

/// The place of the last signed checkpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastSigned {
    path: Option<PathBuf>,
}

impl LastSigned {
    /// The file beside a key file: `countersign.log-signed` beside `countersign.key`.
    pub(super) fn beside(key_file: Option<&Path>) -> Self {
        Self { path: key_file.map(|path| path.with_extension(ENDING)) }
    }

    /// The file of the same name in another folder.
    pub(super) fn in_folder(self, folder: &Path) -> Self {
        let name = self.path.as_deref().and_then(Path::file_name);
        Self { path: name.map(|name| folder.join(name)) }
    }

    /// The path of the file, if there can be one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The checkpoint; `None` if the key has signed none.
    ///
    /// # Errors
    /// Fails if the file cannot be read, or holds something else.
    pub fn read(&self) -> Result<Option<SignedCheckpoint>> {
        let Some(path) = &self.path else { return Ok(None) };
        let note = match fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            note => note.map_err(|error| Failure::io(path, &error))?,
        };
        let checkpoint = SignedCheckpoint::parse(&note);
        checkpoint.map(Some).ok_or_else(|| {
            Failure::Usage(format!("{} needs to hold a checkpoint of a log", path.display()))
        })
    }

    /// Puts a checkpoint in the place of the one before.
    ///
    /// # Errors
    /// Fails if the file cannot be written.
    pub fn write(&self, note: &str) -> Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        replace(path, note).map_err(|error| Failure::io(path, &error))
    }
}
