//! Signed decisions: the statements, and the envelopes of their signatures. The entry of the
//! history with the same version covers the hashes of both.

use crate::error::Result;
use crate::report_key::{Key, Span, in_span};
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use uuid::Uuid;

statements! {
    OF_REPORT = "SELECT version, key_id, statement, envelope FROM signatures WHERE cycle = $1 \
        AND partner_id = $2 AND vendor_id = $3 ORDER BY version";
    WITHIN = concat!("SELECT cycle, partner_id, vendor_id, version, key_id, statement, envelope \
        FROM signatures WHERE ", in_span!(), "ORDER BY cycle, partner_id, vendor_id, version");
}

/// A signed decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSignature {
    /// The version of its entry in the history.
    pub version: i64,
    /// The id of the key.
    pub key_id: Uuid,
    /// The text of the statement.
    pub statement: String,
    /// The text of the envelope.
    pub envelope: String,
}

fn signature(row: Row<'_>, first: usize) -> Result<StoredSignature> {
    Ok(StoredSignature {
        version: row.get(first)?,
        key_id: row.get(first + 1)?,
        statement: row.get(first + 2)?,
        envelope: row.get(first + 3)?,
    })
}

/// Adds signatures of reports.
///
/// # Errors
/// [`crate::StoreError::Conflict`] when an entry has one already.
pub async fn append(tx: &mut Tx, signatures: &[(Key, StoredSignature)]) -> Result<()> {
    if signatures.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = signatures
        .iter()
        .map(|(key, it)| {
            let [cycle, partner, vendor] = key.values();
            let (version, key_id) = (it.version.into(), it.key_id.into());
            let texts = [(&it.statement).into(), (&it.envelope).into()];
            [cycle, partner, vendor, version, key_id, texts[0], texts[1]]
        })
        .collect();
    tx.insert(&schema::SIGNATURES, &rows).await
}

/// The signatures of a report, in the order of its history.
///
/// # Errors
/// Fails when the database does.
pub async fn of_report(tx: &mut Tx, key: Key) -> Result<Vec<StoredSignature>> {
    tx.all(OF_REPORT, &key.values(), |row| signature(row, 0)).await
}

/// Passes the signatures of a span of reports to `take`, in order of their keys and versions.
///
/// # Errors
/// Fails when the database does.
pub async fn each_within(
    tx: &mut Tx,
    span: Span,
    mut take: impl FnMut(Key, StoredSignature),
) -> Result<()> {
    tx.each(WITHIN, &span.values(), |row| {
        let signature = signature(row, 3)?;
        take(Key::from_row(row)?, signature);
        Ok(())
    })
    .await
}
