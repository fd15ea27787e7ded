//! Reports that could not be made, for the operator.

use crate::error::Result;
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;

statements! {
    FAULTS_OF = "SELECT cycle, partner_id, vendor_id FROM faults \
        WHERE cycle >= $1 AND partner_id = $2 ORDER BY cycle, vendor_id";
    FAULTS = "SELECT f.cycle, p.code, v.code, f.occurred_at, f.message FROM faults f \
        JOIN companies p ON p.id = f.partner_id JOIN companies v ON v.id = f.vendor_id \
        ORDER BY f.cycle, p.code, v.code";
    FAULT = "INSERT INTO faults (cycle, partner_id, vendor_id, occurred_at, message) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (cycle, partner_id, vendor_id) DO UPDATE \
        SET occurred_at = excluded.occurred_at, message = excluded.message";
    CLEAR = "DELETE FROM faults WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3";
}

/// The reports of a partner, of this cycle and later ones, that could not be made or refreshed.
///
/// # Errors
/// Fails when the database does.
pub async fn faults_of(tx: &mut Tx, partner_id: i64, since: Cycle) -> Result<Vec<Key>> {
    tx.all(FAULTS_OF, &[since.into(), partner_id.into()], Key::from_row).await
}

/// Removes the fault of a report that can be made or refreshed now.
///
/// # Errors
/// Fails when the database does.
pub async fn clear_fault(tx: &mut Tx, key: Key) -> Result<()> {
    tx.execute(CLEAR, &key.values()).await?;
    Ok(())
}

/// Records that a report could not be made, for the operator.
///
/// # Errors
/// Fails when the database does.
pub async fn note_fault(tx: &mut Tx, key: Key, at: Instant, message: &str) -> Result<()> {
    let [cycle, partner, vendor] = key.values();
    tx.execute(FAULT, &[cycle, partner, vendor, at.into(), message.into()]).await?;
    Ok(())
}

/// Reports that could not be made or refreshed, a sentence for each.
///
/// # Errors
/// Fails when the database does.
pub async fn faults(tx: &mut Tx) -> Result<Vec<String>> {
    tx.all(FAULTS, &[], |row| {
        let (cycle, partner, vendor): (Cycle, &str, &str) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (at, message): (Instant, &str) = (row.get(3)?, row.get(4)?);
        Ok(format!("report {cycle} of {partner} ({vendor}) could not be made at {at}: {message}"))
    })
    .await
}
