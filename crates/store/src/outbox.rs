//! The outbox: what people are to be told, from the transaction that it tells of until it was
//! sent or given up.
//!
//! Whoever sends takes the rows of one message in hand for a while, by a lease. It ends by itself,
//! so that what somebody who died had in hand is sent by another. Does not own the words.

mod list;

use crate::engine::Engine;
use crate::error::Result;
use crate::report_key::Key;
use crate::schema;
use crate::sealing::sealer::{Place, Sealing};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::actor::Role;
use countersign_domain::instant::Instant;
use countersign_domain::message::Kind;
use uuid::Uuid;

pub(crate) use list::STATEMENTS as LIST_STATEMENTS;
pub use list::{Counts, Listed, State, counts, list};

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

// Many at once, as in `reports::load`.
const RECIPIENTS_AT_ONCE: &str = "SELECT m.company_id, m.person_id, m.role \
     FROM unnest($1::bigint[]) WITH ORDINALITY AS k (company_id, place) \
     JOIN memberships m ON m.company_id = k.company_id \
     WHERE m.awaits_company_since IS NULL AND NOT EXISTS (SELECT 1 FROM message_choices c \
     WHERE c.person_id = m.person_id AND c.kind = $2 AND c.wanted = FALSE) \
     ORDER BY k.place, m.person_id";

/// Something that a person is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// What happened: told to nobody twice.
    pub event: Uuid,
    /// Whom.
    pub person_id: i64,
    /// What it tells.
    pub kind: Kind,
    /// As whose.
    pub company_id: Option<i64>,
    /// Of which report.
    pub report: Option<Key>,
    /// What the message says, as its writer and its reader agree.
    pub data: String,
    /// The token of its link, where that lets in.
    pub secret: Option<String>,
    /// When it was written.
    pub created_at: Instant,
    /// Not before.
    pub due_at: Instant,
    /// From here on it is of no use any more.
    pub expires_at: Instant,
}

/// A row in the hand of who sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InHand {
    /// What happened.
    pub event: Uuid,
    /// Whom it is for.
    pub person_id: i64,
    /// What it tells.
    pub kind: Kind,
    /// As whose.
    pub company_id: Option<i64>,
    /// Of which report.
    pub report: Option<Key>,
    /// What the message says.
    pub data: String,
    /// The token of its link; none where it cannot be opened either.
    pub secret: Option<String>,
    /// When it was due.
    pub due_at: Instant,
    /// How often it was tried.
    pub attempts: i64,
    /// What the message is known by, whatever it takes to send it.
    pub message_id: String,
}

/// Who has rows in hand, and until when nobody else takes them.
#[derive(Clone, Copy, Debug)]
pub struct Lease {
    /// Known by.
    pub id: Uuid,
    /// Until when.
    pub until: Instant,
}

