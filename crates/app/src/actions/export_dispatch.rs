//! Writes a dispatch as a file: the documents byte for byte, one per line, or a table of their
//! lines. Nothing in it is later than the dispatch.
//!
//! A table with an amendment has the columns of amendments after the others: they are empty in a
//! report's rows, and an amendment's rows leave the columns empty that only a report has.

mod amendment;

use super::export_reports::{ExportFormat, table_header};
use crate::failure::{Failure, Result};
use crate::formats::csv_out::{Dialect, RecordWriter};
use countersign_domain::correction::FIRST_AMENDMENT;
use countersign_domain::settings::yes_no;
use countersign_domain::status::Status;
use countersign_store::dispatches;
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
    let failed = |error: std::io::Error| Failure::World(format!("the export file: {error}"));
    let mut buffer = Vec::new();
    let amends = dispatches::has_amendments(tx, id).await?;
    if let ExportFormat::Csv(dialect) = format {
        table_header(&mut buffer, dialect, if amends { &amendment::COLUMNS } else { &[] });
    }
    let (mut after, mut count) = (0, 0);
    loop {
        let documents = dispatches::documents(tx, id, after, CHUNK).await?;
        for document in &documents {
            match format {
                ExportFormat::JsonLines => {
                    buffer.extend_from_slice(document.text.as_bytes());
                    buffer.push(b'\n');
                }
                ExportFormat::Csv(dialect) if document.amendment >= FIRST_AMENDMENT => {
                    amendment::table(&mut buffer, dialect, &document.text)?;
                }
                ExportFormat::Csv(dialect) => table(&mut buffer, dialect, &document.text, amends)?,
            }
        }
        out.write_all(&buffer).map_err(failed)?;
        buffer.clear();
        count += documents.len() as u64;
        let Some(last) = documents.last() else { break };
        after = last.position;
    }
    out.flush().map_err(failed)?;
    Ok(count)
}

fn unreadable(why: &dyn std::fmt::Display) -> StoreError {
    StoreError::Corrupt(format!("a dispatched document: {why}"))
}

/// Writes the rows of a document, as `export_reports` writes them.
///
/// # Errors
/// Fails if this program did not write the document.
pub fn table(out: &mut Vec<u8>, dialect: Dialect, text: &str, amends: bool) -> Result<()> {
    let document: ExportedDocument =
        serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    let status = Status::parse(&document.status).map_err(|why| unreadable(&why))?;
    for line in &document.lines {
        let mut record = RecordWriter::new(out, dialect);
        head(&mut record, &document, status);
        figures(&mut record, line);
        tail(&mut record, &document);
        if amends {
            amendment::COLUMNS.iter().for_each(|_| record.empty());
        }
        record.end();
    }
    Ok(())
}

fn head(record: &mut RecordWriter<'_>, document: &ExportedDocument, status: Status) {
    record.plain(&document.cycle);
    record.plain(&document.period_start);
    record.plain(&document.period_end);
    record.text(&document.distributor);
    record.text(&document.distributor_name);
    record.text(&document.vendor);
    record.text(&document.partner);
    record.text(&document.partner_name);
    record.plain(&document.company_id);
    record.text(document.city.as_deref().unwrap_or_default());
    record.text(document.state.as_deref().unwrap_or_default());
    record.plain(status.label());
    record.plain(document.review_kind.as_deref().unwrap_or_default());
    record.plain(document.submission.as_deref().unwrap_or_default());
    record.plain(document.approval.as_deref().unwrap_or_default());
    record.plain(yes_no(document.flagged));
}

fn figures(record: &mut RecordWriter<'_>, line: &ExportedLine) {
    let number = |record: &mut RecordWriter<'_>, number: Option<&String>| match number {
        Some(number) => record.number(number),
        None => record.empty(),
    };
    record.text(&line.product);
    record.text(&line.product_name);
    record.text(&line.unit);
    record.number(&line.provisioned);
    number(record, line.used.as_ref());
    number(record, line.over_provisioned_percent.as_ref());
    record.number(&line.default_chargeable);
    record.number(&line.chargeable);
    record.plain(yes_no(line.penalty));
    record.plain(yes_no(line.carried_forward));
    record.text(line.comment.as_deref().unwrap_or_default());
}

fn tail(record: &mut RecordWriter<'_>, document: &ExportedDocument) {
    record.text(document.report_comment.as_deref().unwrap_or_default());
    record.text(document.reasons.as_deref().unwrap_or_default());
    record.plain(&document.deadline);
    record.plain(document.submitted_at.as_deref().unwrap_or_default());
    record.plain(document.decided_at.as_deref().unwrap_or_default());
    record.number(&document.version);
}
