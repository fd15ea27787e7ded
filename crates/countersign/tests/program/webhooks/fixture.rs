//! Companies with webhooks, in an ordinary installation.
//!
//! SQL here: a rehearsal becomes an ordinary installation, which no verb does.

use crate::messages::fixture::{MessageFixture, ORIGIN, at};
use countersign_app::actions::audit;
use countersign_app::actions::manage_webhooks::{self, MadeWebhook, WebhookInput, WebhookOwner};
use countersign_app::channels::Destinations;
use countersign_app::clock::Clock;
use countersign_app::outbound::{Door, networks};
use countersign_app::random::{Random, SystemRandom};
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_delivery::webhooks::EventSender;
use countersign_domain::audit::Event;
use countersign_domain::webhook::choices;
use countersign_store::audit::AuditEntry;
use countersign_store::webhooks::{self, ClaimedEvent, ListedEvent, LogCursor, LogQuery, Webhook};
use countersign_store::{DatabaseUrl, Tx, companies};
use countersign_testkit::databases::Databases;
use serde_json::Value;
use std::time::Duration;
use uuid::Uuid;

/// When the webhooks are added, by the machine.
pub(super) const ADDED: &str = "2026-11-02T12:00:00Z";
/// Later than everything that is due in a test.
const FAR: &str = "2027-01-01T00:00:00Z";

pub(super) struct WebhookFixture {
    pub(super) messages: MessageFixture,
    pub(super) outbound: OutboundConfig,
}

impl WebhookFixture {
    /// So many partners, whose reports of October are with them. It is an ordinary installation, so
    /// that decisions can be undone before their events leave.
    pub(super) async fn with_partners(count: usize) -> Self {
        Self::of(MessageFixture::with_partners(count).await).await
    }

    /// The same on SQLite and on PostgreSQL.
    pub(super) async fn on_both(count: usize) -> [Self; 2] {
        let url = DatabaseUrl::parse(&Databases::Postgres.fresh().unwrap()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let other = MessageFixture::in_database(folder, &url, count).await;
        [Self::with_partners(count).await, Self::of(other).await]
    }

    async fn of(messages: MessageFixture) -> Self {
        rehearses(&messages, "FALSE").await;
        let here = Door::opening([networks::parse("127.0.0.0/8").unwrap()]);
        let outbound = OutboundConfig {
            // The receivers of these tests are here, of whichever company.
            destinations: Destinations {
                door: here.clone(),
                company_door: here,
                ..Destinations::default()
            },
            patience: Duration::from_secs(20),
            ..OutboundConfig::nowhere(ORIGIN.to_owned())
        };
        Self { messages, outbound }
    }

    /// Does all work due up to an instant.
    pub(super) async fn clock_to(&self, until: &str) {
        rehearses(&self.messages, "TRUE").await;
        self.messages.clock_to(until).await;
        rehearses(&self.messages, "FALSE").await;
    }

    /// Adds a webhook of a company for every event that it can choose.
    pub(super) async fn add(&self, company: &str, address: &str) -> MadeWebhook {
        let add = async |tx: &mut Tx| {
            let company = companies::of_code(tx, company).await?.unwrap();
            let owner = WebhookOwner { company_id: company.id, kind: company.kind };
            let events = choices(company.kind).map(|it| it.token().to_owned()).collect();
            let name = format!("Hook <i> {}", company.code);
            let input = WebhookInput { name, address: address.to_owned(), events, is_on: true };
            let (door, entry) = (&self.outbound.destinations, self.entry(ADDED));
            manage_webhooks::add(tx, owner, &input, door, &SystemRandom, &entry).await
        };
        self.messages.store.write(add).await.unwrap().unwrap()
    }

    pub(super) fn entry(&self, now: &str) -> AuditEntry {
        audit::of_machine(Event::WebhookChanged, at(now))
    }

    /// Sends what is due at a time of the machine.
    pub(super) async fn send(&self, machine: &str) -> bool {
        let clock = Clock::fixed(at(machine));
        EventSender::new(&self.messages.store, clock, &self.outbound).send_due().await.unwrap()
    }

    pub(super) async fn find(&self, id: Uuid) -> Webhook {
        let mut tx = self.messages.store.read().await.unwrap();
        webhooks::find(&mut tx, id).await.unwrap().unwrap()
    }

    /// The log of a webhook, the oldest first.
    pub(super) async fn log(&self, id: Uuid) -> Vec<ListedEvent> {
        let mut tx = self.messages.store.read().await.unwrap();
        let asked = LogQuery { event_type: "", state: None, after: LogCursor::FIRST, limit: 1_000 };
        let mut listed = webhooks::list(&mut tx, id, &asked).await.unwrap();
        listed.reverse();
        listed
    }

    /// What waits for a webhook, in the order in which it is sent.
    pub(super) async fn waiting(&self, id: Uuid) -> Vec<ClaimedEvent> {
        let mut tx = self.messages.store.read().await.unwrap();
        webhooks::due(&mut tx, id, at(FAR), 1_000).await.unwrap()
    }

    /// The types of what waits, each with the partner of its report.
    pub(super) async fn types(&self, id: Uuid) -> Vec<String> {
        let named = |it: &ClaimedEvent| match data(it)["partner"].as_str() {
            Some(partner) => format!("{} {partner}", it.event_type),
            None => it.event_type.clone(),
        };
        let mut types: Vec<_> = self.waiting(id).await.iter().map(named).collect();
        types.sort();
        types
    }

    /// Writes a test for a webhook.
    pub(super) async fn test(&self, webhook: &Webhook, now: &str) -> Uuid {
        let random: &dyn Random = &SystemRandom;
        let entry = self.entry(now);
        let test = async |tx: &mut Tx| manage_webhooks::test(tx, webhook, random, &entry).await;
        self.messages.store.write(test).await.unwrap()
    }
}

async fn rehearses(messages: &MessageFixture, truth: &str) {
    let mut tx = messages.store.begin().await.unwrap();
    tx.execute(&format!("UPDATE installation SET rehearsal = {truth}"), &[]).await.unwrap();
    tx.commit().await.unwrap();
}

pub(super) fn data(message: &ClaimedEvent) -> Value {
    serde_json::from_str(&message.data).unwrap()
}
