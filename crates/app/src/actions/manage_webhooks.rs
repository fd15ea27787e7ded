//! Webhooks of a company: adds, changes, tests and removes them, renews their secrets, and sends
//! messages again. The company's Administrators do.

use super::audit;
use crate::channels::address::CLOSED_NETWORK;
use crate::channels::{Destinations, address, secret};
use crate::random::Random;
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::audit::Event;
use countersign_domain::delivery_channel::ChannelKind;
use countersign_domain::instant::Instant;
use countersign_domain::text::TextKind;
use countersign_domain::webhook::{EventType, MOST_WEBHOOKS, WebhookState};
use countersign_store::audit::AuditEntry;
use countersign_store::delivery_channels::Secret;
use countersign_store::webhooks::{self, Answer, LeasedWebhook, NewEvent, Webhook, WebhookFields};
use countersign_store::{Result, StoreError, Tx};
use serde_json::json;
use uuid::Uuid;

/// The error of messages that waited when their receiver answered that it is gone.
pub const GONE: &str = "its receiver is gone";
/// The address of a company's webhook in a network that is not public, which nothing opens.
pub const NOT_PUBLIC: &str = "webhook-wrong-network";

/// The company of a webhook.
#[derive(Clone, Copy, Debug)]
pub struct WebhookOwner {
    /// The number of the company.
    pub company_id: i64,
    /// The kind of the company.
    pub kind: CompanyKind,
}

/// The fields of a webhook, as typed.
#[derive(Clone, Debug, Default)]
pub struct WebhookInput {
    /// The name that people see.
    pub name: String,
    /// The address of the receiver.
    pub address: String,
    /// The names of the types.
    pub events: Vec<String>,
    /// Whether it gets messages.
    pub is_on: bool,
}

/// A change to a webhook.
#[derive(Clone, Copy, Debug)]
pub struct WebhookEdit<'a> {
    /// The version that the person saw.
    pub version: i64,
    /// The fields.
    pub input: &'a WebhookInput,
}

/// The reason why a webhook was not added or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookFault {
    /// The name is blank, too long, or has invisible characters.
    Name,
    /// The address cannot be used; the key of the message that says what is expected.
    Address(&'static str),
    /// No type was chosen, or one that the company cannot have.
    Events,
    /// The company has as many webhooks as it may have.
    TooMany,
    /// Another person changed it meanwhile.
    Stale,
}

/// A new webhook, with the secret that is shown once.
#[derive(Debug)]
pub struct MadeWebhook {
    /// The webhook.
    pub webhook: Webhook,
    /// The secret.
    pub secret: String,
}

/// Whether a person manages the webhooks of their company.
#[must_use]
pub fn may_manage(person: &Person) -> bool {
    right(person.company_kind, person.role, Area::People) == Right::Full
}

/// A webhook of a company; `None` if it is not one of its.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, company_id: i64, id: Uuid) -> Result<Option<Webhook>> {
    Ok(webhooks::find(tx, id).await?.filter(|it| it.company_id == company_id))
}

/// Adds a webhook, with an entry of the audit record that has its person.
///
/// # Errors
/// Fails when the database does, or with [`StoreError::NoKey`]; a fault is an answer.
pub async fn add(
    tx: &mut Tx,
    owner: WebhookOwner,
    input: &WebhookInput,
    destinations: &Destinations,
    random: &dyn Random,
    entry: &AuditEntry,
) -> Result<std::result::Result<MadeWebhook, WebhookFault>> {
    let said = match said(owner.kind, None, input, destinations) {
        Ok(said) => said,
        Err(fault) => return Ok(Err(fault)),
    };
    if webhooks::of_company(tx, owner.company_id).await?.len() >= MOST_WEBHOOKS {
        return Ok(Err(WebhookFault::TooMany));
    }
    let secret = new_secret(random)?;
    let webhook = Webhook {
        id: random.id(),
        company_id: owner.company_id,
        said,
        secret: None,
        failures: 0,
        retry_at: None,
        made_at: entry.at,
        ended_at: None,
        version: 1,
    };
    webhooks::insert(tx, &webhook, &secret, entry.person_id).await?;
    record(tx, &webhook, "added", entry).await?;
    Ok(Ok(MadeWebhook { webhook, secret }))
}

