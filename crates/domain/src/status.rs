//! Statuses, kinds of review, and the one table of moves.
//!
//! Source of the rules: docs/rules.md section 4.

use serde::{Deserialize, Serialize};

/// The status of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The system made it; the partner reviews and edits.
    Preparing,
    /// The distributor decides.
    UnderReview,
    /// The partner must address discrepancies.
    Rejected,
    /// Distributor and system have agreed to it.
    Approved,
    /// Part of a dispatch.
    Submitted,
    /// Processed by the vendor.
    Completed,
}

impl Status {
    /// All statuses, in the order of a report's life.
    pub const ALL: [Self; 6] = [
        Self::Preparing,
        Self::UnderReview,
        Self::Rejected,
        Self::Approved,
        Self::Submitted,
        Self::Completed,
    ];

    /// The exact label on pages and in files.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Preparing => "MSP preparing",
            Self::UnderReview => "Under review",
            Self::Rejected => "Rejected",
            Self::Approved => "Approved",
            Self::Submitted => "Submitted to vendor",
            Self::Completed => "Completed",
        }
    }

    /// The token in addresses, options and the database.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::UnderReview => "under-review",
            Self::Rejected => "rejected",
            Self::Approved => "approved",
            Self::Submitted => "submitted",
            Self::Completed => "completed",
        }
    }

    /// The status of a token.
    ///
    /// # Errors
    /// The known tokens, if `text` is none of them.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|status| status.token() == text).ok_or_else(|| {
            let words = Self::ALL.map(Self::token).join(", ");
            format!("{text:?} is not one of {words}")
        })
    }

    /// Whether the report is with its partner.
    #[must_use]
    pub const fn with_partner(self) -> bool {
        matches!(self, Self::Preparing | Self::Rejected)
    }

    /// Whether the report is approved, sent or completed.
    #[must_use]
    pub const fn is_agreed(self) -> bool {
        matches!(self, Self::Approved | Self::Submitted | Self::Completed)
    }
}

/// The kind of the last review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewKind {
    /// A person submitted it.
    Manual,
    /// The system submitted it, without penalties.
    Automatic,
    /// The system submitted it, with penalties.
    AutomaticWithPenalties,
    /// The distributor took its approval back.
    Reopened,
    /// The vendor returned it.
    Returned,
}

impl ReviewKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::Manual,
        Self::Automatic,
        Self::AutomaticWithPenalties,
        Self::Reopened,
        Self::Returned,
    ];

    /// The label on pages, in files and the database.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Manual => "manual submission",
            Self::Automatic => "automatic submission (no penalties)",
            Self::AutomaticWithPenalties => "automatic submission (penalties)",
            Self::Reopened => "reopened",
            Self::Returned => "returned by vendor",
        }
    }

    /// The kind of a stored label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.label() == label)
    }
}

/// An operation on a report. Its key names the permission, the history entry and the log event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verb {
    /// The system makes it.
    #[serde(rename = "report.make")]
    Make,
    /// The partner saves figures or comments.
    #[serde(rename = "report.edit")]
    Edit,
    /// The partner resets a line to its default.
    #[serde(rename = "report.reset")]
    Reset,
    /// The partner gets more time.
    #[serde(rename = "report.extend")]
    Extend,
    /// The report goes to the distributor.
    #[serde(rename = "report.submit")]
    Submit,
    /// The report is approved.
    #[serde(rename = "report.approve")]
    Approve,
    /// The report goes back to the partner.
    #[serde(rename = "report.reject")]
    Reject,
    /// An approval is taken back before dispatch.
    #[serde(rename = "report.reopen")]
    Reopen,
    /// A person's last decision is undone within minutes, as if it had not been made.
    #[serde(rename = "report.undo")]
    Undo,
    /// The report goes to the vendor.
    #[serde(rename = "report.dispatch")]
    Dispatch,
    /// The vendor has processed it.
    #[serde(rename = "report.complete")]
    Complete,
    /// The vendor returns the report.
    #[serde(rename = "report.return")]
    Return,
    /// Distributor or partner propose a correction of a completed report.
    #[serde(rename = "report.propose-correction")]
    ProposeCorrection,
    /// The other company agrees: the correction becomes an amendment.
    #[serde(rename = "report.agree-correction")]
    AgreeCorrection,
    /// The other company refuses.
    #[serde(rename = "report.refuse-correction")]
    RefuseCorrection,
    /// The company that proposed takes it back.
    #[serde(rename = "report.withdraw-correction")]
    WithdrawCorrection,
    /// The amendment goes to the vendor.
    #[serde(rename = "report.dispatch-amendment")]
    DispatchAmendment,
    /// The vendor has processed the amendment.
    #[serde(rename = "report.complete-amendment")]
    CompleteAmendment,
    /// The vendor returns the amendment.
    #[serde(rename = "report.return-amendment")]
    ReturnAmendment,
}

