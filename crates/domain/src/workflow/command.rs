//! The commands of people, and the verb that each of them needs a permit for.

use super::correct::Proposal;
use crate::decision_state::UndoPoint;
use crate::schedule::Until;
use crate::status::Verb;

/// A command of a person. Texts are as typed; they are trimmed here, and blank counts as none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Sets a line's chargeable units or comment, or, without a product, the report's comment.
    Edit {
        /// Code of the line's product.
        product: Option<String>,
        /// Chargeable units, as written.
        chargeable: Option<String>,
        /// The new comment.
        comment: Option<String>,
    },
    /// Removes the comment of a line, or, without a product, that of the report.
    Uncomment {
        /// Code of the line's product.
        product: Option<String>,
    },
    /// Resets a line to its default figure without a comment.
    Reset {
        /// Code of the line's product.
        product: Option<String>,
    },
    /// Gives the partner more time.
    Extend {
        /// The new deadline.
        until: Until,
        /// The reason; required.
        reason: Option<String>,
    },
    /// Sends the report to the distributor.
    Submit {
        /// The comment on the report.
        comment: Option<String>,
    },
    /// Approves the report.
    Approve {
        /// A note, kept in the history.
        note: Option<String>,
    },
    /// Rejects the report.
    Reject {
        /// The reasons; required.
        reasons: Option<String>,
        /// The reasons per line: product code and text.
        line_reasons: Vec<(String, String)>,
    },
    /// Takes an approval back.
    Reopen {
        /// The reason; required.
        reason: Option<String>,
    },
    /// Undoes the person's own last decision.
    Undo(Box<UndoPoint>),
    /// Sends the report to the vendor.
    Dispatch,
    /// Marks the report as processed.
    Complete,
    /// Returns the report to the distributor.
    Return {
        /// The reason; required.
        reason: Option<String>,
    },
    /// Proposes a correction of a completed report.
    ProposeCorrection(Proposal),
    /// Agrees to the proposed correction.
    AgreeCorrection,
    /// Refuses the proposed correction.
    RefuseCorrection {
        /// The reason; required.
        reason: Option<String>,
    },
    /// Withdraws the person's own company's proposal.
    WithdrawCorrection,
    /// Sends the amendment to the vendor.
    DispatchAmendment,
    /// Marks the amendment as processed.
    CompleteAmendment,
    /// Returns the amendment to the distributor.
    ReturnAmendment {
        /// The reason; required.
        reason: Option<String>,
    },
}

impl Command {
    /// A vendor's command on a report as the command on its amendment; none for other commands.
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
            Self::Undo(_) => Verb::Undo,
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
