//! Imports one row of a directory file from a form. The code that reads, checks and writes the
//! files does the work, so that there is one set of rules.
//!
//! Unlike in a file, a blank cell removes the stored value if the column may be blank.

use super::context::ImportContext;
use super::directory::Directory;
use super::directory_files::{columns_of, import_sheet};
use super::files::FileKind;
use super::hanging::Hanging;
use super::moves::{Moves, link_instant};
use super::problems::{Problems, ReportedCause};
use crate::failure::{Failure, Result};
use crate::formats::csv_out::{Dialect, RecordWriter};
use crate::formats::sheet::{Problem, Sheet};
use countersign_domain::instant::Instant;
use countersign_store::Tx;
use countersign_store::installation::Installation;
use std::io::Cursor;
use std::path::Path;

/// The expected form of a code that is taken already.
pub const FREE_CODE: &str = "a code that is not taken";

/// A row from a form.
#[derive(Clone, Copy, Debug)]
pub struct OneRow<'a> {
    /// The file of the row: regions, vendors, distributors, partners or products.
    pub kind: FileKind,
    /// The cells by column, including the code.
    pub cells: &'a [(&'static str, String)],
    /// Whether the code has to be new.
    pub is_new: bool,
    /// The person who filled in the form.
    pub person_id: i64,
}

/// Imports a row and returns the number of its object, or its problem. After a problem, roll the
/// transaction back.
///
/// # Errors
/// When the database refuses the row.
pub async fn put(
    tx: &mut Tx,
    installation: Installation,
    now: Instant,
    row: &OneRow<'_>,
) -> Result<std::result::Result<i64, ReportedCause>> {
    let mut directory = Directory::load_companies(tx).await?;
    directory.load_links(tx).await?;
    let mut moves = Moves::new();
    let path = Path::new("row");
    let code = row.cells.iter().find(|(column, _)| *column == "code").map(|(_, code)| code);
    let code = code.map_or("", String::as_str);
    let mut problems = Problems::default();
    if row.is_new && number(&directory, row.kind, code).is_some() {
        problems.row(path, 1, &Problem::cell("code", code, FREE_CODE));
    } else if row.cells.iter().all(|(_, cell)| cell.trim().is_empty()) {
        // A blank row of a file is skipped; a blank form lacks its code.
        let column = columns_of(row.kind).names[0];
        problems.row(path, 1, &Problem::cell(column, "", "a value: it is required"));
    } else {
        let text = Box::new(Cursor::new(table(row)));
        let mut sheet = Sheet::read(path, text, columns_of(row.kind)).map_err(Failure::World)?;
        let mut context = ImportContext {
            tx,
            directory: &mut directory,
            installation,
            now,
            person_id: Some(row.person_id),
            blank_clears: true,
            linked_at: link_instant(&installation, now),
            staged_links: Vec::new(),
            members: Vec::new(),
            moves: &mut moves,
            problems: &mut problems,
            kind: row.kind,
            hanging: Hanging::default(),
            rows: 0,
            new: 0,
            changed: 0,
        };
        import_sheet(&mut context, row.kind, &mut sheet).await?;
    }
    if let Some(told) = problems.told().first() {
        return Ok(Err(told.clone()));
    }
    let number = number(&directory, row.kind, code);
    Ok(Ok(number.ok_or_else(|| Failure::World("the row was not imported".to_owned()))?))
}

/// The number of a code in the space of its kind.
fn number(directory: &Directory, kind: FileKind, code: &str) -> Option<i64> {
    match kind {
        FileKind::Regions => directory.region_codes.get(code),
        FileKind::Products => directory.product_codes.get(code),
        _ => directory.company_codes.get(code),
    }
}

/// The row as a file with its header.
fn table(row: &OneRow<'_>) -> Vec<u8> {
    let mut text = Vec::new();
    let mut header = RecordWriter::new(&mut text, Dialect::STANDARD);
    row.cells.iter().for_each(|(column, _)| header.plain(column));
    header.end();
    let mut record = RecordWriter::new(&mut text, Dialect::STANDARD);
    row.cells.iter().for_each(|(_, cell)| record.text(cell));
    record.end();
    text
}
