//! The tokens with which programs act: those of people, those of service accounts, and those that
//! the client credentials grant issued. The caller decides what a token may do.

use crate::error::{Result, StoreError};
use crate::people::role;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::instant::Instant;
use uuid::Uuid;

statements! {
    /// Everything that a request needs to know of its sender, in one round trip. A service account
    /// has its own role. A person has the role of a membership that gives access.
    OF_HASH = "SELECT t.id, t.hash, t.person_id, p.name, p.email, c.id, c.code, c.name, c.kind, \
        COALESCE(a.role, m.role), a.id, a.name, t.parent_id, t.scopes, t.networks, \
        t.expires_at, t.revoked_at, t.used_at, COALESCE(a.ended_at, q.revoked_at), t.name \
        FROM api_tokens t JOIN people p ON p.id = t.person_id \
        JOIN companies c ON c.id = t.company_id \
        LEFT JOIN service_accounts a ON a.id = t.account_id \
        LEFT JOIN api_tokens q ON q.id = t.parent_id \
        LEFT JOIN memberships m ON m.person_id = t.person_id AND m.company_id = t.company_id \
            AND m.accepted_at IS NOT NULL AND m.awaits_company_since IS NULL \
            AND t.account_id IS NULL \
        WHERE t.hash = $1";
    ADD = "INSERT INTO api_tokens (id, hash, person_id, company_id, account_id, parent_id, name, \
        scopes, networks, made_by, made_at, expires_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    TOUCH = "UPDATE api_tokens SET used_at = $2, used_from = $3 WHERE id = $1";
    OF_PERSON = "SELECT t.id, t.company_id, c.code, c.name, t.account_id, t.name, t.scopes, \
        t.networks, t.made_at, t.expires_at, t.revoked_at, t.used_at, t.used_from \
        FROM api_tokens t JOIN companies c ON c.id = t.company_id \
        WHERE t.person_id = $1 AND t.account_id IS NULL AND t.revoked_at IS NULL \
        AND t.parent_id IS NULL ORDER BY t.made_at DESC, t.id";
    OF_ACCOUNT = "SELECT t.id, t.company_id, c.code, c.name, t.account_id, t.name, t.scopes, \
        t.networks, t.made_at, t.expires_at, t.revoked_at, t.used_at, t.used_from \
        FROM api_tokens t JOIN companies c ON c.id = t.company_id \
        WHERE t.account_id = $1 AND t.revoked_at IS NULL AND t.parent_id IS NULL \
        ORDER BY t.made_at DESC, t.id";
    OF_EVERYONE = "SELECT t.id, t.company_id, c.code, c.name, t.account_id, t.name, t.scopes, \
        t.networks, t.made_at, t.expires_at, t.revoked_at, t.used_at, t.used_from, p.email, \
        a.name FROM api_tokens t JOIN companies c ON c.id = t.company_id \
        JOIN people p ON p.id = t.person_id \
        LEFT JOIN service_accounts a ON a.id = t.account_id \
        WHERE t.revoked_at IS NULL AND t.parent_id IS NULL \
        ORDER BY c.code, COALESCE(a.name, p.email), t.made_at, t.id";
    REVOKE = "UPDATE api_tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
    REVOKE_OF_ACCOUNT = "UPDATE api_tokens SET revoked_at = $2 WHERE account_id = $1 \
        AND revoked_at IS NULL";
    REMOVE_OF_MEMBER = "DELETE FROM api_tokens WHERE person_id = $1 AND company_id = $2 \
        AND account_id IS NULL";
    REMOVE_OF_PERSON = "DELETE FROM api_tokens WHERE person_id = $1 AND account_id IS NULL";
    REMOVE_ISSUED = "DELETE FROM api_tokens WHERE parent_id = $1 AND expires_at < $2";
}