impl Verb {
    /// All verbs.
    pub const ALL: [Self; 19] = [
        Self::Make,
        Self::Edit,
        Self::Reset,
        Self::Extend,
        Self::Submit,
        Self::Approve,
        Self::Reject,
        Self::Reopen,
        Self::Undo,
        Self::Dispatch,
        Self::Complete,
        Self::Return,
        Self::ProposeCorrection,
        Self::AgreeCorrection,
        Self::RefuseCorrection,
        Self::WithdrawCorrection,
        Self::DispatchAmendment,
        Self::CompleteAmendment,
        Self::ReturnAmendment,
    ];

    /// The key, such as `report.submit`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Make => "report.make",
            Self::Edit => "report.edit",
            Self::Reset => "report.reset",
            Self::Extend => "report.extend",
            Self::Submit => "report.submit",
            Self::Approve => "report.approve",
            Self::Reject => "report.reject",
            Self::Reopen => "report.reopen",
            Self::Undo => "report.undo",
            Self::Dispatch => "report.dispatch",
            Self::Complete => "report.complete",
            Self::Return => "report.return",
            Self::ProposeCorrection => "report.propose-correction",
            Self::AgreeCorrection => "report.agree-correction",
            Self::RefuseCorrection => "report.refuse-correction",
            Self::WithdrawCorrection => "report.withdraw-correction",
            Self::DispatchAmendment => "report.dispatch-amendment",
            Self::CompleteAmendment => "report.complete-amendment",
            Self::ReturnAmendment => "report.return-amendment",
        }
    }

    /// The word for a person, such as `submit`.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.key().trim_start_matches("report.")
    }

    /// The phrase within a sentence, such as `submit a report`.
    #[must_use]
    pub fn phrase(self) -> String {
        match self {
            Self::Undo => "undo a decision on a report".to_owned(),
            Self::ProposeCorrection => "propose a correction of a report".to_owned(),
            Self::AgreeCorrection => "agree to a correction of a report".to_owned(),
            Self::RefuseCorrection => "refuse a correction of a report".to_owned(),
            Self::WithdrawCorrection => "withdraw a correction of a report".to_owned(),
            Self::DispatchAmendment => "dispatch an amendment of a report".to_owned(),
            Self::CompleteAmendment => "complete an amendment of a report".to_owned(),
            Self::ReturnAmendment => "return an amendment of a report".to_owned(),
            _ => format!("{} a report", self.word()),
        }
    }

    /// Whether it concerns a correction of a completed report, whose status stays.
    #[must_use]
    pub const fn is_of_correction(self) -> bool {
        matches!(
            self,
            Self::ProposeCorrection
                | Self::AgreeCorrection
                | Self::RefuseCorrection
                | Self::WithdrawCorrection
                | Self::DispatchAmendment
                | Self::CompleteAmendment
                | Self::ReturnAmendment
        )
    }
}

/// A permitted move: its verb and the statuses before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusMove {
    /// What is done.
    pub verb: Verb,
    /// The status before.
    pub from: Status,
    /// The status after.
    pub to: Status,
}

const fn row(from: Status, verb: Verb, to: Status) -> StatusMove {
    StatusMove { verb, from, to }
}

