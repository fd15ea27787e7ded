//! Passkeys of people, and the challenges that their devices have not answered yet.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::instant::Instant;
use uuid::Uuid;

statements! {
    OF_PERSON = "SELECT id, person_id, credential_id, algorithm, public_key, sign_count, \
        backup_eligible, name, made_at, last_used_at FROM passkeys \
        WHERE person_id = $1 ORDER BY made_at, id";
    OF_CREDENTIAL = "SELECT id, person_id, credential_id, algorithm, public_key, sign_count, \
        backup_eligible, name, made_at, last_used_at FROM passkeys \
        WHERE credential_id = $1";
    /// A device gives no id twice, but another one may have given the same.
    ADD = "INSERT INTO passkeys (id, person_id, credential_id, algorithm, public_key, \
        sign_count, backup_eligible, name, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
        ON CONFLICT (credential_id) DO NOTHING";
    /// Of two uses at the same moment with the same count, the second finds it taken.
    NOTE_USE = "UPDATE passkeys SET sign_count = $2, last_used_at = $3 \
        WHERE id = $1 \
        AND (sign_count < $2 OR (sign_count = 0 AND $2 = 0))";
    RENAME = "UPDATE passkeys SET name = $3 WHERE person_id = $1 AND id = $2";
    REMOVE = "DELETE FROM passkeys WHERE person_id = $1 AND id = $2";
    REMOVE_ALL = "DELETE FROM passkeys WHERE person_id = $1";
    /// The first handle that is stored for a person stays.
    ADD_HANDLE = "INSERT INTO passkey_handles (person_id, handle) VALUES ($1, $2) \
        ON CONFLICT (person_id) DO NOTHING";
    HANDLE = "SELECT handle FROM passkey_handles WHERE person_id = $1";
    REMOVE_HANDLE = "DELETE FROM passkey_handles WHERE person_id = $1";
    ADD_CHALLENGE = "INSERT INTO passkey_challenges (hash, session_id, expires_at) \
        VALUES ($1, $2, $3)";
    CHALLENGE = "SELECT session_id, expires_at FROM passkey_challenges WHERE hash = $1";
    TAKE_CHALLENGE = "DELETE FROM passkey_challenges WHERE hash = $1";
    REMOVE_OLD_CHALLENGES = "DELETE FROM passkey_challenges WHERE expires_at < $1";
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// The id, a UUID.
    pub id: Uuid,
    /// The number of its person.
    pub person_id: i64,
    /// The id that its device gave it.
    pub credential_id: Vec<u8>,
    /// The number of its algorithm in COSE.
    pub algorithm: i64,
    /// An uncompressed point, or the bytes of Ed25519.
    pub public_key: Vec<u8>,
    /// What its device counted at its last use; 0 if it does not count.
    pub sign_count: i64,
    /// Whether the person's devices may share it.
    pub is_backup_eligible: bool,
    /// The name that its person gave it.
    pub name: String,
    /// When it was made.
    pub made_at: Instant,
    /// Its last use.
    pub last_used_at: Option<Instant>,
}

/// A challenge that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenChallenge {
    /// The session in which a passkey is made; `None` where a person signs in.
    pub session_id: Option<Uuid>,
    /// When it expires.
    pub expires_at: Instant,
}

fn passkey(row: Row<'_>) -> Result<Passkey> {
    Ok(Passkey {
        id: row.get(0)?,
        person_id: row.get(1)?,
        credential_id: row.get(2)?,
        algorithm: row.get(3)?,
        public_key: row.get(4)?,
        sign_count: row.get(5)?,
        is_backup_eligible: row.get(6)?,
        name: row.get(7)?,
        made_at: row.get(8)?,
        last_used_at: row.get(9)?,
    })
}

/// A person's passkeys, the oldest first.
///
/// # Errors
/// Fails when the database does.
pub async fn of_person(tx: &mut Tx, person_id: i64) -> Result<Vec<Passkey>> {
    tx.all(OF_PERSON, &[person_id.into()], passkey).await
}

