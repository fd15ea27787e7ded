//! The canonical document of a report: the bytes that hashes cover.
//!
//! Vendors also get the current document, with the version and head of the whole history, as in the
//! console's export. It contains no history entries, and only a document that is the same for every
//! reader can be compared.

use super::described_parameters::OfReport;
use super::show::{id, stored};
use crate::answer::{ApiAnswer, JSON_LINES, of_kind};
use crate::context::Context;
use crate::problem::ApiProblem;
use crate::query::Parameters;
use axum::http::StatusCode;
use countersign_app::actions::export_reports::{self, ExportFormat};
use countersign_store::history;
use countersign_web::problem::Problem;

/// Read the canonical document of a usage report.
///
/// It has one JSON object for each line of the report, and is the same for everyone, byte for byte,
/// as in exports and dispatches.
#[utoipa::path(
    get,
    path = "/api/v1/usage-reports/{id}/document",
    operation_id = "readUsageReportDocument",
    tag = "Usage reports",
    params(OfReport),
    responses((status = 200, description = "The document.", body = String,
        content_type = "application/x-ndjson")),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let (person, id) = (context.person()?, id(context)?);
    let (stored, history) = context
        .look(async |tx| {
            let stored = stored(tx, person, id).await?;
            let key = stored.key();
            let history = history::of_reports(tx, &[key]).await?.remove(&key).unwrap_or_default();
            Ok((stored, history))
        })
        .await?;
    let bytes = export_reports::of_one(&stored, &history, ExportFormat::JsonLines);
    let bytes = bytes.map_err(Problem::from)?;
    let text = String::from_utf8(bytes).map_err(|_| ApiProblem::fault("a document is no text"))?;
    Ok(of_kind(StatusCode::OK, JSON_LINES, text))
}
