//! One-time links: invitations and resets.

use crate::error::{Result, StoreError};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::instant::Instant;
use uuid::Uuid;

statements! {
    ADD = "INSERT INTO one_time_links (id, hash, kind, person_id, company_id, created_at, \
        expires_at, used_at, maker, made_by, mailed) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8, $9, $10)";
    OF_HASH = "SELECT id, kind, person_id, company_id, created_at, expires_at, used_at, \
        maker, made_by, mailed \
        FROM one_time_links WHERE hash = $1";
    OF_ID = "SELECT id, kind, person_id, company_id, created_at, expires_at, used_at, \
        maker, made_by, mailed \
        FROM one_time_links WHERE id = $1";
    OF_PERSON = "SELECT id, kind, person_id, company_id, created_at, expires_at, used_at, \
        maker, made_by, mailed \
        FROM one_time_links WHERE person_id = $1 AND used_at IS NULL AND expires_at > $2 \
        ORDER BY created_at DESC, id";
    USE_UP = "UPDATE one_time_links SET used_at = $2 WHERE id = $1 AND used_at IS NULL";
    REVOKE = "DELETE FROM one_time_links WHERE person_id = $1 AND used_at IS NULL \
        AND COALESCE(company_id, 0) = $2";
    REVOKE_ALL = "DELETE FROM one_time_links WHERE person_id = $1 AND used_at IS NULL";
    REMOVE_OLD = "DELETE FROM one_time_links WHERE expires_at < $1";
}

/// The purpose of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPurpose {
    /// To join a company.
    Invitation,
    /// To set a new password.
    Reset,
}

impl LinkPurpose {
    /// The token in the database.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
        }
    }

    fn from_token(token: &str) -> Result<Self> {
        let found = [Self::Invitation, Self::Reset].into_iter().find(|it| it.token() == token);
        found.ok_or_else(|| StoreError::Corrupt(format!("unknown kind of link: {token:?}")))
    }
}

/// Who is responsible for a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    /// The machine that holds the database.
    Machine,
    /// The owner, who forgot their password.
    Owner,
    /// An Administrator of the company that it concerns.
    Company,
    /// An Administrator of the operator.
    Operator,
}

impl Maker {
    const ALL: [Self; 4] = [Self::Machine, Self::Owner, Self::Company, Self::Operator];

    /// The token in the database.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Owner => "owner",
            Self::Company => "company",
            Self::Operator => "operator",
        }
    }

    fn from_token(token: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|it| it.token() == token);
        found.ok_or_else(|| StoreError::Corrupt(format!("unknown origin of a link: {token:?}")))
    }
}

/// A link; only the person who received it knows its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTimeLink {
    /// The id, a UUID.
    pub id: Uuid,
    /// What it is for.
    pub kind: LinkPurpose,
    /// The person.
    pub person_id: i64,
    /// The company that it concerns; `None` if it concerns only the account.
    pub company_id: Option<i64>,
    /// Who is responsible for it.
    pub maker: Maker,
    /// The person who made it, if there is one.
    pub made_by: Option<i64>,
    /// Whether it was sent to the person's address and shown to no one.
    pub mailed: bool,
    /// When it was made.
    pub created_at: Instant,
    /// When it expires.
    pub expires_at: Instant,
    /// When it was used.
    pub used_at: Option<Instant>,
}

fn link(row: Row<'_>) -> Result<OneTimeLink> {
    let company_id: Option<i64> = row.get(3)?;
    Ok(OneTimeLink {
        id: row.get(0)?,
        kind: LinkPurpose::from_token(row.get(1)?)?,
        person_id: row.get(2)?,
        company_id,
        maker: match row.get::<Option<&str>>(7)? {
            Some(token) => Maker::from_token(token)?,
            // Links of a program that did not record the maker yet.
            None if company_id.is_some() => Maker::Company,
            None => Maker::Machine,
        },
        made_by: row.get(8)?,
        mailed: row.get::<Option<bool>>(9)?.unwrap_or(false),
        created_at: row.get(4)?,
        expires_at: row.get(5)?,
        used_at: row.get(6)?,
    })
}

/// Adds a link whose token has the SHA-256 `hash`.
///
/// # Errors
/// Fails when the database does.
pub async fn add(tx: &mut Tx, link: &OneTimeLink, hash: &[u8]) -> Result<()> {
    let values = [
        link.id.into(),
        hash.into(),
        link.kind.token().into(),
        link.person_id.into(),
        link.company_id.into(),
        link.created_at.into(),
        link.expires_at.into(),
        link.maker.token().into(),
        link.made_by.into(),
        link.mailed.into(),
    ];
    tx.execute(ADD, &values).await?;
    Ok(())
}

/// The link whose token has this SHA-256, whether it is still valid or not.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, hash: &[u8]) -> Result<Option<OneTimeLink>> {
    tx.first(OF_HASH, &[hash.into()], link).await
}

/// The link with this id, whether it is still valid or not.
///
/// # Errors
/// Fails when the database does.
pub async fn of_id(tx: &mut Tx, id: Uuid) -> Result<Option<OneTimeLink>> {
    tx.first(OF_ID, &[id.into()], link).await
}

/// A person's valid links, the latest first.
///
/// # Errors
/// Fails when the database does.
pub async fn open_of(tx: &mut Tx, person_id: i64, now: Instant) -> Result<Vec<OneTimeLink>> {
    tx.all(OF_PERSON, &[person_id.into(), now.into()], link).await
}

/// Uses a link; false if it was used already.
///
/// # Errors
/// Fails when the database does.
pub async fn use_up(tx: &mut Tx, id: Uuid, now: Instant) -> Result<bool> {
    Ok(tx.execute(USE_UP, &[id.into(), now.into()]).await? == 1)
}

/// Revokes a person's unused links for a company, or those for the account only, and returns how
/// many.
///
/// # Errors
/// Fails when the database does.
pub async fn revoke(tx: &mut Tx, person_id: i64, company_id: Option<i64>) -> Result<u64> {
    tx.execute(REVOKE, &[person_id.into(), company_id.unwrap_or(0).into()]).await
}

/// Revokes all unused links of a person, and returns how many.
///
/// # Errors
/// Fails when the database does.
pub async fn revoke_all(tx: &mut Tx, person_id: i64) -> Result<u64> {
    tx.execute(REVOKE_ALL, &[person_id.into()]).await
}

/// Deletes links that ended before `before`, and returns how many.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_old(tx: &mut Tx, before: Instant) -> Result<u64> {
    tx.execute(REMOVE_OLD, &[before.into()]).await
}
