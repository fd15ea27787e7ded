//! Deliveries: a dispatch by a delivery channel, from the transaction that wrote the dispatch until
//! the receiver has it or it is given up.
//!
//! A process holds a delivery by a lease while it sends it, as with messages of the outbox.

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
    /// What waits for a delivery channel that is switched off is left alone.
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
}

/// A delivery in the hand of who sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedDelivery {
    /// The dispatch.
    pub dispatch_id: Uuid,
    /// The delivery channel.
    pub way_id: Uuid,
    /// How often it was tried.
    pub attempts: i64,
    /// What a message with it is known by.
    pub message_id: String,
}

/// A delivery as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedDelivery {
    /// The delivery channel.
    pub way_id: Uuid,
    /// What it is.
    pub kind: ChannelKind,
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub address: String,
    /// Whether it is switched on.
    pub is_on: bool,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next.
    pub next_attempt_at: Option<Instant>,
    /// Whether somebody is trying right now, or was when the program died.
    pub in_hand: bool,
    /// When it was sent.
    pub sent_at: Option<Instant>,
    /// When it was given up.
    pub failed_at: Option<Instant>,
    /// When the other side said that it has it.
    pub acknowledged_at: Option<Instant>,
    /// What went wrong last.
    pub last_error: Option<String>,
}

impl ListedDelivery {
    /// Where it stands, and since when, or until when.
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

/// How many deliveries a delivery channel has had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeliveryCounts {
    /// All of them.
    pub all: i64,
    /// Those that wait.
    pub waiting: i64,
    /// Those that were given up.
    pub failed: i64,
}

/// Has a dispatch sent by these delivery channels.
///
/// # Errors
/// [`crate::StoreError::Conflict`] when it goes by one of them already.
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

/// Takes the next delivery that is due in hand. A message that was never tried is to be known by
/// `message_id`. None where nothing is due, or somebody else was quicker.
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

/// Notes what became of a delivery in hand. Nothing where the lease was lost.
///
/// # Errors
/// Fails when the database does.
pub async fn finish(
    tx: &mut Tx,
    (dispatch, way): (Uuid, Uuid),
    holder: Uuid,
    outcome: AttemptOutcome<'_>,
) -> Result<bool> {
    let (id, way, lease) = (dispatch.into(), way.into(), holder.into());
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

/// Notes that the other side said it has a dispatch.
///
/// # Errors
/// Fails when the database does.
pub async fn acknowledge(tx: &mut Tx, (dispatch, way): (Uuid, Uuid), at: Instant) -> Result<()> {
    tx.execute(ACKNOWLEDGE, &[dispatch.into(), way.into(), at.into()]).await?;
    Ok(())
}

/// Has a dispatch sent by a delivery channel again, or for the first time where the channel is
/// newer; false while a process is sending it.
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

/// Has what waits for a delivery channel tried at once: it was changed.
///
/// # Errors
/// Fails when the database does.
pub async fn hasten(tx: &mut Tx, way: Uuid, now: Instant) -> Result<()> {
    tx.execute(HASTEN, &[way.into(), now.into()]).await?;
    Ok(())
}

/// The delivery channels that a dispatch goes by.
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

/// How many deliveries a delivery channel has had.
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

/// The dispatches with a delivery that does not belong to them: by a channel of another
/// distributor, or older than the dispatch; the first hundred of them.
///
/// # Errors
/// Fails when the database does.
pub async fn stray(tx: &mut Tx) -> Result<Vec<Uuid>> {
    tx.all(STRAY, &[], |row| row.get(0)).await
}
