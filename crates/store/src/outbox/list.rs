//! The outbox as the operator sees it: waiting, sent and given-up messages.

use super::kept::MessageName;
use super::kind;
use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::instant::Instant;
use countersign_domain::message::MessageKind;

/// Rows from which a list is assembled; further rows are only counted.
macro_rules! looked_at {
    () => {
        "20000"
    };
}
/// The most rows that are counted.
macro_rules! counted {
    () => {
        "100001"
    };
}
macro_rules! listing {
    ($time:literal, $order:literal) => {
        concat!(
            "SELECT o.kind, o.company_id, p.email, p.name, o.message_id, COUNT(*), \
             MAX(o.attempts), o.moment, MAX(o.last_error), MAX(o.expires_at), p.id \
             FROM (SELECT kind, company_id, person_id, message_id, attempts, last_error, \
             expires_at, ",
            $time,
            " AS moment FROM outbox WHERE ",
            $time,
            " IS NOT NULL AND ($3 = '' OR person_id IN (SELECT id FROM people \
             WHERE email_folded = $3)) ORDER BY ",
            $time,
            $order,
            " LIMIT ",
            looked_at!(),
            ") o JOIN people p ON p.id = o.person_id GROUP BY o.kind, o.company_id, p.id, \
             p.email, p.name, o.message_id, o.moment ORDER BY o.moment",
            $order,
            ", p.email, o.kind, o.company_id, o.message_id LIMIT $1 OFFSET $2"
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

/// The state of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageState {
    /// It waits.
    Waiting,
    /// It was sent.
    Sent,
    /// It was given up.
    Failed,
}

/// A message of the list: the rows that are sent together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedMessage {
    /// The kind of message.
    pub kind: MessageKind,
    /// The company as whose member the person gets it.
    pub company_id: Option<i64>,
    /// The recipient.
    pub person_id: i64,
    /// The e-mail address of the recipient.
    pub email: String,
    /// The name of the recipient.
    pub name: String,
    /// The Message-ID; none before the first attempt.
    pub message_id: Option<String>,
    /// The number of notifications in it.
    pub rows: i64,
    /// The number of attempts.
    pub attempts: i64,
    /// The instant of the next attempt, of the sending or of giving up.
    pub moment: Instant,
    /// The error of the last attempt.
    pub last_error: Option<String>,
    /// The instant from which it is of no use.
    pub expires_at: Instant,
}

impl ListedMessage {
    /// Its name.
    #[must_use]
    pub fn message_name(&self) -> MessageName {
        let untried = || MessageName::Untried {
            person_id: self.person_id,
            kind: self.kind,
            company_id: self.company_id,
            at: self.moment,
        };
        self.message_id.clone().map_or_else(untried, MessageName::Id)
    }
}

/// The number of rows by state; one more than a hundred thousand means "more".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutboxCounts {
    /// Rows that wait.
    pub waiting: i64,
    /// Sent.
    pub sent: i64,
    /// Given up.
    pub failed: i64,
}

/// The messages that a list asks for.
#[derive(Clone, Copy, Debug)]
pub struct MessageQuery<'a> {
    /// Their state.
    pub state: MessageState,
    /// The folded address of their recipient; blank for everyone's.
    pub recipient: &'a str,
    /// How many are skipped.
    pub skipped: i64,
    /// The most that are listed.
    pub limit: i64,
}

impl MessageQuery<'_> {
    /// The first messages of a state, for every recipient.
    #[must_use]
    pub const fn first(state: MessageState, limit: i64) -> Self {
        Self { state, recipient: "", skipped: 0, limit }
    }
}

/// Messages: the next to send first, otherwise the newest.
///
/// # Errors
/// Fails when the database does.
pub async fn list(tx: &mut Tx, asked: &MessageQuery<'_>) -> Result<Vec<ListedMessage>> {
    let statement = match asked.state {
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
            person_id: row.get(10)?,
        })
    };
    let values = [asked.limit.into(), asked.skipped.into(), asked.recipient.into()];
    tx.all(statement, &values, listed).await
}

/// How many rows could not be sent.
///
/// # Errors
/// Fails when the database does.
pub async fn failed(tx: &mut Tx) -> Result<i64> {
    Ok(tx.first(COUNT_FAILED, &[], |row| row.get(0)).await?.unwrap_or(0))
}

/// The number of rows by state.
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
