//! A report in the list.

use countersign_domain::actor::CompanyKind;
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_domain::status::ReviewKind;
use countersign_domain::surprise::LargestChange;
use countersign_store::reports::ListRow;
use serde::Serialize;
use utoipa::ToSchema;

/// A report in the list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListedReport {
    /// The id, a UUID.
    #[schema(format = "uuid")]
    id: String,
    /// The month, such as `2026-10`.
    #[schema(example = "2026-10")]
    cycle: String,
    /// The code of the distributor.
    distributor: String,
    /// The code of the vendor.
    vendor: String,
    /// The code of the partner.
    partner: String,
    /// The name of the partner.
    partner_name: String,
    /// The partner's company id, a UUID.
    company_id: String,
    city: Option<String>,
    state: Option<String>,
    /// The time zone of its region, which applies to its dates.
    time_zone: String,
    /// preparing, under-review, rejected, approved, submitted or completed.
    #[schema(example = "under-review")]
    status: &'static str,
    /// How it last came under review, in English.
    review: Option<&'static str>,
    /// manual or automatic; null unless it is approved.
    approval: Option<&'static str>,
    /// The number of its history entries, which grows with every change. Vendors do not get it,
    /// because it also counts what the distributor and the partner do after the dispatch.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i64>,
    /// The deadline for its partner to submit it.
    #[schema(format = "date-time")]
    deadline: String,
    /// The distributor's target date for a decision. Nothing happens when it passes.
    #[schema(format = "date-time")]
    review_by: Option<String>,
    #[schema(format = "date-time")]
    submitted_at: Option<String>,
    #[schema(format = "date-time")]
    decided_at: Option<String>,
    /// Whether a line is charged on provisioned units as a penalty.
    flagged: bool,
    /// The number of its lines.
    lines: i64,
    /// The number of lines above the threshold.
    violations: i64,
    /// The number of lines with a penalty.
    penalties: i64,
    /// The number of lines with a comment.
    comments: i64,
    /// Whether the report itself has a comment.
    has_comment: bool,
    /// The line with the largest change from the previous month.
    largest_change: Option<ChangeOfLine>,
}

/// A line that changed from the previous month.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeOfLine {
    /// The code of the product.
    product: String,
    /// The name of the product.
    product_name: String,
    /// The previous month's units; null if there was no such line.
    #[schema(value_type = Option<String>, example = "780")]
    before: Option<Quantity>,
    /// The units of this month.
    #[schema(value_type = String, example = "812")]
    after: Quantity,
}

impl ListedReport {
    pub(crate) fn of(row: &ListRow, reader: CompanyKind) -> Self {
        let instant = |at: Option<Instant>| at.map(|at| at.to_string());
        Self {
            id: row.id.to_string(),
            cycle: row.key.cycle.to_string(),
            distributor: row.distributor.clone(),
            vendor: row.vendor.clone(),
            partner: row.partner.clone(),
            partner_name: row.partner_name.clone(),
            company_id: row.company_id.clone(),
            city: row.city.clone(),
            state: row.state.clone(),
            time_zone: row.time_zone.clone(),
            status: row.status.token(),
            review: row.review.map(ReviewKind::label),
            approval: row.approval.map(countersign_domain::report::How::token),
            version: (reader != CompanyKind::Vendor).then_some(row.version),
            deadline: row.deadline.to_string(),
            review_by: instant(row.review_by),
            submitted_at: instant(row.submitted_at),
            decided_at: instant(row.decided_at),
            flagged: row.flagged,
            lines: row.lines,
            violations: row.violations,
            penalties: row.penalties,
            comments: row.comments,
            has_comment: row.has_comment,
            largest_change: row.change.as_ref().map(ChangeOfLine::of),
        }
    }
}

impl ChangeOfLine {
    fn of(change: &LargestChange) -> Self {
        Self {
            product: change.product.clone(),
            product_name: change.name.clone(),
            before: change.before,
            after: change.after,
        }
    }
}
