//! The checks of a command before it changes anything.

use crate::actor::Actor;
use crate::history::Entry;
use crate::instant::Instant;
use crate::refusal::Refusal;
use crate::report::Report;
use crate::status::{Status, Verb, target};

/// Actor, verb, version and time of a command.
pub(super) struct CommandContext {
    /// The person who executes it.
    pub(super) actor: Actor,
    pub(super) verb: Verb,
    pub(super) expected_version: Option<i64>,
    pub(super) now: Instant,
}

impl CommandContext {
    /// Checks version, status and deadline, and returns the status that the verb leads to.
    pub(super) fn check(&self, report: &Report) -> Result<Status, Refusal> {
        if let Some(given) = self.expected_version.filter(|given| *given != report.version) {
            let current = report.version;
            return Err(Refusal::Stale { given, current, since: Vec::new() });
        }
        status_after(report, self.verb, self.now)
    }

    /// The history entry of this command, the next one of the report.
    pub(super) fn entry(&self, report: &mut Report) -> Entry {
        report.entry(&self.actor, self.verb, self.now)
    }
}

/// The status that a verb leads a report to.
///
/// # Errors
/// [`Refusal::WrongStatus`] when the table has no such move; [`Refusal::DeadlinePassed`] when the
/// report is with its partner and its deadline has passed.
pub(super) fn status_after(report: &Report, verb: Verb, now: Instant) -> Result<Status, Refusal> {
    let status = report.status;
    let to = target(status, verb).ok_or(Refusal::WrongStatus { verb, status })?;
    if status.with_partner() && now >= report.deadline {
        return Err(Refusal::DeadlinePassed(report.deadline));
    }
    Ok(to)
}
