//! Puts one row into the directory that a person filled in on a page: checked and written by what
//! checks and writes the rows of the files, so that there is one set of rules.
//!
//! Unlike in a file, a blank cell takes away what was there, where it may be blank at all.

use super::context::ImportContext;
use super::directory::Directory;
use super::directory_files::{RowError, columns_of, put_row};
use super::filled_cells::{CellError, FilledCells};
use super::moves::{Moves, link_instant};
use super::problems::Problems;
use super::unknown_codes::Hanging;
use crate::actions::directory_kind::DirectoryKind;
use crate::failure::{Failure, Result};
use crate::formats::cells::Cells;
use crate::formats::problem::{Cause, Problem};
use crate::formats::sheet::Columns;
use countersign_domain::instant::Instant;
use countersign_store::Tx;
use countersign_store::installation::Installation;

/// A row.
#[derive(Clone, Copy, Debug)]
pub struct FormRow<'a> {
    /// What it is a row of.
    pub kind: DirectoryKind,
    /// Its cells by column; the code among them.
    pub cells: &'a [(&'static str, String)],
    /// Whether its code has to be a new one.
    pub is_new: bool,
    /// Who filled it in.
    pub person_id: i64,
}

impl<'a> FormRow<'a> {
    const fn filled(&self, columns: &'static Columns) -> FilledCells<'a> {
        FilledCells { columns, cells: self.cells }
    }
}

/// Puts a row: the number of what it is about, or the first cell that is refused. Then the caller
/// rolls the transaction back.
///
/// # Errors
/// Fails when the database does.
pub async fn run(
    tx: &mut Tx,
    installation: Installation,
    now: Instant,
    row: &FormRow<'_>,
) -> Result<std::result::Result<i64, CellError>> {
    let cells = row.filled(columns_of(row.kind.file()));
    for (column, _) in row.cells {
        assert!(cells.column(column).is_some(), "a form has the fields of its file: {column}");
    }
    let mut directory = load(tx, row.kind).await?;
    let code = cells.raw(0).ok().flatten().unwrap_or_default();
    if row.is_new && number(&directory, row.kind, code).is_some() {
        return Ok(Err(CellError { column: "code", cause: Cause::Taken }));
    }
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
        moves: &mut Moves::new(),
        problems: &mut Problems::default(),
        kind: row.kind.file(),
        hanging: Hanging::default(),
        rows: 0,
        new: 0,
        changed: 0,
    };
    match put_row(&mut context, row.kind, &cells).await {
        Ok(()) => {
            let number = number(&directory, row.kind, code);
            Ok(Ok(number.ok_or_else(|| Failure::System("the row was not written".to_owned()))?))
        }
        Err(RowError::Bad(Problem { column: Some(column), expected, .. })) => {
            Ok(Err(CellError { column, cause: expected.cause() }))
        }
        Err(RowError::Bad(problem)) => Err(Failure::System(problem.to_string())),
        Err(RowError::Store(error)) => Err(error.into()),
    }
}

/// The part of the directory that a row of this kind needs.
async fn load(tx: &mut Tx, kind: DirectoryKind) -> Result<Directory> {
    if matches!(kind, DirectoryKind::Customer | DirectoryKind::Subscription) {
        return Ok(Directory::load(tx).await?);
    }
    let mut directory = Directory::load_companies(tx).await?;
    directory.load_links(tx).await?;
    Ok(directory)
}

/// The number that a code has in the space of its kind.
fn number(directory: &Directory, kind: DirectoryKind, code: &str) -> Option<i64> {
    match kind {
        DirectoryKind::Region => directory.region_codes.get(code),
        DirectoryKind::Product => directory.product_codes.get(code),
        DirectoryKind::Customer => directory.customer_codes.get(code),
        DirectoryKind::Subscription => directory.subscription_codes.get(code),
        DirectoryKind::Vendor | DirectoryKind::Distributor | DirectoryKind::Partner => {
            directory.company_codes.get(code)
        }
    }
}
