//! The corrections of one report, with their lines.

use super::list::proposer;
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::query::Parameters;
use crate::resources::usage_reports::described_parameters::OfReport;
use crate::resources::usage_reports::show::{id, stored};
use countersign_app::actions::read_report;
use countersign_domain::correction::{CorrectedLine, Correction};
use countersign_domain::quantity::Quantity;
use countersign_web::request_span;
use serde::Serialize;
use utoipa::ToSchema;

/// The corrections of a report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CorrectionsOfReport {
    /// The corrections, in the order in which they were proposed.
    items: Vec<ReportCorrection>,
}

/// A correction of a report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportCorrection {
    /// Its place among the report's corrections, from 1.
    number: i64,
    /// proposed, agreed, refused, withdrawn, dispatched, completed or returned.
    #[schema(example = "proposed")]
    state: &'static str,
    /// The number of the amendment, from 2, once both companies agreed.
    amendment: Option<i64>,
    /// partner or distributor: the company that proposed it.
    proposed_by: &'static str,
    #[schema(format = "date-time")]
    proposed_at: String,
    #[schema(format = "date-time")]
    changed_at: String,
    /// The reason for the whole correction.
    reason: String,
    lines: Vec<CorrectionLine>,
}

/// A line of a correction.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CorrectionLine {
    /// The code of the product.
    product: String,
    product_name: String,
    /// The billing unit.
    unit: String,
    /// The chargeable units before; null if there was no line.
    #[schema(value_type = Option<String>, example = "780")]
    before: Option<Quantity>,
    /// The chargeable units after.
    #[schema(value_type = String, example = "812")]
    after: Quantity,
    reason: String,
}

impl ReportCorrection {
    fn of(it: &Correction, partner_id: i64) -> Self {
        Self {
            number: it.number,
            state: it.state.token(),
            amendment: it.amendment,
            proposed_by: proposer(it.company_id == partner_id),
            proposed_at: it.proposed_at.to_string(),
            changed_at: it.changed_at.to_string(),
            reason: it.reason.clone(),
            lines: it.lines.iter().map(CorrectionLine::of).collect(),
        }
    }
}

impl CorrectionLine {
    fn of(line: &CorrectedLine) -> Self {
        Self {
            product: line.product.code.clone(),
            product_name: line.product.name.clone(),
            unit: line.product.unit.clone(),
            before: line.before,
            after: line.after,
            reason: line.reason.clone(),
        }
    }
}

/// List the corrections of a usage report.
///
/// Send the `ETag` as `If-Match` when you propose a correction or answer one.
#[utoipa::path(
    get,
    path = "/api/v1/usage-reports/{id}/corrections",
    operation_id = "listCorrectionsOfUsageReport",
    tag = "Corrections",
    params(OfReport),
    responses((status = 200, description = "The corrections.", body = CorrectionsOfReport,
        headers(("ETag" = String, description = "The version of the report and the content.")))),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let (person, id) = (context.person()?, id(context)?);
    let stored = context
        .look(async |tx| {
            let mut stored = stored(tx, person, id).await?;
            let mut history = read_report::entries(tx, stored.key()).await?;
            read_report::limit_to_reader(person, &mut stored, &mut history);
            Ok(stored)
        })
        .await?;
    request_span::record_report(&context.span, id);
    let (report, partner_id) = (&stored.report, stored.key().partner_id);
    let items = report.corrections.iter().map(|it| ReportCorrection::of(it, partner_id));
    let found = CorrectionsOfReport { items: items.collect() };
    tagged(&context.headers, &found, Some(report.version))
}
