//! The result of a command that was not refused.

use crate::history::Entry;

/// The result of a command that was not refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandOutcome {
    /// The report changed, with these history entries.
    Done(Vec<Entry>),
    /// The command would change nothing.
    AlreadyDone,
}
