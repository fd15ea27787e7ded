//! Service accounts: the programs of companies.

use crate::error::Result;
use crate::people::role;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::actor::Role;
use countersign_domain::instant::Instant;
use uuid::Uuid;

statements! {
    ADD = "INSERT INTO service_accounts (id, company_id, name, role, made_by, made_at) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    OF_COMPANY = "SELECT a.id, a.company_id, a.name, a.role, a.made_by, p.name, a.made_at, \
        a.ended_at FROM service_accounts a JOIN people p ON p.id = a.made_by \
        WHERE a.company_id = $1 AND a.ended_at IS NULL ORDER BY a.name, a.id";
    FIND = "SELECT a.id, a.company_id, a.name, a.role, a.made_by, p.name, a.made_at, \
        a.ended_at FROM service_accounts a JOIN people p ON p.id = a.made_by WHERE a.id = $1";
    NAMES = "SELECT id, company_id, name FROM service_accounts";
    END = "UPDATE service_accounts SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
}

/// A service account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceAccount {
    /// The id, a UUID.
    pub id: Uuid,
    /// The number of the company.
    pub company_id: i64,
    /// The name that people see.
    pub name: String,
    /// Its role in the company.
    pub role: Role,
    /// The number of the person who made it.
    pub made_by: i64,
    /// Their name.
    pub maker: String,
    /// When it was made.
    pub made_at: Instant,
    /// When it was ended; `None` if it is in use.
    pub ended_at: Option<Instant>,
}

fn account(row: Row<'_>) -> Result<ServiceAccount> {
    Ok(ServiceAccount {
        id: row.get(0)?,
        company_id: row.get(1)?,
        name: row.get(2)?,
        role: role(row.get(3)?)?,
        made_by: row.get(4)?,
        maker: row.get(5)?,
        made_at: row.get(6)?,
        ended_at: row.get(7)?,
    })
}

/// Adds an account; the name of its maker is not stored.
///
/// # Errors
/// Fails when the database does.
pub async fn add(tx: &mut Tx, new: &ServiceAccount) -> Result<()> {
    let values = [
        new.id.into(),
        new.company_id.into(),
        (&new.name).into(),
        new.role.name().into(),
        new.made_by.into(),
        new.made_at.into(),
    ];
    tx.execute(ADD, &values).await?;
    Ok(())
}

/// A company's accounts that are in use, by name.
///
/// # Errors
/// Fails when the database does.
pub async fn of_company(tx: &mut Tx, company_id: i64) -> Result<Vec<ServiceAccount>> {
    tx.all(OF_COMPANY, &[company_id.into()], account).await
}

/// An account, whether it is in use or not.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<ServiceAccount>> {
    tx.first(FIND, &[id.into()], account).await
}

/// The id of every account, with its company and its name.
///
/// # Errors
/// Fails when the database does.
pub async fn names(tx: &mut Tx) -> Result<Vec<(Uuid, (i64, String))>> {
    tx.all(NAMES, &[], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))).await
}

/// Ends an account; false if it was ended before.
///
/// # Errors
/// Fails when the database does.
pub async fn end(tx: &mut Tx, id: Uuid, now: Instant) -> Result<bool> {
    Ok(tx.execute(END, &[id.into(), now.into()]).await? == 1)
}
