//! Writes reports to a file in any of the formats.

use super::table_format::ExportFormat;
use super::{csv, json_lines, xlsx};
use crate::failure::{Failure, Result};
use crate::formats::csv_out::Dialect;
use crate::formats::xlsx_out::XlsxTable;
use countersign_domain::history::Entry;
use countersign_store::reports::StoredReport;
use std::io::Write;

/// The file that is being written.
pub(super) enum ExportFile {
    /// The dialect, and what is not written yet.
    Csv(Dialect, Vec<u8>),
    /// What is not written yet.
    JsonLines(Vec<u8>),
    /// A table, which is written at the end.
    Xlsx(Box<XlsxTable>),
}

impl ExportFile {
    /// Begins the file.
    ///
    /// # Errors
    /// Fails if there is no space for temporary files.
    pub(super) fn begin(format: ExportFormat) -> Result<Self> {
        Ok(match format {
            ExportFormat::Csv(dialect) => {
                let mut buffer = Vec::with_capacity(1 << 20);
                csv::header(&mut buffer, dialect, &[]);
                Self::Csv(dialect, buffer)
            }
            ExportFormat::JsonLines => Self::JsonLines(Vec::with_capacity(1 << 20)),
            ExportFormat::Xlsx => Self::Xlsx(Box::new(xlsx::begin(&[])?)),
        })
    }

    /// Adds the lines of a report.
    pub(super) fn add(&mut self, stored: &StoredReport, history: &[Entry]) {
        match self {
            Self::Csv(dialect, buffer) => csv::report(buffer, *dialect, stored),
            Self::JsonLines(buffer) => json_lines::report(buffer, stored, history),
            Self::Xlsx(table) => xlsx::report(table, stored),
        }
    }

    /// Writes what is complete so far.
    ///
    /// # Errors
    /// Fails if the file cannot be written.
    pub(super) fn flush(&mut self, out: &mut dyn Write) -> Result<()> {
        match self {
            Self::Csv(_, buffer) | Self::JsonLines(buffer) => {
                out.write_all(buffer).map_err(|error| failed(&error))?;
                buffer.clear();
                Ok(())
            }
            Self::Xlsx(_) => Ok(()),
        }
    }

    /// Writes the rest.
    ///
    /// # Errors
    /// Fails if the file cannot be written.
    pub(super) fn end(mut self, out: &mut dyn Write) -> Result<()> {
        self.flush(out)?;
        if let Self::Xlsx(table) = self {
            table.end(out)?;
        }
        out.flush().map_err(|error| failed(&error))
    }
}

fn failed(error: &std::io::Error) -> Failure {
    Failure::System(format!("the export file: {error}"))
}
