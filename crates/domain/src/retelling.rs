//! A report as its history tells it, to be compared with the one that is stored.
//!
//! Each entry is applied to what the entries before it left. What the first entry freezes comes
//! from the stored report, and is proved by that entry's digest ([`crate::frozen`]). Figures follow
//! readings until the first submission, whose entry holds them all; from then on they stand.
//!
//! Nothing is checked here that a later program may decide otherwise: who may do what, or how long
//! a text may be. An entry is not asked whether it was allowed, but what it did.

mod differences;
mod entries;

use crate::history::Entry;
use crate::instant::Instant;
use crate::line::Line;
use crate::quantity::Quantity;
use crate::report::Report;
use std::collections::BTreeMap;

pub use differences::Difference;

/// Units of a line: provisioned, used, default chargeable.
type Units = (Quantity, Option<Quantity>, Quantity);

fn units(line: &Line) -> Units {
    (line.figures.provisioned, line.figures.used, line.figures.default_chargeable)
}

/// What the history of a report tells.
#[derive(Debug)]
pub struct Retold {
    /// Where what is stored is not what the history tells.
    pub differences: Vec<Difference>,
    /// What does not hold together in the history itself.
    pub broken: Vec<String>,
    /// The deadline that the report was made with.
    pub first_deadline: Instant,
    /// The products of the lines that it was made with, in order of their codes.
    pub made_lines: Vec<String>,
    /// When the first submission was executed, from which on the figures stand.
    pub stands_since: Option<Instant>,
    /// When it was made: when that was executed.
    pub made_at: Option<Instant>,
    /// Whether its making holds no digest of what was frozen: an earlier program made it.
    pub is_of_earlier_program: bool,
}

/// Tells a report by its entries, in order, and compares it with the stored one; `at_each` sees the
/// report as each entry left it.
#[must_use]
pub fn retell(
    stored: &Report,
    entries: &[Entry],
    mut at_each: impl FnMut(&Entry, &Report),
) -> Retold {
    let mut retelling = Retelling::begin(stored, entries);
    for entry in entries {
        retelling.take(entry);
        at_each(entry, &retelling.report);
    }
    retelling.end(stored)
}

/// A history that is being told.
struct Retelling<'a> {
    stored: &'a Report,
    report: Report,
    first_deadline: Instant,
    made_lines: Vec<String>,
    made_at: Option<Instant>,
    is_of_earlier_program: bool,
    stands_since: Option<Instant>,
    /// What lines had when their figure was edited, where the entry tells it.
    edited_with: BTreeMap<String, Units>,
    broken: Vec<String>,
}

impl<'a> Retelling<'a> {
    fn begin(stored: &'a Report, entries: &[Entry]) -> Self {
        let first_deadline = entries::first_deadline(entries).unwrap_or(stored.deadline);
        let lines = stored.lines.iter().map(|line| Line::new(line.product.clone(), line.figures));
        let report = Report {
            deadline: first_deadline,
            status: crate::status::Status::Preparing,
            review: None,
            version: 0,
            review_by: None,
            submission: None,
            submitted_at: None,
            approval: None,
            decided_at: None,
            reasons: None,
            comment: None,
            flagged: false,
            contested: false,
            lines: lines.collect(),
            corrections: stored.corrections.clone(),
            ..stored.clone()
        };
        Self {
            stored,
            report,
            first_deadline,
            made_lines: Vec::new(),
            made_at: None,
            is_of_earlier_program: true,
            stands_since: None,
            edited_with: BTreeMap::new(),
            broken: Vec::new(),
        }
    }
}
