//! Delivery channels, by which dispatches reach their vendor: e-mail, a folder, SFTP, a webhook.
//!
//! A delivery is tried until the receiver has it, or for three days. All attempts have one id, one
//! Message-ID and one file name, so that a receiver who gets it twice can tell. Does not own
//! dispatches (`actions::dispatch_reports`) or the delays ([`crate::backoff`]).

mod email;
mod file;
mod folder;
pub mod payload;
pub mod send_batch;
mod sftp;
pub mod try_out;
pub mod verdict;
mod webhook;

use crate::mailer::Mailer;
use crate::outbound_config::OutboundConfig;
use countersign_domain::delivery_channel::ChannelKind;
use countersign_store::delivery_channels::DeliveryChannel;
use payload::Payload;
use verdict::{DeliveryVerdict, unreached};

pub async fn send(
    outbound: &OutboundConfig,
    mailer: Option<&Mailer>,
    channel: &DeliveryChannel,
    payload: Payload,
) -> DeliveryVerdict {
    let sending = async {
        match channel.kind {
            ChannelKind::Email => email::send(mailer, &channel.said.address, payload).await,
            ChannelKind::Folder => {
                folder::send(outbound.destinations.folder.clone(), &channel.said.address, payload)
                    .await
            }
            ChannelKind::Sftp => {
                sftp::send(&outbound.destinations.door, channel, payload, outbound.patience).await
            }
            ChannelKind::Webhook => {
                webhook::send(&outbound.destinations.door, channel, payload, outbound.patience)
                    .await
            }
        }
    };
    match tokio::time::timeout(outbound.patience, sending).await {
        Ok(verdict) => verdict,
        Err(_) if matches!(channel.kind, ChannelKind::Email | ChannelKind::Folder) => {
            DeliveryVerdict::later("the receiver did not answer in time")
        }
        Err(late) => unreached(channel, &late),
    }
}
