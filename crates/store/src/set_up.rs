//! The set-up of a new installation: the link that makes its first operator, and whether the
//! operator dismissed the list of what is still to be set up.

use crate::error::{Result, StoreError};
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
    PROGRESS = "SELECT \
        EXISTS (SELECT 1 FROM set_up WHERE dismissed_at IS NOT NULL), \
        EXISTS (SELECT 1 FROM regions), \
        EXISTS (SELECT 1 FROM companies WHERE kind = 'vendor'), \
        EXISTS (SELECT 1 FROM products), \
        EXISTS (SELECT 1 FROM companies WHERE kind = 'distributor'), \
        EXISTS (SELECT 1 FROM partners), \
        EXISTS (SELECT 1 FROM customers), \
        (SELECT MIN(id) FROM subscriptions), \
        EXISTS (SELECT 1 FROM memberships m JOIN companies c ON c.id = m.company_id \
            WHERE c.kind = 'distributor'), \
        EXISTS (SELECT 1 FROM memberships m JOIN companies c ON c.id = m.company_id \
            WHERE c.kind = 'partner'), \
        EXISTS (SELECT 1 FROM products WHERE has_readings)";
    /// The first distributor without people, or else the first partner.
    WITHOUT_PEOPLE = "SELECT c.code FROM companies c \
        WHERE c.kind IN ('distributor', 'partner') \
        AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.company_id = c.id) \
        ORDER BY c.kind, c.id LIMIT 1";
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

/// When the link with this hash expires; `None` if it is not the last one, or was used.
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

/// What is set up already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetUpProgress {
    /// Whether the list was dismissed.
    pub is_dismissed: bool,
    /// Whether there is a region.
    pub has_region: bool,
    /// Whether there is a vendor.
    pub has_vendor: bool,
    /// Whether there is a product.
    pub has_product: bool,
    /// Whether there is a distributor.
    pub has_distributor: bool,
    /// Whether there is a partner.
    pub has_partner: bool,
    /// Whether there is a customer.
    pub has_customer: bool,
    /// The first subscription.
    pub first_subscription: Option<i64>,
    /// Whether a distributor and a partner have people, invited ones included.
    pub has_people: bool,
    /// Whether there is a reading.
    pub has_reading: bool,
}

/// What is set up already.
///
/// # Errors
/// Fails when the database does.
pub async fn progress(tx: &mut Tx) -> Result<SetUpProgress> {
    let found = tx.first(PROGRESS, &[], |row| {
        Ok(SetUpProgress {
            is_dismissed: row.get(0)?,
            has_region: row.get(1)?,
            has_vendor: row.get(2)?,
            has_product: row.get(3)?,
            has_distributor: row.get(4)?,
            has_partner: row.get(5)?,
            has_customer: row.get(6)?,
            first_subscription: row.get(7)?,
            has_people: row.get::<bool>(8)? && row.get::<bool>(9)?,
            has_reading: row.get(10)?,
        })
    });
    let missing = || StoreError::Corrupt("a query without a table has one row".to_owned());
    found.await?.ok_or_else(missing)
}

/// The code of the first distributor without people, or else of the first partner without.
///
/// # Errors
/// Fails when the database does.
pub async fn company_without_people(tx: &mut Tx) -> Result<Option<String>> {
    tx.first(WITHOUT_PEOPLE, &[], |row| row.get(0)).await
}
