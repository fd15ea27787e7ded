//! The export as XLSX. It has the columns of the CSV export; headings of instants name their time
//! zone.

use super::line_cells::{ReportCells, of_line};
use super::repeated::Repeated;
use super::table_format::COLUMNS;
use crate::failure::Result;
use crate::formats::row_cells::RowCells;
use crate::formats::xlsx_out::{XlsxColumn, XlsxTable};
use countersign_store::reports::StoredReport;

/// The name of the first sheet.
const SHEET: &str = "usage-reports";

/// Begins a table with the columns of reports, followed by `more`.
///
/// # Errors
/// Fails if there is no space for temporary files.
pub(in crate::actions) fn begin(more: &[&'static str]) -> Result<XlsxTable> {
    XlsxTable::begin(SHEET, COLUMNS.iter().chain(more).map(|name| column(name)).collect())
}

fn column(name: &'static str) -> XlsxColumn {
    let (heading, width) = match name {
        "deadline" => ("deadline (UTC)", 20.0),
        "submitted_at" => ("submitted_at (UTC)", 20.0),
        "decided_at" => ("decided_at (UTC)", 20.0),
        "distributor_name" | "partner_name" | "product_name" => (name, 30.0),
        "comment" | "report_comment" | "reasons" | "line_reason" | "amendment_reason" => {
            (name, 40.0)
        }
        "company_id" => (name, 38.0),
        "status" | "review_kind" => (name, 24.0),
        _ => (name, 14.0),
    };
    XlsxColumn { heading, width }
}

pub(super) fn report(table: &mut XlsxTable, stored: &StoredReport) {
    let repeated = Repeated::of(stored);
    let cells = ReportCells::of(stored, &repeated);
    for line in &stored.report.lines {
        cells.head(table);
        of_line(line).write(table);
        cells.tail(table);
        table.end_row();
    }
}
