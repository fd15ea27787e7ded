//! Changes of regions, companies and products by form, with the person and the values. They can
//! only be added and read.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;

statements! {
    LAST = "SELECT COALESCE(MAX(id), 0) FROM directory_changes";
    RECORD = "INSERT INTO directory_changes (id, changed_at, kind, code, field, before, after, \
        person_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    NUMBERS = "SELECT id FROM directory_changes ORDER BY id";
    OF = "SELECT d.changed_at, d.field, d.before, d.after, p.name FROM directory_changes d \
        LEFT JOIN people p ON p.id = d.person_id WHERE d.kind = $1 AND d.code = $2 \
        ORDER BY d.id DESC LIMIT $3";
}

/// The object of a change, the person, and the instant.
#[derive(Clone, Copy, Debug)]
pub struct Of<'a> {
    /// The word for the kind of object.
    pub kind: &'a str,
    /// The code of the object.
    pub code: &'a str,
    /// The instant.
    pub at: Instant,
    /// The person who did it.
    pub person_id: i64,
}

/// A changed column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedField {
    /// The column of its file.
    pub name: String,
    /// The value before; `None` if the row is new.
    pub before: Option<String>,
    /// The value after.
    pub after: String,
}

/// Records the changed columns of one object. The caller holds the work lock, because changes are
/// numbered.
///
/// # Errors
/// Fails when the database does.
pub async fn record(tx: &mut Tx, of: Of<'_>, fields: &[ChangedField]) -> Result<()> {
    if fields.is_empty() {
        return Ok(());
    }
    let last = tx.first(LAST, &[], |row| row.get::<i64>(0)).await?.unwrap_or(0);
    for (id, field) in (last + 1..).zip(fields) {
        let row = [
            id.into(),
            of.at.into(),
            of.kind.into(),
            of.code.into(),
            (&field.name).into(),
            field.before.as_deref().into(),
            (&field.after).into(),
            of.person_id.into(),
        ];
        tx.execute(RECORD, &row).await?;
    }
    Ok(())
}

/// A recorded change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryChange {
    /// The instant.
    pub changed_at: Instant,
    /// The changed field.
    pub field: ChangedField,
    /// The name of the person; blank if it was erased.
    pub person: Option<String>,
}

/// The last `limit` changes of one object, the newest first.
///
/// # Errors
/// Fails when the database does.
pub async fn of(tx: &mut Tx, kind: &str, code: &str, limit: i64) -> Result<Vec<DirectoryChange>> {
    tx.all(OF, &[kind.into(), code.into(), limit.into()], |row| {
        let field = ChangedField { name: row.get(1)?, before: row.get(2)?, after: row.get(3)? };
        Ok(DirectoryChange { changed_at: row.get(0)?, field, person: row.get(4)? })
    })
    .await
}

/// Passes the number of every change to `take`, in order.
///
/// # Errors
/// Fails when the database does.
pub async fn each_number(tx: &mut Tx, mut take: impl FnMut(i64)) -> Result<()> {
    tx.each(NUMBERS, &[], |row| {
        take(row.get(0)?);
        Ok(())
    })
    .await
}
