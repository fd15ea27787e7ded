//! The result of a command that was not refused.

use crate::history::Entry;

/// The result of a command that was not refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The report changed; these entries go into its history.
    Done(Vec<Entry>),
    /// The report stands as the command wants it.
    AlreadyDone,
}
