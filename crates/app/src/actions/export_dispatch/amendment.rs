//! The rows of an amendment: the line's figure before and after, their difference, and why.

use super::unreadable;
use crate::actions::export_reports::COLUMNS as REPORT_COLUMNS;
use crate::failure::Result;
use crate::formats::row_cells::RowCells;
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

/// Writes the rows of an amendment's document.
///
/// # Errors
/// Fails if this program did not write the document.
pub(super) fn rows(row: &mut impl RowCells, text: &str) -> Result<()> {
    let document: ExportedAmendment =
        serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    for line in &document.lines {
        for column in REPORT_COLUMNS {
            cell(row, column, &document, line);
        }
        row.number(&document.amendment);
        row.number_or_empty(line.before.as_ref());
        row.number(&line.difference);
        row.text(&line.reason);
        row.text(&document.reason);
        row.end_row();
    }
    Ok(())
}

fn cell(
    row: &mut impl RowCells,
    column: &str,
    document: &ExportedAmendment,
    line: &ExportedAmendmentLine,
) {
    let name = document.names.get(column).and_then(serde_json::Value::as_str);
    match (column, name) {
        ("product", _) => row.text(&line.product),
        ("product_name", _) => row.text(&line.product_name),
        ("unit", _) => row.text(&line.unit),
        ("chargeable", _) => row.number(&line.after),
        ("version", _) => row.number(&document.version),
        (_, None) => row.empty(),
        ("period_start" | "period_end", Some(date)) => row.date(date),
        ("deadline" | "submitted_at" | "decided_at", Some(instant)) => row.instant(instant),
        (_, Some(text)) => row.text(text),
    }
}
