//! The people to whom the subjects of identity providers are linked, per company.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;

statements! {
    /// A person who does not belong to the company (yet) is not found.
    FIND = "SELECT e.person_id FROM external_identities e JOIN memberships m \
        ON m.person_id = e.person_id AND m.company_id = e.company_id \
        AND m.accepted_at IS NOT NULL AND m.awaits_company_since IS NULL \
        WHERE e.company_id = $1 AND e.issuer = $2 AND e.subject = $3";
    LINK = "INSERT INTO external_identities \
        (company_id, issuer, subject, person_id, linked_at) VALUES ($1, $2, $3, $4, $5)";
    OF_PERSON = "SELECT e.company_id, c.name, e.issuer, e.subject, e.linked_at \
        FROM external_identities e JOIN companies c ON c.id = e.company_id \
        WHERE e.person_id = $1 ORDER BY c.code, e.issuer, e.subject";
    OWNER = "SELECT person_id FROM external_identities WHERE company_id = $1 AND issuer = $2 \
        AND subject = $3";
    UNLINK = "DELETE FROM external_identities WHERE person_id = $1 AND company_id = $2";
}

/// What a subject is known by within a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubjectKey<'a> {
    /// The number of the company.
    pub company_id: i64,
    /// The issuer of the provider.
    pub issuer: &'a str,
    /// The subject at the provider.
    pub subject: &'a str,
}

/// A linked identity as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedIdentity {
    /// The number of the company.
    pub company_id: i64,
    /// The name that people see.
    pub company_name: String,
    /// The issuer of the provider.
    pub issuer: String,
    /// The subject at the provider.
    pub subject: String,
    /// The instant of the link.
    pub linked_at: Instant,
}

/// The person of a subject within a company.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, key: SubjectKey<'_>) -> Result<Option<i64>> {
    let values = [key.company_id.into(), key.issuer.into(), key.subject.into()];
    tx.first(FIND, &values, |row| row.get(0)).await
}

/// The person to whom a subject is linked within a company, whether they have access or not.
///
/// # Errors
/// Fails when the database does.
pub async fn owner(tx: &mut Tx, key: SubjectKey<'_>) -> Result<Option<i64>> {
    let values = [key.company_id.into(), key.issuer.into(), key.subject.into()];
    tx.first(OWNER, &values, |row| row.get(0)).await
}

/// Links a subject to a person within a company.
///
/// # Errors
/// [`crate::StoreError::Conflict`] when the subject is linked to another person.
pub async fn link(tx: &mut Tx, person_id: i64, key: SubjectKey<'_>, now: Instant) -> Result<()> {
    let SubjectKey { company_id, issuer, subject } = key;
    let values = [company_id.into(), issuer.into(), subject.into(), person_id.into(), now.into()];
    tx.execute(LINK, &values).await?;
    Ok(())
}

/// A person's identities.
///
/// # Errors
/// Fails when the database does.
pub async fn of_person(tx: &mut Tx, person_id: i64) -> Result<Vec<LinkedIdentity>> {
    tx.all(OF_PERSON, &[person_id.into()], |row| {
        Ok(LinkedIdentity {
            company_id: row.get(0)?,
            company_name: row.get(1)?,
            issuer: row.get(2)?,
            subject: row.get(3)?,
            linked_at: row.get(4)?,
        })
    })
    .await
}

/// Deletes a person's identities within a company, and returns how many.
///
/// # Errors
/// Fails when the database does.
pub async fn unlink(tx: &mut Tx, person_id: i64, company_id: i64) -> Result<u64> {
    tx.execute(UNLINK, &[person_id.into(), company_id.into()]).await
}
