//! Adds and changes one region, vendor, distributor, partner or product from a form of the
//! operator's Administrator.
//!
//! The rules are those of the directory files ([`put_row`]). Each cell travels with the value
//! that the person saw: what others changed meanwhile is never written over unseen. What became
//! different is recorded, with who did it, and the same transaction adds the entry of the audit
//! record.

mod stored_row;

use crate::actions::audit;
use crate::actions::directory_kind::DirectoryKind;
use crate::actions::import::filled_cells::CellError;
use crate::actions::import::put_row::{self, FormRow};
use crate::clock::Clock;
use crate::failure::Result;
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::directory_changes::{self, ChangedField, Of};
use countersign_store::installation;
use countersign_store::{Result as StoreResult, Store, Tx};

pub use stored_row::StoredRow;

/// A cell of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilledCell {
    /// The value that they saw.
    pub was: String,
    /// The value that they want.
    pub wanted: String,
}

/// What a person filled in, by column; a column that is not there stays as it is.
pub type FilledRow = Vec<(&'static str, FilledCell)>;

/// The columns that both the person and another person changed, to different texts.
pub fn conflicts(row: &FilledRow, stored: &StoredRow) -> impl Iterator<Item = &'static str> {
    row.iter().filter_map(|(column, cell)| {
        let there = stored.cell(column);
        let both = cell.wanted != cell.was && there != cell.was && there != cell.wanted;
        both.then_some(*column)
    })
}

/// A row that a person sends.
#[derive(Clone, Copy, Debug)]
pub struct Edit<'a> {
    /// What it is a row of.
    pub kind: DirectoryKind,
    /// The number of the row that is changed; none for a new one.
    pub id: Option<i64>,
    /// The cells.
    pub row: &'a FilledRow,
    /// Who sends it.
    pub person: &'a Person,
    /// The audit entry, which records the person and their device.
    pub entry: &'a AuditEntry,
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectoryRefusal {
    /// There is no such region, company or product.
    NotHere,
    /// The person may not write the directory.
    NotPermitted,
    /// Another person changed the same cells meanwhile.
    Stale,
    /// A cell is refused.
    Cell(CellError),
}

/// The number of the row that was added or changed, or why nothing was written.
pub type DirectoryResult = std::result::Result<i64, DirectoryRefusal>;

/// Adds or changes a row.
///
/// # Errors
/// Fails when the database does; nothing is written then.
pub async fn run(store: &Store, clock: &Clock, edit: &Edit<'_>) -> Result<DirectoryResult> {
    let Person { company_kind, role, .. } = edit.person;
    if right(*company_kind, *role, Area::Directory) != Right::Full {
        return Ok(Err(DirectoryRefusal::NotPermitted));
    }
    let mut tx = store.begin().await?;
    let done = put(&mut tx, clock, edit).await?;
    match &done {
        Ok(_) => tx.commit().await?,
        Err(_) => tx.rollback().await?,
    }
    Ok(done)
}

async fn put(tx: &mut Tx, clock: &Clock, edit: &Edit<'_>) -> Result<DirectoryResult> {
    let installation = installation::take_work_lock(tx).await?;
    let kind = edit.kind;
    let stored = match edit.id {
        Some(id) => match StoredRow::load(tx, kind, id).await? {
            None => return Ok(Err(DirectoryRefusal::NotHere)),
            stored => stored,
        },
        None => None,
    };
    if stored.as_ref().is_some_and(|stored| conflicts(edit.row, stored).next().is_some()) {
        return Ok(Err(DirectoryRefusal::Stale));
    }
    let cells = cells(stored.as_ref(), edit.row);
    let now = clock.now(&installation);
    let (is_new, person_id) = (stored.is_none(), edit.person.id);
    let row = FormRow { kind, cells: &cells, is_new, person_id };
    let done = put_row::run(tx, installation, now, &row).await?;
    if let Ok(id) = done
        && let Some(after) = StoredRow::load(tx, kind, id).await?
    {
        record(tx, edit, stored.as_ref(), &after, now).await?;
    }
    Ok(done.map_err(DirectoryRefusal::Cell))
}

/// The cells of the row as it is to be: what the person changed, and else what is there.
fn cells(stored: Option<&StoredRow>, row: &FilledRow) -> Vec<(&'static str, String)> {
    let Some(stored) = stored else {
        return row.iter().map(|(column, cell)| (*column, cell.wanted.clone())).collect();
    };
    let cell = |(column, there): &(&'static str, String)| {
        let filled = row.iter().find(|(name, _)| name == column).map(|(_, cell)| cell);
        // A code names one thing for good.
        let changed = filled.filter(|cell| cell.wanted != cell.was && *column != "code");
        (*column, changed.map_or_else(|| there.clone(), |cell| cell.wanted.clone()))
    };
    stored.cells.iter().map(cell).collect()
}

/// Records what changed, as it is stored now.
async fn record(
    tx: &mut Tx,
    edit: &Edit<'_>,
    before: Option<&StoredRow>,
    after: &StoredRow,
    at: Instant,
) -> StoreResult<()> {
    let field = |(column, text): &(&'static str, String)| {
        let before = before.map(|before| before.cell(column));
        (before.unwrap_or_default() != text).then(|| ChangedField {
            name: (*column).to_owned(),
            before: before.map(str::to_owned),
            after: text.clone(),
        })
    };
    let fields: Vec<ChangedField> = after.cells.iter().filter_map(field).collect();
    let (kind, code) = (edit.kind.word(), after.cell("code"));
    let of = Of { kind, code, at, person_id: edit.person.id };
    directory_changes::record(tx, of, &fields).await?;
    if fields.is_empty() {
        return Ok(());
    }
    let about = Some(format!("{kind} {code}"));
    audit::record(tx, AuditEntry { about, ..edit.entry.clone() }).await
}
