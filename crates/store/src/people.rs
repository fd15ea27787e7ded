//! People, and the companies they act for.

use crate::error::{Result, StoreError};
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::instant::Instant;

statements! {
    ALL = "SELECT id, email, email_folded, name FROM people ORDER BY id";
    UPDATE = "UPDATE people SET email = $2, name = $3 WHERE id = $1";
    ALL_MEMBERSHIPS = "SELECT person_id, company_id, role FROM memberships \
        ORDER BY person_id, company_id";
    OF_EMAIL = "SELECT p.id, c.id, c.code, c.kind, m.role FROM people p \
        JOIN memberships m ON m.person_id = p.id JOIN companies c ON c.id = m.company_id \
        WHERE p.email_folded = $1 ORDER BY c.code";
    LISTED = "SELECT p.email, p.name, c.code, c.name, m.role FROM people p \
        JOIN memberships m ON m.person_id = p.id JOIN companies c ON c.id = m.company_id \
        ORDER BY c.code, p.email_folded";
    JOIN_COMPANY = "INSERT INTO memberships (person_id, company_id, role) VALUES ($1, $2, $3) \
        ON CONFLICT (person_id, company_id) DO UPDATE SET role = excluded.role";
    LEAVE = "DELETE FROM memberships WHERE person_id = $1 AND company_id = $2";
    COMPANIES_OF = "SELECT c.id, c.code, c.name, c.kind, m.role FROM memberships m \
        JOIN companies c ON c.id = m.company_id WHERE m.person_id = $1 ORDER BY c.name, c.code";
    ROLE_OF = "SELECT role FROM memberships WHERE person_id = $1 AND company_id = $2";
    ADMINISTRATORS = "SELECT COUNT(*) FROM memberships WHERE company_id = $1 AND role = $2";
    LAST_ID = "SELECT id FROM people ORDER BY id DESC LIMIT 1";
    /// A company's people with what its Administrator asks about them.
    STAFF = "SELECT p.id, p.email, p.name, m.role, w.changed_at, f.confirmed_at, \
        r.requested_at, (SELECT COUNT(*) FROM memberships o WHERE o.person_id = p.id), \
        (SELECT MAX(s.last_seen_at) FROM sessions s WHERE s.person_id = p.id), \
        (SELECT MAX(l.expires_at) FROM one_time_links l WHERE l.person_id = p.id \
            AND l.used_at IS NULL AND l.expires_at > $2) \
        FROM memberships m JOIN people p ON p.id = m.person_id \
        LEFT JOIN passwords w ON w.person_id = p.id \
        LEFT JOIN second_factors f ON f.person_id = p.id \
        LEFT JOIN reset_requests r ON r.person_id = p.id \
        WHERE m.company_id = $1 ORDER BY p.name, p.email_folded";
    FIND = "SELECT id, email, email_folded, name FROM people WHERE id = $1";
    OF_FOLDED = "SELECT id, email, email_folded, name FROM people WHERE email_folded = $1";
    NAMES = "SELECT id, name FROM people WHERE id = $1";
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Our number.
    pub id: i64,
    /// As it was given.
    pub email: String,
    /// As it compares.
    pub email_folded: String,
    /// Their name.
    pub name: String,
}

/// Who acts for which company, as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The person.
    pub person_id: i64,
    /// The company.
    pub company_id: i64,
    /// Their role there.
    pub role: Role,
}

/// A membership, looked up by e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acting {
    /// The person.
    pub person_id: i64,
    /// The company.
    pub company_id: i64,
    /// Its code.
    pub company_code: String,
    /// What it is.
    pub company_kind: CompanyKind,
    /// Their role there.
    pub role: Role,
}

/// A membership as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The person's address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// The company's code.
    pub company_code: String,
    /// Its name.
    pub company_name: String,
    /// Their role there.
    pub role: String,
}

pub(crate) fn role(name: &str) -> Result<Role> {
    Role::parse(name).map_err(StoreError::Corrupt)
}

/// Every person, by number.
///
/// # Errors
/// The engine's.
pub async fn all(tx: &mut Tx) -> Result<Vec<Person>> {
    tx.all(ALL, &[], person).await
}

fn person(row: Row<'_>) -> Result<Person> {
    Ok(Person { id: row.get(0)?, email: row.get(1)?, email_folded: row.get(2)?, name: row.get(3)? })
}

/// A person by number.
///
/// # Errors
/// The engine's.
pub async fn find(tx: &mut Tx, id: i64) -> Result<Option<Person>> {
    tx.first(FIND, &[id.into()], person).await
}

/// The person with this folded address.
///
/// # Errors
/// The engine's.
pub async fn of_email(tx: &mut Tx, email_folded: &str) -> Result<Option<Person>> {
    tx.first(OF_FOLDED, &[email_folded.into()], person).await
}

/// Every membership.
///
/// # Errors
/// The engine's.
pub async fn memberships(tx: &mut Tx) -> Result<Vec<Membership>> {
    tx.all(ALL_MEMBERSHIPS, &[], |row| {
        Ok(Membership { person_id: row.get(0)?, company_id: row.get(1)?, role: role(row.get(2)?)? })
    })
    .await
}

