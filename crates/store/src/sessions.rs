//! Sessions: the person, the browser and the company. The caller decides how long one lasts.

use crate::error::{Result, StoreError};
use crate::installation::{self, Installation, installation_columns};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::instant::Instant;
use uuid::Uuid;

statements! {
    /// Everything that a page needs to know of its installation and its visitor, in one round
    /// trip: one row, whether there is such a session or not.
    OF_HASH = concat!("SELECT s.id, s.method, s.second_factor, s.opened_at, s.last_seen_at, \
        s.expires_at, p.id, p.email, p.name, r.language, r.theme, r.shortcuts, \
        c.id, c.code, c.name, c.kind, m.role, l.second_factor_required, f.confirmed_at, \
        (SELECT COUNT(*) FROM memberships o WHERE o.person_id = s.person_id \
            AND o.accepted_at IS NOT NULL AND o.awaits_company_since IS NULL), \
        COALESCE(r.time_zone, g.time_zone), \
        (SELECT COUNT(*) FROM passkeys k WHERE k.person_id = s.person_id), \
        (SELECT COUNT(*) FROM memberships o JOIN sign_in_policies y \
            ON y.company_id = o.company_id AND y.second_factor_required \
            WHERE o.person_id = s.person_id AND o.accepted_at IS NOT NULL \
            AND o.awaits_company_since IS NULL), i.id, ", installation_columns!(), " \
        FROM (SELECT 1 AS id) AS one LEFT JOIN installation i ON i.id = one.id \
        LEFT JOIN sessions s ON s.hash = $1 LEFT JOIN people p ON p.id = s.person_id \
        LEFT JOIN preferences r ON r.person_id = s.person_id \
        LEFT JOIN memberships m ON m.person_id = s.person_id AND m.company_id = s.company_id \
            AND m.accepted_at IS NOT NULL AND m.awaits_company_since IS NULL \
        LEFT JOIN companies c ON c.id = m.company_id \
        LEFT JOIN partners a ON a.id = m.company_id \
        LEFT JOIN distributors d ON d.id = COALESCE(a.distributor_id, m.company_id) \
        LEFT JOIN regions g ON g.id = d.region_id \
        LEFT JOIN sign_in_policies l ON l.company_id = m.company_id \
        LEFT JOIN second_factors f ON f.person_id = s.person_id");
    OPEN = "INSERT INTO sessions (id, hash, person_id, company_id, method, second_factor, \
        opened_at, last_seen_at, expires_at, user_agent, address) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10)";
    TOUCH = "UPDATE sessions SET last_seen_at = $2 WHERE id = $1";
    PASS = "UPDATE sessions SET hash = $2, second_factor = $3, expires_at = $4, \
        last_seen_at = $5 WHERE id = $1";
    CHOOSE = "UPDATE sessions SET company_id = $2, hash = $4 \
        WHERE id = $1 AND (method <> $3 OR company_id = $2) AND EXISTS (SELECT 1 \
        FROM memberships m WHERE m.person_id = sessions.person_id AND m.company_id = $2 \
        AND m.accepted_at IS NOT NULL AND m.awaits_company_since IS NULL)";
    RENEW = "UPDATE sessions SET hash = $2 WHERE id = $1";
    LISTED = "SELECT s.id, s.method, s.second_factor, s.opened_at, s.last_seen_at, \
        s.expires_at, s.user_agent, s.address, c.name FROM sessions s \
        LEFT JOIN companies c ON c.id = s.company_id WHERE s.person_id = $1 \
        ORDER BY s.last_seen_at DESC, s.id";
    END = "DELETE FROM sessions WHERE id = $1 AND person_id = $2";
    END_OTHERS = "DELETE FROM sessions WHERE person_id = $1 AND id <> $2";
    END_ALL = "DELETE FROM sessions WHERE person_id = $1";
    END_EVERYBODYS = "DELETE FROM sessions";
    END_OF_COMPANY = "DELETE FROM sessions WHERE method = $1 AND company_id = $2";
    END_OF_MEMBER = "DELETE FROM sessions WHERE method = $1 AND company_id = $2 \
        AND person_id = $3";
    END_ACTING = "DELETE FROM sessions WHERE person_id = $1 AND company_id = $2";
    END_OLD = "DELETE FROM sessions WHERE expires_at < $1 OR last_seen_at < $2";
}

/// A new session.
#[derive(Clone)]
pub struct NewSession<'a> {
    /// The id, a UUID.
    pub id: Uuid,
    /// SHA-256 of its token.
    pub hash: &'a [u8],
    /// The number of the person.
    pub person_id: i64,
    /// The company for which they act, if that is clear already.
    pub company_id: Option<i64>,
    /// The method of signing in.
    pub method: &'a str,
    /// The state of the second factor.
    pub second_factor: &'a str,
    /// The instant.
    pub opened_at: Instant,
    /// When it expires.
    pub expires_at: Instant,
    /// The user agent.
    pub user_agent: &'a str,
    /// The network address.
    pub address: &'a str,
}

