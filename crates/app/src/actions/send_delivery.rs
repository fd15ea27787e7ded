//! Sends a dispatch by one delivery channel, again or for the first time.

use countersign_domain::instant::Instant;
use countersign_store::dispatches::Dispatch;
use countersign_store::{Result, Tx, deliveries, delivery_channels};
use uuid::Uuid;

/// Whether a delivery is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is due now, by the delivery channel of this name.
    Due(String),
    /// An attempt by the delivery channel of this name is under way.
    UnderWay(String),
    /// The distributor has no such delivery channel for the vendor of the dispatch.
    NoSuchChannel,
}

/// Makes a delivery due.
///
/// # Errors
/// Fails when the database does.
pub async fn run(tx: &mut Tx, dispatch: &Dispatch, channel: Uuid, now: Instant) -> Result<Answer> {
    let found = delivery_channels::find(tx, channel).await?;
    let fits = found.filter(|channel| {
        channel.distributor_id == dispatch.distributor_id && channel.takes(dispatch.vendor_id)
    });
    let Some(channel) = fits else { return Ok(Answer::NoSuchChannel) };
    let name = channel.said.name;
    Ok(match deliveries::send(tx, dispatch.id, channel.id, now).await? {
        true => Answer::Due(name),
        false => Answer::UnderWay(name),
    })
}
