//! A usage report, its lines, and the rules of submission and decision.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::basis::Figure;
use super::directory::{Basis, Product, Subscription};
use super::settings::Rules;
use super::zone::{add_days, day_of, day_start};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Preparing,
    UnderReview,
    Rejected,
    Approved,
    Submitted,
    Completed,
}

impl Status {
    /// The exact label.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Status::Preparing => "MSP preparing",
            Status::UnderReview => "Under review",
            Status::Rejected => "Rejected",
            Status::Approved => "Approved",
            Status::Submitted => "Submitted to vendor",
            Status::Completed => "Completed",
        }
    }

    pub(crate) fn token(self) -> &'static str {
        match self {
            Status::Preparing => "preparing",
            Status::UnderReview => "under-review",
            Status::Rejected => "rejected",
            Status::Approved => "approved",
            Status::Submitted => "submitted",
            Status::Completed => "completed",
        }
    }

    /// Whether the report is with the partner.
    pub(crate) fn with_partner(self) -> bool {
        matches!(self, Status::Preparing | Status::Rejected)
    }
}

/// How a report last came under review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReviewedHow {
    Manual,
    Automatic,
    AutomaticPenalties,
    Reopened,
    Returned,
}

impl ReviewedHow {
    pub(crate) fn words(self) -> &'static str {
        match self {
            ReviewedHow::Manual => "manual submission",
            ReviewedHow::Automatic => "automatic submission (no penalties)",
            ReviewedHow::AutomaticPenalties => "automatic submission (penalties)",
            ReviewedHow::Reopened => "reopened",
            ReviewedHow::Returned => "returned by vendor",
        }
    }
}

/// Whether a person or the system did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    Person,
    System,
}

impl By {
    pub(crate) fn word(self) -> &'static str {
        match self {
            By::Person => "manual",
            By::System => "automatic",
        }
    }
}

/// A partner's comment. One from before a rejection is kept but no longer counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comment {
    pub(crate) text: String,
    pub(crate) counts: bool,
}

/// The figures of one line: the sums over its subscriptions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) provisioned: i128,
    pub(crate) used: Option<i128>,
    pub(crate) default: i128,
    pub(crate) carried: bool,
}

impl Sums {
    pub(crate) fn add(&mut self, one: &Figure) {
        // "Per billable subscription by the same basis, summed."
        self.provisioned += one.provisioned;
        // "Summed over those that have it; absent (never 0) when none has."
        if let Some(units) = one.used {
            self.used = Some(self.used.unwrap_or(0) + units);
        }
        // "Per subscription: used where present, else provisioned; summed."
        self.default += one.default();
        self.carried |= one.carried;
    }
}

/// One product within a report.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) product_name: String,
    pub(crate) unit: String,
    pub(crate) decimals: u32,
    pub(crate) basis: Basis,
    pub(crate) provisioned: i128,
    pub(crate) used: Option<i128>,
    pub(crate) default: i128,
    pub(crate) carried: bool,
    pub(crate) chargeable: i128,
    pub(crate) comment: Option<Comment>,
    /// If a penalty is charged, the figure without it.
    pub(crate) without_penalty: Option<i128>,
}

impl Line {
    /// Over-provisioned units and what they are a part of. "Absent when used is absent,
    /// provisioned is 0, or the basis is `sum`."
    pub(crate) fn over_provisioned(&self) -> Option<(i128, i128)> {
        let has = self.used.is_some() && self.provisioned > 0 && self.basis != Basis::Sum;
        has.then(|| (0.max(self.provisioned - self.default), self.provisioned))
    }

    /// "A line whose over-provisioned % is above the threshold": "compared with the threshold
    /// exactly, strictly above".
    pub(crate) fn is_violation(&self, threshold_hundredths: i128) -> bool {
        self.over_provisioned()
            .is_some_and(|(part, whole)| part * 10_000 > threshold_hundredths * whole)
    }

    /// "A line without a counting comment whose chargeable differs from its default and from
    /// provisioned, or that is a violation charged below provisioned."
    pub(crate) fn is_unexplained(&self, threshold_hundredths: i128) -> bool {
        let counting = self.comment.as_ref().is_some_and(|comment| comment.counts);
        let charged_low =
            self.is_violation(threshold_hundredths) && self.chargeable < self.provisioned;
        !counting && (self.differs_from_both() || charged_low)
    }

    fn differs_from_both(&self) -> bool {
        self.chargeable != self.default && self.chargeable != self.provisioned
    }
}

/// "`billable`, … `ends_on` … hold as they stand when the report is made, and are frozen then."
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms {
    pub(crate) billable: bool,
    pub(crate) ends_on: Option<Date>,
}

impl Terms {
    pub(crate) fn of(subscription: &Subscription) -> Terms {
        Terms { billable: subscription.billable, ends_on: subscription.ends_on }
    }
}

