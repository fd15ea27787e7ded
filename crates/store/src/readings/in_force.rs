//! Readings in force: the last reading of each subscription that has fallen silent.

use super::SubscriptionKey;
use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use std::ops::RangeInclusive;

statements! {
    IN_FORCE = "SELECT partner_id, subscription_id, observed_at, provisioned FROM in_force \
        WHERE (partner_id, subscription_id) >= ($1, $2) \
        AND (partner_id, subscription_id) <= ($3, $4) ORDER BY partner_id, subscription_id";
    SET_IN_FORCE = "INSERT INTO in_force (partner_id, subscription_id, observed_at, provisioned) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (partner_id, subscription_id) DO UPDATE SET \
        observed_at = excluded.observed_at, provisioned = excluded.provisioned \
        WHERE excluded.observed_at >= in_force.observed_at";
}

/// A subscription's last reading before its partner's `in_force_day`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InForceReading {
    /// The number of the subscription.
    pub key: SubscriptionKey,
    /// When it was observed.
    pub observed_at: Instant,
    /// Its provisioned units.
    pub provisioned: Quantity,
}

/// The readings in force of the subscriptions in a range of keys, in order. Only subscriptions that
/// fell silent have one.
///
/// # Errors
/// Fails when the database does.
pub async fn in_force(
    tx: &mut Tx,
    keys: &RangeInclusive<SubscriptionKey>,
) -> Result<Vec<InForceReading>> {
    let ((from_partner, from), (to_partner, to)) = (*keys.start(), *keys.end());
    let values = [from_partner.into(), from.into(), to_partner.into(), to.into()];
    tx.all(IN_FORCE, &values, |row| {
        Ok(InForceReading {
            key: (row.get(0)?, row.get(1)?),
            observed_at: row.get(2)?,
            provisioned: row.get(3)?,
        })
    })
    .await
}

/// Stores readings in force, except where a later one is stored.
///
/// # Errors
/// Fails when the database does.
pub async fn hold_in_force(tx: &mut Tx, last: &[InForceReading]) -> Result<()> {
    let rows: Vec<_> = last
        .iter()
        .map(|it| {
            let (partner, subscription) = it.key;
            [partner.into(), subscription.into(), it.observed_at.into(), it.provisioned.into()]
        })
        .collect();
    tx.execute_many(SET_IN_FORCE, &rows).await?;
    Ok(())
}
