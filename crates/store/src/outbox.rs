//! The outbox: notifications of people, from the transaction of the event until they are sent or
//! given up.
//!
//! The sender leases the rows of one message. The lease expires by itself, so that another process
//! sends the message if the sender dies. Does not own the texts.

mod kept;
mod list;
mod sent;

use crate::engine::Engine;
use crate::error::Result;
use crate::report_key::Key;
use crate::schema;
use crate::sealing::sealer::{Sealing, SecretPlace};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::actor::Role;
use countersign_domain::instant::Instant;
use countersign_domain::message::MessageKind;
use uuid::Uuid;

pub(crate) use kept::STATEMENTS as KEPT_STATEMENTS;
pub use kept::{KeptMessage, MessageName, kept};
pub(crate) use list::STATEMENTS as LIST_STATEMENTS;
pub use list::{ListedMessage, MessageQuery, MessageState, OutboxCounts, counts, failed, list};
pub(crate) use sent::STATEMENTS as SENT_STATEMENTS;
pub use sent::{SentNotification, each_sent};

statements! {
    RECIPIENTS = "SELECT m.company_id, m.person_id, m.role FROM memberships m \
        WHERE m.company_id = $1 AND m.awaits_company_since IS NULL \
        AND NOT EXISTS (SELECT 1 FROM message_choices c \
        WHERE c.person_id = m.person_id AND c.kind = $2 AND c.wanted = FALSE) \
        ORDER BY m.person_id";
    NEXT = "SELECT event, person_id, kind, company_id, message_id FROM outbox \
        WHERE next_attempt_at <= $1 ORDER BY next_attempt_at, person_id, kind LIMIT 1";
    TAKE_MESSAGE = "UPDATE outbox SET lease = $3, next_attempt_at = $4 \
        WHERE message_id = $1 AND next_attempt_at <= $2";
    TAKE_JOINED = "UPDATE outbox SET lease = $5, next_attempt_at = $6, message_id = $7 \
        WHERE person_id = $1 AND kind = $2 AND company_id = $3 AND next_attempt_at <= $4 \
        AND message_id IS NULL";
    TAKE_ONE = "UPDATE outbox SET lease = $4, next_attempt_at = $5, message_id = $6 \
        WHERE event = $1 AND person_id = $2 AND next_attempt_at <= $3 AND message_id IS NULL";
    IN_HAND = "SELECT event, person_id, kind, company_id, cycle, partner_id, vendor_id, data, \
        secret, due_at, attempts, message_id FROM outbox WHERE message_id = $1 AND lease = $2 \
        ORDER BY due_at, event";
    SENT = "UPDATE outbox SET sent_at = $3, attempts = attempts + 1, next_attempt_at = NULL, \
        lease = NULL, secret = NULL, last_error = NULL WHERE message_id = $1 AND lease = $2";
    AGAIN = "UPDATE outbox SET next_attempt_at = $3, attempts = attempts + 1, lease = NULL, \
        last_error = $4 WHERE message_id = $1 AND lease = $2";
    GIVE_UP = "UPDATE outbox SET failed_at = $3, attempts = attempts + 1, \
        next_attempt_at = NULL, lease = NULL, last_error = $4 \
        WHERE message_id = $1 AND lease = $2";
    GIVE_BACK = "UPDATE outbox SET next_attempt_at = $3, lease = NULL \
        WHERE message_id = $1 AND lease = $2";
    DROP = "DELETE FROM outbox WHERE event = $1 AND person_id = $2";
    DROP_WAITING = "DELETE FROM outbox WHERE person_id = $1 AND kind = $2 \
        AND next_attempt_at IS NOT NULL AND lease IS NULL";
    WITHDRAW = "DELETE FROM outbox WHERE event = $1 AND next_attempt_at IS NOT NULL \
        AND lease IS NULL RETURNING person_id";
    TOO_LATE = "UPDATE outbox SET failed_at = $1, next_attempt_at = NULL, lease = NULL, \
        secret = NULL, last_error = $2 WHERE next_attempt_at IS NOT NULL AND expires_at <= $1";
    FORGET_SECRETS = "UPDATE outbox SET secret = NULL WHERE secret IS NOT NULL \
        AND expires_at <= $1";
    REVOKE = "DELETE FROM outbox WHERE person_id = $1 AND kind = $2 \
        AND COALESCE(company_id, 0) = $3 AND next_attempt_at IS NOT NULL \
        AND secret IS NOT NULL";
    REMOVE_SENT = "DELETE FROM outbox WHERE sent_at < $1";
    REMOVE_FAILED = "DELETE FROM outbox WHERE failed_at < $1";
    RESEND = "UPDATE outbox SET failed_at = NULL, attempts = 0, next_attempt_at = $2 \
        WHERE message_id = $1 AND failed_at IS NOT NULL AND expires_at > $2";
    RESEND_ALL = "UPDATE outbox SET failed_at = NULL, attempts = 0, next_attempt_at = $1 \
        WHERE failed_at IS NOT NULL AND expires_at > $1";
    ADDRESSEE = "SELECT p.email, p.name, f.language, r.language, r.time_zone, c.name \
        FROM people p LEFT JOIN preferences f ON f.person_id = p.id \
        LEFT JOIN companies c ON c.id = $2 LEFT JOIN partners t ON t.id = c.id \
        LEFT JOIN distributors d ON d.id = COALESCE(t.distributor_id, c.id) \
        LEFT JOIN regions r ON r.id = d.region_id WHERE p.id = $1";
}

