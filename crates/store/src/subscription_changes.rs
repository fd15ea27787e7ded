//! Changes of whether subscriptions are billable and when they end. They can only be added and
//! read; a subscription for which neither ever changed has no row.

use crate::error::Result;
use crate::sql::statements;
use crate::subscriptions::OwnedSubscription;
use crate::tx::Tx;

statements! {
    RECORD = "INSERT INTO subscription_changes (subscription_id, turn, billable, ends_on) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (subscription_id, turn) DO NOTHING";
    NEXT = "SELECT billable, ends_on FROM subscription_changes \
        WHERE subscription_id = $1 AND turn > $2 ORDER BY turn LIMIT 1";
    AFTER = "SELECT subscription_id, turn FROM subscription_changes WHERE turn > $1 \
        ORDER BY subscription_id, turn";
}

/// The terms that a subscription had until a change.
#[derive(Clone, Copy, Debug)]
pub struct SubscriptionChange {
    /// The number of the subscription.
    pub subscription_id: i64,
    /// Whether it was billable before.
    pub billable: bool,
    /// Its last day before.
    pub ends_on: Option<i64>,
}

/// Keeps the terms that subscriptions lose in this turn of the work lock. If one changes twice,
/// those before the first change are kept.
///
/// # Errors
/// Fails when the database does.
pub async fn record(tx: &mut Tx, turn: i64, changes: &[SubscriptionChange]) -> Result<()> {
    let row = |it: &SubscriptionChange| {
        [it.subscription_id.into(), turn.into(), it.billable.into(), it.ends_on.into()]
    };
    tx.execute_many(RECORD, &changes.iter().map(row).collect::<Vec<_>>()).await?;
    Ok(())
}

/// The subscriptions that changed after a turn, each with the turn of its change.
///
/// # Errors
/// Fails when the database does.
pub async fn after(tx: &mut Tx, turn: i64) -> Result<Vec<(i64, i64)>> {
    tx.all(AFTER, &[turn.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Gives each subscription the terms that it had at the end of a turn. The first ones also apply to
/// all turns before the subscription was there.
///
/// # Errors
/// Fails when the database does.
pub async fn put_back(tx: &mut Tx, owned: &mut [(&mut OwnedSubscription, i64)]) -> Result<()> {
    let rows: Vec<_> = owned.iter().map(|(it, turn)| [it.id.into(), (*turn).into()]).collect();
    tx.each_of(NEXT, &rows, |at, row| {
        let (subscription, _) = &mut owned[at];
        (subscription.billable, subscription.ends_on) = (row.get(0)?, row.get(1)?);
        Ok(())
    })
    .await
}
