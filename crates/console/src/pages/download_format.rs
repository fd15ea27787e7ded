//! The format of a file in the address: `format=csv`, with a dialect, `xlsx` or `jsonl`.

use crate::context::Context;
use countersign_app::actions::export_reports::ExportFormat;
use countersign_app::formats::csv_out::Dialect;
use countersign_web::problem::Problem;
use serde::Deserialize;

#[derive(Deserialize)]
struct DownloadForm {
    format: Option<String>,
    dialect: Option<String>,
}

/// The format that is asked for, with the ending of its file; CSV if none is.
///
/// # Errors
/// [`Problem::BadRequest`] if there is no such format or dialect.
pub(crate) fn of(context: &Context) -> Result<(ExportFormat, &'static str), Problem> {
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
