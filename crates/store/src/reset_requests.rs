//! People who forgot their password and wait for a link from their company's Administrator.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;

statements! {
    PUT = "INSERT INTO reset_requests (person_id, requested_at) VALUES ($1, $2) \
        ON CONFLICT (person_id) DO UPDATE SET requested_at = excluded.requested_at";
    OF_COMPANY = "SELECT r.person_id, r.requested_at FROM reset_requests r \
        JOIN memberships m ON m.person_id = r.person_id WHERE m.company_id = $1 \
        AND m.accepted_at IS NOT NULL \
        ORDER BY r.requested_at, r.person_id";
    REMOVE = "DELETE FROM reset_requests WHERE person_id = $1";
}

/// Records that a person asks for a link.
///
/// # Errors
/// Fails when the database does.
pub async fn put(tx: &mut Tx, person_id: i64, now: Instant) -> Result<()> {
    tx.execute(PUT, &[person_id.into(), now.into()]).await?;
    Ok(())
}

/// The people of a company who asked, and since when; the longest first.
///
/// # Errors
/// Fails when the database does.
pub async fn of_company(tx: &mut Tx, company_id: i64) -> Result<Vec<(i64, Instant)>> {
    tx.all(OF_COMPANY, &[company_id.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Deletes a person's request.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(tx: &mut Tx, person_id: i64) -> Result<()> {
    tx.execute(REMOVE, &[person_id.into()]).await?;
    Ok(())
}
