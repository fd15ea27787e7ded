//! What a check found.

use crate::signatures::verify::VerifiedRoots;
use countersign_domain::instant::Instant;
use std::fmt::Display;

/// Findings that are named; all are counted.
const NAMED: usize = 1_000;
/// The most characters of a sentence.
const LONGEST: usize = 400;

/// The result of checking a pack.
#[derive(Clone, Debug, Default)]
pub struct PackFindings {
    /// What is wrong, with the name of the file.
    pub broken: Vec<String>,
    /// How much is wrong.
    pub count: u64,
    /// What holds, in words.
    pub held: Vec<String>,
    /// What nothing proves, in words: it can be right, and the log does not show it.
    pub open: Vec<String>,
    /// How much was checked.
    pub counts: PackCounts,
    /// Whether something that the reader had from elsewhere vouches for the key.
    pub is_tied: bool,
    /// Signatures over many statements, which are verified once.
    pub(super) roots: VerifiedRoots,
}

/// How much was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackCounts {
    /// Reports.
    pub reports: u64,
    /// Entries of their histories.
    pub entries: u64,
    /// Entries and dispatches without a proof.
    pub unproven: u64,
    /// Reports whose figures the log proves.
    pub sealed: u64,
    /// Figures of subscriptions that follow from their readings.
    pub compared: u64,
    /// Figures of subscriptions that could not be compared.
    pub not_compared: u64,
    /// Dispatches.
    pub dispatches: u64,
    /// Signatures of decisions.
    pub signatures: u64,
    /// When the earliest entry was recorded.
    pub first: Option<Instant>,
    /// When the latest entry was recorded.
    pub last: Option<Instant>,
}

impl PackFindings {
    /// Adds what is wrong in a file.
    pub(super) fn add(&mut self, file: &str, what: impl Display) {
        self.count += 1;
        if self.broken.len() < NAMED {
            self.broken.push(printable(&format!("{file}: {what}")));
        }
    }

    /// Adds what holds.
    pub(super) fn hold(&mut self, what: impl Display) {
        if self.held.len() < NAMED {
            self.held.push(printable(&what.to_string()));
        }
    }

    /// Adds what nothing proves.
    pub(super) fn leave_open(&mut self, what: impl Display) {
        if self.open.len() < NAMED {
            self.open.push(printable(&what.to_string()));
        }
    }

    /// Adds what is wrong in a line of a file, from 1.
    pub(super) fn add_at(&mut self, file: &str, line: usize, what: impl Display) {
        self.add(&format!("{file}, line {line}"), what);
    }
}

/// A sentence for a terminal. Texts of a pack can hold what moves its cursor or hides what follows.
fn printable(text: &str) -> String {
    let shown = |c: char| match c {
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            c.escape_unicode().to_string()
        }
        c if c.is_control() => c.escape_default().to_string(),
        c => c.to_string(),
    };
    let mut printable: String = text.chars().take(LONGEST).map(shown).collect();
    if text.chars().nth(LONGEST).is_some() {
        printable.push('…');
    }
    printable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_pack_moves_the_cursor_or_fills_the_screen() {
        let mut findings = PackFindings::default();
        findings.add("a\u{1b}[2J", "b\nc\u{202e}");
        assert_eq!(findings.broken, ["a\\u{1b}[2J: b\\nc\\u{202e}"]);
        findings.hold("x".repeat(1_000));
        assert_eq!(findings.held[0].chars().count(), LONGEST + 1);
    }
}
