//! The witnesses of the log, with their public keys, and what they cosigned.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::instant::Instant;
use uuid::Uuid;

macro_rules! columns {
    () => {
        "SELECT w.id, w.company_id, w.verifier, w.added_by, w.added_at, w.removed_at"
    };
}

statements! {
    ADD = "INSERT INTO tlog_witnesses (id, company_id, verifier, added_by, added_at) \
        VALUES ($1, $2, $3, $4, $5)";
    ALL = concat!(columns!(), " FROM tlog_witnesses w ORDER BY w.added_at, w.id");
    OF_COMPANY = concat!(columns!(), " FROM tlog_witnesses w WHERE w.company_id = $1 \
        ORDER BY w.added_at, w.id");
    REMOVE = "UPDATE tlog_witnesses SET removed_at = $3 \
        WHERE id = $1 AND company_id = $2 AND removed_at IS NULL";
    PUT = "INSERT INTO tlog_cosignatures (size, witness_id, cosigned_at, line) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (size, witness_id) DO UPDATE SET \
        cosigned_at = excluded.cosigned_at, line = excluded.line \
        WHERE tlog_cosignatures.cosigned_at < excluded.cosigned_at";
    BETWEEN = "SELECT size, witness_id, cosigned_at, line FROM tlog_cosignatures \
        WHERE size > $1 AND size <= $2 ORDER BY size, witness_id";
    LINES = "SELECT DISTINCT c.line FROM tlog_cosignatures c \
        JOIN tlog_witnesses w ON w.id = c.witness_id \
        WHERE c.size = $1 AND w.removed_at IS NULL ORDER BY c.line LIMIT $2";
    LARGEST = "SELECT size FROM tlog_cosignatures ORDER BY size DESC LIMIT 1";
    LATEST = concat!(columns!(), ", c.size, c.cosigned_at, c.line FROM tlog_witnesses w \
        LEFT JOIN tlog_cosignatures c ON c.witness_id = w.id AND c.size = \
        (SELECT MAX(l.size) FROM tlog_cosignatures l WHERE l.witness_id = w.id) \
        ORDER BY w.added_at, w.id");
}

/// A witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The id, a UUID.
    pub id: Uuid,
    /// The company that registered it.
    pub company_id: i64,
    /// The public key, as C2SP signed-note writes it.
    pub verifier: String,
    /// The number of the person who registered it.
    pub added_by: i64,
    /// When it was registered.
    pub added_at: Instant,
    /// When it was removed; `None` if it is in use.
    pub removed_at: Option<Instant>,
}

/// A cosignature of a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCosignature {
    /// The number of leaves that the checkpoint covers.
    pub size: i64,
    /// The witness.
    pub witness_id: Uuid,
    /// When the witness says that it made it.
    pub at: Instant,
    /// The line of the signed note, without its line feed.
    pub line: String,
}

fn witness(row: Row<'_>) -> Result<Witness> {
    Ok(Witness {
        id: row.get(0)?,
        company_id: row.get(1)?,
        verifier: row.get(2)?,
        added_by: row.get(3)?,
        added_at: row.get(4)?,
        removed_at: row.get(5)?,
    })
}

/// Adds a witness.
///
/// # Errors
/// Fails when the database does.
pub async fn add(tx: &mut Tx, new: &Witness) -> Result<()> {
    let values = [
        new.id.into(),
        new.company_id.into(),
        (&new.verifier).into(),
        new.added_by.into(),
        new.added_at.into(),
    ];
    tx.execute(ADD, &values).await?;
    Ok(())
}

/// All witnesses, removed ones too, in the order in which they were registered.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<Vec<Witness>> {
    tx.all(ALL, &[], witness).await
}

/// The same of one company.
///
/// # Errors
/// Fails when the database does.
pub async fn of_company(tx: &mut Tx, company_id: i64) -> Result<Vec<Witness>> {
    tx.all(OF_COMPANY, &[company_id.into()], witness).await
}

/// Removes a witness of a company from use; false if it has none of this id in use.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(tx: &mut Tx, id: Uuid, company_id: i64, at: Instant) -> Result<bool> {
    Ok(tx.execute(REMOVE, &[id.into(), company_id.into(), at.into()]).await? == 1)
}

/// Keeps a cosignature, in the place of an older one of the same checkpoint and witness.
///
/// # Errors
/// Fails when the database does.
pub async fn put(tx: &mut Tx, made: &StoredCosignature) -> Result<()> {
    let values = [made.size.into(), made.witness_id.into(), made.at.into(), (&made.line).into()];
    tx.execute(PUT, &values).await?;
    Ok(())
}

/// The cosignatures of checkpoints of more leaves than `after` and at most `through`, the smallest
/// first.
///
/// # Errors
/// Fails when the database does.
pub async fn between(tx: &mut Tx, after: i64, through: i64) -> Result<Vec<StoredCosignature>> {
    tx.all(BETWEEN, &[after.into(), through.into()], |row| {
        Ok(StoredCosignature {
            size: row.get(0)?,
            witness_id: row.get(1)?,
            at: row.get(2)?,
            line: row.get(3)?,
        })
    })
    .await
}

/// The lines of witnesses in use that cosigned the checkpoint of so many leaves, each once: two
/// companies may have registered the same key.
///
/// # Errors
/// Fails when the database does.
pub async fn lines_of(tx: &mut Tx, size: i64, most: i64) -> Result<Vec<String>> {
    tx.all(LINES, &[size.into(), most.into()], |row| row.get(0)).await
}

/// The number of leaves of the largest checkpoint that a witness cosigned.
///
/// # Errors
/// Fails when the database does.
pub async fn largest(tx: &mut Tx) -> Result<Option<i64>> {
    tx.first(LARGEST, &[], |row| row.get(0)).await
}

/// All witnesses with the cosignature of the largest checkpoint that each cosigned.
///
/// # Errors
/// Fails when the database does.
pub async fn latest(tx: &mut Tx) -> Result<Vec<(Witness, Option<StoredCosignature>)>> {
    tx.all(LATEST, &[], |row| {
        let witness = witness(row)?;
        let (size, at): (Option<i64>, Option<Instant>) = (row.get(6)?, row.get(7)?);
        let line: Option<String> = row.get(8)?;
        let made = size.zip(at).zip(line).map(|((size, at), line)| StoredCosignature {
            size,
            witness_id: witness.id,
            at,
            line,
        });
        Ok((witness, made))
    })
    .await
}
