//! The PDF of a report: its pages, with the files that prove them inside.

use super::described_parameters::OfReport;
use super::show::{id, stored};
use crate::answer::ApiAnswer;
use crate::context::Context;
use crate::query::Parameters;
use countersign_app::actions::print_report;
use countersign_web::problem::Problem;
use countersign_web::report_pdf;

/// Describes the parameters.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct PdfParameters {
    /// The language of the pages; the default is English.
    #[param(example = "de")]
    language: Option<String>,
}

/// Download a usage report as PDF/A.
///
/// The pages of the report as you may see it, with its canonical document, history, figures and
/// signatures inside. The same report gives the same bytes, and `countersign verify` checks them.
#[utoipa::path(
    get,
    path = "/api/v1/usage-reports/{id}/pdf",
    operation_id = "downloadUsageReportPdf",
    tag = "Usage reports",
    params(OfReport, PdfParameters),
    responses((status = 200, description = "The file.", body = String,
        content_type = "application/pdf")),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    let mut given = Parameters::read(context, &["language"])?;
    let language = given.language()?;
    let (person, id) = (context.person()?, id(context)?);
    let (name, pdf) = context
        .look(async |tx| {
            let stored = stored(tx, person, id).await?;
            let name = print_report::file_name(&stored);
            let pdf = print_report::gather(tx, stored, Some(person), language).await;
            Ok((name, pdf.map_err(Problem::from)?))
        })
        .await?;
    Ok(report_pdf::send(context, pdf, &name).await?)
}