/// The company for which a session acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActingAs {
    /// The primary key.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The name that people see.
    pub name: String,
    /// The kind.
    pub kind: CompanyKind,
    /// The person's role there.
    pub role: Role,
    /// Whether it requires a second factor.
    pub second_factor_required: bool,
}

/// A session with its person and company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedSession {
    /// The id, a UUID.
    pub id: Uuid,
    /// The method of signing in.
    pub method: String,
    /// The state of the second factor.
    pub second_factor: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// The last recorded use.
    pub last_seen_at: Instant,
    /// When it expires.
    pub expires_at: Instant,
    /// The number of the person.
    pub person_id: i64,
    /// The e-mail address of the person.
    pub email: String,
    /// The name of the person.
    pub name: String,
    /// The language they chose.
    pub language: Option<String>,
    /// The theme they chose.
    pub theme: Option<String>,
    /// Whether single keys are shortcuts.
    pub shortcuts: bool,
    /// The time zone that they chose, or their company's region has; none for vendors and the
    /// operator.
    pub time_zone: Option<String>,
    /// The company for which they act; `None` if it is not chosen, or they left it since.
    pub company: Option<ActingAs>,
    /// Whether they have a second factor.
    pub has_second_factor: bool,
    /// Whether they have a passkey.
    pub has_passkey: bool,
    /// Whether any company that they can act for requires a second factor.
    pub is_factor_required_anywhere: bool,
    /// How many companies they can act for.
    pub memberships: i64,
}

/// A session as its owner sees it in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedSession {
    /// The id, a UUID.
    pub id: Uuid,
    /// The method of signing in.
    pub method: String,
    /// The state of the second factor.
    pub second_factor: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// The last recorded use.
    pub last_seen_at: Instant,
    /// When it expires.
    pub expires_at: Instant,
    /// The user agent.
    pub user_agent: String,
    /// The network address.
    pub address: String,
    /// Name of the company it acts as.
    pub company_name: Option<String>,
}

/// The changes of a session when its second factor is passed.
#[derive(Clone)]
pub struct Passed<'a> {
    /// SHA-256 of its new token.
    pub hash: &'a [u8],
    /// The state of the second factor.
    pub second_factor: &'a str,
    /// When it expires.
    pub expires_at: Instant,
    /// The instant.
    pub now: Instant,
}

/// Opens a session.
///
/// # Errors
/// Fails when the database does.
pub async fn open(tx: &mut Tx, new: &NewSession<'_>) -> Result<()> {
    let values = [
        new.id.into(),
        new.hash.into(),
        new.person_id.into(),
        new.company_id.into(),
        new.method.into(),
        new.second_factor.into(),
        new.opened_at.into(),
        new.expires_at.into(),
        new.user_agent.into(),
        new.address.into(),
    ];
    tx.execute(OPEN, &values).await?;
    Ok(())
}

fn acting_as(row: Row<'_>) -> Result<Option<ActingAs>> {
    let Some(id) = row.get::<Option<i64>>(12)? else { return Ok(None) };
    let kind: &str = row.get(15)?;
    let unknown = || StoreError::Corrupt(format!("unknown kind of company: {kind:?}"));
    Ok(Some(ActingAs {
        id,
        code: row.get(13)?,
        name: row.get(14)?,
        kind: CompanyKind::from_token(kind).ok_or_else(unknown)?,
        role: Role::parse(row.get(16)?).map_err(StoreError::Corrupt)?,
        second_factor_required: row.get::<Option<bool>>(17)?.unwrap_or(false),
    }))
}

fn session(row: Row<'_>) -> Result<Option<LoadedSession>> {
    let Some(id) = row.get::<Option<Uuid>>(0)? else { return Ok(None) };
    Ok(Some(LoadedSession {
        id,
        method: row.get(1)?,
        second_factor: row.get(2)?,
        opened_at: row.get(3)?,
        last_seen_at: row.get(4)?,
        expires_at: row.get(5)?,
        person_id: row.get(6)?,
        email: row.get(7)?,
        name: row.get(8)?,
        language: row.get(9)?,
        theme: row.get(10)?,
        shortcuts: row.get::<Option<bool>>(11)?.unwrap_or(true),
        company: acting_as(row)?,
        has_second_factor: row.get::<Option<Instant>>(18)?.is_some(),
        memberships: row.get(19)?,
        time_zone: row.get(20)?,
        has_passkey: row.get::<i64>(21)? > 0,
        is_factor_required_anywhere: row.get::<i64>(22)? > 0,
    }))
}

fn with_installation(row: Row<'_>) -> Result<(Option<Installation>, Option<LoadedSession>)> {
    let is_there = row.get::<Option<i64>>(23)?.is_some();
    let installation = is_there.then(|| installation::from_row(row, 24)).transpose()?;
    Ok((installation, session(row)?))
}

