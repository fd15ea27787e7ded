//! Messages to webhooks, from the transaction of the event until they are sent or have failed.

use crate::error::{Result, StoreError};
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::instant::Instant;
use countersign_domain::leaf::{LeafKind, LeafName};
use countersign_domain::webhook::{EventType, expires_at};
use uuid::Uuid;

statements! {
    /// In the order of their events, as far as they are due.
    DUE = "SELECT event, event_type, data, leaf_kind, leaf_record, leaf_number, created_at, \
        attempts FROM webhook_messages WHERE webhook_id = $1 AND next_attempt_at <= $2 \
        ORDER BY next_attempt_at, created_at, position, event LIMIT $3";
    SENT = "UPDATE webhook_messages SET sent_at = $4, tried_at = $4, status = $5, \
        attempts = attempts + 1, next_attempt_at = NULL, last_error = NULL \
        WHERE webhook_id = $1 AND event = $2 AND next_attempt_at IS NOT NULL \
        AND EXISTS (SELECT 1 FROM webhooks w WHERE w.id = $1 AND w.lease = $3)";
    AGAIN = "UPDATE webhook_messages SET tried_at = $4, status = $5, last_error = $6, \
        attempts = attempts + 1, next_attempt_at = $7 \
        WHERE webhook_id = $1 AND event = $2 AND next_attempt_at IS NOT NULL \
        AND EXISTS (SELECT 1 FROM webhooks w WHERE w.id = $1 AND w.lease = $3)";
    GIVE_UP = "UPDATE webhook_messages SET failed_at = $4, tried_at = $4, status = $5, \
        last_error = $6, attempts = attempts + 1, next_attempt_at = NULL \
        WHERE webhook_id = $1 AND event = $2 AND next_attempt_at IS NOT NULL \
        AND EXISTS (SELECT 1 FROM webhooks w WHERE w.id = $1 AND w.lease = $3)";
    /// Not what waits because its decision can still be undone: only what waits can be withdrawn.
    GIVE_UP_WAITING = "UPDATE webhook_messages SET failed_at = $2, next_attempt_at = NULL, \
        last_error = $3 WHERE webhook_id = $1 AND next_attempt_at IS NOT NULL \
        AND (attempts > 0 OR next_attempt_at <= $4)";
    /// Only what no process has tried.
    WITHDRAW = "DELETE FROM webhook_messages WHERE event = $1 AND next_attempt_at IS NOT NULL \
        AND attempts = 0";
    /// Not what waits because its decision can still be undone.
    HASTEN = "UPDATE webhook_messages SET next_attempt_at = $2 WHERE webhook_id = $1 \
        AND next_attempt_at > $2 AND attempts > 0";
    EXPIRE = "UPDATE webhook_messages SET failed_at = $1, next_attempt_at = NULL, \
        last_error = COALESCE(last_error, $2) \
        WHERE next_attempt_at IS NOT NULL AND expires_at <= $1";
    REMOVE_OLD = "DELETE FROM webhook_messages WHERE created_at < $1 \
        AND next_attempt_at IS NULL";
}

/// A new message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent<'a> {
    /// The id of the webhook.
    pub webhook_id: Uuid,
    /// The id of the event, which all attempts have.
    pub event: Uuid,
    /// The type.
    pub event_type: EventType,
    /// The data as JSON.
    pub data: &'a str,
    /// The record of the transparency log that proves it.
    pub leaf: Option<&'a LeafName>,
    /// When it happened.
    pub created_at: Instant,
    /// The earliest instant to send it.
    pub due_at: Instant,
}

/// A message that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedEvent {
    /// The id of the event.
    pub event: Uuid,
    /// The type.
    pub event_type: String,
    /// The data as JSON.
    pub data: String,
    /// The record of the transparency log that proves it.
    pub leaf: Option<LeafName>,
    /// When it happened.
    pub created_at: Instant,
    /// The number of attempts.
    pub attempts: i64,
}

/// The result of an attempt.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// When it came.
    pub at: Instant,
    /// The status of the answer, if it may be quoted.
    pub status: Option<i64>,
    /// The error; `None` if it was sent.
    pub error: Option<&'a str>,
    /// When it is tried again; `None` if it was sent or has failed.
    pub again_at: Option<Instant>,
}

