//! Exports: one row per report line, streamed, in byte order of the codes.

mod csv;
mod export_file;
mod json_lines;
mod line_cells;
mod repeated;
mod table_format;
mod xlsx;

use crate::failure::Result;
use crate::progress::WorkProgress;
use countersign_domain::history::Entry;
use countersign_store::reports::{self, Filter, StoredReport};
use countersign_store::{Store, Tx, history};
use export_file::ExportFile;
use std::collections::HashMap;
use std::io::Write;

/// Reports read at once.
const CHUNK: usize = 500;

pub(super) use csv::header as table_header;
pub(super) use line_cells::{LineCells, ReportCells};
pub use table_format::{COLUMNS, ExportFormat};
pub(super) use xlsx::begin as begin_xlsx;

/// Writes the lines of every report that the filter selects and returns how many there were.
///
/// # Errors
/// Fails when the database or the file does.
pub async fn run(
    store: &Store,
    filter: &Filter,
    format: ExportFormat,
    out: &mut dyn Write,
    progress: &mut WorkProgress,
) -> Result<u64> {
    store.reading(async |tx| export(tx, filter, format, out, progress).await).await
}

async fn export(
    tx: &mut Tx,
    filter: &Filter,
    format: ExportFormat,
    out: &mut dyn Write,
    progress: &mut WorkProgress,
) -> Result<u64> {
    let keys = reports::keys(tx, filter).await?;
    progress.begin("exporting reports", "", Some(keys.len() as u64));
    let mut file = ExportFile::begin(format)?;
    let mut lines = 0;
    let mut exported = 0;
    for chunk in keys.chunks(CHUNK) {
        let histories = match format {
            ExportFormat::Csv(_) | ExportFormat::Xlsx => HashMap::new(),
            ExportFormat::JsonLines => history::of_reports(tx, chunk).await?,
        };
        for stored in reports::find(tx, chunk).await?.iter().flatten() {
            lines += stored.report.lines.len() as u64;
            file.add(stored, histories.get(&stored.key()).map_or(&[][..], Vec::as_slice));
        }
        file.flush(out)?;
        exported += chunk.len() as u64;
        progress.at(exported);
    }
    file.end(out)?;
    progress.end();
    Ok(lines)
}

/// The lines of one report as a file, explained by its history.
///
/// # Errors
/// Fails if there is no space for temporary files.
pub fn of_one(stored: &StoredReport, history: &[Entry], format: ExportFormat) -> Result<Vec<u8>> {
    let mut file = ExportFile::begin(format)?;
    file.add(stored, history);
    let mut bytes = Vec::new();
    file.end(&mut bytes)?;
    Ok(bytes)
}
