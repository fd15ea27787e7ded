//! Replays a report from its history, to compare it with the stored one.
//!
//! Each entry is applied to the state that the entries before it left. The frozen data of the first
//! entry comes from the stored report, and that entry's digest proves it ([`crate::frozen`]).
//! Figures follow readings until the first submission, whose entry has them all; from then on they
//! are frozen.
//!
//! Nothing is checked here that a later program may decide differently: permissions, or the length
//! of texts. The replay does not ask whether an entry was allowed, only what it did.

mod differences;
mod dropped;
mod entries;

use crate::decision_state::{DecisionState, UndoPoint};
use crate::history::Entry;
use crate::instant::Instant;
use crate::line::Line;
use crate::quantity::Quantity;
use crate::report::Report;
use dropped::DroppedLine;
use std::collections::BTreeMap;

pub use differences::Difference;

/// Units of a line: provisioned, used, default chargeable.
type LineUnits = (Quantity, Option<Quantity>, Quantity);

fn units(line: &Line) -> LineUnits {
    (line.figures.provisioned, line.figures.used, line.figures.default_chargeable)
}

/// The result of replaying the history of a report.
#[derive(Debug)]
pub struct Replayed {
    /// Differences between the stored report and the history.
    pub differences: Vec<Difference>,
    /// Contradictions within the history itself.
    pub broken: Vec<String>,
    /// The deadline that the report was made with.
    pub first_deadline: Instant,
    /// The products of the lines that it was made with, in order of their codes.
    pub made_lines: Vec<String>,
    /// Those of them that it has no more: a refresh drops a line for which nothing counts.
    pub dropped_lines: Vec<String>,
    /// When the first submission was executed, which froze the figures.
    pub stands_since: Option<Instant>,
    /// When its making was executed.
    pub made_at: Option<Instant>,
    /// Whether an earlier program made it, so that its first entry has no digest.
    pub is_of_earlier_program: bool,
}

/// Replays a report from its entries, in order, and compares it with the stored one; `at_each` gets
/// the report after each entry.
#[must_use]
pub fn replay(
    stored: &Report,
    entries: &[Entry],
    mut at_each: impl FnMut(&Entry, &Report),
) -> Replayed {
    let mut retelling = Replay::begin(stored, entries);
    for entry in entries {
        retelling.take(entry);
        at_each(entry, &retelling.report);
    }
    retelling.end(stored)
}

/// The point to which an undo of the last entry goes back. It has no state if the history does not
/// lead to what the report is: nothing is brought back from a record that is not sound.
#[must_use]
pub fn undo_point(report: &Report, history: &[Entry]) -> UndoPoint {
    let mut before = None;
    let replayed = replay(report, history, |entry, then| {
        if entry.version + 1 == report.version {
            before = Some(DecisionState::of(then));
        }
    });
    let is_sound = replayed.differences.is_empty() && replayed.broken.is_empty();
    UndoPoint { last: history.last().cloned(), before: before.filter(|_| is_sound) }
}

/// A replay in progress.
struct Replay<'a> {
    stored: &'a Report,
    report: Report,
    first_deadline: Instant,
    made_lines: Vec<String>,
    made_at: Option<Instant>,
    is_of_earlier_program: bool,
    stands_since: Option<Instant>,
    /// The units of lines when their figure was edited, if the entry has them.
    edited_with: BTreeMap<String, LineUnits>,
    /// Edits of lines that a refresh has dropped since.
    dropped: BTreeMap<String, DroppedLine>,
    /// What the report was before the decision that a person made last, until something follows.
    before_decision: Option<DecisionState>,
    broken: Vec<String>,
}

impl<'a> Replay<'a> {
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
            dropped: BTreeMap::new(),
            before_decision: None,
            broken: Vec::new(),
        }
    }
}
