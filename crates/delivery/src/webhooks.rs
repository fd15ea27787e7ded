//! Sends the messages of webhooks: those of one webhook one after the other, and the webhooks side
//! by side.
//!
//! A webhook whose receiver fails waits, and then the next of its messages is tried; each message
//! is tried for three days. Does not own which company gets which events, which is in
//! `countersign_app::events`, or dispatches that travel by delivery [`channels`](crate::channels).

mod attempt;

use crate::backoff::again_at_about;
use crate::outbound_config::OutboundConfig;
use crate::prove;
use attempt::{EventVerdict, Receiver};
use countersign_app::actions::manage_webhooks::{self, GoneAnswer};
use countersign_app::clock::Clock;
use countersign_app::outbound::Door;
use countersign_app::random::{Random, SystemRandom};
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_store::outbox::OutboxLease;
use countersign_store::webhooks::{self, AfterTurn, Answer, ClaimedEvent, LeasedWebhook, Webhook};
use countersign_store::{Result, Store, Tx, companies, installation};
use futures_util::stream::{FuturesUnordered, StreamExt};
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant as Stopwatch};
use uuid::Uuid;

/// Webhooks that are served side by side.
const AT_ONCE: usize = 8;
/// Messages of a webhook that are loaded at once.
const LOADED: i64 = 20;
/// How long a webhook is served before it is another one's turn.
const TURN: Duration = Duration::from_secs(20);
/// The lease: longer than a turn and the last attempt in it.
const LEASE: i64 = 2 * 60_000_000;
/// After more failures in a row the pause of a webhook grows no further: half an hour, so that
/// messages flow soon after its receiver is back.
const COUNTED_FAILURES: i64 = 5;
/// How often it looks for webhooks that are due while others are served.
const LOOKS: Duration = Duration::from_secs(1);
/// How often overdue messages are failed and old ones removed while webhooks are served.
const TIDIES: Duration = Duration::from_secs(60);
/// How long finished messages are kept, for the log and to be sent again.
const KEPT: i64 = 90 * DAY_MICROS;
/// The error of a message that was not tried in time.
pub const TOO_LATE: &str = "it could not be sent in time";

/// Who sends.
pub struct EventSender<'a> {
    store: &'a Store,
    clock: Clock,
    outbound: &'a OutboundConfig,
}

/// The machine's time, and those for due messages and for late ones, which differ in a rehearsal.
struct BatchTime {
    machine: Instant,
    due: Instant,
    too_late: Instant,
}

type Turn<'t> = Pin<Box<dyn Future<Output = Result<()>> + 't>>;

impl<'a> EventSender<'a> {
    /// Sends from a store through the door of this configuration.
    #[must_use]
    pub const fn new(store: &'a Store, clock: Clock, outbound: &'a OutboundConfig) -> Self {
        Self { store, clock, outbound }
    }