/// The passkey of this credential id.
///
/// # Errors
/// Fails when the database does.
pub async fn of_credential(tx: &mut Tx, credential_id: &[u8]) -> Result<Option<Passkey>> {
    tx.first(OF_CREDENTIAL, &[credential_id.into()], passkey).await
}

/// Adds a passkey; false if there is one with its credential id.
///
/// # Errors
/// Fails when the database does.
pub async fn add(tx: &mut Tx, new: &Passkey) -> Result<bool> {
    let values = [
        new.id.into(),
        new.person_id.into(),
        new.credential_id.as_slice().into(),
        new.algorithm.into(),
        new.public_key.as_slice().into(),
        new.sign_count.into(),
        new.is_backup_eligible.into(),
        (&new.name).into(),
        new.made_at.into(),
    ];
    Ok(tx.execute(ADD, &values).await? == 1)
}

/// Records a use; false if the passkey was removed, or its count was taken by another use.
///
/// # Errors
/// Fails when the database does.
pub async fn note_use(tx: &mut Tx, id: Uuid, sign_count: i64, now: Instant) -> Result<bool> {
    Ok(tx.execute(NOTE_USE, &[id.into(), sign_count.into(), now.into()]).await? == 1)
}

/// Gives a person's passkey another name; false if they have none with this id.
///
/// # Errors
/// Fails when the database does.
pub async fn rename(tx: &mut Tx, person_id: i64, id: Uuid, name: &str) -> Result<bool> {
    Ok(tx.execute(RENAME, &[person_id.into(), id.into(), name.into()]).await? == 1)
}

/// Removes a person's passkey; false if they have none with this id.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(tx: &mut Tx, person_id: i64, id: Uuid) -> Result<bool> {
    Ok(tx.execute(REMOVE, &[person_id.into(), id.into()]).await? == 1)
}

/// Removes all passkeys of a person, and returns how many there were.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_all(tx: &mut Tx, person_id: i64) -> Result<u64> {
    tx.execute(REMOVE_ALL, &[person_id.into()]).await
}

/// Stores the bytes by which devices tell a person apart, unless the person has some.
///
/// # Errors
/// Fails when the database does.
pub async fn add_handle(tx: &mut Tx, person_id: i64, handle: &[u8]) -> Result<()> {
    tx.execute(ADD_HANDLE, &[person_id.into(), handle.into()]).await?;
    Ok(())
}

/// The bytes by which devices tell a person apart; `None` if the person was never asked for a
/// passkey.
///
/// # Errors
/// Fails when the database does.
pub async fn handle(tx: &mut Tx, person_id: i64) -> Result<Option<Vec<u8>>> {
    tx.first(HANDLE, &[person_id.into()], |row| row.get(0)).await
}

/// Deletes the bytes by which devices tell a person apart.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_handle(tx: &mut Tx, person_id: i64) -> Result<()> {
    tx.execute(REMOVE_HANDLE, &[person_id.into()]).await?;
    Ok(())
}

/// Stores a challenge by its SHA-256.
///
/// # Errors
/// Fails when the database does.
pub async fn give_challenge(tx: &mut Tx, hash: &[u8], given: GivenChallenge) -> Result<()> {
    let values = [hash.into(), given.session_id.into(), given.expires_at.into()];
    tx.execute(ADD_CHALLENGE, &values).await?;
    Ok(())
}

/// Takes a challenge by its SHA-256; a second time there is none.
///
/// # Errors
/// Fails when the database does.
pub async fn take_challenge(tx: &mut Tx, hash: &[u8]) -> Result<Option<GivenChallenge>> {
    let given =
        |row: Row<'_>| Ok(GivenChallenge { session_id: row.get(0)?, expires_at: row.get(1)? });
    let Some(found) = tx.first(CHALLENGE, &[hash.into()], given).await? else { return Ok(None) };
    // The caller whose statement deleted the row has it.
    Ok((tx.execute(TAKE_CHALLENGE, &[hash.into()]).await? == 1).then_some(found))
}

/// Deletes challenges that no device answered in time, and returns how many.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_old_challenges(tx: &mut Tx, now: Instant) -> Result<u64> {
    tx.execute(REMOVE_OLD_CHALLENGES, &[now.into()]).await
}