// Batched, as in `reports::load`.
const RECIPIENTS_AT_ONCE: &str = "SELECT m.company_id, m.person_id, m.role \
     FROM unnest($1::bigint[]) WITH ORDINALITY AS k (company_id, place) \
     JOIN memberships m ON m.company_id = k.company_id \
     WHERE m.awaits_company_since IS NULL AND NOT EXISTS (SELECT 1 FROM message_choices c \
     WHERE c.person_id = m.person_id AND c.kind = $2 AND c.wanted = FALSE) \
     ORDER BY k.place, m.person_id";

/// A new notification of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNotification {
    /// The id of the event: no person is notified of it twice.
    pub event: Uuid,
    /// The person.
    pub person_id: i64,
    /// The kind of message.
    pub kind: MessageKind,
    /// The company as whose member the person gets it.
    pub company_id: Option<i64>,
    /// The report, if it concerns one.
    pub report: Option<Key>,
    /// The facts of the message as JSON.
    pub data: String,
    /// The token of its one-time link, if it has one.
    pub secret: Option<String>,
    /// When it was written.
    pub created_at: Instant,
    /// The earliest instant to send it.
    pub due_at: Instant,
    /// The instant from which it is of no use.
    pub expires_at: Instant,
}

/// A leased row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedNotification {
    /// The id of the event.
    pub event: Uuid,
    /// Whom it is for.
    pub person_id: i64,
    /// The kind of message.
    pub kind: MessageKind,
    /// The company as whose member the person gets it.
    pub company_id: Option<i64>,
    /// The report, if it concerns one.
    pub report: Option<Key>,
    /// The facts of the message as JSON.
    pub data: String,
    /// The token of its one-time link; `None` if it cannot be opened.
    pub secret: Option<String>,
    /// When it was due.
    pub due_at: Instant,
    /// The number of attempts.
    pub attempts: i64,
    /// The Message-ID, which is the same for all attempts.
    pub message_id: String,
}

/// The lease of some rows.
#[derive(Clone, Copy, Debug)]
pub struct OutboxLease {
    /// The id of the lease.
    pub id: Uuid,
    /// When the lease expires.
    pub until: Instant,
}

/// The recipient of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// The e-mail address of the person.
    pub email: String,
    /// The name of the person.
    pub name: String,
    /// The language they chose.
    pub language: Option<String>,
    /// The language of their company's region.
    pub region_language: Option<String>,
    /// The time zone of their company's region.
    pub time_zone: Option<String>,
    /// The name of the company as whose member they get it.
    pub company_name: Option<String>,
}

/// The people of companies who did not decline a kind: company, person and role, in the order of
/// `companies`.
///
/// # Errors
/// Fails when the database does.
pub async fn recipients(
    tx: &mut Tx,
    companies: &[i64],
    kind: MessageKind,
) -> Result<Vec<(i64, i64, Role)>> {
    let recipient =
        |row: Row<'_>| Ok((row.get(0)?, row.get(1)?, crate::people::role(row.get(2)?)?));
    if tx.engine() == Engine::Postgres {
        let asked = [Value::Ints(companies), kind.token().into()];
        return tx.all(RECIPIENTS_AT_ONCE, &asked, recipient).await;
    }
    let asked: Vec<_> =
        companies.iter().map(|company| [(*company).into(), kind.token().into()]).collect();
    let mut found = Vec::new();
    tx.each_of(RECIPIENTS, &asked, |_, row| {
        found.push(recipient(row)?);
        Ok(())
    })
    .await?;
    Ok(found)
}