/// A token to store.
#[derive(Clone, Debug)]
pub struct NewToken<'a> {
    /// The id, a UUID.
    pub id: Uuid,
    /// The SHA-256 of what is handed out.
    pub hash: &'a [u8],
    /// The number of its owner, or of the person who made it for a service account.
    pub person_id: i64,
    /// The number of the company for which it acts.
    pub company_id: i64,
    /// The service account; none for a person's own token.
    pub account_id: Option<Uuid>,
    /// The token in whose place it was issued.
    pub parent_id: Option<Uuid>,
    /// The name that people see.
    pub name: &'a str,
    /// Its scopes, with a space between them.
    pub scopes: &'a str,
    /// The networks from which it is accepted, with a space between them; none means all.
    pub networks: &'a str,
    /// The number of the person who made it.
    pub made_by: i64,
    /// When it was made.
    pub made_at: Instant,
    /// When it expires.
    pub expires_at: Instant,
}

/// A token with the person or service account behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedToken {
    /// The id, a UUID.
    pub id: Uuid,
    /// The stored hash.
    pub hash: Vec<u8>,
    /// The name that people see.
    pub name: String,
    /// The number of its owner, or of the person who made it for a service account.
    pub person_id: i64,
    /// Their name.
    pub person_name: String,
    /// Their e-mail address.
    pub email: String,
    /// The number of the company.
    pub company_id: i64,
    /// The code from import files.
    pub company_code: String,
    /// The name that people see.
    pub company_name: String,
    /// The kind.
    pub company_kind: CompanyKind,
    /// The role with which it acts; `None` if its owner no longer acts for the company.
    pub role: Option<Role>,
    /// The id and name of the service account.
    pub account: Option<(Uuid, String)>,
    /// The token in whose place it was issued.
    pub parent_id: Option<Uuid>,
    /// Its scopes, with a space between them.
    pub scopes: String,
    /// The networks from which it is accepted, with a space between them; none means all.
    pub networks: String,
    /// When it expires.
    pub expires_at: Instant,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
    /// Its last recorded use.
    pub used_at: Option<Instant>,
    /// When its account ended, or the token in whose place it was issued was revoked.
    pub origin_ended_at: Option<Instant>,
}

/// A token as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedToken {
    /// The id, a UUID.
    pub id: Uuid,
    /// The number of the company.
    pub company_id: i64,
    /// The code of the company.
    pub company_code: String,
    /// The name of the company.
    pub company_name: String,
    /// The service account; none for a person's own token.
    pub account_id: Option<Uuid>,
    /// The name that people see.
    pub name: String,
    /// Its scopes, with a space between them.
    pub scopes: String,
    /// The networks from which it is accepted, with a space between them; none means all.
    pub networks: String,
    /// When it was made.
    pub made_at: Instant,
    /// When it expires.
    pub expires_at: Instant,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
    /// Its last recorded use.
    pub used_at: Option<Instant>,
    /// The address of that use.
    pub used_from: Option<String>,
}

fn loaded(row: Row<'_>) -> Result<LoadedToken> {
    let kind: &str = row.get(8)?;
    let unknown = || StoreError::Corrupt(format!("unknown kind of company: {kind:?}"));
    let named: Option<String> = row.get(11)?;
    let account: Option<Uuid> = row.get(10)?;
    Ok(LoadedToken {
        id: row.get(0)?,
        hash: row.get(1)?,
        person_id: row.get(2)?,
        person_name: row.get(3)?,
        email: row.get(4)?,
        company_id: row.get(5)?,
        company_code: row.get(6)?,
        company_name: row.get(7)?,
        company_kind: CompanyKind::from_token(kind).ok_or_else(unknown)?,
        role: row.get::<Option<&str>>(9)?.map(role).transpose()?,
        account: account.zip(named),
        parent_id: row.get(12)?,
        scopes: row.get(13)?,
        networks: row.get(14)?,
        expires_at: row.get(15)?,
        revoked_at: row.get(16)?,
        used_at: row.get(17)?,
        origin_ended_at: row.get(18)?,
        name: row.get(19)?,
    })
}

