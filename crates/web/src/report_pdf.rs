//! Sends the PDF of a report, for pages and the API.

use crate::blocking;
use crate::context::RequestContext;
use crate::download::{self, FileName};
use crate::problem::Answer;
use countersign_app::actions::print_report::GatheredPdf;

/// Lays out the pages on another thread and sends the file.
///
/// # Errors
/// [`Problem::Busy`](crate::problem::Problem::Busy) when too many files are being downloaded;
/// [`Problem::BadRequest`](crate::problem::Problem::BadRequest) if the report is too large.
pub async fn send(context: &RequestContext, pdf: GatheredPdf, name: &str) -> Answer {
    let counted = context.state.downloads.count(context.person()?.id)?;
    let print = async move || {
        let _counted = counted;
        pdf.print()
    };
    let bytes = blocking::run(print).await??;
    download::attachment(bytes.into(), FileName { name, ending: "pdf" })
}
