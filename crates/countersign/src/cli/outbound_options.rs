//! The options of `serve` for sending: mail, a folder, networks, and whether a rehearsal may send.

use super::mail::Mail;
use clap::Args;
use countersign_app::channels::Destinations;
use countersign_app::failure::{Failure, Result};
use countersign_app::outbound::{Door, networks};
use countersign_delivery::message_texts::Overrides;
use countersign_delivery::outbound_config::OutboundConfig;
use ipnet::IpNet;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Args, Debug)]
pub(super) struct AllowedNetworks {
    /// A network of your own in which delivery channels, identity providers and the operator's own
    /// webhooks may be, such as 10.1.0.0/16; can be given several times. Without it, requests go to
    /// public addresses only
    #[arg(long, value_name = "CIDR", value_delimiter = ',')]
    #[arg(value_parser = networks::parse)]
    allow_network: Vec<IpNet>,
}

impl AllowedNetworks {
    /// The door that leads into public networks and these.
    pub(super) fn door(&self) -> Door {
        Door::opening(self.allow_network.iter().copied())
    }
}

#[derive(Args, Debug)]
pub(super) struct OutboundOptions {
    #[command(flatten)]
    mail: Mail,
    /// The directory below which dispatches may be written; without it, no delivery channel can use
    /// a folder
    #[arg(long, value_name = "DIR")]
    dispatch_folder: Option<PathBuf>,
    #[command(flatten)]
    networks: AllowedNetworks,
    /// Also deliver dispatches in a rehearsal, through the channels of their distributors
    #[arg(long)]
    deliver_in_rehearsal: bool,
}

impl OutboundOptions {
    /// The message templates, checked.
    pub(super) fn message_templates(&self) -> Result<Arc<Overrides>> {
        self.mail.message_templates()
    }

    /// The configuration; the address of the console is added later.
    pub(super) fn config(&self) -> Result<OutboundConfig> {
        let real = |folder: &PathBuf| {
            let wrong = |why: &dyn std::fmt::Display| {
                Failure::Usage(format!("--dispatch-folder {}: {why}", folder.display()))
            };
            let real = folder.canonicalize().map_err(|error| wrong(&error))?;
            if real.is_dir() { Ok(real) } else { Err(wrong(&"it is not a directory")) }
        };
        Ok(OutboundConfig {
            mail: self.mail.settings()?,
            destinations: Destinations {
                folder: self.dispatch_folder.as_ref().map(real).transpose()?,
                door: self.networks.door(),
                ..Destinations::default()
            },
            in_rehearsal: self.deliver_in_rehearsal,
            ..OutboundConfig::nowhere(String::new())
        })
    }
}
