//! The options of an import: its files, its person, and the places for problems.

use std::path::PathBuf;

/// The options of an import.
#[derive(Debug)]
pub struct ImportOptions {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Check everything and change nothing.
    pub dry_run: bool,
    /// The folder for refused readings; beside their file if none is given.
    pub rejected: Option<PathBuf>,
    /// The person who imports; none for a command.
    pub person_id: Option<i64>,
    /// A file for all problems, in addition to the first ones in memory.
    pub problems: Option<PathBuf>,
}
