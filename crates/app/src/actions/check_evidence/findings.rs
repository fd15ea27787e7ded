//! What a check found.

use std::fmt::Display;

/// Findings that are named; all are counted.
const NAMED: usize = 1_000;

/// The result of checking a pack.
#[derive(Clone, Debug, Default)]
pub struct PackFindings {
    /// What is wrong, with the name of the file.
    pub broken: Vec<String>,
    /// How much is wrong.
    pub count: u64,
    /// What holds, in words.
    pub held: Vec<String>,
    /// How much was checked.
    pub counts: PackCounts,
    /// Whether something that the reader had from elsewhere vouches for the key.
    pub is_tied: bool,
}

/// How much was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackCounts {
    /// Reports.
    pub reports: u64,
    /// Entries of their histories.
    pub entries: u64,
    /// Entries that are newer than the checkpoint.
    pub unproven: u64,
    /// Reports whose figures the log proves.
    pub sealed: u64,
    /// Figures of subscriptions that follow from their readings.
    pub compared: u64,
    /// Figures of subscriptions that could not be compared.
    pub not_compared: u64,
    /// Dispatches.
    pub dispatches: u64,
    /// The earliest and the latest instant at which an entry was recorded.
    pub first: Option<countersign_domain::instant::Instant>,
    /// The latest.
    pub last: Option<countersign_domain::instant::Instant>,
}

impl PackFindings {
    /// Adds what is wrong in a file.
    pub(super) fn add(&mut self, file: &str, what: impl Display) {
        self.count += 1;
        if self.broken.len() < NAMED {
            self.broken.push(format!("{file}: {what}"));
        }
    }

    /// Adds what is wrong in a line of a file, from 1.
    pub(super) fn add_at(&mut self, file: &str, line: usize, what: impl Display) {
        self.add(&format!("{file}, line {line}"), what);
    }
}
