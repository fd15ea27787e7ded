//! Passwords as argon2id strings.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;

statements! {
    /// The caller does constant work whether the account exists or not.
    OF_ACCOUNT = "SELECT p.id, w.phc, f.confirmed_at FROM people p \
        LEFT JOIN passwords w ON w.person_id = p.id \
        LEFT JOIN second_factors f ON f.person_id = p.id WHERE p.email_folded = $1";
    OF_PERSON = "SELECT phc, changed_at FROM passwords WHERE person_id = $1";
    PUT = "INSERT INTO passwords (person_id, phc, changed_at) VALUES ($1, $2, $3) \
        ON CONFLICT (person_id) DO UPDATE SET phc = excluded.phc, changed_at = excluded.changed_at";
}

/// The account with which an attempt to sign in is compared.
#[derive(Clone, PartialEq, Eq)]
pub struct SignInAccount {
    /// Our number of the person.
    pub person_id: i64,
    /// Their password's argon2id string; none until they set one.
    pub phc: Option<String>,
    /// Whether they confirmed a second factor.
    pub has_second_factor: bool,
}

/// A stored password.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredPassword {
    /// The argon2id string.
    pub phc: String,
    /// When it was set.
    pub changed_at: Instant,
}

impl std::fmt::Debug for SignInAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account").field("person_id", &self.person_id).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for StoredPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stored").field("changed_at", &self.changed_at).finish_non_exhaustive()
    }
}

/// The account with this folded address.
///
/// # Errors
/// Fails when the database does.
pub async fn account(tx: &mut Tx, email_folded: &str) -> Result<Option<SignInAccount>> {
    tx.first(OF_ACCOUNT, &[email_folded.into()], |row| {
        Ok(SignInAccount {
            person_id: row.get(0)?,
            phc: row.get(1)?,
            has_second_factor: row.get::<Option<Instant>>(2)?.is_some(),
        })
    })
    .await
}

/// A person's password.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, person_id: i64) -> Result<Option<StoredPassword>> {
    let map =
        |row: crate::Row<'_>| Ok(StoredPassword { phc: row.get(0)?, changed_at: row.get(1)? });
    tx.first(OF_PERSON, &[person_id.into()], map).await
}

/// Sets a person's password.
///
/// # Errors
/// Fails when the database does.
pub async fn put(tx: &mut Tx, person_id: i64, phc: &str, now: Instant) -> Result<()> {
    tx.execute(PUT, &[person_id.into(), phc.into(), now.into()]).await?;
    Ok(())
}
