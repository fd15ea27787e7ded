//! Undoing a decision: within minutes, the person who made it can bring back what the report was
//! before, as if it had not been decided.
//!
//! A reopening is a decision of its own: it makes the report a contested one and gives the review
//! another kind. An undo leaves neither trace on the report; only the history has both entries.

use super::context::CommandContext;
use super::outcome::CommandOutcome;
use crate::actor::{Actor, Person};
use crate::history::{Entry, FieldChange, HistoryField};
use crate::instant::Instant;
use crate::quantity::Quantity;
use crate::refusal::Refusal;
use crate::replay::replay;
use crate::report::{How, Report};
use crate::status::{ReviewKind, Status, Verb};

/// How long after a decision it can be undone, in microseconds: five minutes.
pub const UNDO_MICROS: i64 = 5 * 60_000_000;

/// Whether an entry is a person's decision of the kind that they can undo: an approval, a
/// rejection, a reopening or an extension.
///
/// Not a dispatch, nor a decision of the vendor: these have effects in another company.
#[must_use]
pub fn is_undone_by_its_maker(entry: &Entry) -> bool {
    let verbs = [Verb::Approve, Verb::Reject, Verb::Reopen, Verb::Extend];
    verbs.contains(&entry.verb) && entry.actor.person_id().is_some()
}

/// Whether a person may undo the last entry of a report's history at `now`.
///
/// # Errors
/// The refusal: who made the decision, or how long it could be undone.
pub fn may_undo(last: Option<&Entry>, person: &Person, now: Instant) -> Result<(), Refusal> {
    let decision = last.filter(|entry| is_undone_by_its_maker(entry));
    let decision = decision.ok_or(Refusal::NothingToUndo)?;
    if decision.actor.person_id() != Some(person.id) {
        return Err(Refusal::DecisionOfAnother);
    }
    let until = decision.recorded_at.plus_micros(UNDO_MICROS);
    if now < until { Ok(()) } else { Err(Refusal::TooLateToUndo(until)) }
}

/// Brings back what the report was before the last entry of its history.
pub(super) fn undo(
    report: &mut Report,
    history: &[Entry],
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    let last = history.last().filter(|entry| entry.version == report.version);
    if last.is_some_and(|entry| entry.verb == Verb::Undo && entry.actor == context.actor) {
        return Ok(CommandOutcome::AlreadyDone);
    }
    context.check(report)?;
    let Actor::Person(person) = &context.actor else { return Err(Refusal::NothingToUndo) };
    may_undo(last, person, context.now)?;
    let before = state_before_last(report, history).ok_or(Refusal::NothingToUndo)?;
    if before.status.with_partner() && context.now >= before.deadline {
        return Err(Refusal::DeadlinePassed(before.deadline));
    }
    let mut entry = context.entry(report);
    entry.changes = before.restore(report);
    Ok(CommandOutcome::Done(vec![Entry { to: report.status, ..entry }]))
}

/// What the report was before its last entry; none if its history does not lead to what it is now.
fn state_before_last(report: &Report, history: &[Entry]) -> Option<DecisionState> {
    let mut before = None;
    let replayed = replay(report, history, |entry, then| {
        if entry.version + 1 == report.version {
            before = Some(DecisionState::of(then));
        }
    });
    before.filter(|_| replayed.differences.is_empty() && replayed.broken.is_empty())
}

/// Everything of a report that a decision of a distributor changes.
#[derive(Clone, Debug)]
pub(crate) struct DecisionState {
    status: Status,
    review: Option<ReviewKind>,
    review_by: Option<Instant>,
    deadline: Instant,
    approval: Option<How>,
    decided_at: Option<Instant>,
    reasons: Option<String>,
    flagged: bool,
    contested: bool,
    lines: Vec<LineState>,
}

/// Everything of a line that a decision changes.
#[derive(Clone, Copy, Debug)]
struct LineState {
    penalty: bool,
    /// Whether its comment counts; none without a comment.
    comment_counts: Option<bool>,
}

impl DecisionState {
    /// The state of a report as it is.
    pub(crate) fn of(report: &Report) -> Self {
        let lines = report.lines.iter().map(|line| LineState {
            penalty: line.penalty,
            comment_counts: line.comment.as_ref().map(|comment| comment.counts),
        });
        Self {
            status: report.status,
            review: report.review,
            review_by: report.review_by,
            deadline: report.deadline,
            approval: report.approval,
            decided_at: report.decided_at,
            reasons: report.reasons.clone(),
            flagged: report.flagged,
            contested: report.contested,
            lines: lines.collect(),
        }
    }

    /// Gives the report this state again, and returns the changes for its history.
    pub(crate) fn restore(self, report: &mut Report) -> Vec<FieldChange> {
        let mut changes = Vec::new();
        for (line, state) in report.lines.iter_mut().zip(&self.lines) {
            let before = line.chargeable();
            line.penalty = state.penalty;
            if let (Some(comment), Some(counts)) = (&mut line.comment, state.comment_counts) {
                comment.counts = counts;
            }
            let after = line.chargeable();
            if before != after {
                changes.push(charged(&line.product.code, before, after));
            }
        }
        if report.deadline != self.deadline {
            let (before, after) = (report.deadline.to_string(), self.deadline.to_string());
            let (product, field) = (None, HistoryField::Deadline);
            changes.push(FieldChange { product, field, before: Some(before), after: Some(after) });
        }
        report.status = self.status;
        report.review = self.review;
        report.review_by = self.review_by;
        report.deadline = self.deadline;
        report.approval = self.approval;
        report.decided_at = self.decided_at;
        report.reasons = self.reasons;
        report.flagged = self.flagged;
        report.contested = self.contested;
        changes
    }
}

fn charged(product: &str, before: Quantity, after: Quantity) -> FieldChange {
    FieldChange {
        product: Some(product.to_owned()),
        field: HistoryField::Chargeable,
        before: Some(before.to_string()),
        after: Some(after.to_string()),
    }
}
