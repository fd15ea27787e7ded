//! A dispatch as a file: the documents as they were sent.

use super::lookup::of_address;
use super::show::scope_of;
use crate::context::Context;
use crate::pages::totals_file::totals_file;
use countersign_app::actions::export_reports::ExportFormat;
use countersign_app::actions::{dispatch_units, export_dispatch};
use countersign_app::formats::csv_out::Dialect;
use countersign_delivery::channels::payload::file_name;
use countersign_web::download::{self, FileName};
use countersign_web::problem::{Answer, Problem};
use serde::Deserialize;
use std::io::Write;

#[derive(Deserialize)]
struct DispatchExportQuery {
    dialect: Option<String>,
}

/// One row per report line.
pub(super) async fn csv(context: &Context) -> Answer {
    let asked: DispatchExportQuery = context.query()?;
    let dialect = Dialect::parse(asked.dialect.as_deref().unwrap_or("standard"));
    stream(context, ExportFormat::Csv(dialect.map_err(Problem::BadRequest)?), "csv").await
}

/// The canonical documents byte for byte, one per line.
pub(super) async fn json_lines(context: &Context) -> Answer {
    stream(context, ExportFormat::JsonLines, "jsonl").await
}

/// One row per report line, as a workbook.
pub(super) async fn xlsx(context: &Context) -> Answer {
    stream(context, ExportFormat::Xlsx, "xlsx").await
}

/// The totals per product of its reports.
pub(super) async fn totals(context: &Context) -> Answer {
    let scope = scope_of(context.person()?);
    let (dispatch, units) = context
        .read(async |tx| {
            let dispatch = of_address(context, tx).await?;
            let units = dispatch_units::run(tx, dispatch.id, &scope).await?;
            Ok((dispatch, units))
        })
        .await?;
    totals_file(context, &units.totals, &format!("{}-totals", dispatch.name())).await
}

async fn stream(context: &Context, format: ExportFormat, ending: &str) -> Answer {
    let (dispatch, name) = context
        .read(async |tx| {
            let dispatch = of_address(context, tx).await?;
            let name = file_name(tx, &dispatch, ending).await?;
            Ok((dispatch, name))
        })
        .await?;
    let store = context.state.store.clone();
    let write = async move |out: &mut dyn Write| {
        export_dispatch::run(&store, dispatch.id, format, out).await.map(|_| ())
    };
    download::reports(context, FileName { name: &name, ending }, write).await
}
