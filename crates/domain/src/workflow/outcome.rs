//! The result of a command that was not refused.

use crate::history::Entry;

/// The result of a command that was not refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandOutcome {
    /// The report changed; these entries go into its history.
    Done(Vec<Entry>),
    /// The command would change nothing.
    AlreadyDone,
}
