//! People, and the companies they act for.

use crate::error::{Result, StoreError};
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::actor::{CompanyKind, Role};

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

fn role(name: &str) -> Result<Role> {
    Role::parse(name).map_err(StoreError::Corrupt)
}

/// Every person, by number.
///
/// # Errors
/// The engine's.
pub async fn all(tx: &mut Tx) -> Result<Vec<Person>> {
    tx.all(ALL, &[], |row| {
        Ok(Person {
            id: row.get(0)?,
            email: row.get(1)?,
            email_folded: row.get(2)?,
            name: row.get(3)?,
        })
    })
    .await
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
