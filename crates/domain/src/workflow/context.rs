//! Permit, version and time that a command is checked against before it changes anything.

use crate::access::Permit;
use crate::history::Entry;
use crate::instant::Instant;
use crate::refusal::Refusal;
use crate::report::Report;
use crate::status::{Status, target};

/// What every command is checked against.
pub(super) struct Context<'a> {
    pub(super) permit: &'a Permit,
    pub(super) expected_version: Option<i64>,
    pub(super) now: Instant,
}

impl Context<'_> {
    /// Checks version, status and, while the partner has it in hand, the deadline; the status it
    /// leads to.
    pub(super) fn check(&self, report: &Report) -> Result<Status, Refusal> {
        let verb = self.permit.verb();
        if let Some(given) = self.expected_version.filter(|given| *given != report.version) {
            let current = report.version;
            return Err(Refusal::Stale { given, current, since: Vec::new() });
        }
        let status = report.status;
        let to = target(status, verb).ok_or(Refusal::WrongStatus { verb, status })?;
        if status.with_partner() && self.now >= report.deadline {
            return Err(Refusal::DeadlinePassed(report.deadline));
        }
        Ok(to)
    }

    /// The history entry of this command, the next one of the report.
    pub(super) fn entry(&self, report: &mut Report) -> Entry {
        report.entry(self.permit.actor(), self.permit.verb(), self.now)
    }
}
