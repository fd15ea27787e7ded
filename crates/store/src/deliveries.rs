//! Deliveries of dispatches through delivery channels, from the dispatch's transaction until they
//! arrive or are given up.
//!
//! A process leases a delivery while it sends it, as with messages of the outbox.

use crate::delivery_channels;
use crate::error::Result;
use crate::outbox::{AttemptOutcome, OutboxLease};
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Value;
use countersign_domain::delivery_channel::{ChannelKind, DeliveryState};
use countersign_domain::instant::Instant;
use uuid::Uuid;

statements! {
    STRAY = "SELECT d.dispatch_id FROM deliveries d LEFT JOIN dispatches c ON c.id = d.dispatch_id \
        LEFT JOIN ways w ON w.id = d.way_id WHERE c.id IS NULL OR w.id IS NULL \
        OR w.distributor_id <> c.distributor_id OR d.created_at <> c.created_at LIMIT 100";
    /// Deliveries for a channel that is switched off wait.
    NEXT = "SELECT d.dispatch_id, d.way_id FROM deliveries d JOIN ways w ON w.id = d.way_id \
        WHERE d.next_attempt_at <= $1 AND w.is_on = TRUE \
        ORDER BY d.next_attempt_at, d.dispatch_id, d.way_id LIMIT 1";
    TAKE = "UPDATE deliveries SET lease = $4, next_attempt_at = $5, \
        message_id = COALESCE(message_id, $6) \
        WHERE dispatch_id = $1 AND way_id = $2 AND next_attempt_at <= $3";
    IN_HAND = "SELECT attempts, message_id FROM deliveries \
        WHERE dispatch_id = $1 AND way_id = $2 AND lease = $3";
    SENT = "UPDATE deliveries SET sent_at = $4, attempts = attempts + 1, next_attempt_at = NULL, \
        lease = NULL, last_error = NULL WHERE dispatch_id = $1 AND way_id = $2 AND lease = $3";
    AGAIN = "UPDATE deliveries SET next_attempt_at = $4, attempts = attempts + 1, lease = NULL, \
        last_error = $5 WHERE dispatch_id = $1 AND way_id = $2 AND lease = $3";
    GIVE_UP = "UPDATE deliveries SET failed_at = $4, attempts = attempts + 1, \
        next_attempt_at = NULL, lease = NULL, last_error = $5 \
        WHERE dispatch_id = $1 AND way_id = $2 AND lease = $3";
    GIVE_BACK = "UPDATE deliveries SET next_attempt_at = $4, lease = NULL \
        WHERE dispatch_id = $1 AND way_id = $2 AND lease = $3";
    ACKNOWLEDGE = "UPDATE deliveries SET acknowledged_at = $3 \
        WHERE dispatch_id = $1 AND way_id = $2 AND acknowledged_at IS NULL";
    RESEND = "UPDATE deliveries SET next_attempt_at = $3, attempts = 0, failed_at = NULL, \
        last_error = NULL WHERE dispatch_id = $1 AND way_id = $2 AND lease IS NULL";
    EXISTS = "SELECT 1 FROM deliveries WHERE dispatch_id = $1 AND way_id = $2";
    HASTEN = "UPDATE deliveries SET next_attempt_at = $2 \
        WHERE way_id = $1 AND next_attempt_at > $2 AND lease IS NULL";
    OF_DISPATCH = "SELECT d.way_id, w.kind, w.name, w.address, w.is_on, d.attempts, \
        d.next_attempt_at, d.lease, d.sent_at, d.failed_at, d.acknowledged_at, d.last_error \
        FROM deliveries d JOIN ways w ON w.id = d.way_id WHERE d.dispatch_id = $1 \
        ORDER BY w.created_at, w.id";
    COUNTS = "SELECT COUNT(*), COUNT(next_attempt_at), COUNT(failed_at) FROM deliveries \
        WHERE way_id = $1";
    FAILED = "SELECT c.id, c.number, o.code FROM dispatches c \
        JOIN companies o ON o.id = c.distributor_id \
        WHERE (c.distributor_id = $1 OR $1 = 0) AND c.id IN \
        (SELECT dispatch_id FROM deliveries WHERE failed_at IS NOT NULL) \
        ORDER BY c.created_at DESC, c.id LIMIT $2";
}

