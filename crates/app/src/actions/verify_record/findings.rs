//! Findings as sentences: all are counted, the first thousand are kept, and as many about files
//! that people kept.

use super::conservation::UncountedCounts;
use super::purges::PurgeSummary;
use crate::signatures::verify::VerifiedRoots;
use countersign_store::reports::StoredReport;
use std::fmt::Display;

/// Sentences that are kept, to bound memory.
const KEPT: usize = 1_000;
/// Characters of a value that a sentence shows.
const SHOWN: usize = 120;

/// The result of a verification.
#[derive(Debug, Default)]
pub struct Findings {
    /// Reports that were verified.
    pub reports: u64,
    /// History entries that were verified.
    pub entries: u64,
    /// Signatures of decisions that were verified.
    pub signatures: u64,
    /// Whether the times of keys and rules were not compared with decisions, because a rehearsal
    /// has another clock than its audit record.
    pub has_two_clocks: bool,
    /// Dispatches that were verified.
    pub dispatches: u64,
    /// Reports with arrived readings that the program has not processed yet: they are compared with
    /// readings afterwards.
    pub waiting: u64,
    /// Reports whose readings were purged, so that nothing was compared with them.
    pub without_readings: u64,
    /// Reports of an earlier program that lost a line whose terms it did not keep, so that what
    /// their making froze was not compared.
    pub without_terms: u64,
    /// What purges removed.
    pub purged: PurgeSummary,
    /// Subscriptions that are in no line of a closed cycle, by reason.
    pub in_no_line: UncountedCounts,
    /// Leaves of the transparency log that were compared with their records.
    pub leaves: u64,
    /// Records that are not in the log yet.
    pub unlogged: u64,
    /// Leaves after those that the last checkpoint covers.
    pub uncovered: u64,
    /// What holds of the checkpoints and proofs that people kept, a sentence each.
    pub held: Vec<String>,
    /// The number of findings.
    pub count: u64,
    /// The first findings, a sentence each.
    pub broken: Vec<String>,
    /// How many of them are not about files that people kept.
    others: usize,
    /// Signatures over many statements, which are verified once.
    roots: VerifiedRoots,
}

impl Findings {
    pub(super) fn add(&mut self, sentence: String) {
        self.count += 1;
        if self.others < KEPT {
            self.others += 1;
            self.broken.push(sentence);
        }
    }

    /// Adds a finding about a file that people kept. A forger cannot push it out with a thousand
    /// others.
    pub(super) fn add_of_kept(&mut self, sentence: String) {
        self.count += 1;
        if self.broken.len() - self.others < KEPT {
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

/// Findings about one report; each sentence names it.
pub(super) struct OfReport<'a> {
    findings: &'a mut Findings,
    subject: String,
}

impl OfReport<'_> {
    pub(super) fn add(&mut self, what: impl Display) {
        self.findings.add(format!("{}: {what}", self.subject));
    }

    /// Counts the report as one whose making was not compared, because terms of it are unknown.
    pub(super) fn without_terms(&mut self) {
        self.findings.without_terms += 1;
    }

    /// The signatures over many statements that were verified.
    pub(super) const fn roots(&mut self) -> &mut VerifiedRoots {
        &mut self.findings.roots
    }

    /// Counts a signature that was verified.
    pub(super) fn signature(&mut self) {
        self.findings.signatures += 1;
    }

    /// Adds a column whose value is not the expected one.
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

/// Replaces line breaks and invisible characters by a mark.
fn on_one_line(c: char) -> char {
    if c.is_control() { '\u{fffd}' } else { c }
}

/// A value in a sentence: on one line, and shortened if it is long.
pub(super) fn shown(value: &str) -> String {
    let mut text: String = value.chars().take(SHOWN).map(on_one_line).collect();
    if value.chars().nth(SHOWN).is_some() {
        text.push('…');
    }
    if text.is_empty() { "blank".to_owned() } else { text }
}
