//! The log of a webhook: its messages as people see them, and their replay.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::instant::Instant;
use countersign_domain::webhook::expires_at;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

statements! {
    LIST = "SELECT event, event_type, created_at, attempts, next_attempt_at, tried_at, status, \
        failed_at, last_error FROM webhook_messages WHERE webhook_id = $1 \
        AND ($2 = '' OR event_type = $2) AND ($3 = '' \
        OR $3 = 'waiting' AND next_attempt_at IS NOT NULL \
        OR $3 = 'sent' AND sent_at IS NOT NULL OR $3 = 'failed' AND failed_at IS NOT NULL) \
        AND (created_at < $4 OR created_at = $4 AND event < $5) \
        ORDER BY created_at DESC, event DESC LIMIT $6";
    EXISTS = "SELECT 1 FROM webhook_messages WHERE webhook_id = $1 AND event = $2";
    REPLAY = "UPDATE webhook_messages SET next_attempt_at = $3, expires_at = $4, attempts = 0, \
        sent_at = NULL, failed_at = NULL, last_error = NULL WHERE webhook_id = $1 AND event = $2 \
        AND next_attempt_at IS NULL";
    REPLAY_SPAN = "UPDATE webhook_messages SET next_attempt_at = $4, expires_at = $5, \
        attempts = 0, sent_at = NULL, failed_at = NULL, last_error = NULL WHERE webhook_id = $1 \
        AND created_at >= $2 AND created_at < $3 AND next_attempt_at IS NULL";
}

/// The state of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageState {
    /// It waits for its first or next attempt.
    Waiting,
    /// Its receiver took it.
    Sent,
    /// It failed for good.
    Failed,
}

impl MessageState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Sent, Self::Failed];

    /// The word in addresses and answers.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    /// The state of a word.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.token() == token)
    }
}

/// A message as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedEvent {
    /// The id of the event, which the receiver sees as `webhook-id`.
    pub event: Uuid,
    /// The type.
    pub event_type: String,
    /// When it happened.
    pub created_at: Instant,
    /// The number of attempts.
    pub attempts: i64,
    /// When it is tried next.
    pub next_attempt_at: Option<Instant>,
    /// When it was tried last.
    pub tried_at: Option<Instant>,
    /// The status of the last answer, if it may be quoted.
    pub status: Option<i64>,
    /// When it failed for good.
    pub failed_at: Option<Instant>,
    /// The error of the last attempt.
    pub last_error: Option<String>,
}

impl ListedEvent {
    /// The state.
    #[must_use]
    pub const fn state(&self) -> MessageState {
        if self.next_attempt_at.is_some() {
            return MessageState::Waiting;
        }
        if self.failed_at.is_some() { MessageState::Failed } else { MessageState::Sent }
    }

    /// The position in a list.
    #[must_use]
    pub const fn cursor(&self) -> LogCursor {
        LogCursor { at: self.created_at, event: self.event }
    }
}

/// A position in a list, the newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogCursor {
    /// When the event happened.
    pub at: Instant,
    /// The id of the event.
    pub event: Uuid,
}

impl LogCursor {
    /// Before every message: the end of the year 9999, which both engines can represent.
    pub const FIRST: Self =
        Self { at: Instant::from_micros(253_402_300_799_000_000), event: Uuid::max() };
}

impl fmt::Display for LogCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at.micros(), self.event)
    }
}

impl FromStr for LogCursor {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        let (at, event) = text.split_once('.').ok_or(())?;
        let at = Instant::from_micros(at.parse().map_err(|_| ())?);
        // A later one cannot be represented on both engines.
        let fits = at <= Self::FIRST.at && at.micros() >= 0;
        let event = event.parse().map_err(|_| ())?;
        if fits { Ok(Self { at, event }) } else { Err(()) }
    }
}

/// The messages that a list asks for.
#[derive(Clone, Copy, Debug)]
pub struct LogQuery<'a> {
    /// Their type; blank for all.
    pub event_type: &'a str,
    /// Their state; `None` for all.
    pub state: Option<MessageState>,
    /// The position after which they begin.
    pub after: LogCursor,
    /// The most that are listed.
    pub limit: i64,
}

/// The messages of a webhook, the newest first.
///
/// # Errors
/// Fails when the database does.
pub async fn list(tx: &mut Tx, webhook_id: Uuid, asked: &LogQuery<'_>) -> Result<Vec<ListedEvent>> {
    let listed = |row: Row<'_>| {
        Ok(ListedEvent {
            event: row.get(0)?,
            event_type: row.get(1)?,
            created_at: row.get(2)?,
            attempts: row.get(3)?,
            next_attempt_at: row.get(4)?,
            tried_at: row.get(5)?,
            status: row.get(6)?,
            failed_at: row.get(7)?,
            last_error: row.get(8)?,
        })
    };
    let values = [
        webhook_id.into(),
        asked.event_type.into(),
        asked.state.map_or("", MessageState::token).into(),
        asked.after.at.into(),
        asked.after.event.into(),
        asked.limit.into(),
    ];
    tx.all(LIST, &values, listed).await
}

/// Whether a webhook has the message of an event.
///
/// # Errors
/// Fails when the database does.
pub async fn has_message(tx: &mut Tx, webhook_id: Uuid, event: Uuid) -> Result<bool> {
    Ok(tx.first(EXISTS, &[webhook_id.into(), event.into()], |_| Ok(())).await?.is_some())
}

/// Makes a finished message due again, under the same id; false if it waits already, or is not
/// there.
///
/// # Errors
/// Fails when the database does.
pub async fn replay(tx: &mut Tx, webhook_id: Uuid, event: Uuid, now: Instant) -> Result<bool> {
    let values = [webhook_id.into(), event.into(), now.into(), expires_at(now).into()];
    Ok(tx.execute(REPLAY, &values).await? > 0)
}

/// Makes the finished messages of events from one instant until before another due again, and
/// returns how many there are.
///
/// # Errors
/// Fails when the database does.
pub async fn replay_span(
    tx: &mut Tx,
    webhook_id: Uuid,
    (from, until): (Instant, Instant),
    now: Instant,
) -> Result<u64> {
    let values = [webhook_id.into(), from.into(), until.into(), now.into(), expires_at(now).into()];
    tx.execute(REPLAY_SPAN, &values).await
}