/// Writes rows.
///
/// # Errors
/// [`crate::StoreError::Conflict`] when a person was notified of one of the events already,
/// [`crate::StoreError::NoKey`] when a link has to be sealed.
pub async fn put(tx: &mut Tx, new: &[NewNotification]) -> Result<()> {
    let mut sealed = Vec::with_capacity(new.len());
    for it in new {
        let place = SecretPlace::Message(it.event, it.person_id);
        sealed.push(tx.seal_text(place, it.secret.as_deref()).await?);
    }
    let rows: Vec<_> = new
        .iter()
        .zip(&sealed)
        .map(|(it, sealed)| {
            [
                it.event.into(),
                it.person_id.into(),
                it.kind.token().into(),
                it.company_id.into(),
                it.report.map(|key| key.cycle).into(),
                it.report.map(|key| key.partner_id).into(),
                it.report.map(|key| key.vendor_id).into(),
                (&it.data).into(),
                sealed.as_deref().into(),
                it.created_at.into(),
                it.due_at.into(),
                it.expires_at.into(),
                0.into(),
                it.due_at.into(),
                None::<Uuid>.into(),
                None::<&str>.into(),
                None::<Instant>.into(),
                None::<Instant>.into(),
                None::<&str>.into(),
            ]
        })
        .collect();
    tx.insert(&schema::OUTBOX, &rows).await
}

/// Leases the rows of the next message that is due. A new message gets `message_id`; one that was
/// tried before keeps its own. None if nothing is due, or another process was quicker.
///
/// # Errors
/// Fails when the database does.
pub async fn take(
    tx: &mut Tx,
    now: Instant,
    lease: OutboxLease,
    message_id: &str,
) -> Result<Option<Vec<ClaimedNotification>>> {
    type NextMessage = (Uuid, i64, MessageKind, Option<i64>, Option<String>);
    let next = |row: Row<'_>| -> Result<NextMessage> {
        Ok((row.get(0)?, row.get(1)?, kind(row.get(2)?)?, row.get(3)?, row.get(4)?))
    };
    let Some((event, person, of, company, known)) = tx.first(NEXT, &[now.into()], next).await?
    else {
        return Ok(None);
    };
    let (holder, until) = (lease.id.into(), lease.until.into());
    match (&known, company.filter(|_| of.is_joined())) {
        (Some(known), _) => {
            tx.execute(TAKE_MESSAGE, &[known.into(), now.into(), holder, until]).await?
        }
        (None, Some(company)) => {
            let (kind, id) = (of.token().into(), message_id.into());
            let group = [person.into(), kind, company.into(), now.into(), holder, until, id];
            tx.execute(TAKE_JOINED, &group).await?
        }
        (None, None) => {
            let one = [event.into(), person.into(), now.into(), holder, until, message_id.into()];
            tx.execute(TAKE_ONE, &one).await?
        }
    };
    let message_id = known.as_deref().unwrap_or(message_id);
    let sealing = tx.sealing();
    let rows = tx.all(IN_HAND, &[message_id.into(), holder], |row| in_hand(row, &sealing)).await?;
    Ok(Some(rows))
}

fn kind(token: &str) -> Result<MessageKind> {
    let unknown = || crate::StoreError::Corrupt(format!("unknown kind of message: {token:?}"));
    MessageKind::from_token(token).ok_or_else(unknown)
}

fn in_hand(row: Row<'_>, sealing: &Sealing) -> Result<ClaimedNotification> {
    let report = match (row.get(4)?, row.get(5)?, row.get(6)?) {
        (Some(cycle), Some(partner_id), Some(vendor_id)) => {
            Some(Key { cycle, partner_id, vendor_id })
        }
        _ => None,
    };
    let (event, person_id) = (row.get(0)?, row.get(1)?);
    let stored = row.get::<Option<String>>(8)?;
    let open = |stored: String| sealing.open_text(SecretPlace::Message(event, person_id), &stored);
    Ok(ClaimedNotification {
        event,
        person_id,
        kind: kind(row.get(2)?)?,
        company_id: row.get(3)?,
        report,
        data: row.get(7)?,
        secret: stored.and_then(open),
        due_at: row.get(9)?,
        attempts: row.get(10)?,
        message_id: row.get(11)?,
    })
}

