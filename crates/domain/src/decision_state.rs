//! What a decision of a distributor changes, so that it can be brought back, and the point to which
//! an undo goes back.

use crate::history::{Entry, FieldChange, HistoryField};
use crate::instant::Instant;
use crate::quantity::Quantity;
use crate::report::{How, Report};
use crate::status::{ReviewKind, Status, Verb};

/// Whether an entry is a person's decision of the kind that they can undo: an approval, a
/// rejection, a reopening or an extension.
///
/// Not a dispatch, nor a decision of the vendor: these have effects in another company.
#[must_use]
pub fn is_undone_by_its_maker(entry: &Entry) -> bool {
    let verbs = [Verb::Approve, Verb::Reject, Verb::Reopen, Verb::Extend];
    verbs.contains(&entry.verb) && entry.actor.person_id().is_some()
}

/// The last entry of a report's history, and what the report was before it. Only
/// [`crate::replay::undo_point`] makes one, from the whole history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UndoPoint {
    pub(crate) last: Option<Entry>,
    pub(crate) before: Option<DecisionState>,
}

/// Everything of a report that a decision of a distributor changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DecisionState {
    pub(crate) status: Status,
    review: Option<ReviewKind>,
    review_by: Option<Instant>,
    pub(crate) deadline: Instant,
    approval: Option<How>,
    decided_at: Option<Instant>,
    reasons: Option<String>,
    flagged: bool,
    contested: bool,
    lines: Vec<LineState>,
}

/// Everything of a line that a decision changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LineState {
    penalty: bool,
    /// Whether its comment counts; none without a comment.
    comment_counts: Option<bool>,
}

impl DecisionState {
    /// The state of a report as it is.
    pub(crate) fn of(report: &Report) -> Self {
        let lines = report.lines.iter().map(|line| LineState {
            penalty: line.penalty,
            comment_counts: line.comment.as_ref().map(|comment| comment.counts),
        });
        Self {
            status: report.status,
            review: report.review,
            review_by: report.review_by,
            deadline: report.deadline,
            approval: report.approval,
            decided_at: report.decided_at,
            reasons: report.reasons.clone(),
            flagged: report.flagged,
            contested: report.contested,
            lines: lines.collect(),
        }
    }

    /// Gives the report this state again, and returns the changes for its history.
    pub(crate) fn restore(self, report: &mut Report) -> Vec<FieldChange> {
        let mut changes = Vec::new();
        for (line, state) in report.lines.iter_mut().zip(&self.lines) {
            let before = line.chargeable();
            line.penalty = state.penalty;
            if let (Some(comment), Some(counts)) = (&mut line.comment, state.comment_counts) {
                comment.counts = counts;
            }
            let after = line.chargeable();
            if before != after {
                changes.push(charged(&line.product.code, before, after));
            }
        }
        if report.deadline != self.deadline {
            let (before, after) = (report.deadline.to_string(), self.deadline.to_string());
            let (product, field) = (None, HistoryField::Deadline);
            changes.push(FieldChange { product, field, before: Some(before), after: Some(after) });
        }
        report.status = self.status;
        report.review = self.review;
        report.review_by = self.review_by;
        report.deadline = self.deadline;
        report.approval = self.approval;
        report.decided_at = self.decided_at;
        report.reasons = self.reasons;
        report.flagged = self.flagged;
        report.contested = self.contested;
        changes
    }
}

fn charged(product: &str, before: Quantity, after: Quantity) -> FieldChange {
    FieldChange {
        product: Some(product.to_owned()),
        field: HistoryField::Chargeable,
        before: Some(before.to_string()),
        after: Some(after.to_string()),
    }
}
