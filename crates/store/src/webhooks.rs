//! Webhooks of companies. A process leases a webhook while it sends its messages, so that they
//! leave one after the other.

mod log;
mod messages;

use crate::delivery_channels::Secret;
use crate::error::{Result, StoreError};
use crate::outbox::OutboxLease;
use crate::schema;
use crate::sealing::sealer::{Sealing, SecretPlace};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::actor::CompanyKind;
use countersign_domain::instant::Instant;
use countersign_domain::webhook::{EventType, WebhookState};
use uuid::Uuid;

pub(crate) use log::STATEMENTS as LOG_STATEMENTS;
pub use log::{
    ListedEvent, LogCursor, LogQuery, MessageState, has_message, list, replay, replay_span,
};
pub(crate) use messages::STATEMENTS as MESSAGE_STATEMENTS;
pub use messages::{
    Answer, ClaimedEvent, NewEvent, due, expire, finish, give_up_waiting, hasten, put, remove_old,
    withdraw,
};

macro_rules! columns {
    () => {
        "SELECT w.id, w.company_id, w.name, w.address, w.events, w.state, w.secret, w.old_secret, \
         w.old_secret_until, w.failures, w.retry_at, w.made_at, w.ended_at, w.version \
         FROM webhooks w "
    };
}

statements! {
    FIND = concat!(columns!(), "WHERE w.id = $1");
    OF_COMPANY = concat!(columns!(), "WHERE w.company_id = $1 ORDER BY w.made_at, w.id");
    ALL = concat!(columns!(), "ORDER BY w.company_id, w.made_at, w.id");
    LISTENERS = "SELECT w.id, w.company_id, c.kind, w.events, w.state FROM webhooks w \
        JOIN companies c ON c.id = w.company_id ORDER BY w.id";
    /// A new address or state is tried at once.
    CHANGE = "UPDATE webhooks SET name = $3, address = $4, events = $5, state = $6, \
        ended_at = NULL, failures = 0, retry_at = NULL, version = version + 1 \
        WHERE id = $1 AND version = $2";
    RENEW = "UPDATE webhooks SET secret = $3, old_secret = $4, old_secret_until = $5, \
        version = version + 1 WHERE id = $1 AND version = $2";
    REMOVE = "DELETE FROM webhooks WHERE id = $1";
    REMOVE_MESSAGES = "DELETE FROM webhook_messages WHERE webhook_id = $1";
    /// After a turn there is no lease, so that a clock that was set back holds up no webhook.
    NEXT = "SELECT w.id FROM webhooks w WHERE w.state = 'on' \
        AND (w.lease IS NULL OR w.leased_until <= $2) \
        AND (w.retry_at IS NULL OR w.retry_at <= $2) AND EXISTS \
        (SELECT 1 FROM webhook_messages m WHERE m.webhook_id = w.id AND m.next_attempt_at <= $1) \
        ORDER BY w.leased_until NULLS FIRST, w.id LIMIT 1";
    LEASE = "UPDATE webhooks SET lease = $2, leased_until = $3 WHERE id = $1 \
        AND (lease IS NULL OR leased_until <= $4)";
    SERVED = "SELECT 1 FROM webhooks WHERE id = $1 AND lease = $2 AND version = $3 \
        AND state = 'on'";
    /// The failures of an old address say nothing of a new one.
    RELEASE = "UPDATE webhooks SET lease = NULL, leased_until = $3, \
        failures = CASE WHEN version = $6 THEN $4 ELSE failures END, \
        retry_at = CASE WHEN version = $6 THEN $5 ELSE retry_at END \
        WHERE id = $1 AND lease = $2";
    /// The receiver at an old address does not end the webhook that has a new one.
    END = "UPDATE webhooks SET state = 'gone', ended_at = $3, version = version + 1 \
        WHERE id = $1 AND lease = $2 AND state = 'on' AND version = $4";
}

/// The settings of a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookFields {
    /// What people call it.
    pub name: String,
    /// The address of the receiver.
    pub address: String,
    /// The types that were chosen.
    pub events: Vec<EventType>,
    /// Whether it gets messages.
    pub state: WebhookState,
}

/// A webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// The id, a UUID.
    pub id: Uuid,
    /// The number of the company.
    pub company_id: i64,
    /// The settings.
    pub said: WebhookFields,
    /// The secret that signs; `None` if it cannot be opened because the key is missing.
    pub secret: Option<Secret>,
    /// The failed attempts in a row.
    pub failures: i64,
    /// When it is tried again after a failure.
    pub retry_at: Option<Instant>,
    /// When it was added.
    pub made_at: Instant,
    /// When its receiver answered that it is gone.
    pub ended_at: Option<Instant>,
    /// The version, which each change increases.
    pub version: i64,
}

