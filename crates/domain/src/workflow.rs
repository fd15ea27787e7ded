//! What people and the system do to a report.
//!
//! Source of the rules: DOMAIN.md section 4. Every function checks first and changes after, so
//! that a refused command leaves the report as it was; a command whose effect is there already
//! changes nothing and says so.

mod correct;
mod decide;
mod edit;
mod extend;
mod submit;

use crate::access::Permit;
use crate::history::Entry;
use crate::instant::Instant;
use crate::refusal::Refusal;
use crate::report::Report;
use crate::schedule::Until;
use crate::status::{Status, Verb, target};
use crate::text;

pub use correct::{Proposal, ProposedLine};
pub use extend::extend_missed;
pub(crate) use submit::settle_figures;
pub use submit::{FigureChange, at_deadline, missing_comments, submit_at_deadline};

/// What a person asks for. Texts are as they came in; they are trimmed here, and blank is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Sets a line's chargeable units or comment, or, without a product, the report's comment.
    Edit {
        /// Code of the line's product.
        product: Option<String>,
        /// Chargeable units, as written.
        chargeable: Option<String>,
        /// The comment.
        comment: Option<String>,
    },
    /// Takes the comment of a line away, or, without a product, that of the report.
    Uncomment {
        /// Code of the line's product.
        product: Option<String>,
    },
    /// Takes a line back to its default figure and no comment.
    Reset {
        /// Code of the line's product.
        product: Option<String>,
    },
    /// Gives the partner more time.
    Extend {
        /// Until when.
        until: Until,
        /// Why; needed.
        reason: Option<String>,
    },
    /// Sends the report to the distributor.
    Submit {
        /// The report's comment.
        comment: Option<String>,
    },
    /// Agrees.
    Approve {
        /// A note, kept in the history.
        note: Option<String>,
    },
    /// Sends the report back to the partner.
    Reject {
        /// Why; needed.
        reasons: Option<String>,
        /// Why, per line: product code and text.
        line_reasons: Vec<(String, String)>,
    },
    /// Takes an approval back.
    Reopen {
        /// Why; needed.
        reason: Option<String>,
    },
    /// Hands the report to the vendor.
    Dispatch,
    /// The vendor has processed it.
    Complete,
    /// The vendor sends it back.
    Return {
        /// Why; needed.
        reason: Option<String>,
    },
    /// Proposes a correction of a completed report.
    ProposeCorrection(Proposal),
    /// Agrees to the correction that is proposed.
    AgreeCorrection,
    /// Does not agree to it.
    RefuseCorrection {
        /// Why; needed.
        reason: Option<String>,
    },
    /// Takes one's proposal back.
    WithdrawCorrection,
    /// Hands the amendment to the vendor.
    DispatchAmendment,
    /// The vendor has processed the amendment.
    CompleteAmendment,
    /// The vendor sends the amendment back.
    ReturnAmendment {
        /// Why; needed.
        reason: Option<String>,
    },
}

impl Command {
    /// What a vendor does with a report, done with an amendment of it; none for anything else.
    #[must_use]
    pub fn of_amendment(&self) -> Option<Self> {
        match self {
            Self::Complete => Some(Self::CompleteAmendment),
            Self::Return { reason } => Some(Self::ReturnAmendment { reason: reason.clone() }),
            _ => None,
        }
    }

    /// The verb that a permit is needed for.
    #[must_use]
    pub const fn verb(&self) -> Verb {
        match self {
            Self::Edit { .. } | Self::Uncomment { .. } => Verb::Edit,
            Self::Reset { .. } => Verb::Reset,
            Self::Extend { .. } => Verb::Extend,
            Self::Submit { .. } => Verb::Submit,
            Self::Approve { .. } => Verb::Approve,
            Self::Reject { .. } => Verb::Reject,
            Self::Reopen { .. } => Verb::Reopen,
            Self::Dispatch => Verb::Dispatch,
            Self::Complete => Verb::Complete,
            Self::Return { .. } => Verb::Return,
            Self::ProposeCorrection(_) => Verb::ProposeCorrection,
            Self::AgreeCorrection => Verb::AgreeCorrection,
            Self::RefuseCorrection { .. } => Verb::RefuseCorrection,
            Self::WithdrawCorrection => Verb::WithdrawCorrection,
            Self::DispatchAmendment => Verb::DispatchAmendment,
            Self::CompleteAmendment => Verb::CompleteAmendment,
            Self::ReturnAmendment { .. } => Verb::ReturnAmendment,
        }
    }
}

/// What came of a command that was not refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The report changed; these entries go into its history.
    Done(Vec<Entry>),
    /// The report stands as the command wants it.
    AlreadyDone,
}

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

/// What every command is checked against.
struct Context<'a> {
    permit: &'a Permit,
    expected_version: Option<i64>,
    now: Instant,
}

impl Context<'_> {
    /// Checks version, status and, while the partner has it in hand, the deadline; the status it
    /// leads to.
    fn check(&self, report: &Report) -> Result<Status, Refusal> {
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

    fn entry(&self, report: &mut Report) -> Entry {
        report.entry(self.permit.actor(), self.permit.verb(), self.now)
    }
}

/// A comment or reason as it is kept: trimmed, and none where it is blank. One that is stored
/// already is kept, whatever it is.
fn kept<'a>(text: Option<&'a str>, stored: Option<&str>) -> Result<Option<&'a str>, Refusal> {
    let text = trimmed(text);
    if let Some(new) = text.filter(|text| Some(*text) != stored) {
        let bad = |expected| Refusal::BadText { length: text::length(new), expected };
        text::Kind::Comment.check(new).map_err(bad)?;
    }
    Ok(text)
}

/// The reason that a move needs.
fn needed(text: Option<&str>, verb: Verb) -> Result<&str, Refusal> {
    kept(text, None)?.ok_or(Refusal::ReasonNeeded(verb))
}

/// Trimmed; blank is none.
#[must_use]
pub fn trimmed(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests;