/// A dispatch with a delivery that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedDelivery {
    /// The id of the dispatch.
    pub dispatch_id: Uuid,
    /// Its distributor's number of it.
    pub number: i64,
    /// The code of its distributor.
    pub distributor: String,
}

/// A leased delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedDelivery {
    /// The id of the dispatch.
    pub dispatch_id: Uuid,
    /// The id of the delivery channel.
    pub way_id: Uuid,
    /// The number of attempts.
    pub attempts: i64,
    /// The Message-ID of its e-mail.
    pub message_id: String,
}

/// A delivery as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedDelivery {
    /// The id of the delivery channel.
    pub way_id: Uuid,
    /// The kind.
    pub kind: ChannelKind,
    /// The name that people see.
    pub name: String,
    /// The address of the channel.
    pub address: String,
    /// Whether the channel is switched on.
    pub is_on: bool,
    /// The number of attempts.
    pub attempts: i64,
    /// The instant of the next attempt.
    pub next_attempt_at: Option<Instant>,
    /// Whether a process is sending it, or was when it died.
    pub in_hand: bool,
    /// When it was sent.
    pub sent_at: Option<Instant>,
    /// When it was given up.
    pub failed_at: Option<Instant>,
    /// When the receiver acknowledged it.
    pub acknowledged_at: Option<Instant>,
    /// The error of the last attempt.
    pub last_error: Option<String>,
}

impl ListedDelivery {
    /// The state, and the instant that belongs to it.
    #[must_use]
    pub fn state(&self) -> (DeliveryState, Option<Instant>) {
        if self.next_attempt_at.is_some() {
            return (DeliveryState::Waiting, self.next_attempt_at);
        }
        if self.failed_at.is_some() {
            return (DeliveryState::Failed, self.failed_at);
        }
        match self.acknowledged_at {
            Some(at) => (DeliveryState::Acknowledged, Some(at)),
            None => (DeliveryState::Sent, self.sent_at),
        }
    }
}

/// The number of deliveries of a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeliveryCounts {
    /// All of them.
    pub all: i64,
    /// Deliveries that wait.
    pub waiting: i64,
    /// Deliveries that were given up.
    pub failed: i64,
}