/// All moves; no other exists. An undo leads back to where the undone decision came from.
pub const MOVES: [StatusMove; 26] = [
    row(Status::Preparing, Verb::Edit, Status::Preparing),
    row(Status::Preparing, Verb::Reset, Status::Preparing),
    row(Status::Preparing, Verb::Extend, Status::Preparing),
    row(Status::Preparing, Verb::Submit, Status::UnderReview),
    row(Status::Rejected, Verb::Edit, Status::Rejected),
    row(Status::Rejected, Verb::Reset, Status::Rejected),
    row(Status::Rejected, Verb::Extend, Status::Rejected),
    row(Status::Rejected, Verb::Submit, Status::UnderReview),
    row(Status::UnderReview, Verb::Approve, Status::Approved),
    row(Status::UnderReview, Verb::Reject, Status::Rejected),
    row(Status::Approved, Verb::Reopen, Status::UnderReview),
    row(Status::Approved, Verb::Undo, Status::UnderReview),
    row(Status::Rejected, Verb::Undo, Status::UnderReview),
    row(Status::UnderReview, Verb::Undo, Status::Approved),
    row(Status::Preparing, Verb::Undo, Status::Preparing),
    row(Status::Rejected, Verb::Undo, Status::Rejected),
    row(Status::Approved, Verb::Dispatch, Status::Submitted),
    row(Status::Submitted, Verb::Complete, Status::Completed),
    row(Status::Submitted, Verb::Return, Status::UnderReview),
    row(Status::Completed, Verb::ProposeCorrection, Status::Completed),
    row(Status::Completed, Verb::AgreeCorrection, Status::Completed),
    row(Status::Completed, Verb::RefuseCorrection, Status::Completed),
    row(Status::Completed, Verb::WithdrawCorrection, Status::Completed),
    row(Status::Completed, Verb::DispatchAmendment, Status::Completed),
    row(Status::Completed, Verb::CompleteAmendment, Status::Completed),
    row(Status::Completed, Verb::ReturnAmendment, Status::Completed),
];

/// Whether the table has a move by `verb` from one status to another.
#[must_use]
pub fn leads(from: Status, verb: Verb, to: Status) -> bool {
    MOVES.contains(&row(from, verb, to))
}

/// The status to which `verb` leads from `from`; `None` if the table has no such move. Only an undo
/// can lead to more than one: where it does lead is the status before the undone decision.
#[must_use]
pub fn target(from: Status, verb: Verb) -> Option<Status> {
    MOVES.iter().find(|row| row.from == from && row.verb == verb).map(|row| row.to)
}

/// The statuses in which `verb` can be used, in the order of [`Status::ALL`].
pub fn statuses_of(verb: Verb) -> impl Iterator<Item = Status> {
    Status::ALL.into_iter().filter(move |from| target(*from, verb).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_moves_is_the_specifications() {
        use Status::{Approved, Completed, Preparing, Rejected, Submitted, UnderReview};
        let expected = |from, verb| match (from, verb) {
            (Preparing | Rejected, Verb::Edit | Verb::Reset | Verb::Extend) => Some(from),
            (Preparing | Rejected, Verb::Submit) => Some(UnderReview),
            (UnderReview, Verb::Approve) => Some(Approved),
            (UnderReview, Verb::Reject) => Some(Rejected),
            (Approved, Verb::Reopen) | (Submitted, Verb::Return) => Some(UnderReview),
            (Approved, Verb::Dispatch) => Some(Submitted),
            (Submitted, Verb::Complete) => Some(Completed),
            (Completed, verb) if verb.is_of_correction() => Some(Completed),
            _ => None,
        };
        for from in Status::ALL {
            for verb in Verb::ALL.into_iter().filter(|verb| *verb != Verb::Undo) {
                assert_eq!(target(from, verb), expected(from, verb), "{from:?} {verb:?}");
            }
        }
    }

    #[test]
    fn an_undo_leads_back_along_the_decisions_of_a_distributor() {
        let decisions = [Verb::Approve, Verb::Reject, Verb::Reopen, Verb::Extend];
        for from in Status::ALL {
            for to in Status::ALL {
                let back = decisions.iter().any(|verb| target(to, *verb) == Some(from));
                assert_eq!(leads(from, Verb::Undo, to), back, "{from:?} {to:?}");
            }
        }
    }

    #[test]
    fn a_verb_is_used_where_its_moves_begin() {
        let of = |verb| statuses_of(verb).collect::<Vec<_>>();
        assert_eq!(of(Verb::Extend), [Status::Preparing, Status::Rejected]);
        assert_eq!(of(Verb::Approve), [Status::UnderReview]);
        assert_eq!(of(Verb::Make), []);
    }

    #[test]
    fn every_word_reads_back() {
        for status in Status::ALL {
            assert_eq!(Status::parse(status.token()), Ok(status));
        }
        for kind in ReviewKind::ALL {
            assert_eq!(ReviewKind::from_label(kind.label()), Some(kind));
        }
        assert!(Status::parse("Approved").is_err());
    }
}
