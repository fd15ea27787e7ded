//! Undoing a decision: within minutes, the person who made it can bring back what the report was
//! before, as if it had not been decided.
//!
//! A reopening is a decision of its own: it makes the report a contested one and gives the review
//! another kind. An undo leaves neither trace on the report; only the history has both entries.

use super::context::CommandContext;
use super::outcome::CommandOutcome;
use crate::actor::{Actor, Person};
use crate::decision_state::{UndoPoint, is_undone_by_its_maker};
use crate::history::Entry;
use crate::instant::Instant;
use crate::refusal::Refusal;
use crate::report::Report;
use crate::status::Verb;

/// How long after a decision it can be undone, in microseconds: five minutes.
pub const UNDO_MICROS: i64 = 5 * 60_000_000;

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
    // A clock that was set back does not open the window again. In a rehearsal it stands still.
    let in_time = (decision.recorded_at..until).contains(&now);
    if in_time { Ok(()) } else { Err(Refusal::TooLateToUndo(until)) }
}

/// Brings back what the report was before the last entry of its history.
pub(super) fn undo(
    report: &mut Report,
    point: &UndoPoint,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    let last = point.last.as_ref().filter(|entry| entry.version == report.version);
    if last.is_some_and(|entry| entry.verb == Verb::Undo && entry.actor == context.actor) {
        return Ok(CommandOutcome::AlreadyDone);
    }
    context.check(report)?;
    let Actor::Person(person) = &context.actor else { return Err(Refusal::NothingToUndo) };
    may_undo(last, person, context.now)?;
    let before = point.before.clone().ok_or(Refusal::NothingToUndo)?;
    if before.status.with_partner() && context.now >= before.deadline {
        return Err(Refusal::DeadlinePassed(before.deadline));
    }
    let mut entry = context.entry(report);
    entry.changes = before.restore(report);
    Ok(CommandOutcome::Done(vec![Entry { to: report.status, ..entry }]))
}
