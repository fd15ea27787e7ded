//! Second factors and the recovery codes beside them.

use crate::error::Result;
use crate::sealing::sealer::SecretPlace;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;

statements! {
    FIND = "SELECT secret, confirmed_at, last_step FROM second_factors WHERE person_id = $1";
    BEGIN = "INSERT INTO second_factors (person_id, secret, confirmed_at, last_step) \
        VALUES ($1, $2, NULL, 0) ON CONFLICT (person_id) DO UPDATE SET \
        secret = excluded.secret, last_step = 0 WHERE second_factors.confirmed_at IS NULL";
    CONFIRM = "UPDATE second_factors SET confirmed_at = $2, last_step = $3 \
        WHERE person_id = $1 AND confirmed_at IS NULL";
    /// If a code is used twice at the same moment, the second use finds its step taken.
    USE_STEP = "UPDATE second_factors SET last_step = $2 WHERE person_id = $1 AND last_step < $2";
    REMOVE = "DELETE FROM second_factors WHERE person_id = $1";
    REMOVE_CODES = "DELETE FROM recovery_codes WHERE person_id = $1";
    ADD_CODE = "INSERT INTO recovery_codes (person_id, number, hash, used_at) \
        VALUES ($1, $2, $3, NULL)";
    USE_CODE = "UPDATE recovery_codes SET used_at = $3 \
        WHERE person_id = $1 AND hash = $2 AND used_at IS NULL";
    CODES_LEFT = "SELECT COUNT(*) FROM recovery_codes WHERE person_id = $1 AND used_at IS NULL";
}

/// A stored second factor.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredSecondFactor {
    /// The secret shared with the person's device; `None` if it cannot be opened because its key is
    /// missing.
    pub secret: Option<Vec<u8>>,
    /// When the person first entered a code; none while it is being set up.
    pub confirmed_at: Option<Instant>,
    /// The time step of the last code that was used.
    pub last_step: i64,
}

impl std::fmt::Debug for StoredSecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stored").field("confirmed_at", &self.confirmed_at).finish_non_exhaustive()
    }
}

/// A person's second factor.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, person_id: i64) -> Result<Option<StoredSecondFactor>> {
    let sealing = tx.sealing();
    tx.first(FIND, &[person_id.into()], |row| {
        let secret = row.get::<Vec<u8>>(0)?;
        let secret = sealing.open(SecretPlace::SecondFactor(person_id), &secret);
        Ok(StoredSecondFactor { secret, confirmed_at: row.get(1)?, last_step: row.get(2)? })
    })
    .await
}

/// Stores the secret of a second factor that is being set up; false if one is in use.
///
/// # Errors
/// Fails when the database does, or with [`crate::StoreError::NoKey`].
pub async fn begin(tx: &mut Tx, person_id: i64, secret: &[u8]) -> Result<bool> {
    let sealed = tx.seal(SecretPlace::SecondFactor(person_id), secret).await?;
    Ok(tx.execute(BEGIN, &[person_id.into(), sealed.as_bytes().into()]).await? == 1)
}

/// Turns the second factor on with its first code; false if none is being set up.
///
/// # Errors
/// Fails when the database does.
pub async fn confirm(tx: &mut Tx, person_id: i64, step: i64, now: Instant) -> Result<bool> {
    Ok(tx.execute(CONFIRM, &[person_id.into(), now.into(), step.into()]).await? == 1)
}

/// Uses the code of a step; false if it, or a later one, was used already.
///
/// # Errors
/// Fails when the database does.
pub async fn use_step(tx: &mut Tx, person_id: i64, step: i64) -> Result<bool> {
    Ok(tx.execute(USE_STEP, &[person_id.into(), step.into()]).await? == 1)
}

/// Deletes a person's second factor and recovery codes.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(tx: &mut Tx, person_id: i64) -> Result<()> {
    tx.execute(REMOVE, &[person_id.into()]).await?;
    tx.execute(REMOVE_CODES, &[person_id.into()]).await?;
    Ok(())
}

/// Replaces a person's recovery codes by those with these hashes.
///
/// # Errors
/// Fails when the database does.
pub async fn put_codes(tx: &mut Tx, person_id: i64, hashes: &[[u8; 32]]) -> Result<()> {
    tx.execute(REMOVE_CODES, &[person_id.into()]).await?;
    for (number, hash) in (1_i64..).zip(hashes) {
        tx.execute(ADD_CODE, &[person_id.into(), number.into(), hash.as_slice().into()]).await?;
    }
    Ok(())
}

/// Uses a recovery code; false if it does not exist or was used already.
///
/// # Errors
/// Fails when the database does.
pub async fn use_code(tx: &mut Tx, person_id: i64, hash: &[u8], now: Instant) -> Result<bool> {
    Ok(tx.execute(USE_CODE, &[person_id.into(), hash.into(), now.into()]).await? > 0)
}

/// How many recovery codes a person has left.
///
/// # Errors
/// Fails when the database does.
pub async fn codes_left(tx: &mut Tx, person_id: i64) -> Result<i64> {
    Ok(tx.first(CODES_LEFT, &[person_id.into()], |row| row.get(0)).await?.unwrap_or(0))
}
