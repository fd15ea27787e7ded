//! A test by a channel: a small file that says that it is one.

use super::payload;
use super::send;
use super::verdict::DeliveryVerdict;
use crate::mailer::Mailer;
use crate::outbound_config::OutboundConfig;
use countersign_app::failure::{Failure, Result};
use countersign_app::random::{Random, SystemRandom};
use countersign_domain::instant::Instant;
use countersign_store::delivery_channels::DeliveryChannel;
use countersign_store::{Store, Tx};
use std::time::Duration;

/// How long a test may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Sends a test by a channel of a distributor of this name; what came of it.
///
/// # Errors
/// Fails if the database or the disk would not have it.
pub async fn try_out(
    store: &Store,
    outbound: &OutboundConfig,
    channel: &DeliveryChannel,
    distributor: &str,
    at: Instant,
) -> Result<DeliveryVerdict> {
    let outbound = OutboundConfig { patience: outbound.patience.min(PATIENCE), ..outbound.clone() };
    let mailer = outbound.mail.clone().map(Mailer::new).transpose().map_err(Failure::System)?;
    let id = (&SystemRandom as &dyn Random).id();
    let load = async |tx: &mut Tx| {
        payload::test(tx, channel, id, at, distributor, outbound.domain()).await
    };
    let payload = store.reading(load).await?;
    Ok(send(&outbound, mailer.as_ref(), channel, payload).await)
}