/// The session whose token has this SHA-256, whether it has expired or not.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, hash: &[u8]) -> Result<Option<LoadedSession>> {
    Ok(find_with_installation(tx, hash).await?.1)
}

/// The same with the installation, which every request needs, in one round trip.
///
/// # Errors
/// Fails when the database does.
pub async fn find_with_installation(
    tx: &mut Tx,
    hash: &[u8],
) -> Result<(Option<Installation>, Option<LoadedSession>)> {
    Ok(tx.first(OF_HASH, &[hash.into()], with_installation).await?.unwrap_or_default())
}

/// Records that a session was used.
///
/// # Errors
/// Fails when the database does.
pub async fn touch(tx: &mut Tx, id: Uuid, now: Instant) -> Result<()> {
    tx.execute(TOUCH, &[id.into(), now.into()]).await?;
    Ok(())
}

/// Records that the second factor was passed, and gives the session a new token.
///
/// # Errors
/// Fails when the database does.
pub async fn pass(tx: &mut Tx, id: Uuid, passed: &Passed<'_>) -> Result<()> {
    let values = [
        id.into(),
        passed.hash.into(),
        passed.second_factor.into(),
        passed.expires_at.into(),
        passed.now.into(),
    ];
    tx.execute(PASS, &values).await?;
    Ok(())
}

/// Lets a session act as a company, with a new token whose SHA-256 is `hash`; false if its person
/// does not belong to the company, or if the session was opened by the method `bound`, which fixes
/// the company.
///
/// # Errors
/// Fails when the database does.
pub async fn choose_company(
    tx: &mut Tx,
    id: Uuid,
    company_id: i64,
    bound: &str,
    hash: &[u8],
) -> Result<bool> {
    let values = [id.into(), company_id.into(), bound.into(), hash.into()];
    Ok(tx.execute(CHOOSE, &values).await? == 1)
}

/// Gives a session another token, whose SHA-256 is `hash`.
///
/// # Errors
/// Fails when the database does.
pub async fn renew(tx: &mut Tx, id: Uuid, hash: &[u8]) -> Result<()> {
    tx.execute(RENEW, &[id.into(), hash.into()]).await?;
    Ok(())
}

/// A person's sessions, the last used first.
///
/// # Errors
/// Fails when the database does.
pub async fn of_person(tx: &mut Tx, person_id: i64) -> Result<Vec<ListedSession>> {
    tx.all(LISTED, &[person_id.into()], |row| {
        Ok(ListedSession {
            id: row.get(0)?,
            method: row.get(1)?,
            second_factor: row.get(2)?,
            opened_at: row.get(3)?,
            last_seen_at: row.get(4)?,
            expires_at: row.get(5)?,
            user_agent: row.get(6)?,
            address: row.get(7)?,
            company_name: row.get(8)?,
        })
    })
    .await
}

/// Ends one session of a person; false if they have no such session.
///
/// # Errors
/// Fails when the database does.
pub async fn end(tx: &mut Tx, id: Uuid, person_id: i64) -> Result<bool> {
    Ok(tx.execute(END, &[id.into(), person_id.into()]).await? == 1)
}

/// Ends a person's sessions except the one to keep, and returns how many.
///
/// # Errors
/// Fails when the database does.
pub async fn end_all(tx: &mut Tx, person_id: i64, kept: Option<Uuid>) -> Result<u64> {
    match kept {
        Some(kept) => tx.execute(END_OTHERS, &[person_id.into(), kept.into()]).await,
        None => tx.execute(END_ALL, &[person_id.into()]).await,
    }
}

/// Ends the sessions of everybody; how many.
///
/// # Errors
/// Fails when the database does.
pub async fn end_everybodys(tx: &mut Tx) -> Result<u64> {
    tx.execute(END_EVERYBODYS, &[]).await
}

/// Ends sessions of a method that act as a company: all, or those of one person; returns how many.
///
/// # Errors
/// Fails when the database does.
pub async fn end_by(
    tx: &mut Tx,
    method: &str,
    company_id: i64,
    person_id: Option<i64>,
) -> Result<u64> {
    let (method, company_id) = (method.into(), company_id.into());
    match person_id {
        Some(person_id) => tx.execute(END_OF_MEMBER, &[method, company_id, person_id.into()]).await,
        None => tx.execute(END_OF_COMPANY, &[method, company_id]).await,
    }
}

/// Ends a person's sessions that act as a company, and returns how many.
///
/// # Errors
/// Fails when the database does.
pub async fn end_of_company(tx: &mut Tx, person_id: i64, company_id: i64) -> Result<u64> {
    tx.execute(END_ACTING, &[person_id.into(), company_id.into()]).await
}

/// Deletes sessions that expired before `now` or were not used since `idle_since`, and returns how
/// many.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_old(tx: &mut Tx, now: Instant, idle_since: Instant) -> Result<u64> {
    tx.execute(END_OLD, &[now.into(), idle_since.into()]).await
}
