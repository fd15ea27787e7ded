//! One batch of deliveries: leases some, tries each, and records the outcome.

use super::payload::{self, Payload};
use super::send;
use super::verdict::DeliveryVerdict;
use crate::backoff::again_at;
use crate::mailer::Mailer;
use crate::outbound_config::OutboundConfig;
use crate::prove;
use countersign_app::clock::Clock;
use countersign_app::failure;
use countersign_app::random::{Random, SystemRandom};
use countersign_domain::instant::Instant;
use countersign_store::deliveries::{self, ClaimedDelivery};
use countersign_store::delivery_channels::DeliveryChannel;
use countersign_store::outbox::{AttemptOutcome, OutboxLease};
use countersign_store::{Result, Store, StoreError, delivery_channels, installation};
use futures_util::future::try_join_all;
use tracing::field::Empty;
use tracing::{Instrument, Span, info_span};
use uuid::Uuid;

/// Deliveries that are leased and tried side by side.
const AT_ONCE: usize = 8;
/// The lease: longer than one delivery may take.
const LEASE: i64 = 15 * 60_000_000;

/// Who delivers.
pub struct DispatchSender<'a> {
    store: &'a Store,
    clock: Clock,
    outbound: &'a OutboundConfig,
    mailer: Option<&'a Mailer>,
}

impl<'a> DispatchSender<'a> {
    /// A carrier for a store and these destinations; e-mail goes through `mailer`.
    #[must_use]
    pub const fn new(
        store: &'a Store,
        clock: Clock,
        outbound: &'a OutboundConfig,
        mailer: Option<&'a Mailer>,
    ) -> Self {
        Self { store, clock, outbound, mailer }
    }

    /// Leases deliveries that are due and tries them; true if there were any.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn send_batch(&self) -> Result<bool> {
        let Some(now) = self.now().await? else { return Ok(false) };
        let holder = (&SystemRandom as &dyn Random).id();
        let taken = self.take(now, holder).await?;
        if !taken.is_empty() {
            prove::bring_log_up(self.store, &self.outbound.log_key, self.clock).await;
        }
        try_join_all(taken.iter().map(|hand| self.deliver(hand, holder))).await?;
        Ok(!taken.is_empty())
    }

    /// The present time; `None` if this installation delivers nothing.
    async fn now(&self) -> Result<Option<Instant>> {
        let installation = self.store.reading(async |tx| installation::load(tx).await).await?;
        let leaves =
            installation.filter(|it| !it.demo && (!it.rehearsal || self.outbound.in_rehearsal));
        // In a rehearsal a delivery is due by its clock, and retried by the machine's.
        Ok(leaves.map(|it| self.clock.machine_time().max(self.clock.now(&it))))
    }

    async fn take(&self, now: Instant, holder: Uuid) -> Result<Vec<ClaimedDelivery>> {
        let lease = OutboxLease { id: holder, until: now.plus_micros(LEASE) };
        let random: &dyn Random = &SystemRandom;
        self.store
            .write(async |tx| {
                let mut taken = Vec::new();
                while taken.len() < AT_ONCE {
                    let id = format!("{}@{}", random.id(), self.outbound.domain());
                    match deliveries::take(tx, now, lease, &id).await? {
                        Some(hand) => taken.push(hand),
                        None => break,
                    }
                }
                Ok(taken)
            })
            .await
    }

    async fn deliver(&self, hand: &ClaimedDelivery, holder: Uuid) -> Result<()> {
        let channel =
            self.store.reading(async |tx| delivery_channels::find(tx, hand.way_id).await).await?;
        let gone = || StoreError::Corrupt("a delivery has no channel".to_owned());
        let channel = channel.ok_or_else(gone)?;
        let span = info_span!(
            "delivery",
            dispatch = %hand.dispatch_id,
            channel = channel.said.name,
            kind = channel.kind.token(),
            error = Empty
        );
        let attempt = async {
            let at = self.clock.machine_time();
            let verdict = match self.load(&channel, hand, at).await {
                Ok(payload) => send(self.outbound, self.mailer, &channel, payload).await,
                Err(failure) => DeliveryVerdict::later(failure.to_string()),
            };
            self.note(hand, holder, verdict).await
        };
        attempt.instrument(span).await
    }

    async fn load(
        &self,
        channel: &DeliveryChannel,
        hand: &ClaimedDelivery,
        at: Instant,
    ) -> failure::Result<Payload> {
        payload::of_dispatch(self.store, channel, hand, at, &self.outbound.origin).await
    }

    async fn note(
        &self,
        hand: &ClaimedDelivery,
        holder: Uuid,
        verdict: DeliveryVerdict,
    ) -> Result<()> {
        let now = self.clock.machine_time();
        let acknowledged = verdict == DeliveryVerdict::Acknowledged;
        let given_up = |why| {
            tracing::error!(event = "delivery-given-up", why, "a delivery was given up");
            AttemptOutcome::GivenUp(now, why)
        };
        let outcome = match &verdict {
            DeliveryVerdict::Sent | DeliveryVerdict::Acknowledged => {
                tracing::info!(event = "dispatch-delivered", "a dispatch was delivered");
                AttemptOutcome::Sent(now)
            }
            DeliveryVerdict::Later(why) => match again_at(now, hand.attempts) {
                Some(at) => {
                    let event = "delivery-retried";
                    tracing::warn!(event, why, %at, "a delivery will be tried again");
                    AttemptOutcome::Again(at, why)
                }
                None => given_up(why),
            },
            DeliveryVerdict::Never(why) => given_up(why),
        };
        let failed = match outcome {
            AttemptOutcome::Again(..) => Some("delivery-retried"),
            AttemptOutcome::GivenUp(..) => Some("delivery-given-up"),
            AttemptOutcome::Sent(_) | AttemptOutcome::GivenBack(_) => None,
        };
        Span::current().record("error", failed);
        let held = self.store.write(async |tx| {
            let held = deliveries::finish(tx, hand, holder, outcome).await?;
            if held && acknowledged {
                deliveries::acknowledge(tx, hand.dispatch_id, hand.way_id, now).await?;
            }
            Ok(held)
        });
        if !held.await? {
            tracing::warn!(event = "delivery-taken-over", "another process took a delivery over");
        }
        Ok(())
    }
}