    /// Sends what is due, until nothing more is; true if there was anything.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn send_due(&self) -> Result<bool> {
        let mut turns: FuturesUnordered<Turn<'_>> = FuturesUnordered::new();
        let (mut is_idle, mut tidied) = (true, Stopwatch::now());
        loop {
            let Some(now) = self.now().await? else { return Ok(false) };
            while turns.len() < AT_ONCE {
                let Some((webhook, holder)) = self.take(&now).await? else { break };
                if is_idle {
                    prove::bring_log_up(self.store, &self.outbound.log_key, self.clock).await;
                }
                is_idle = false;
                turns.push(Box::pin(self.serve(webhook, holder)));
            }
            // A slow receiver holds up no other: their turns begin while its own goes on.
            match tokio::time::timeout(LOOKS, turns.next()).await {
                Ok(Some(turn)) => turn?,
                Ok(None) => break,
                Err(_elapsed) => {}
            }
            // Where some turn is always under way, the loop does not end.
            if tidied.elapsed() >= TIDIES {
                self.tidy().await?;
                tidied = Stopwatch::now();
            }
        }
        self.tidy().await?;
        Ok(!is_idle)
    }

    /// The present times; `None` if this installation sends nothing.
    async fn now(&self) -> Result<Option<BatchTime>> {
        let installation = self.store.reading(async |tx| installation::load(tx).await).await?;
        let leaves =
            installation.filter(|it| !it.demo && (!it.rehearsal || self.outbound.in_rehearsal));
        Ok(leaves.map(|it| {
            let (machine, clock) = (self.clock.machine_time(), self.clock.now(&it));
            BatchTime { machine, due: machine.max(clock), too_late: machine.min(clock) }
        }))
    }

    async fn take(&self, now: &BatchTime) -> Result<Option<(Webhook, Uuid)>> {
        let holder = (&SystemRandom as &dyn Random).id();
        let (due, machine) = (now.due, now.machine);
        let lease = OutboxLease { id: holder, until: machine.plus_micros(LEASE) };
        let take = async |tx: &mut Tx| webhooks::take(tx, due, machine, lease).await;
        let taken = self.store.write(take).await?;
        Ok(taken.map(|webhook| (webhook, holder)))
    }

    /// Fails what is too late, and removes what is old.
    async fn tidy(&self) -> Result<()> {
        let Some(now) = self.now().await? else { return Ok(()) };
        let at = now.too_late;
        let expired = self.store.write(async |tx| webhooks::expire(tx, at, TOO_LATE).await);
        let expired = expired.await?;
        if expired > 0 {
            tracing::warn!(event = "webhook-messages-expired", expired, "webhooks were too slow");
        }
        let old = at.plus_micros(-KEPT);
        self.store.write(async |tx| webhooks::remove_old(tx, old).await).await?;
        Ok(())
    }

    /// Sends the messages of a leased webhook, until one fails, its turn is over, or it is not what
    /// was leased any more.
    async fn serve(&self, webhook: Webhook, holder: Uuid) -> Result<()> {
        let began = Stopwatch::now();
        let leased = LeasedWebhook { id: webhook.id, version: webhook.version, holder };
        let receiver = Receiver { webhook: &webhook, door: self.door(&webhook).await? };
        let mut failures = webhook.failures;
        let mut retry_at = None;
        'turn: while began.elapsed() < TURN {
            let Some(now) = self.now().await? else { break };
            let due = async |tx: &mut Tx| webhooks::due(tx, webhook.id, now.due, LOADED).await;
            let due = self.store.reading(due).await?;
            if due.is_empty() {
                break;
            }
            for message in &due {
                let is_served = async |tx: &mut Tx| webhooks::is_served(tx, leased).await;
                if !self.store.reading(is_served).await? {
                    break 'turn;
                }
                match self.send(receiver, message, holder, now.due).await? {
                    EventVerdict::Sent(_) => failures = 0,
                    EventVerdict::Gone(..) => break 'turn,
                    EventVerdict::Failed(..) => {
                        let now = self.clock.machine_time();
                        retry_at =
                            again_at_about(now, failures.min(COUNTED_FAILURES), &SystemRandom);
                        failures += 1;
                        break 'turn;
                    }
                }
                if began.elapsed() >= TURN {
                    break;
                }
            }
        }
        let (now, after) = (self.clock.machine_time(), AfterTurn { failures, retry_at });
        let release = async |tx: &mut Tx| webhooks::release(tx, leased, now, after).await;
        self.store.write(release).await
    }

    /// The door to a webhook of its company.
    async fn door(&self, webhook: &Webhook) -> Result<&'a Door> {
        let owner = async |tx: &mut Tx| companies::of_id(tx, webhook.company_id).await;
        let owner = self.store.reading(owner).await?;
        let destinations = &self.outbound.destinations;
        // A company is never removed; if its row is missing, the narrow door is the safe one.
        Ok(owner.map_or(&destinations.company_door, |it| destinations.webhook_door(it.kind)))
    }

    /// Makes one attempt, and records its result. `due` is the instant by which messages are due.
    async fn send(
        &self,
        receiver: Receiver<'_>,
        message: &ClaimedEvent,
        holder: Uuid,
        due: Instant,
    ) -> Result<EventVerdict> {
        let webhook = receiver.webhook;
        let proof = match &message.leaf {
            Some(leaf) => self.store.reading(async |tx| prove::of_record(tx, leaf).await).await?,
            None => None,
        };
        let at = self.clock.machine_time();
        let verdict = attempt::make(self.outbound, receiver, message, proof, at).await;
        let now = self.clock.machine_time();
        let (event, kind) = (message.event, message.event_type.as_str());
        let answer = match &verdict {
            EventVerdict::Sent(status) => {
                tracing::info!(
                    event = "webhook-sent", webhook = %webhook.id, message_id = %event, kind,
                    "a webhook took a message"
                );
                Answer { at: now, status: *status, error: None, again_at: None }
            }
            EventVerdict::Failed(status, why) | EventVerdict::Gone(status, why) => {
                let again_at = again_at_about(now, message.attempts, &SystemRandom);
                tracing::warn!(
                    event = "webhook-failed", webhook = %webhook.id, message_id = %event, kind, why,
                    "a webhook did not take a message"
                );
                Answer { at: now, status: *status, error: Some(why.as_str()), again_at }
            }
        };
        let is_gone = matches!(verdict, EventVerdict::Gone(..));
        let note = async |tx: &mut Tx| match is_gone {
            true => {
                let gone = GoneAnswer { event, answer, due };
                manage_webhooks::end(tx, webhook, holder, gone).await
            }
            false => webhooks::finish(tx, webhook.id, event, holder, answer).await,
        };
        self.store.write(note).await?;
        Ok(verdict)
    }
}
