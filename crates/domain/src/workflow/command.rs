//! What a person can ask for, and the verb that each command needs a permit for.

use super::correct::Proposal;
use crate::schedule::Until;
use crate::status::Verb;

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