/// Partner × vendor × cycle.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    pub(crate) distributor: String,
    pub(crate) distributor_name: String,
    pub(crate) partner_name: String,
    pub(crate) company_id: String,
    pub(crate) city: String,
    pub(crate) state: String,
    pub(crate) zone: TimeZone,
    pub(crate) rules: Rules,
    pub(crate) status: Status,
    pub(crate) kind: Option<ReviewedHow>,
    pub(crate) submission: Option<By>,
    pub(crate) submitted_at: Option<Timestamp>,
    pub(crate) approval: Option<By>,
    pub(crate) decided_at: Option<Timestamp>,
    pub(crate) reasons: Option<String>,
    pub(crate) flagged: bool,
    pub(crate) deadline: Timestamp,
    pub(crate) version: u64,
    pub(crate) comment: Option<Comment>,
    pub(crate) lines: BTreeMap<String, Line>,
    /// "Basis … frozen into the report when it is made": all products as they were then.
    pub(crate) products: BTreeMap<String, Product>,
    /// The subscriptions whose readings change it.
    pub(crate) terms: BTreeMap<String, Terms>,
    /// The subscriptions in its lines, with their products and figures.
    pub(crate) counted: BTreeMap<String, (String, Figure)>,
    /// Later sums of lines, where they differ.
    pub(crate) late: BTreeMap<String, Sums>,
    /// "Once rejected, reopened or returned."
    pub(crate) once_sent_back: bool,
    /// Who edited or submitted it.
    pub(crate) hands: BTreeSet<String>,
}

impl Report {
    /// "A manual submission is refused while a line is unexplained."
    pub(crate) fn has_unexplained_line(&self) -> bool {
        let threshold = self.rules.threshold_hundredths;
        self.lines.values().any(|line| line.is_unexplained(threshold))
    }

    /// A submission by the partner, when no line needs a comment any more.
    pub(crate) fn submit_by_person(&mut self, at: Timestamp) {
        self.come_under_review(ReviewedHow::Manual);
        self.submission = Some(By::Person);
        self.submitted_at = Some(at);
        self.version += 1;
        self.approve_automatically(at);
    }

    /// "A report still in the partner's hands when its deadline passes is submitted by the system
    /// as last saved."
    pub(crate) fn submit_by_system(&mut self) {
        let threshold = self.rules.threshold_hundredths;
        for line in self.lines.values_mut() {
            // "An unexplained figure that differs from both its default and provisioned goes back
            // to the default, for good."
            if line.is_unexplained(threshold) && line.differs_from_both() {
                line.chargeable = line.default;
            }
            // "Then every violation that is still unexplained is charged on provisioned units …
            // The line keeps the figure it would have had."
            if line.is_violation(threshold) && line.is_unexplained(threshold) {
                line.without_penalty = Some(line.chargeable);
                line.chargeable = line.provisioned;
            }
        }
        // "And the report is flagged (no penalty, no flag)."
        self.flagged = self.lines.values().any(|line| line.without_penalty.is_some());
        self.come_under_review(if self.flagged {
            ReviewedHow::AutomaticPenalties
        } else {
            ReviewedHow::Automatic
        });
        self.submission = Some(By::System);
        self.submitted_at = Some(self.deadline);
        self.version += 1;
        self.approve_automatically(self.deadline);
    }

    /// "`decided_at` and `reasons` belong to the decision on the last submission and are blank
    /// until it is made"; so is the approval.
    fn come_under_review(&mut self, kind: ReviewedHow) {
        self.status = Status::UnderReview;
        self.kind = Some(kind);
        self.approval = None;
        self.decided_at = None;
        self.reasons = None;
    }

    /// "A submitted report without any stored partner comment, on a line or on the report, is
    /// approved by the system at once, flagged or not."
    fn approve_automatically(&mut self, at: Timestamp) {
        let commented =
            self.comment.is_some() || self.lines.values().any(|line| line.comment.is_some());
        let flagged = self.rules.hold_flagged && self.flagged;
        let incomplete = self.rules.hold_incomplete && self.lines.values().any(|line| line.carried);
        // "A report that was once rejected, reopened or returned is never approved automatically."
        let held = commented || flagged || incomplete || self.once_sent_back;
        if self.rules.auto_approve && !held {
            self.approve(By::System, at);
        }
    }

    /// Under review → approved.
    pub(crate) fn approve(&mut self, by: By, at: Timestamp) {
        self.status = Status::Approved;
        self.approval = Some(by);
        self.decided_at = Some(at);
        self.version += 1;
    }

    /// Under review → rejected.
    pub(crate) fn reject(&mut self, reasons: String, at: Timestamp) {
        self.status = Status::Rejected;
        self.reasons = Some(reasons);
        self.decided_at = Some(at);
        self.once_sent_back = true;
        // "A rejection lifts penalties and flag: those figures come back."
        self.flagged = false;
        for line in self.lines.values_mut() {
            if let Some(figure) = line.without_penalty.take() {
                line.chargeable = figure;
            }
        }
        // "Comments from before a rejection stay visible (and exported) but no longer count."
        let comments = self.lines.values_mut().map(|line| &mut line.comment);
        for comment in comments.chain([&mut self.comment]).flatten() {
            comment.counts = false;
        }
        // "A rejected report gets the later of its old deadline and the end of the local day
        // `resubmit_days` after the local day of the rejection."
        let last_day = add_days(day_of(at, &self.zone), self.rules.resubmit_days);
        self.deadline = self.deadline.max(day_start(add_days(last_day, 1), &self.zone));
        self.version += 1;
    }

    /// Approved → under review (reopened), or submitted to vendor → under review (returned).
    /// "Approval, reopening and return leave" penalties and flag.
    pub(crate) fn send_back_to_review(&mut self, kind: ReviewedHow) {
        self.come_under_review(kind);
        self.once_sent_back = true;
        self.version += 1;
    }

    /// The plain moves of dispatch and completion.
    pub(crate) fn move_to(&mut self, status: Status) {
        self.status = status;
        self.version += 1;
    }
}