/// Adds deliveries of a dispatch for these channels.
///
/// # Errors
/// [`crate::StoreError::Conflict`] when one exists already.
pub async fn put(tx: &mut Tx, dispatch: Uuid, ways: &[Uuid], now: Instant) -> Result<()> {
    let none = None::<Instant>;
    let rows: Vec<[Value<'_>; 11]> = ways
        .iter()
        .map(|way| {
            [
                dispatch.into(),
                (*way).into(),
                now.into(),
                0.into(),
                now.into(),
                None::<Uuid>.into(),
                None::<&str>.into(),
                none.into(),
                none.into(),
                none.into(),
                None::<&str>.into(),
            ]
        })
        .collect();
    tx.insert(&schema::DELIVERIES, &rows).await
}

/// Leases the next delivery that is due. A delivery that was never tried gets `message_id`. None if
/// nothing is due, or another process was quicker.
///
/// # Errors
/// Fails when the database does.
pub async fn take(
    tx: &mut Tx,
    now: Instant,
    lease: OutboxLease,
    message_id: &str,
) -> Result<Option<ClaimedDelivery>> {
    let next = tx.first(NEXT, &[now.into()], |row| Ok((row.get(0)?, row.get(1)?))).await?;
    let Some((dispatch_id, way_id)): Option<(Uuid, Uuid)> = next else { return Ok(None) };
    let (dispatch, way, holder) = (dispatch_id.into(), way_id.into(), lease.id.into());
    let values = [dispatch, way, now.into(), holder, lease.until.into(), message_id.into()];
    tx.execute(TAKE, &values).await?;
    tx.first(IN_HAND, &[dispatch, way, holder], |row| {
        Ok(ClaimedDelivery { dispatch_id, way_id, attempts: row.get(0)?, message_id: row.get(1)? })
    })
    .await
}

/// Records the outcome of a leased delivery. Changes nothing if the lease was lost.
///
/// # Errors
/// Fails when the database does.
pub async fn finish(
    tx: &mut Tx,
    delivery: &ClaimedDelivery,
    holder: Uuid,
    outcome: AttemptOutcome<'_>,
) -> Result<bool> {
    let (id, way) = (delivery.dispatch_id.into(), delivery.way_id.into());
    let lease = holder.into();
    let changed = match outcome {
        AttemptOutcome::Sent(at) => tx.execute(SENT, &[id, way, lease, at.into()]).await?,
        AttemptOutcome::Again(at, why) => {
            tx.execute(AGAIN, &[id, way, lease, at.into(), why.into()]).await?
        }
        AttemptOutcome::GivenUp(at, why) => {
            tx.execute(GIVE_UP, &[id, way, lease, at.into(), why.into()]).await?
        }
        AttemptOutcome::GivenBack(at) => {
            tx.execute(GIVE_BACK, &[id, way, lease, at.into()]).await?
        }
    };
    Ok(changed > 0)
}

/// Records that the receiver acknowledged a dispatch.
///
/// # Errors
/// Fails when the database does.
pub async fn acknowledge(tx: &mut Tx, dispatch: Uuid, way: Uuid, at: Instant) -> Result<()> {
    tx.execute(ACKNOWLEDGE, &[dispatch.into(), way.into(), at.into()]).await?;
    Ok(())
}

/// Schedules a delivery again, or for the first time if the channel is newer than the dispatch;
/// false while a process is sending it.
///
/// # Errors
/// Fails when the database does.
pub async fn send(tx: &mut Tx, dispatch: Uuid, way: Uuid, now: Instant) -> Result<bool> {
    let key = [dispatch.into(), way.into()];
    if tx.first(EXISTS, &key, |_| Ok(())).await?.is_none() {
        put(tx, dispatch, &[way], now).await?;
        return Ok(true);
    }
    Ok(tx.execute(RESEND, &[dispatch.into(), way.into(), now.into()]).await? > 0)
}

/// Schedules the waiting deliveries of a changed channel at once.
///
/// # Errors
/// Fails when the database does.
pub async fn hasten(tx: &mut Tx, way: Uuid, now: Instant) -> Result<()> {
    tx.execute(HASTEN, &[way.into(), now.into()]).await?;
    Ok(())
}

/// The deliveries of a dispatch, with their channels.
///
/// # Errors
/// Fails when the database does.
pub async fn of_dispatch(tx: &mut Tx, dispatch: Uuid) -> Result<Vec<ListedDelivery>> {
    tx.all(OF_DISPATCH, &[dispatch.into()], |row| {
        Ok(ListedDelivery {
            way_id: row.get(0)?,
            kind: delivery_channels::kind(row.get(1)?)?,
            name: row.get(2)?,
            address: row.get(3)?,
            is_on: row.get(4)?,
            attempts: row.get(5)?,
            next_attempt_at: row.get(6)?,
            in_hand: row.get::<Option<Uuid>>(7)?.is_some(),
            sent_at: row.get(8)?,
            failed_at: row.get(9)?,
            acknowledged_at: row.get(10)?,
            last_error: row.get(11)?,
        })
    })
    .await
}

/// How many deliveries a channel has.
///
/// # Errors
/// Fails when the database does.
pub async fn counts(tx: &mut Tx, way: Uuid) -> Result<DeliveryCounts> {
    let key = [way.into()];
    let counts = tx.first(COUNTS, &key, |row| {
        Ok(DeliveryCounts { all: row.get(0)?, waiting: row.get(1)?, failed: row.get(2)? })
    });
    Ok(counts.await?.unwrap_or_default())
}

/// The latest dispatches with a delivery that was given up: those of a distributor, or all.
///
/// # Errors
/// Fails when the database does.
pub async fn failed(
    tx: &mut Tx,
    distributor: Option<i64>,
    limit: i64,
) -> Result<Vec<FailedDelivery>> {
    let whose = distributor.unwrap_or(0);
    tx.all(FAILED, &[whose.into(), limit.into()], |row| {
        Ok(FailedDelivery {
            dispatch_id: row.get(0)?,
            number: row.get(1)?,
            distributor: row.get(2)?,
        })
    })
    .await
}

/// The first hundred dispatches with a wrong delivery: through a channel of another distributor, or
/// older than the dispatch.
///
/// # Errors
/// Fails when the database does.
pub async fn stray(tx: &mut Tx) -> Result<Vec<Uuid>> {
    tx.all(STRAY, &[], |row| row.get(0)).await
}
