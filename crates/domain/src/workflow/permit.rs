//! A person's leave to execute one command on one report.

use super::command::Command;
use super::context::CommandContext;
use super::outcome::CommandOutcome;
use super::reason::trimmed;
use super::{correct, decide, edit, extend, submit, undo};
use crate::access::may;
use crate::actor::{Actor, Person};
use crate::instant::Instant;
use crate::refusal::Refusal;
use crate::report::Report;
use crate::status::Verb;

/// A person's leave to execute one command on one report. It holds all three, so that an unchecked
/// command, or one checked for another report, does not compile.
#[must_use]
pub struct Permit<'a> {
    pub(super) actor: Actor,
    pub(super) command: &'a Command,
    pub(super) report: &'a mut Report,
}

impl<'a> Permit<'a> {
    /// Asks for a permit. `worked_on` says whether the person has edited or submitted this report,
    /// in any company.
    ///
    /// # Errors
    /// The refusal: no such report, if the company may not know of it.
    pub fn ask(
        person: &Person,
        command: &'a Command,
        report: &'a mut Report,
        worked_on: bool,
    ) -> Result<Self, Refusal> {
        may(person, command.verb(), &report.parties, report.status, worked_on)?;
        Ok(Self { actor: Actor::Person(person.clone()), command, report })
    }

    /// Executes the command at `now`. With `expected_version` the report must have that version,
    /// unless the command would change nothing.
    ///
    /// # Errors
    /// The refusal; the report is unchanged.
    pub fn execute(
        self,
        expected_version: Option<i64>,
        now: Instant,
    ) -> Result<CommandOutcome, Refusal> {
        let Self { actor, command, report } = self;
        let context = CommandContext { actor, verb: command.verb(), expected_version, now };
        match command {
            Command::Edit { product: Some(product), chargeable, comment } => {
                edit::line(report, product, chargeable.as_deref(), comment.as_deref(), &context)
            }
            Command::Edit { product: None, chargeable, .. }
                if trimmed(chargeable.as_deref()).is_some() =>
            {
                Err(Refusal::ProductNeeded(Verb::Edit))
            }
            Command::Edit { product: None, comment, .. } => {
                edit::comment(report, comment.as_deref(), &context)
            }
            Command::Uncomment { product } => edit::uncomment(report, product.as_deref(), &context),
            Command::Reset { product } => edit::reset(report, product.as_deref(), &context),
            Command::Extend { until, reason } => {
                extend::by_distributor(report, *until, reason.as_deref(), &context)
            }
            Command::Submit { comment } => submit::by_hand(report, comment.as_deref(), &context),
            Command::Approve { note } => decide::approve(report, note.as_deref(), &context),
            Command::Reject { reasons, line_reasons } => {
                decide::reject(report, reasons.as_deref(), line_reasons, &context)
            }
            Command::Reopen { reason } => decide::reopen(report, reason.as_deref(), &context),
            Command::Undo(point) => undo::undo(report, point, &context),
            Command::Dispatch => decide::hand_over(report, &context),
            Command::Complete => decide::complete(report, &context),
            Command::Return { reason } => decide::give_back(report, reason.as_deref(), &context),
            Command::ProposeCorrection(proposal) => correct::propose(report, proposal, &context),
            Command::AgreeCorrection
            | Command::WithdrawCorrection
            | Command::DispatchAmendment
            | Command::CompleteAmendment => correct::move_on(report, &context),
            Command::RefuseCorrection { reason } | Command::ReturnAmendment { reason } => {
                correct::move_on_because(report, reason.as_deref(), &context)
            }
        }
    }
}
