//! One report as a file.

use super::report_view::stored;
use crate::context::Context;
use countersign_app::actions::export_reports::{self, ExportFormat};
use countersign_app::actions::print_report;
use countersign_app::formats::csv_out::Dialect;
use countersign_store::history;
use countersign_store::reports::StoredReport;
use countersign_web::download::{self, FileName};
use countersign_web::problem::{Answer, Problem};
use countersign_web::report_pdf;
use serde::Deserialize;

#[derive(Deserialize)]
struct ReportExportQuery {
    dialect: Option<String>,
}

pub(super) async fn csv(context: &Context) -> Answer {
    let asked: ReportExportQuery = context.query()?;
    let name = asked.dialect.as_deref().unwrap_or("standard");
    let dialect = Dialect::parse(name).map_err(Problem::BadRequest)?;
    file(context, ExportFormat::Csv(dialect), "csv").await
}

pub(super) async fn json_lines(context: &Context) -> Answer {
    file(context, ExportFormat::JsonLines, "jsonl").await
}

pub(super) async fn xlsx(context: &Context) -> Answer {
    file(context, ExportFormat::Xlsx, "xlsx").await
}

/// In the language of the reader, and with what their company may see.
pub(super) async fn pdf(context: &Context) -> Answer {
    let person = context.person()?.clone();
    let language = context.locale.code();
    let (name, pdf) = context
        .read(async |tx| {
            let stored = stored(context, tx).await?;
            let name = print_report::file_name(&stored);
            Ok((name, print_report::gather(tx, stored, Some(&person), language).await?))
        })
        .await?;
    report_pdf::send(context, pdf, &name).await
}

async fn file(context: &Context, format: ExportFormat, ending: &str) -> Answer {
    let (stored, history) = context
        .read(async |tx| {
            let stored = stored(context, tx).await?;
            let key = stored.key();
            let history = history::of_reports(tx, &[key]).await?.remove(&key).unwrap_or_default();
            Ok((stored, history))
        })
        .await?;
    let bytes = export_reports::of_one(&stored, &history, format)?;
    download::attachment(bytes.into(), FileName { name: &file_name(&stored, ending), ending })
}

fn file_name(stored: &StoredReport, ending: &str) -> String {
    let (cycle, names) = (stored.report.cycle, &stored.names);
    format!("usage-report-{cycle}-{}-{}.{ending}", names.partner, names.vendor)
}
