//! What does not hold, as sentences: all of it counted, the first thousand kept.

use super::conservation::UncountedCounts;
use countersign_store::reports::StoredReport;
use std::fmt::Display;

/// Sentences that are kept: more would not be read, and would not fit into memory.
const KEPT: usize = 1_000;
/// Characters of a value that a sentence shows.
const SHOWN: usize = 120;

/// What was looked at, and what was found.
#[derive(Debug, Default)]
pub struct Findings {
    /// Reports that were looked at.
    pub reports: u64,
    /// History entries that were looked at.
    pub entries: u64,
    /// Dispatches that were looked at.
    pub dispatches: u64,
    /// Reports that readings have come for and that the program has not looked at since: they are
    /// compared with readings once it has.
    pub waiting: u64,
    /// What is in no line of a closed cycle, and why.
    pub in_no_line: UncountedCounts,
    /// How many things do not hold.
    pub count: u64,
    /// The first of them, a sentence each.
    pub broken: Vec<String>,
}

impl Findings {
    /// Adds a sentence.
    pub(super) fn add(&mut self, sentence: String) {
        self.count += 1;
        if self.broken.len() < KEPT {
            self.broken.push(sentence);
        }
    }

    /// Findings about one report.
    pub(super) fn of(&mut self, stored: &StoredReport) -> OfReport<'_> {
        let (names, cycle) = (&stored.names, stored.report.cycle);
        let subject = format!("report {cycle} of {} ({})", names.partner, names.vendor);
        OfReport { findings: self, subject }
    }
}

/// Findings about one report, which their sentences name.
pub(super) struct OfReport<'a> {
    findings: &'a mut Findings,
    subject: String,
}

impl OfReport<'_> {
    pub(super) fn add(&mut self, what: impl Display) {
        self.findings.add(format!("{}: {what}", self.subject));
    }

    /// A column that holds something else than it has to.
    pub(super) fn differs(
        &mut self,
        place: impl Display,
        column: &str,
        stored: impl Display,
        expected: impl Display,
    ) {
        let (stored, expected) = (shown(&stored.to_string()), shown(&expected.to_string()));
        self.add(format!("{place}{column} is {stored}, expected {expected}"));
    }
}

/// Line breaks and what cannot be seen, as a mark.
fn on_one_line(c: char) -> char {
    if c.is_control() { '\u{fffd}' } else { c }
}

/// A value as a sentence shows it: on one line, and cut where it is long.
pub(super) fn shown(value: &str) -> String {
    let mut text: String = value.chars().take(SHOWN).map(on_one_line).collect();
    if value.chars().nth(SHOWN).is_some() {
        text.push('…');
    }
    if text.is_empty() { "blank".to_owned() } else { text }
}
