//! Export Reports: the whole result of the query as a file, streamed.

use crate::context::Context;
use countersign_app::actions::export_reports::{self, ExportFormat};
use countersign_app::formats::csv_out::Dialect;
use countersign_app::progress::WorkProgress;
use countersign_store::reports;
use countersign_web::download::{self, FileName};
use countersign_web::problem::{Answer, Problem};
use countersign_web::report_query::ReportQuery;
use serde::Deserialize;
use std::io::Write;

#[derive(Deserialize)]
struct DownloadForm {
    format: Option<String>,
    dialect: Option<String>,
}

/// The format in the address, with the ending of its file.
pub(crate) fn format(context: &Context) -> Result<(ExportFormat, &'static str), Problem> {
    let form: DownloadForm = context.query()?;
    match form.format.as_deref().unwrap_or("csv") {
        "csv" => {
            let dialect = form.dialect.as_deref().filter(|name| !name.is_empty());
            let dialect = dialect.map_or(Ok(Dialect::STANDARD), Dialect::parse);
            Ok((ExportFormat::Csv(dialect.map_err(Problem::BadRequest)?), "csv"))
        }
        "jsonl" => Ok((ExportFormat::JsonLines, "jsonl")),
        "xlsx" => Ok((ExportFormat::Xlsx, "xlsx")),
        other => Err(Problem::BadRequest(format!("{other:?} is not one of csv, xlsx, jsonl"))),
    }
}

pub(super) async fn show(context: &Context) -> Answer {
    let query = ReportQuery::of(context)?;
    let (format, ending) = format(context)?;
    let (person, first, present) = context
        .read(async |tx| {
            let person = context.person()?;
            let first = context.installation.first_cycle;
            let present = reports::cycles_present(tx, &query.filter(person, first).scope).await?;
            Ok((person, first, present))
        })
        .await?;
    let filter = query.filter(person, present.first().copied().unwrap_or(first));
    let name = match filter.earlier.last() {
        Some(first) => format!("usage-reports-{first}-to-{}.{ending}", filter.cycle),
        None => format!("usage-reports-{}.{ending}", filter.cycle),
    };
    let store = context.state.store.clone();
    let write = async move |out: &mut dyn Write| {
        let mut progress = WorkProgress::hidden();
        export_reports::run(&store, &filter, format, out, &mut progress).await.map(|_| ())
    };
    download::reports(context, FileName { name: &name, ending }, write).await
}
