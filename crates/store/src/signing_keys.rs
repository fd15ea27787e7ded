//! The public keys with which people and service accounts sign decisions.

use crate::engine::Engine;
use crate::error::{Result, StoreError};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::instant::Instant;
use countersign_domain::signature::SignatureKind;
use std::collections::BTreeMap;
use uuid::Uuid;

macro_rules! columns {
    () => {
        "SELECT k.id, k.kind, k.person_id, k.account_id, k.name, k.algorithm, k.fingerprint, \
         k.public_key, k.added_by, k.added_at, k.removed_at FROM signing_keys k "
    };
}

statements! {
    ADD = "INSERT INTO signing_keys (id, kind, person_id, account_id, name, algorithm, \
        fingerprint, public_key, added_by, added_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    OF_PERSON = concat!(columns!(), "WHERE k.person_id = $1 ORDER BY k.added_at, k.id");
    OF_ACCOUNT = concat!(columns!(), "WHERE k.account_id = $1 ORDER BY k.added_at, k.id");
    OF_ACCOUNT_NAME = concat!(columns!(), "JOIN service_accounts a ON a.id = k.account_id \
        WHERE a.company_id = $1 AND a.name = $2 AND a.ended_at IS NULL ORDER BY k.added_at, k.id");
    OF_ID = concat!(columns!(), "WHERE k.id = $1");
    ALL = concat!(columns!(), "ORDER BY k.added_at, k.id");
    REMOVE = "UPDATE signing_keys SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL";
    REMOVE_ALL_OF_PERSON = "UPDATE signing_keys SET removed_at = $2 \
        WHERE person_id = $1 AND removed_at IS NULL";
    UNNAME = "UPDATE signing_keys SET name = algorithm WHERE person_id = $1";
}

// Only PostgreSQL has several writers.
const KEEP: &str = "SELECT 1 FROM signing_keys WHERE id = $1 AND removed_at IS NULL FOR SHARE";

/// The owner of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyOwner {
    /// A person, by number.
    Person(i64),
    /// A service account.
    Account(Uuid),
}

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningKey {
    /// The id, a UUID.
    pub id: Uuid,
    /// The kind of its signatures.
    pub kind: SignatureKind,
    /// The owner.
    pub owner: KeyOwner,
    /// The name that people see.
    pub name: String,
    /// The algorithm, as SSH calls it.
    pub algorithm: String,
    /// The fingerprint, as `ssh-keygen -l` shows it.
    pub fingerprint: String,
    /// The key, as SSH writes it.
    pub public_key: Vec<u8>,
    /// The number of the person who registered it.
    pub added_by: i64,
    /// When it was registered.
    pub added_at: Instant,
    /// When it was removed; `None` if it is in use.
    pub removed_at: Option<Instant>,
}

fn key(row: Row<'_>) -> Result<SigningKey> {
    let kind: &str = row.get(1)?;
    let unknown = || StoreError::Corrupt(format!("unknown kind of a signing key: {kind:?}"));
    let kind = SignatureKind::from_token(kind).ok_or_else(unknown)?;
    let (person, account): (Option<i64>, Option<Uuid>) = (row.get(2)?, row.get(3)?);
    let owner = match (person, account) {
        (Some(person), None) => KeyOwner::Person(person),
        (None, Some(account)) => KeyOwner::Account(account),
        _ => return Err(StoreError::Corrupt("a signing key without one owner".to_owned())),
    };
    Ok(SigningKey {
        id: row.get(0)?,
        kind,
        owner,
        name: row.get(4)?,
        algorithm: row.get(5)?,
        fingerprint: row.get(6)?,
        public_key: row.get(7)?,
        added_by: row.get(8)?,
        added_at: row.get(9)?,
        removed_at: row.get(10)?,
    })
}

/// Adds a key.
///
/// # Errors
/// Fails when the database does.
pub async fn add(tx: &mut Tx, new: &SigningKey) -> Result<()> {
    let (person, account) = match new.owner {
        KeyOwner::Person(person) => (Some(person), None),
        KeyOwner::Account(account) => (None, Some(account)),
    };
    let values = [
        new.id.into(),
        new.kind.token().into(),
        person.into(),
        account.into(),
        (&new.name).into(),
        (&new.algorithm).into(),
        (&new.fingerprint).into(),
        new.public_key.as_slice().into(),
        new.added_by.into(),
        new.added_at.into(),
    ];
    tx.execute(ADD, &values).await?;
    Ok(())
}

/// The keys of an owner, removed ones too, in the order in which they were registered.
///
/// # Errors
/// Fails when the database does.
pub async fn of_owner(tx: &mut Tx, owner: KeyOwner) -> Result<Vec<SigningKey>> {
    match owner {
        KeyOwner::Person(person) => tx.all(OF_PERSON, &[person.into()], key).await,
        KeyOwner::Account(account) => tx.all(OF_ACCOUNT, &[account.into()], key).await,
    }
}

/// The keys of an owner that are in use, in the order in which they were registered.
///
/// # Errors
/// Fails when the database does.
pub async fn in_use(tx: &mut Tx, owner: KeyOwner) -> Result<Vec<SigningKey>> {
    let mut keys = of_owner(tx, owner).await?;
    keys.retain(|key| key.removed_at.is_none());
    Ok(keys)
}

/// The keys of a company's service account that is in use, by its name.
///
/// # Errors
/// Fails when the database does.
pub async fn of_account_name(tx: &mut Tx, company_id: i64, name: &str) -> Result<Vec<SigningKey>> {
    tx.all(OF_ACCOUNT_NAME, &[company_id.into(), name.into()], key).await
}

/// A key, whether it is in use or not.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<SigningKey>> {
    tx.first(OF_ID, &[id.into()], key).await
}

/// Every key, by its id.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<BTreeMap<Uuid, SigningKey>> {
    let all = tx.all(ALL, &[], key).await?;
    Ok(all.into_iter().map(|key| (key.id, key)).collect())
}

/// Keeps a key in use until the transaction ends; false if it was removed meanwhile.
///
/// # Errors
/// Fails when the database does.
pub async fn keep(tx: &mut Tx, id: Uuid) -> Result<bool> {
    match tx.engine() {
        Engine::Sqlite => Ok(true),
        Engine::Postgres => Ok(tx.first(KEEP, &[id.into()], |_| Ok(())).await?.is_some()),
    }
}

/// Removes a key from use; false if it was not in use.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(tx: &mut Tx, id: Uuid, at: Instant) -> Result<bool> {
    Ok(tx.execute(REMOVE, &[id.into(), at.into()]).await? == 1)
}

/// Removes the keys of a person who is erased from use, and their names.
///
/// # Errors
/// Fails when the database does.
pub async fn erase(tx: &mut Tx, person_id: i64, at: Instant) -> Result<()> {
    tx.execute(REMOVE_ALL_OF_PERSON, &[person_id.into(), at.into()]).await?;
    tx.execute(UNNAME, &[person_id.into()]).await?;
    Ok(())
}
