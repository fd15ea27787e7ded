//! What an import is asked for: which files, for whom, and where its problems go.

use std::path::PathBuf;

/// What to import, and how.
#[derive(Debug)]
pub struct ImportOptions {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Check everything and change nothing.
    pub dry_run: bool,
    /// Where refused readings go; beside their file when none is given.
    pub rejected: Option<PathBuf>,
    /// Who imports; none for a command.
    pub person_id: Option<i64>,
    /// Where every problem goes, beside the first few that are told.
    pub problems: Option<PathBuf>,
}
