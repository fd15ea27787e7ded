//! What a job is about to do or did, in numbers: the effect of a preview, and what a rule left.

use countersign_app::jobs::decisions::JobDecision;
use countersign_app::jobs::decisions::preview::{DecisionPreview, NewDeadline, ProductUnits};
use countersign_domain::approval_rule::LeftBecause;
use countersign_domain::quantity::Quantity;
use serde::Serialize;
use utoipa::ToSchema;

/// The rule of an approval by rule, and the reports of its query that it left to a person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JobRule {
    /// No line of an approved report changed by this percentage or more.
    #[schema(value_type = String, example = "10")]
    percent: Quantity,
    left: LeftReports,
}

/// The number of reports that a rule left, by the first reason that it found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LeftReports {
    /// Flagged reports.
    flag: i64,
    /// Reports with a comment.
    comment: i64,
    /// Reports with a line that no agreed last month has.
    no_last_month: i64,
    /// Reports with a line that changed by the percentage or more.
    change: i64,
}

impl JobRule {
    /// None unless reports are approved by a rule.
    pub(super) fn of(decision: &JobDecision) -> Option<Self> {
        let JobDecision::ApproveByRule { rule, left, .. } = decision else { return None };
        let count = |because| left.get(&because).copied().unwrap_or_default();
        let left = LeftReports {
            flag: count(LeftBecause::Flag),
            comment: count(LeftBecause::Comment),
            no_last_month: count(LeftBecause::NoLastMonth),
            change: count(LeftBecause::Change),
        };
        Some(Self { percent: rule.percent(), left })
    }
}

/// The effect of a previewed job on the reports that it would not refuse.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExpectedEffect {
    /// The number of partners.
    partners: i64,
    /// The number of flagged reports.
    flagged: i64,
    /// The number of lines in violation.
    violations: i64,
    /// The number of reports with a comment.
    commented: i64,
    /// The number of reports with a line that changed against last month.
    changed: i64,
    /// The number of reports without one last month.
    not_compared: i64,
    /// The number of amendments, which have none of these marks.
    amendments: i64,
    /// The chargeable units of each month, product and unit.
    products: Vec<ExpectedUnits>,
    /// The deadlines that partners get, the earliest first.
    deadlines: Vec<ExpectedDeadline>,
}

/// The chargeable units of one product in one month and unit.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExpectedUnits {
    #[schema(example = "2026-10")]
    cycle: String,
    product_name: String,
    /// The billing unit.
    unit: String,
    /// The sum of the month before; null if it is too large.
    #[schema(value_type = Option<String>, example = "780")]
    before: Option<Quantity>,
    /// The sum of the month; null if it is too large.
    #[schema(value_type = Option<String>, example = "812")]
    after: Option<Quantity>,
}

/// A deadline that partners get.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExpectedDeadline {
    #[schema(format = "date-time")]
    at: String,
    /// The time zone of the reports.
    #[schema(example = "Europe/Berlin")]
    time_zone: String,
    /// The number of reports.
    reports: i64,
}

impl ExpectedEffect {
    pub(super) fn of(preview: DecisionPreview) -> Self {
        let DecisionPreview { partners, flagged, violations, commented, changed, .. } = preview;
        Self {
            partners,
            flagged,
            violations,
            commented,
            changed,
            not_compared: preview.not_compared,
            amendments: preview.amendments,
            products: preview.products.into_iter().map(ExpectedUnits::of).collect(),
            deadlines: preview.deadlines.into_iter().map(ExpectedDeadline::of).collect(),
        }
    }
}

impl ExpectedUnits {
    fn of(units: ProductUnits) -> Self {
        let ProductUnits { cycle, name: product_name, unit, before, after } = units;
        Self { cycle: cycle.to_string(), product_name, unit, before, after }
    }
}

impl ExpectedDeadline {
    fn of(deadline: NewDeadline) -> Self {
        let NewDeadline { at, zone: time_zone, reports } = deadline;
        Self { at: at.to_string(), time_zone, reports }
    }
}