/// The companies that the person with this folded address acts for.
///
/// # Errors
/// The engine's.
pub async fn acting(tx: &mut Tx, email_folded: &str) -> Result<Vec<Acting>> {
    tx.all(OF_EMAIL, &[email_folded.into()], |row| {
        let kind: &str = row.get(3)?;
        let unknown = || StoreError::Corrupt(format!("a company is of the kind {kind:?}"));
        Ok(Acting {
            person_id: row.get(0)?,
            company_id: row.get(1)?,
            company_code: row.get(2)?,
            company_kind: CompanyKind::from_token(kind).ok_or_else(unknown)?,
            role: role(row.get(4)?)?,
        })
    })
    .await
}

/// A company that a person acts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCompany {
    /// Our number.
    pub company_id: i64,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: CompanyKind,
    /// Their role there.
    pub role: Role,
}

/// The companies that a person acts for, by name.
///
/// # Errors
/// The engine's.
pub async fn companies_of(tx: &mut Tx, person_id: i64) -> Result<Vec<OwnCompany>> {
    tx.all(COMPANIES_OF, &[person_id.into()], |row| {
        let kind: &str = row.get(3)?;
        let unknown = || StoreError::Corrupt(format!("a company is of the kind {kind:?}"));
        Ok(OwnCompany {
            company_id: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            kind: CompanyKind::from_token(kind).ok_or_else(unknown)?,
            role: role(row.get(4)?)?,
        })
    })
    .await
}

/// One of a company's people, as its Administrator sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Our number.
    pub id: i64,
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Their role in the company.
    pub role: Role,
    /// When they set their password; none while they have none.
    pub password_at: Option<Instant>,
    /// When they put a second factor in use.
    pub second_factor_at: Option<Instant>,
    /// When they asked for another password.
    pub reset_requested_at: Option<Instant>,
    /// How many companies they act for.
    pub memberships: i64,
    /// When they were last there, as far as it is known.
    pub last_seen_at: Option<Instant>,
    /// Until when a link opens that was made for them.
    pub link_until: Option<Instant>,
}

/// A company's people, by name.
///
/// # Errors
/// The engine's.
pub async fn staff(tx: &mut Tx, company_id: i64, now: Instant) -> Result<Vec<Staff>> {
    tx.all(STAFF, &[company_id.into(), now.into()], |row| {
        Ok(Staff {
            id: row.get(0)?,
            email: row.get(1)?,
            name: row.get(2)?,
            role: role(row.get(3)?)?,
            password_at: row.get(4)?,
            second_factor_at: row.get(5)?,
            reset_requested_at: row.get(6)?,
            memberships: row.get(7)?,
            last_seen_at: row.get(8)?,
            link_until: row.get(9)?,
        })
    })
    .await
}

/// A person's role in a company.
///
/// # Errors
/// The engine's.
pub async fn role_of(tx: &mut Tx, person_id: i64, company_id: i64) -> Result<Option<Role>> {
    let key = [person_id.into(), company_id.into()];
    tx.first(ROLE_OF, &key, |row| role(row.get(0)?)).await
}

/// How many Administrators a company has.
///
/// # Errors
/// The engine's.
pub async fn administrators(tx: &mut Tx, company_id: i64) -> Result<i64> {
    let asked = [company_id.into(), Role::Administrator.name().into()];
    Ok(tx.first(ADMINISTRATORS, &asked, |row| row.get(0)).await?.unwrap_or(0))
}

/// The number that the next person gets.
///
/// # Errors
/// The engine's.
pub async fn next_id(tx: &mut Tx) -> Result<i64> {
    Ok(tx.first(LAST_ID, &[], |row| row.get::<i64>(0)).await?.map_or(1, |last| last + 1))
}

/// Every membership as a list shows it, by company and address.
///
/// # Errors
/// The engine's.
pub async fn listed(tx: &mut Tx) -> Result<Vec<Listed>> {
    tx.all(LISTED, &[], |row| {
        Ok(Listed {
            email: row.get(0)?,
            name: row.get(1)?,
            company_code: row.get(2)?,
            company_name: row.get(3)?,
            role: row.get(4)?,
        })
    })
    .await
}

/// Adds a person.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, person: &Person) -> Result<()> {
    let row = [
        person.id.into(),
        (&person.email).into(),
        (&person.email_folded).into(),
        (&person.name).into(),
    ];
    tx.insert(&schema::PEOPLE, &[row]).await
}

/// Writes a person's address, which differs in case alone, and name.
///
/// # Errors
/// The engine's.
pub async fn update(tx: &mut Tx, person: &Person) -> Result<()> {
    tx.execute(UPDATE, &[person.id.into(), (&person.email).into(), (&person.name).into()]).await?;
    Ok(())
}

/// Adds a membership, or changes its role.
///
/// # Errors
/// The engine's.
pub async fn join(tx: &mut Tx, membership: &Membership) -> Result<()> {
    let role = membership.role.name();
    let row = [membership.person_id.into(), membership.company_id.into(), role.into()];
    tx.execute(JOIN_COMPANY, &row).await?;
    Ok(())
}

/// Ends a membership.
///
/// # Errors
/// The engine's.
pub async fn leave(tx: &mut Tx, person_id: i64, company_id: i64) -> Result<()> {
    tx.execute(LEAVE, &[person_id.into(), company_id.into()]).await?;
    Ok(())
}

/// The name of a person.
///
/// # Errors
/// The engine's.
pub async fn name(tx: &mut Tx, id: i64) -> Result<Option<String>> {
    tx.first(NAMES, &[id.into()], |row| row.get(1)).await
}
