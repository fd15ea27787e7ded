//! Keeps the first refused rows with their cells, so that a page can offer them for correction.

use crate::formats::expected::Expected;
use crate::formats::problem::Problem;
use crate::formats::sheet::SheetRow;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The number of rows that are kept.
const ROWS: usize = 50;
/// The maximum size of all kept cells, in bytes.
const BYTES: usize = 128 << 10;

/// A refused row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRow {
    /// The name of its file.
    pub file: String,
    /// Its number there.
    pub row: u64,
    /// Its number in the file of refused readings; `None` for a directory file.
    pub rejected_row: Option<u64>,
    /// The text of each column, in the order of the file.
    pub cells: Vec<(String, String)>,
    /// The column of its problem; `None` if it concerns the whole row.
    pub column: Option<String>,
    /// The text that was found.
    pub found: String,
    /// What was expected.
    pub expected: Expected,
}

/// The first refused rows.
#[derive(Debug, Default)]
pub(super) struct RefusedRows {
    rows: Vec<RefusedRow>,
    bytes: usize,
}

impl RefusedRows {
    pub(super) fn rows(&self) -> &[RefusedRow] {
        &self.rows
    }

    pub(super) fn add(
        &mut self,
        file: &Path,
        row: &SheetRow<'_>,
        rejected_row: Option<u64>,
        problem: &Problem,
    ) {
        if self.rows.len() == ROWS || self.bytes >= BYTES {
            return;
        }
        let cells = row.shown_cells();
        let bytes: usize = cells.iter().map(|(_, text)| text.len()).sum();
        // The page offers the first rows without a gap.
        self.bytes = self.bytes.saturating_add(bytes);
        if self.bytes > BYTES {
            return;
        }
        self.rows.push(RefusedRow {
            file: file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            row: row.number(),
            rejected_row,
            cells: cells.into_iter().map(|(name, text)| (name.to_owned(), text)).collect(),
            column: problem.column.map(str::to_owned),
            found: problem.found.clone(),
            expected: problem.expected.clone(),
        });
    }
}