fn listed(row: Row<'_>) -> Result<ListedToken> {
    Ok(ListedToken {
        id: row.get(0)?,
        company_id: row.get(1)?,
        company_code: row.get(2)?,
        company_name: row.get(3)?,
        account_id: row.get(4)?,
        name: row.get(5)?,
        scopes: row.get(6)?,
        networks: row.get(7)?,
        made_at: row.get(8)?,
        expires_at: row.get(9)?,
        revoked_at: row.get(10)?,
        used_at: row.get(11)?,
        used_from: row.get(12)?,
    })
}

/// The token with this hash.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, hash: &[u8]) -> Result<Option<LoadedToken>> {
    tx.first(OF_HASH, &[hash.into()], loaded).await
}

/// Adds a token.
///
/// # Errors
/// Fails when the database does.
pub async fn add(tx: &mut Tx, new: &NewToken<'_>) -> Result<()> {
    let values = [
        new.id.into(),
        new.hash.into(),
        new.person_id.into(),
        new.company_id.into(),
        new.account_id.into(),
        new.parent_id.into(),
        new.name.into(),
        new.scopes.into(),
        new.networks.into(),
        new.made_by.into(),
        new.made_at.into(),
        new.expires_at.into(),
    ];
    tx.execute(ADD, &values).await?;
    Ok(())
}

/// Records a use of a token.
///
/// # Errors
/// Fails when the database does.
pub async fn touch(tx: &mut Tx, id: Uuid, now: Instant, address: &str) -> Result<()> {
    tx.execute(TOUCH, &[id.into(), now.into(), address.into()]).await?;
    Ok(())
}

/// A person's own tokens that were not revoked, the newest first.
///
/// # Errors
/// Fails when the database does.
pub async fn of_person(tx: &mut Tx, person_id: i64) -> Result<Vec<ListedToken>> {
    tx.all(OF_PERSON, &[person_id.into()], listed).await
}

/// A service account's tokens that were not revoked, the newest first.
///
/// # Errors
/// Fails when the database does.
pub async fn of_account(tx: &mut Tx, account_id: Uuid) -> Result<Vec<ListedToken>> {
    tx.all(OF_ACCOUNT, &[account_id.into()], listed).await
}

/// Everyone's tokens that were not revoked, each with the name of its service account or the
/// address of its owner.
///
/// # Errors
/// Fails when the database does.
pub async fn of_everyone(tx: &mut Tx) -> Result<Vec<(ListedToken, String)>> {
    tx.all(OF_EVERYONE, &[], |row| {
        let account: Option<String> = row.get(14)?;
        let owner = account.map_or_else(|| row.get(13), Ok)?;
        Ok((listed(row)?, owner))
    })
    .await
}

/// Revokes a token; false if there is none, or it was revoked before. Tokens that were issued in
/// its place are refused with it.
///
/// # Errors
/// Fails when the database does.
pub async fn revoke(tx: &mut Tx, id: Uuid, now: Instant) -> Result<bool> {
    Ok(tx.execute(REVOKE, &[id.into(), now.into()]).await? == 1)
}

/// Revokes all tokens of a service account.
///
/// # Errors
/// Fails when the database does.
pub async fn revoke_of_account(tx: &mut Tx, account_id: Uuid, now: Instant) -> Result<u64> {
    tx.execute(REVOKE_OF_ACCOUNT, &[account_id.into(), now.into()]).await
}

/// Deletes a person's own tokens for a company.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_of_member(tx: &mut Tx, person_id: i64, company_id: i64) -> Result<u64> {
    tx.execute(REMOVE_OF_MEMBER, &[person_id.into(), company_id.into()]).await
}

/// Deletes a person's own tokens.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_of_person(tx: &mut Tx, person_id: i64) -> Result<u64> {
    tx.execute(REMOVE_OF_PERSON, &[person_id.into()]).await
}

/// Deletes tokens that were issued in place of another one and have expired.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_issued(tx: &mut Tx, parent_id: Uuid, before: Instant) -> Result<u64> {
    tx.execute(REMOVE_ISSUED, &[parent_id.into(), before.into()]).await
}