/// Changes a webhook, if it still has the version that the person saw. Messages that wait after a
/// failure are tried at once, because they may succeed now.
///
/// # Errors
/// Fails when the database does; a fault is an answer.
pub async fn change(
    tx: &mut Tx,
    webhook: &Webhook,
    kind: CompanyKind,
    edit: WebhookEdit<'_>,
    destinations: &Destinations,
    entry: &AuditEntry,
) -> Result<std::result::Result<(), WebhookFault>> {
    let said = match said(kind, Some(&webhook.said), edit.input, destinations) {
        Ok(said) => said,
        Err(fault) => return Ok(Err(fault)),
    };
    if !webhooks::change(tx, webhook.id, edit.version, &said).await? {
        return Ok(Err(WebhookFault::Stale));
    }
    webhooks::hasten(tx, webhook.id, entry.at).await?;
    record(tx, &Webhook { said, ..webhook.clone() }, "changed", entry).await?;
    Ok(Ok(()))
}

/// Gives a webhook of this version a new secret. The old one also signs for a day. `None` if
/// another person changed it meanwhile.
///
/// # Errors
/// Fails when the database does, or with [`StoreError::NoKey`].
pub async fn rotate(
    tx: &mut Tx,
    webhook: &Webhook,
    version: i64,
    random: &dyn Random,
    entry: &AuditEntry,
) -> Result<Option<Secret>> {
    let renewed = match &webhook.secret {
        Some(before) => secret::renewed(ChannelKind::Webhook, before, entry.at, random),
        // A secret that cannot be opened signs nothing any more.
        None => None,
    };
    let renewed = match renewed {
        Some(renewed) => renewed,
        None => Secret { text: new_secret(random)?, old: None },
    };
    if !webhooks::renew(tx, webhook.id, version, &renewed).await? {
        return Ok(None);
    }
    record(tx, webhook, "secret renewed", entry).await?;
    Ok(Some(renewed))
}

/// Removes a webhook with the log of its messages.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(tx: &mut Tx, webhook: &Webhook, entry: &AuditEntry) -> Result<bool> {
    if !webhooks::remove(tx, webhook.id).await? {
        return Ok(false);
    }
    record(tx, webhook, "removed", entry).await?;
    Ok(true)
}

/// Writes a test message and returns its id.
///
/// # Errors
/// Fails when the database does.
pub async fn test(
    tx: &mut Tx,
    webhook: &Webhook,
    random: &dyn Random,
    entry: &AuditEntry,
) -> Result<Uuid> {
    let event = random.id();
    let data = json!({ "webhook": webhook.id.to_string(), "name": webhook.said.name }).to_string();
    let new = NewEvent {
        webhook_id: webhook.id,
        event,
        event_type: EventType::Test,
        data: &data,
        leaf: None,
        created_at: entry.at,
        due_at: entry.at,
    };
    webhooks::put(tx, &[new]).await?;
    record(tx, webhook, "tested", entry).await?;
    Ok(event)
}

/// The messages to send again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplayScope {
    /// One message.
    One(Uuid),
    /// All of events from one instant until before another.
    Span(Instant, Instant),
}

/// Makes finished messages due again, each under its id; returns how many there are, or `None` if
/// the webhook does not have the one that is named.
///
/// # Errors
/// Fails when the database does.
pub async fn replay(
    tx: &mut Tx,
    webhook: &Webhook,
    scope: ReplayScope,
    entry: &AuditEntry,
) -> Result<Option<u64>> {
    let count = match scope {
        ReplayScope::One(event) => {
            if !webhooks::has_message(tx, webhook.id, event).await? {
                return Ok(None);
            }
            u64::from(webhooks::replay(tx, webhook.id, event, entry.at).await?)
        }
        ReplayScope::Span(from, until) => {
            webhooks::replay_span(tx, webhook.id, (from, until), entry.at).await?
        }
    };
    if count > 0 {
        record(tx, webhook, "messages sent again", entry).await?;
    }
    Ok(Some(count))
}

