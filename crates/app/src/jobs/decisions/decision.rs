//! The decision of a job, and the stored result of each report.

use crate::jobs::unreadable::unreadable;
use countersign_domain::approval_rule::{ApprovalRule, LeftBecause};
use countersign_domain::refusal::Refusal;
use countersign_store::{Result, jobs};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The decision on every report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verb", rename_all = "kebab-case")]
pub enum JobDecision {
    /// Approves the reports.
    Approve {
        /// A note, kept in the history.
        note: Option<String>,
    },
    /// Approves the reports of a query that meet a rule; one that no longer meets it is refused.
    ApproveByRule {
        /// A note, kept in the history: the rule in words.
        note: Option<String>,
        /// The rule.
        rule: ApprovalRule,
        /// How many reports of the query the rule leaves to a person, by the reason.
        left: BTreeMap<LeftBecause, i64>,
    },
    /// Rejects the reports.
    Reject {
        /// The reasons; required.
        reasons: String,
    },
    /// Gives the partners more time.
    Extend {
        /// The last day of it, in each report's own zone: `2026-11-12`.
        last_day: String,
        /// The reason; required.
        reason: String,
    },
    /// Reopens approved reports.
    Reopen {
        /// The reason; required.
        reason: String,
    },
    /// Undoes the decisions that the person made with another job.
    Undo {
        /// The id of the other job.
        job: String,
    },
    /// Marks the reports as processed.
    Complete,
    /// Returns the reports to the distributor.
    Return {
        /// The reason; required.
        reason: String,
    },
}

impl JobDecision {
    /// Whether the person who made these decisions can undo them within minutes.
    #[must_use]
    pub const fn can_be_undone(&self) -> bool {
        !matches!(self, Self::Undo { .. } | Self::Complete | Self::Return { .. })
    }
}

/// The decision of a job.
///
/// # Errors
/// [`StoreError::Corrupt`] when this program did not write it.
pub fn decision(job: &jobs::Job) -> Result<JobDecision> {
    serde_json::from_str(&job.input).map_err(|error| unreadable(&error))
}

/// It was executed, or would be in a dry run.
pub const DONE: &str = "done";
/// Its effect was there already.
pub const ALREADY_DONE: &str = "already done";
/// The rules refused it.
pub const REFUSED: &str = "refused";

pub(super) fn written(refusal: &Refusal) -> Result<String> {
    serde_json::to_string(refusal).map_err(|error| unreadable(&error))
}

/// The reason for a refusal, from the stored text. `None` for texts of earlier releases, which
/// stored a sentence.
#[must_use]
pub fn refusal(message: &str) -> Option<Refusal> {
    serde_json::from_str(message).ok()
}
