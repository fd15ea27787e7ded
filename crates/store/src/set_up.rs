//! The set-up of a new installation: the link that makes its first operator, and whether the
//! operator dismissed the list of what is still to be set up.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::actor::CompanyKind;
use countersign_domain::instant::Instant;

statements! {
    HAS_OPERATOR = "SELECT 1 FROM memberships m JOIN companies c ON c.id = m.company_id \
        WHERE c.kind = $1 LIMIT 1";
    PUT_LINK = "INSERT INTO set_up (id, hash, expires_at, dismissed_at) \
        VALUES (1, $1, $2, NULL) ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, \
        expires_at = excluded.expires_at";
    END_LINK = "UPDATE set_up SET hash = NULL, expires_at = NULL WHERE id = 1";
    LINK_EXPIRES = "SELECT expires_at FROM set_up WHERE id = 1 AND hash = $1";
    DISMISS = "INSERT INTO set_up (id, hash, expires_at, dismissed_at) \
        VALUES (1, NULL, NULL, $1) ON CONFLICT (id) DO UPDATE SET \
        dismissed_at = excluded.dismissed_at";
    IS_DISMISSED = "SELECT 1 FROM set_up WHERE id = 1 AND dismissed_at IS NOT NULL";
}

/// Whether the operator has people, invited ones included.
///
/// # Errors
/// Fails when the database does.
pub async fn has_operator(tx: &mut Tx) -> Result<bool> {
    let operator = CompanyKind::Operator.token().into();
    Ok(tx.first(HAS_OPERATOR, &[operator], |_| Ok(())).await?.is_some())
}

/// Stores the hash of a new link, which ends the one before.
///
/// # Errors
/// Fails when the database does.
pub async fn put_link(tx: &mut Tx, hash: &[u8], expires_at: Instant) -> Result<()> {
    tx.execute(PUT_LINK, &[hash.into(), expires_at.into()]).await?;
    Ok(())
}

/// Ends the link.
///
/// # Errors
/// Fails when the database does.
pub async fn end_link(tx: &mut Tx) -> Result<()> {
    tx.execute(END_LINK, &[]).await?;
    Ok(())
}

/// When the link with this hash expires; none if it is not the last one, or was used.
///
/// # Errors
/// Fails when the database does.
pub async fn link_expires(tx: &mut Tx, hash: &[u8]) -> Result<Option<Instant>> {
    tx.first(LINK_EXPIRES, &[hash.into()], |row| row.get(0)).await
}

/// Records that the list was dismissed.
///
/// # Errors
/// Fails when the database does.
pub async fn dismiss(tx: &mut Tx, at: Instant) -> Result<()> {
    tx.execute(DISMISS, &[at.into()]).await?;
    Ok(())
}

/// Whether the list was dismissed.
///
/// # Errors
/// Fails when the database does.
pub async fn is_dismissed(tx: &mut Tx) -> Result<bool> {
    Ok(tx.first(IS_DISMISSED, &[], |_| Ok(())).await?.is_some())
}
