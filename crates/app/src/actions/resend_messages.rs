//! Tries messages again that were given up.

use countersign_domain::instant::Instant;
use countersign_store::{Result, Tx, outbox};

/// Tries one message again. False if there is no such message, or it has expired.
///
/// # Errors
/// Fails when the database does.
pub async fn one(tx: &mut Tx, message_id: &str, now: Instant) -> Result<bool> {
    outbox::resend(tx, message_id, now).await
}

/// Tries all messages again that have not expired, and counts their rows.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx, now: Instant) -> Result<u64> {
    outbox::resend_all(tx, now).await
}