/// A webhook with what decides whether it gets an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// The id of the webhook.
    pub webhook_id: Uuid,
    /// The number of its company.
    pub company_id: i64,
    /// The kind of its company.
    pub kind: CompanyKind,
    /// The types that were chosen.
    pub events: Vec<EventType>,
    /// Whether it gets messages.
    pub is_on: bool,
}

fn events(text: &str) -> Vec<EventType> {
    // A later program may know more types than this one.
    text.split_whitespace().filter_map(|it| EventType::parse(it).ok()).collect()
}

fn event_list(events: &[EventType]) -> String {
    events.iter().map(|it| it.token()).collect::<Vec<_>>().join(" ")
}

fn state(token: &str) -> Result<WebhookState> {
    let unknown = || StoreError::Corrupt(format!("unknown state of a webhook: {token:?}"));
    WebhookState::from_token(token).ok_or_else(unknown)
}

fn webhook(row: Row<'_>, sealing: &Sealing) -> Result<Webhook> {
    let id = row.get(0)?;
    let text = sealing.open_text(SecretPlace::Webhook(id), row.get(6)?);
    let old = row.get::<Option<String>>(7)?;
    let old = old.and_then(|old| sealing.open_text(SecretPlace::OldWebhook(id), &old));
    let until: Option<Instant> = row.get(8)?;
    Ok(Webhook {
        id,
        company_id: row.get(1)?,
        said: WebhookFields {
            name: row.get(2)?,
            address: row.get(3)?,
            events: events(row.get(4)?),
            state: state(row.get(5)?)?,
        },
        secret: text.map(|text| Secret { text, old: old.zip(until) }),
        failures: row.get(9)?,
        retry_at: row.get(10)?,
        made_at: row.get(11)?,
        ended_at: row.get(12)?,
        version: row.get(13)?,
    })
}

/// Adds a webhook.
///
/// # Errors
/// Fails when the database does, or with [`StoreError::NoKey`] when its secret cannot be sealed.
pub async fn insert(
    tx: &mut Tx,
    webhook: &Webhook,
    secret: &str,
    made_by: Option<i64>,
) -> Result<()> {
    let said = &webhook.said;
    let sealed = tx.seal(SecretPlace::Webhook(webhook.id), secret.as_bytes()).await?;
    let events = event_list(&said.events);
    let row = [
        webhook.id.into(),
        webhook.company_id.into(),
        (&said.name).into(),
        (&said.address).into(),
        (&events).into(),
        said.state.token().into(),
        (&sealed).into(),
        None::<&str>.into(),
        None::<Instant>.into(),
        webhook.failures.into(),
        webhook.retry_at.into(),
        None::<Uuid>.into(),
        None::<Instant>.into(),
        made_by.into(),
        webhook.made_at.into(),
        webhook.ended_at.into(),
        webhook.version.into(),
    ];
    tx.insert(&schema::WEBHOOKS, &[row]).await
}

/// A webhook.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<Webhook>> {
    let sealing = tx.sealing();
    tx.first(FIND, &[id.into()], |row| webhook(row, &sealing)).await
}

/// The webhooks of a company, the oldest first.
///
/// # Errors
/// Fails when the database does.
pub async fn of_company(tx: &mut Tx, company_id: i64) -> Result<Vec<Webhook>> {
    let sealing = tx.sealing();
    tx.all(OF_COMPANY, &[company_id.into()], |row| webhook(row, &sealing)).await
}

/// The webhooks of all companies.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<Vec<Webhook>> {
    let sealing = tx.sealing();
    tx.all(ALL, &[], |row| webhook(row, &sealing)).await
}

/// All webhooks with what decides whether they get an event. Each change of a report asks for them,
/// so they are read without their secrets.
///
/// # Errors
/// Fails when the database does.
pub async fn listeners(tx: &mut Tx) -> Result<Vec<Listener>> {
    tx.all(LISTENERS, &[], |row| {
        let token: &str = row.get(2)?;
        let unknown = || StoreError::Corrupt(format!("unknown kind of company: {token:?}"));
        Ok(Listener {
            webhook_id: row.get(0)?,
            company_id: row.get(1)?,
            kind: CompanyKind::from_token(token).ok_or_else(unknown)?,
            events: events(row.get(3)?),
            is_on: state(row.get(4)?)? == WebhookState::On,
        })
    })
    .await
}

