//! What people and the system do to a report.
//!
//! Source of the rules: DOMAIN.md section 4. Every function checks first and changes after, so
//! that a refused command leaves the report as it was; a command whose effect is there already
//! changes nothing and says so.

mod command;
mod context;
mod correct;
mod decide;
mod edit;
mod extend;
mod outcome;
mod reason;
mod submit;

use crate::access::Permit;
use crate::instant::Instant;
use crate::refusal::Refusal;
use crate::report::Report;
use crate::status::Verb;
use context::Context;
use reason::trimmed;

pub use command::Command;
pub use correct::{Proposal, ProposedLine};
pub use extend::extend_missed;
pub use outcome::Outcome;
pub(crate) use submit::settle_figures;
pub use submit::{FigureChange, at_deadline, missing_comments, submit_at_deadline};

/// Carries `command` out on `report`. With `expected_version` the report must have that version,
/// unless the effect is there already.
///
/// # Errors
/// A refusal; the report is as it was.
///
/// # Panics
/// When the permit is for another verb: it was made for another command.
pub fn carry_out(
    report: &mut Report,
    command: &Command,
    permit: &Permit,
    expected_version: Option<i64>,
    now: Instant,
) -> Result<Outcome, Refusal> {
    assert_eq!(permit.verb(), command.verb(), "a permit is for one verb");
    let context = Context { permit, expected_version, now };
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

#[cfg(test)]
mod tests;