/// The answer to a message, that its receiver is gone.
#[derive(Clone, Copy, Debug)]
pub struct GoneAnswer<'a> {
    /// The id of the event.
    pub event: Uuid,
    /// The answer.
    pub answer: Answer<'a>,
    /// The instant by which messages are due, which differs from the machine's in a rehearsal.
    pub due: Instant,
}

/// Ends a leased webhook whose receiver answered that it is gone, with what waits for it. The
/// company's Administrators get a message. If the webhook was changed meanwhile, it was not its
/// present receiver that answered: it stays, and the message is due again. False then, and if the
/// lease was lost.
///
/// # Errors
/// Fails when the database does.
pub async fn end(
    tx: &mut Tx,
    webhook: &Webhook,
    holder: Uuid,
    gone: GoneAnswer<'_>,
) -> Result<bool> {
    let GoneAnswer { event, answer, due } = gone;
    let now = answer.at;
    let leased = LeasedWebhook { id: webhook.id, version: webhook.version, holder };
    let is_ended = webhooks::end(tx, leased, now).await?;
    let answer = Answer { again_at: (!is_ended).then_some(now), ..answer };
    webhooks::finish(tx, webhook.id, event, holder, answer).await?;
    if !is_ended {
        return Ok(false);
    }
    webhooks::give_up_waiting(tx, webhook.id, due, now, GONE).await?;
    let entry = AuditEntry {
        company_id: Some(webhook.company_id),
        about: Some(webhook.said.name.clone()),
        after: Some(webhook.said.name.clone()),
        ..audit::entry(Event::WebhookEnded, now)
    };
    audit::record(tx, entry).await?;
    Ok(true)
}

fn new_secret(random: &dyn Random) -> Result<String> {
    let none = || StoreError::Corrupt("a webhook has a secret".to_owned());
    secret::new(ChannelKind::Webhook, random).ok_or_else(none)
}

async fn record(tx: &mut Tx, webhook: &Webhook, after: &str, entry: &AuditEntry) -> Result<()> {
    let entry = AuditEntry {
        company_id: Some(webhook.company_id),
        about: Some(webhook.said.name.clone()),
        after: Some(after.to_owned()),
        ..entry.clone()
    };
    audit::record(tx, entry).await
}

/// The address, if the webhooks of a company of this kind may be there.
fn reachable_address(
    kind: CompanyKind,
    text: &str,
    destinations: &Destinations,
) -> std::result::Result<String, &'static str> {
    let checked = address::check_webhook(text, destinations.webhook_door(kind));
    checked.map_err(|expected| match (expected, kind) {
        (CLOSED_NETWORK, kind) if kind != CompanyKind::Operator => NOT_PUBLIC,
        (expected, _) => expected,
    })
}

/// The settings as typed, if all fields are valid; `before` are the stored ones.
fn said(
    kind: CompanyKind,
    before: Option<&WebhookFields>,
    input: &WebhookInput,
    destinations: &Destinations,
) -> std::result::Result<WebhookFields, WebhookFault> {
    let name = input.name.trim();
    let is_kept = before.is_some_and(|before| before.name == name);
    if !is_kept && TextKind::Name.check(name).is_err() {
        return Err(WebhookFault::Name);
    }
    // What may be reached can have changed since the address was saved, and must not hinder other
    // changes, such as to switch the webhook off. Each attempt checks it again.
    let is_unchanged = |before: &&WebhookFields| {
        let is_switched_on = input.is_on && before.state != WebhookState::On;
        before.address == input.address.trim() && !is_switched_on
    };
    let address = match before.filter(is_unchanged) {
        Some(before) => before.address.clone(),
        None => {
            reachable_address(kind, &input.address, destinations).map_err(WebhookFault::Address)?
        }
    };
    let events: Vec<EventType> =
        input.events.iter().filter_map(|it| EventType::parse(it).ok()).collect();
    let is_had = events.len() == input.events.len() && events.iter().all(|it| it.is_for(kind));
    if !is_had || events.is_empty() {
        return Err(WebhookFault::Events);
    }
    let state = if input.is_on { WebhookState::On } else { WebhookState::Off };
    let events = EventType::CHOICES.into_iter().filter(|it| events.contains(it)).collect();
    Ok(WebhookFields { name: name.to_owned(), address, events, state })
}
