//! Delivery channels as people set them up: where one may lead, and what it signs with.
//!
//! Does not own how a dispatch travels by one (the crate `delivery`).

pub mod address;
pub mod secret;

use crate::outbound::Door;
use std::path::PathBuf;

/// Where dispatches may be delivered from this installation.
#[derive(Clone, Debug, Default)]
pub struct Destinations {
    /// The directory below which dispatches may be written, as it is without links.
    pub folder: Option<PathBuf>,
    /// The door to webhooks, SFTP servers and identity providers.
    pub door: Door,
}