/// Changes the settings of a webhook, if it still has the version that the person saw.
///
/// # Errors
/// Fails when the database does.
pub async fn change(tx: &mut Tx, id: Uuid, version: i64, said: &WebhookFields) -> Result<bool> {
    let events = event_list(&said.events);
    let (name, address) = ((&said.name).into(), (&said.address).into());
    let values =
        [id.into(), version.into(), name, address, (&events).into(), said.state.token().into()];
    Ok(tx.execute(CHANGE, &values).await? > 0)
}

/// Gives a webhook a new secret, if it still has the version that the person saw.
///
/// # Errors
/// Fails when the database does, or with [`StoreError::NoKey`].
pub async fn renew(tx: &mut Tx, id: Uuid, version: i64, secret: &Secret) -> Result<bool> {
    let sealed = tx.seal(SecretPlace::Webhook(id), secret.text.as_bytes()).await?;
    let old = secret.old.as_ref();
    let sealed_old = tx.seal_text(SecretPlace::OldWebhook(id), old.map(|it| it.0.as_str())).await?;
    let until = old.map(|(_, until)| *until);
    let values =
        [id.into(), version.into(), (&sealed).into(), sealed_old.as_deref().into(), until.into()];
    Ok(tx.execute(RENEW, &values).await? > 0)
}

/// Removes a webhook with its messages; false if it is not there.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(tx: &mut Tx, id: Uuid) -> Result<bool> {
    tx.execute(REMOVE_MESSAGES, &[id.into()]).await?;
    Ok(tx.execute(REMOVE, &[id.into()]).await? > 0)
}

/// Leases the next webhook with a message that is due: the one that was served longest ago. `None`
/// if there is none, or another process was quicker. Leases and pauses after failures end by the
/// machine's time, which differs from that of messages in a rehearsal.
///
/// # Errors
/// Fails when the database does.
pub async fn take(
    tx: &mut Tx,
    due: Instant,
    machine: Instant,
    lease: OutboxLease,
) -> Result<Option<Webhook>> {
    let asked = [due.into(), machine.into()];
    let next: Option<Uuid> = tx.first(NEXT, &asked, |row| row.get(0)).await?;
    let Some(id) = next else { return Ok(None) };
    let values = [id.into(), lease.id.into(), lease.until.into(), machine.into()];
    if tx.execute(LEASE, &values).await? == 0 {
        return Ok(None);
    }
    find(tx, id).await
}

/// A webhook as a process has leased it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeasedWebhook {
    /// The id of the webhook.
    pub id: Uuid,
    /// The version that was leased.
    pub version: i64,
    /// The id of the lease.
    pub holder: Uuid,
}

/// Whether a process may go on with a webhook: it has its lease, and the webhook is on and has not
/// been changed or removed meanwhile.
///
/// # Errors
/// Fails when the database does.
pub async fn is_served(tx: &mut Tx, leased: LeasedWebhook) -> Result<bool> {
    let values = [leased.id.into(), leased.holder.into(), leased.version.into()];
    Ok(tx.first(SERVED, &values, |_| Ok(())).await?.is_some())
}

/// The state of a webhook after a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AfterTurn {
    /// The failed attempts in a row.
    pub failures: i64,
    /// When it is tried again after a failure.
    pub retry_at: Option<Instant>,
}

/// Gives a leased webhook back. One that was changed meanwhile keeps its failures and its pause.
///
/// # Errors
/// Fails when the database does.
pub async fn release(
    tx: &mut Tx,
    leased: LeasedWebhook,
    now: Instant,
    after: AfterTurn,
) -> Result<()> {
    let LeasedWebhook { id, version, holder } = leased;
    let AfterTurn { failures, retry_at } = after;
    let values =
        [id.into(), holder.into(), now.into(), failures.into(), retry_at.into(), version.into()];
    tx.execute(RELEASE, &values).await?;
    Ok(())
}

/// Ends a leased webhook whose receiver is gone; false if the lease was lost, or the webhook is
/// off or was changed meanwhile.
///
/// # Errors
/// Fails when the database does.
pub async fn end(tx: &mut Tx, leased: LeasedWebhook, now: Instant) -> Result<bool> {
    let LeasedWebhook { id, version, holder } = leased;
    Ok(tx.execute(END, &[id.into(), holder.into(), now.into(), version.into()]).await? > 0)
}