/// Who a message goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// The language they chose.
    pub language: Option<String>,
    /// The language of their company's region.
    pub region_language: Option<String>,
    /// Its time zone.
    pub time_zone: Option<String>,
    /// The name of the company that they are told as.
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
    kind: Kind,
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
/// [`crate::StoreError::Conflict`] when somebody was told of one of the events already,
/// [`crate::StoreError::NoKey`] where there is a link to be sealed.
pub async fn put(tx: &mut Tx, new: &[New]) -> Result<()> {
    let mut sealed = Vec::with_capacity(new.len());
    for it in new {
        let place = Place::Message(it.event, it.person_id);
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

/// Takes the rows of the next message that is due in hand. A new message is to be known by
/// `message_id`; one that was tried before keeps its own. None where nothing is due, or somebody
/// else was quicker.
///
/// # Errors
/// Fails when the database does.
pub async fn take(
    tx: &mut Tx,
    now: Instant,
    lease: Lease,
    message_id: &str,
) -> Result<Option<Vec<InHand>>> {
    type Next = (Uuid, i64, Kind, Option<i64>, Option<String>);
    let next = |row: Row<'_>| -> Result<Next> {
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

fn kind(token: &str) -> Result<Kind> {
    let unknown = || crate::StoreError::Corrupt(format!("unknown kind of message: {token:?}"));
    Kind::from_token(token).ok_or_else(unknown)
}

fn in_hand(row: Row<'_>, sealing: &Sealing) -> Result<InHand> {
    let report = match (row.get(4)?, row.get(5)?, row.get(6)?) {
        (Some(cycle), Some(partner_id), Some(vendor_id)) => {
            Some(Key { cycle, partner_id, vendor_id })
        }
        _ => None,
    };
    let (event, person_id) = (row.get(0)?, row.get(1)?);
    let stored = row.get::<Option<String>>(8)?;
    let open = |stored: String| sealing.open_text(Place::Message(event, person_id), &stored);
    Ok(InHand {
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

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// It was sent.
    Sent(Instant),
    /// It is tried again at this time; why.
    Again(Instant, &'a str),
    /// It is given up; why.
    GivenUp(Instant, &'a str),
    /// It was not tried; from here on somebody may.
    GivenBack(Instant),
}

/// Notes what became of a message in hand. Nothing where the lease was lost.
///
/// # Errors
/// Fails when the database does.
pub async fn finish(
    tx: &mut Tx,
    message_id: &str,
    holder: Uuid,
    outcome: Outcome<'_>,
) -> Result<bool> {
    let (id, lease) = (message_id.into(), holder.into());
    let changed = match outcome {
        Outcome::Sent(at) => tx.execute(SENT, &[id, lease, at.into()]).await?,
        Outcome::Again(at, why) => tx.execute(AGAIN, &[id, lease, at.into(), why.into()]).await?,
        Outcome::GivenUp(at, why) => {
            tx.execute(GIVE_UP, &[id, lease, at.into(), why.into()]).await?
        }
        Outcome::GivenBack(at) => tx.execute(GIVE_BACK, &[id, lease, at.into()]).await?,
    };
    Ok(changed > 0)
}

/// Takes out rows that tell what is no longer so.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(tx: &mut Tx, rows: &[(Uuid, i64)]) -> Result<()> {
    let keys: Vec<_> = rows.iter().map(|(event, id)| [(*event).into(), (*id).into()]).collect();
    tx.execute_many(DROP, &keys).await?;
    Ok(())
}

/// Takes out what waits for a person of a kind that they do not want any more.
///
/// # Errors
/// Fails when the database does.
pub async fn decline(tx: &mut Tx, person_id: i64, kind: Kind) -> Result<()> {
    tx.execute(DROP_WAITING, &[person_id.into(), kind.token().into()]).await?;
    Ok(())
}

/// Takes out what waits to be told of something that happened; whom it was for. What is in the hand
/// of who sends stays.
///
/// # Errors
/// Fails when the database does.
pub async fn withdraw(tx: &mut Tx, event: Uuid) -> Result<Vec<i64>> {
    tx.all(WITHDRAW, &[event.into()], |row| row.get(0)).await
}

/// Takes out links of a kind that wait to be sent to a person: another one was made.
///
/// # Errors
/// Fails when the database does.
pub async fn revoke(
    tx: &mut Tx,
    person_id: i64,
    kind: Kind,
    company_id: Option<i64>,
) -> Result<()> {
    let company_id = company_id.unwrap_or(0).into();
    tx.execute(REVOKE, &[person_id.into(), kind.token().into(), company_id]).await?;
    Ok(())
}

/// Gives up what is of no use any more, and forgets links that open nothing; how many messages
/// were given up.
///
/// # Errors
/// Fails when the database does.
pub async fn expire(tx: &mut Tx, now: Instant, why: &str) -> Result<u64> {
    tx.execute(FORGET_SECRETS, &[now.into()]).await?;
    tx.execute(TOO_LATE, &[now.into(), why.into()]).await
}

/// Removes what was sent or given up before `before`; how many rows.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_old(tx: &mut Tx, before: Instant) -> Result<u64> {
    let sent = tx.execute(REMOVE_SENT, &[before.into()]).await?;
    Ok(sent + tx.execute(REMOVE_FAILED, &[before.into()]).await?)
}

/// Has a message that was given up tried again; false where there is none, or it is too late.
///
/// # Errors
/// Fails when the database does.
pub async fn resend(tx: &mut Tx, message_id: &str, now: Instant) -> Result<bool> {
    Ok(tx.execute(RESEND, &[message_id.into(), now.into()]).await? > 0)
}

/// Has everything that was given up and is not too late tried again; how many rows.
///
/// # Errors
/// Fails when the database does.
pub async fn resend_all(tx: &mut Tx, now: Instant) -> Result<u64> {
    tx.execute(RESEND_ALL, &[now.into()]).await
}

/// Who a message goes to; none where there is no such person.
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