/// Writes messages of one transaction, in the order of their events.
///
/// # Errors
/// [`StoreError::Conflict`] when a webhook has a message of one of the events already.
pub async fn put(tx: &mut Tx, new: &[NewEvent<'_>]) -> Result<()> {
    let rows: Vec<_> = (0..).zip(new).map(|(position, it)| row(position, it)).collect();
    tx.insert(&schema::WEBHOOK_MESSAGES, &rows).await
}

fn row<'a>(position: i64, it: &NewEvent<'a>) -> [Value<'a>; 17] {
    let none = None::<Instant>;
    [
        it.webhook_id.into(),
        it.event.into(),
        it.event_type.token().into(),
        Value::Text(it.data),
        it.leaf.map(|leaf| leaf.kind.token()).into(),
        it.leaf.map(|leaf| leaf.record.as_str()).into(),
        it.leaf.map(|leaf| leaf.number).into(),
        it.created_at.into(),
        position.into(),
        expires_at(it.due_at).into(),
        0.into(),
        it.due_at.into(),
        none.into(),
        None::<i64>.into(),
        none.into(),
        none.into(),
        None::<&str>.into(),
    ]
}

/// The messages of a leased webhook that are due, in the order of their events.
///
/// # Errors
/// Fails when the database does.
pub async fn due(
    tx: &mut Tx,
    webhook_id: Uuid,
    now: Instant,
    limit: i64,
) -> Result<Vec<ClaimedEvent>> {
    tx.all(DUE, &[webhook_id.into(), now.into(), limit.into()], claimed).await
}

fn claimed(row: Row<'_>) -> Result<ClaimedEvent> {
    let unknown =
        |kind: String| StoreError::Corrupt(format!("unknown kind in a message: {kind:?}"));
    let leaf = match (row.get::<Option<String>>(3)?, row.get(4)?, row.get(5)?) {
        (Some(kind), Some(record), Some(number)) => {
            let kind = LeafKind::from_token(&kind).ok_or_else(|| unknown(kind))?;
            Some(LeafName { kind, record, number })
        }
        _ => None,
    };
    Ok(ClaimedEvent {
        event: row.get(0)?,
        event_type: row.get(1)?,
        data: row.get(2)?,
        leaf,
        created_at: row.get(6)?,
        attempts: row.get(7)?,
    })
}

/// Records the result of an attempt. Changes nothing if the lease of the webhook was lost.
///
/// # Errors
/// Fails when the database does.
pub async fn finish(
    tx: &mut Tx,
    webhook_id: Uuid,
    event: Uuid,
    holder: Uuid,
    answer: Answer<'_>,
) -> Result<bool> {
    let Answer { at, status, error, again_at } = answer;
    let start = [webhook_id.into(), event.into(), holder.into(), at.into(), status.into()];
    let changed = match (error, again_at) {
        (None, _) => tx.execute(SENT, &start).await?,
        (error, Some(again_at)) => {
            let values = [&start[..], &[error.into(), again_at.into()]].concat();
            tx.execute(AGAIN, &values).await?
        }
        (error, None) => {
            let values = [&start[..], &[error.into()]].concat();
            tx.execute(GIVE_UP, &values).await?
        }
    };
    Ok(changed > 0)
}

/// Fails what waits for a webhook, for this reason: what is due by an instant or was tried. The
/// two instants differ in a rehearsal.
///
/// # Errors
/// Fails when the database does.
pub async fn give_up_waiting(
    tx: &mut Tx,
    webhook_id: Uuid,
    due: Instant,
    now: Instant,
    why: &str,
) -> Result<u64> {
    let values = [webhook_id.into(), now.into(), why.into(), due.into()];
    tx.execute(GIVE_UP_WAITING, &values).await
}

/// Makes messages that wait after a failure due at once.
///
/// # Errors
/// Fails when the database does.
pub async fn hasten(tx: &mut Tx, webhook_id: Uuid, now: Instant) -> Result<()> {
    tx.execute(HASTEN, &[webhook_id.into(), now.into()]).await?;
    Ok(())
}

/// Deletes the messages of an event that was undone, as far as none was tried.
///
/// # Errors
/// Fails when the database does.
pub async fn withdraw(tx: &mut Tx, event: Uuid) -> Result<()> {
    tx.execute(WITHDRAW, &[event.into()]).await?;
    Ok(())
}

/// Fails what could not be sent in time, and returns how many there were. `why` is the error of
/// those that were never tried.
///
/// # Errors
/// Fails when the database does.
pub async fn expire(tx: &mut Tx, now: Instant, why: &str) -> Result<u64> {
    tx.execute(EXPIRE, &[now.into(), why.into()]).await
}

/// Removes finished messages of events before an instant.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_old(tx: &mut Tx, before: Instant) -> Result<u64> {
    tx.execute(REMOVE_OLD, &[before.into()]).await
}
