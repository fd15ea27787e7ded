//! Delivery channels, by which dispatches reach their vendor: e-mail, a folder, SFTP, a webhook.
//!
//! A delivery is tried until the other side has it, or for three days. However often, it has one
//! id, one Message-ID and one file name, so that a receiver who gets it twice can tell. Does not
//! own what a dispatch is (`actions::dispatch_reports`) nor when it is tried again
//! ([`crate::backoff`]).

pub mod content;
mod email;
mod file;
mod folder;
pub mod send_batch;
mod sftp;
pub mod verdict;
mod webhook;

use crate::mailer::Mailer;
use crate::outbound_config::OutboundConfig;
use content::Payload;
use countersign_domain::way::Kind;
use countersign_store::ways::Way;
use verdict::{Verdict, unreached};

/// Sends a payload by a way.
pub async fn send(
    outbound: &OutboundConfig,
    mailer: Option<&Mailer>,
    way: &Way,
    payload: Payload,
) -> Verdict {
    let sending = async {
        match way.kind {
            Kind::Email => email::send(mailer, &way.said.address, payload).await,
            Kind::Folder => {
                folder::send(outbound.destinations.folder.clone(), &way.said.address, payload).await
            }
            Kind::Sftp => {
                sftp::send(&outbound.destinations.door, way, payload, outbound.patience).await
            }
            Kind::Webhook => {
                webhook::send(&outbound.destinations.door, way, payload, outbound.patience).await
            }
        }
    };
    match tokio::time::timeout(outbound.patience, sending).await {
        Ok(verdict) => verdict,
        Err(_) if matches!(way.kind, Kind::Email | Kind::Folder) => {
            Verdict::later("there was no answer in time")
        }
        Err(late) => unreached(way, &late),
    }
}
