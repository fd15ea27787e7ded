//! Browsers that a person signed in from before.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;

statements! {
    SEEN = "UPDATE known_browsers SET last_seen_at = $3 WHERE person_id = $1 AND hash = $2";
    IS_KNOWN = "SELECT 1 FROM known_browsers WHERE person_id = $1 AND hash = $2";
    IS_KNOWN_TO_ANYONE = "SELECT 1 FROM known_browsers WHERE hash = $1 LIMIT 1";
    ANY = "SELECT 1 FROM known_browsers WHERE person_id = $1 LIMIT 1";
    ADD = "INSERT INTO known_browsers (person_id, hash, last_seen_at) VALUES ($1, $2, $3)";
    REMOVE_OTHERS = "DELETE FROM known_browsers WHERE person_id = $1 AND hash <> $2";
    REMOVE_OLD = "DELETE FROM known_browsers WHERE last_seen_at < $1";
}

/// Records another use of a browser; false if it is not a known one of this person.
///
/// # Errors
/// Fails when the database does.
pub async fn note_use(tx: &mut Tx, person_id: i64, hash: &[u8], now: Instant) -> Result<bool> {
    Ok(tx.execute(SEEN, &[person_id.into(), hash.into(), now.into()]).await? > 0)
}

/// Whether a browser is a known one of this person.
///
/// # Errors
/// Fails when the database does.
pub async fn is_known(tx: &mut Tx, person_id: i64, hash: &[u8]) -> Result<bool> {
    Ok(tx.first(IS_KNOWN, &[person_id.into(), hash.into()], |_| Ok(())).await?.is_some())
}

/// Whether a browser is a known one of any person.
///
/// # Errors
/// Fails when the database does.
pub async fn is_known_to_anyone(tx: &mut Tx, hash: &[u8]) -> Result<bool> {
    Ok(tx.first(IS_KNOWN_TO_ANYONE, &[hash.into()], |_| Ok(())).await?.is_some())
}

/// Whether the person has any known browser.
///
/// # Errors
/// Fails when the database does.
pub async fn has_any(tx: &mut Tx, person_id: i64) -> Result<bool> {
    Ok(tx.first(ANY, &[person_id.into()], |_| Ok(())).await?.is_some())
}

/// Adds a browser.
///
/// # Errors
/// Fails when the database does.
pub async fn add(tx: &mut Tx, person_id: i64, hash: &[u8], now: Instant) -> Result<()> {
    tx.execute(ADD, &[person_id.into(), hash.into(), now.into()]).await?;
    Ok(())
}

/// Deletes a person's browsers except the one to keep.
///
/// # Errors
/// Fails when the database does.
pub async fn forget(tx: &mut Tx, person_id: i64, kept: Option<&[u8]>) -> Result<u64> {
    // No hash is empty.
    let kept = kept.unwrap_or_default();
    tx.execute(REMOVE_OTHERS, &[person_id.into(), kept.into()]).await
}

/// Deletes browsers that were not used since `before`, and returns how many.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_old(tx: &mut Tx, before: Instant) -> Result<u64> {
    tx.execute(REMOVE_OLD, &[before.into()]).await
}