/// The outcome of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttemptOutcome<'a> {
    /// It was sent.
    Sent(Instant),
    /// It is retried at this instant, for this reason.
    Again(Instant, &'a str),
    /// It is given up, for this reason.
    GivenUp(Instant, &'a str),
    /// It was not tried; another process may from this instant on.
    GivenBack(Instant),
}

/// Records the outcome of a leased message. Changes nothing if the lease was lost.
///
/// # Errors
/// Fails when the database does.
pub async fn finish(
    tx: &mut Tx,
    message_id: &str,
    holder: Uuid,
    outcome: AttemptOutcome<'_>,
) -> Result<bool> {
    let (id, lease) = (message_id.into(), holder.into());
    let changed = match outcome {
        AttemptOutcome::Sent(at) => tx.execute(SENT, &[id, lease, at.into()]).await?,
        AttemptOutcome::Again(at, why) => {
            tx.execute(AGAIN, &[id, lease, at.into(), why.into()]).await?
        }
        AttemptOutcome::GivenUp(at, why) => {
            tx.execute(GIVE_UP, &[id, lease, at.into(), why.into()]).await?
        }
        AttemptOutcome::GivenBack(at) => tx.execute(GIVE_BACK, &[id, lease, at.into()]).await?,
    };
    Ok(changed > 0)
}

/// Deletes rows whose facts are no longer true.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(tx: &mut Tx, rows: &[(Uuid, i64)]) -> Result<()> {
    let keys: Vec<_> = rows.iter().map(|(event, id)| [(*event).into(), (*id).into()]).collect();
    tx.execute_many(DROP, &keys).await?;
    Ok(())
}

/// Deletes waiting rows of a kind that a person declined.
///
/// # Errors
/// Fails when the database does.
pub async fn decline(tx: &mut Tx, person_id: i64, kind: MessageKind) -> Result<()> {
    tx.execute(DROP_WAITING, &[person_id.into(), kind.token().into()]).await?;
    Ok(())
}

/// Deletes waiting rows of an event, and returns their people. Leased rows stay.
///
/// # Errors
/// Fails when the database does.
pub async fn withdraw(tx: &mut Tx, event: Uuid) -> Result<Vec<i64>> {
    tx.all(WITHDRAW, &[event.into()], |row| row.get(0)).await
}

/// Deletes waiting links of a kind for a person who got a new one.
///
/// # Errors
/// Fails when the database does.
pub async fn revoke(
    tx: &mut Tx,
    person_id: i64,
    kind: MessageKind,
    company_id: Option<i64>,
) -> Result<()> {
    let company_id = company_id.unwrap_or(0).into();
    tx.execute(REVOKE, &[person_id.into(), kind.token().into(), company_id]).await?;
    Ok(())
}

/// Gives up messages that are too late, deletes tokens of links that no longer work, and returns
/// how many messages were given up.
///
/// # Errors
/// Fails when the database does.
pub async fn expire(tx: &mut Tx, now: Instant, why: &str) -> Result<u64> {
    tx.execute(FORGET_SECRETS, &[now.into()]).await?;
    tx.execute(TOO_LATE, &[now.into(), why.into()]).await
}

/// Deletes rows that were sent or given up before `before`, and returns how many.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_old(tx: &mut Tx, before: Instant) -> Result<u64> {
    let sent = tx.execute(REMOVE_SENT, &[before.into()]).await?;
    Ok(sent + tx.execute(REMOVE_FAILED, &[before.into()]).await?)
}

/// Schedules a given-up message again; false if there is none, or it is too late.
///
/// # Errors
/// Fails when the database does.
pub async fn resend(tx: &mut Tx, message_id: &str, now: Instant) -> Result<bool> {
    Ok(tx.execute(RESEND, &[message_id.into(), now.into()]).await? > 0)
}

/// Schedules all given-up messages again that are not too late, and returns how many rows.
///
/// # Errors
/// Fails when the database does.
pub async fn resend_all(tx: &mut Tx, now: Instant) -> Result<u64> {
    tx.execute(RESEND_ALL, &[now.into()]).await
}

/// The recipient of a message; `None` if there is no such person.
///
/// # Errors
/// Fails when the database does.
pub async fn addressee(
    tx: &mut Tx,
    person_id: i64,
    company_id: Option<i64>,
) -> Result<Option<Addressee>> {
    tx.first(ADDRESSEE, &[person_id.into(), company_id.into()], |row| {
        Ok(Addressee {
            email: row.get(0)?,
            name: row.get(1)?,
            language: row.get(2)?,
            region_language: row.get(3)?,
            time_zone: row.get(4)?,
            company_name: row.get(5)?,
        })
    })
    .await
}
