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

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// To come in for the first time.
    Invitation,
    /// To set another password.
    Reset,
}

impl Kind {
    /// The word of the database.
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

/// On whose word a link was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    /// The machine that holds the database.
    Machine,
    /// The person's own: they forgot their password.
    Owner,
    /// An Administrator of the company that the link is about.
    Company,
    /// An Administrator of the operator.
    Operator,
}

impl Maker {
    const ALL: [Self; 4] = [Self::Machine, Self::Owner, Self::Company, Self::Operator];

    /// The word of the database.
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

/// A link; what opens it is known to who was given it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: Uuid,
    /// What it is for.
    pub kind: Kind,
    /// Whom.
    pub person_id: i64,
    /// The company that it is about; none where it is about the account alone.
    pub company_id: Option<i64>,
    /// On whose word it was made.
    pub maker: Maker,
    /// Who made it, where that was a person.
    pub made_by: Option<i64>,
    /// Whether it was sent to the person's address and shown to nobody.
    pub mailed: bool,
    /// When it was made.
    pub created_at: Instant,
    /// Until when it opens.
    pub expires_at: Instant,
    /// When it was used.
    pub used_at: Option<Instant>,
}

fn link(row: Row<'_>) -> Result<Link> {
    let company_id: Option<i64> = row.get(3)?;
    Ok(Link {
        id: row.get(0)?,
        kind: Kind::from_token(row.get(1)?)?,
        person_id: row.get(2)?,
        company_id,
        maker: match row.get::<Option<&str>>(7)? {
            Some(token) => Maker::from_token(token)?,
            // Links of a program that did not note it yet.
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
pub async fn add(tx: &mut Tx, link: &Link, hash: &[u8]) -> Result<()> {
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

/// The link whose token has this SHA-256, whether it still opens or not.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, hash: &[u8]) -> Result<Option<Link>> {
    tx.first(OF_HASH, &[hash.into()], link).await
}

/// The link of this id, whether it still opens or not.
///
/// # Errors
/// Fails when the database does.
pub async fn of_id(tx: &mut Tx, id: Uuid) -> Result<Option<Link>> {
    tx.first(OF_ID, &[id.into()], link).await
}

/// A person's links that still open, the latest first.
///
/// # Errors
/// Fails when the database does.
pub async fn open_of(tx: &mut Tx, person_id: i64, now: Instant) -> Result<Vec<Link>> {
    tx.all(OF_PERSON, &[person_id.into(), now.into()], link).await
}

/// Uses a link up; false where somebody did already.
///
/// # Errors
/// Fails when the database does.
pub async fn use_up(tx: &mut Tx, id: Uuid, now: Instant) -> Result<bool> {
    Ok(tx.execute(USE_UP, &[id.into(), now.into()]).await? == 1)
}

/// Takes back a person's links about a company, or about the account alone, that were not used;
/// how many.
///
/// # Errors
/// Fails when the database does.
pub async fn revoke(tx: &mut Tx, person_id: i64, company_id: Option<i64>) -> Result<u64> {
    tx.execute(REVOKE, &[person_id.into(), company_id.unwrap_or(0).into()]).await
}

/// Takes back all of a person's links that were not used; how many.
///
/// # Errors
/// Fails when the database does.
pub async fn revoke_all(tx: &mut Tx, person_id: i64) -> Result<u64> {
    tx.execute(REVOKE_ALL, &[person_id.into()]).await
}

/// Removes links that ended before `before`; how many.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_old(tx: &mut Tx, before: Instant) -> Result<u64> {
    tx.execute(REMOVE_OLD, &[before.into()]).await
}
