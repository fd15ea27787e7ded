//! Writes a dispatch as a file: the documents byte for byte, one per line, or a table of their
//! lines. Nothing in it is later than the dispatch.
//!
//! A table with an amendment has the columns of amendments after the others: they are empty in a
//! report's rows, and an amendment's rows leave the columns empty that only a report has.

mod amendment;

use super::export_reports::{ExportFormat, LineCells, ReportCells, begin_xlsx, table_header};
use crate::failure::{Failure, Result};
use crate::formats::csv_out::RecordWriter;
use crate::formats::row_cells::RowCells;
use countersign_domain::correction::FIRST_AMENDMENT;
use countersign_domain::status::Status;
use countersign_store::dispatches::{self, DispatchedDocument};
use countersign_store::{Store, StoreError, Tx};
use serde::Deserialize;
use std::io::Write;
use uuid::Uuid;

/// Documents read at once.
const CHUNK: i64 = 500;

/// The parts of a document that the table shows.
#[derive(Deserialize)]
struct ExportedDocument {
    cycle: String,
    period_start: String,
    period_end: String,
    distributor: String,
    distributor_name: String,
    vendor: String,
    partner: String,
    partner_name: String,
    company_id: String,
    city: Option<String>,
    state: Option<String>,
    status: String,
    review_kind: Option<String>,
    submission: Option<String>,
    approval: Option<String>,
    flagged: bool,
    report_comment: Option<String>,
    reasons: Option<String>,
    deadline: String,
    submitted_at: Option<String>,
    decided_at: Option<String>,
    version: i64,
    lines: Vec<ExportedLine>,
}

#[derive(Deserialize)]
struct ExportedLine {
    product: String,
    product_name: String,
    unit: String,
    provisioned: String,
    used: Option<String>,
    over_provisioned_percent: Option<String>,
    default_chargeable: String,
    chargeable: String,
    penalty: bool,
    carried_forward: bool,
    comment: Option<String>,
}

/// Writes the documents of a dispatch and returns how many there were.
///
/// # Errors
/// Fails when the database or the file does.
pub async fn run(
    store: &Store,
    id: Uuid,
    format: ExportFormat,
    out: &mut dyn Write,
) -> Result<u64> {
    store.reading(async |tx| export(tx, id, format, out).await).await
}

async fn export(tx: &mut Tx, id: Uuid, format: ExportFormat, out: &mut dyn Write) -> Result<u64> {
    let failed = |error: std::io::Error| Failure::System(format!("the export file: {error}"));
    let mut buffer = Vec::new();
    let amends = dispatches::has_amendments(tx, id).await?;
    let more: &[&str] = if amends { &amendment::COLUMNS } else { &[] };
    let mut workbook = match format {
        ExportFormat::Xlsx => Some(begin_xlsx(more)?),
        ExportFormat::Csv(_) | ExportFormat::JsonLines => None,
    };
    if let ExportFormat::Csv(dialect) = format {
        table_header(&mut buffer, dialect, more);
    }
    let (mut after, mut count) = (0, 0);
    loop {
        let documents = dispatches::documents(tx, id, after, CHUNK).await?;
        for document in &documents {
            match (format, &mut workbook) {
                (ExportFormat::Csv(dialect), _) => {
                    rows(&mut RecordWriter::new(&mut buffer, dialect), document, amends)?;
                }
                (_, Some(table)) => rows(table, document, amends)?,
                (_, None) => {
                    buffer.extend_from_slice(document.text.as_bytes());
                    buffer.push(b'\n');
                }
            }
        }
        out.write_all(&buffer).map_err(failed)?;
        buffer.clear();
        count += documents.len() as u64;
        let Some(last) = documents.last() else { break };
        after = last.position;
    }
    if let Some(table) = workbook {
        table.end(out)?;
    }
    out.flush().map_err(failed)?;
    Ok(count)
}

fn rows(table: &mut impl RowCells, document: &DispatchedDocument, amends: bool) -> Result<()> {
    if document.amendment >= FIRST_AMENDMENT {
        return amendment::rows(table, &document.text);
    }
    report_rows(table, &document.text, amends)
}

fn unreadable(why: &dyn std::fmt::Display) -> StoreError {
    StoreError::Corrupt(format!("a dispatched document: {why}"))
}

/// Writes the rows of a report's document, as `export_reports` writes them.
///
/// # Errors
/// Fails if this program did not write the document.
pub fn report_rows(table: &mut impl RowCells, text: &str, amends: bool) -> Result<()> {
    let document: ExportedDocument =
        serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    let status = Status::parse(&document.status).map_err(|why| unreadable(&why))?;
    let cells = document.cells(status);
    for line in &document.lines {
        cells.head(table);
        line.cells().write(table);
        cells.tail(table);
        if amends {
            amendment::COLUMNS.iter().for_each(|_| table.empty());
        }
        table.end_row();
    }
    Ok(())
}

impl ExportedDocument {
    fn cells<'a>(&'a self, status: Status) -> ReportCells<'a> {
        ReportCells {
            cycle: &self.cycle,
            period_start: &self.period_start,
            period_end: &self.period_end,
            distributor: &self.distributor,
            distributor_name: &self.distributor_name,
            vendor: &self.vendor,
            partner: &self.partner,
            partner_name: &self.partner_name,
            company_id: &self.company_id,
            city: self.city.as_deref().unwrap_or_default(),
            state: self.state.as_deref().unwrap_or_default(),
            status: status.label(),
            review_kind: self.review_kind.as_deref().unwrap_or_default(),
            submission: self.submission.as_deref().unwrap_or_default(),
            approval: self.approval.as_deref().unwrap_or_default(),
            flagged: self.flagged,
            report_comment: self.report_comment.as_deref().unwrap_or_default(),
            reasons: self.reasons.as_deref().unwrap_or_default(),
            deadline: &self.deadline,
            submitted_at: self.submitted_at.as_deref().unwrap_or_default(),
            decided_at: self.decided_at.as_deref().unwrap_or_default(),
            version: self.version,
        }
    }
}

impl ExportedLine {
    fn cells(&self) -> LineCells<'_, &str, &str> {
        LineCells {
            product: &self.product,
            product_name: &self.product_name,
            unit: &self.unit,
            provisioned: &self.provisioned,
            used: self.used.as_deref(),
            over_provisioned_percent: self.over_provisioned_percent.as_deref(),
            default_chargeable: &self.default_chargeable,
            chargeable: &self.chargeable,
            penalty: self.penalty,
            carried_forward: self.carried_forward,
            comment: self.comment.as_deref().unwrap_or_default(),
        }
    }
}
