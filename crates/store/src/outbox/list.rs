//! The outbox as the operator sees it: what waits, what was sent, what was given up.

use super::kind;
use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::instant::Instant;
use countersign_domain::message::MessageKind;

/// Rows that a list is put together from; what lies beyond them is only counted.
macro_rules! looked_at {
    () => {
        "2000"
    };
}
/// Rows that are counted at the most.
macro_rules! counted {
    () => {
        "100001"
    };
}
macro_rules! listing {
    ($time:literal, $order:literal) => {
        concat!(
            "SELECT o.kind, o.company_id, p.email, p.name, o.message_id, COUNT(*), \
             MAX(o.attempts), o.moment, MAX(o.last_error), MAX(o.expires_at) FROM (SELECT kind, \
             company_id, person_id, message_id, attempts, last_error, expires_at, ",
            $time,
            " AS moment FROM outbox WHERE ",
            $time,
            " IS NOT NULL ORDER BY ",
            $time,
            $order,
            " LIMIT ",
            looked_at!(),
            ") o JOIN people p ON p.id = o.person_id GROUP BY o.kind, o.company_id, p.email, \
             p.name, o.message_id, o.moment ORDER BY o.moment",
            $order,
            ", p.email, o.kind LIMIT $1"
        )
    };
}
macro_rules! counting {
    ($time:literal) => {
        concat!(
            "SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE ",
            $time,
            " IS NOT NULL LIMIT ",
            counted!(),
            ") o"
        )
    };
}
statements! {
    WAITING = listing!("next_attempt_at", "");
    SENT = listing!("sent_at", " DESC");
    FAILED = listing!("failed_at", " DESC");
    COUNT_WAITING = counting!("next_attempt_at");
    COUNT_SENT = counting!("sent_at");
    COUNT_FAILED = counting!("failed_at");
}

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageState {
    /// It is to be sent.
    Waiting,
    /// It was sent.
    Sent,
    /// It was given up.
    Failed,
}

/// A message of the list: the rows that are sent together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedMessage {
    /// What it tells.
    pub kind: MessageKind,
    /// As whose.
    pub company_id: Option<i64>,
    /// The address of who gets it.
    pub email: String,
    /// Their name.
    pub name: String,
    /// What it is known by; none before it was first tried.
    pub message_id: Option<String>,
    /// How many things it tells.
    pub rows: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next, was sent or given up.
    pub moment: Instant,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// From when on it is of no use any more.
    pub expires_at: Instant,
}

/// How many rows stand where; one more than a hundred thousand means "more".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutboxCounts {
    /// To be sent.
    pub waiting: i64,
    /// Sent.
    pub sent: i64,
    /// Given up.
    pub failed: i64,
}

/// Up to `limit` messages that stand so: what is sent first at the top, else the newest.
///
/// # Errors
/// Fails when the database does.
pub async fn list(tx: &mut Tx, state: MessageState, limit: i64) -> Result<Vec<ListedMessage>> {
    let statement = match state {
        MessageState::Waiting => WAITING,
        MessageState::Sent => SENT,
        MessageState::Failed => FAILED,
    };
    let listed = |row: Row<'_>| {
        Ok(ListedMessage {
            kind: kind(row.get(0)?)?,
            company_id: row.get(1)?,
            email: row.get(2)?,
            name: row.get(3)?,
            message_id: row.get(4)?,
            rows: row.get(5)?,
            attempts: row.get(6)?,
            moment: row.get(7)?,
            last_error: row.get(8)?,
            expires_at: row.get(9)?,
        })
    };
    tx.all(statement, &[limit.into()], listed).await
}

/// How many rows stand where.
///
/// # Errors
/// Fails when the database does.
pub async fn counts(tx: &mut Tx) -> Result<OutboxCounts> {
    let mut counts = [0; 3];
    for (count, statement) in counts.iter_mut().zip([COUNT_WAITING, COUNT_SENT, COUNT_FAILED]) {
        *count = tx.first(statement, &[], |row| row.get(0)).await?.unwrap_or(0);
    }
    let [waiting, sent, failed] = counts;
    Ok(OutboxCounts { waiting, sent, failed })
}
