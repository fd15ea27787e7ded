//! The rows of an amendment: the line's figure before and after, their difference, and why.

use super::unreadable;
use crate::actions::export_reports::COLUMNS as REPORT_COLUMNS;
use crate::failure::Result;
use crate::formats::csv_out::{Dialect, RecordWriter};
use serde::Deserialize;
use std::collections::HashMap;

/// The columns after those of reports.
pub(super) const COLUMNS: [&str; 5] =
    ["amendment", "chargeable_before", "difference", "line_reason", "amendment_reason"];

#[derive(Deserialize)]
struct ExportedAmendment {
    amendment: i64,
    reason: String,
    version: i64,
    lines: Vec<ExportedAmendmentLine>,
    #[serde(flatten)]
    names: HashMap<String, serde_json::Value>,
}

#[derive(Deserialize)]
struct ExportedAmendmentLine {
    product: String,
    product_name: String,
    unit: String,
    before: Option<String>,
    after: String,
    difference: String,
    reason: String,
}

/// The rows of a document.
pub(super) fn table(out: &mut Vec<u8>, dialect: Dialect, text: &str) -> Result<()> {
    let document: ExportedAmendment =
        serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    for line in &document.lines {
        let mut record = RecordWriter::new(out, dialect);
        for column in REPORT_COLUMNS {
            cell(&mut record, column, &document, line);
        }
        record.number(&document.amendment);
        match &line.before {
            Some(before) => record.number(before),
            None => record.empty(),
        }
        record.number(&line.difference);
        record.text(&line.reason);
        record.text(&document.reason);
        record.end();
    }
    Ok(())
}

fn cell(
    record: &mut RecordWriter<'_>,
    column: &str,
    document: &ExportedAmendment,
    line: &ExportedAmendmentLine,
) {
    match column {
        "product" => record.text(&line.product),
        "product_name" => record.text(&line.product_name),
        "unit" => record.text(&line.unit),
        "chargeable" => record.number(&line.after),
        "version" => record.number(&document.version),
        _ => match document.names.get(column).and_then(serde_json::Value::as_str) {
            Some(text) => record.text(text),
            None => record.empty(),
        },
    }
}
