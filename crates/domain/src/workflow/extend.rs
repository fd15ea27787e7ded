//! More time for the partner: from the distributor before the deadline passes, or for everyone
//! whose deadline passed while the clock did not run.

use super::context::CommandContext;
use super::outcome::CommandOutcome;
use super::reason::needed;
use crate::actor::{Actor, SystemRule};
use crate::history::{Entry, FieldChange, HistoryField};
use crate::instant::{DAY_MICROS, Instant};
use crate::refusal::Refusal;
use crate::report::Report;
use crate::schedule::{EXTENSION_DAYS_MAX, Until};
use crate::status::Verb;

/// Moves the deadline to a later one, with a reason that the partner reads.
pub(super) fn by_distributor(
    report: &mut Report,
    until: Until,
    reason: Option<&str>,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    let deadline = until.instant(&report.zone);
    if report.status.with_partner() && deadline == report.deadline {
        return Ok(CommandOutcome::AlreadyDone);
    }
    let reason = needed(reason, context.verb)?;
    context.check(report)?;
    let after = report.deadline;
    let latest = after.plus_micros(EXTENSION_DAYS_MAX * DAY_MICROS);
    if deadline <= after || deadline > latest {
        return Err(Refusal::BadDeadline { after, latest });
    }
    let mut entry = context.entry(report);
    entry.reason = Some(reason.to_owned());
    Ok(CommandOutcome::Done(vec![moved(report, deadline, entry)]))
}

/// Gives a report whose deadline passed while the clock did not run the new deadline that the
/// operator chose for everyone.
///
/// # Panics
/// When the report is not with its partner, or the deadline is not later: the clock chose a wrong
/// report.
pub fn extend_missed(report: &mut Report, deadline: Instant, now: Instant) -> Entry {
    assert!(report.status.with_partner(), "only a report with its partner has a deadline");
    assert!(deadline > report.deadline, "a deadline does not come nearer");
    let actor = Actor::System(SystemRule::DeadlinesMissed);
    let entry = report.entry(&actor, Verb::Extend, now);
    moved(report, deadline, entry)
}

fn moved(report: &mut Report, deadline: Instant, mut entry: Entry) -> Entry {
    let (before, after) = (Some(report.deadline.to_string()), Some(deadline.to_string()));
    entry.changes.push(FieldChange { product: None, field: HistoryField::Deadline, before, after });
    report.deadline = deadline;
    entry
}
