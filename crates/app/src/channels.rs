//! Delivery channels as people set them up: valid addresses and secrets.
//!
//! Does not own the sending (the crate `delivery`).

pub mod address;
pub mod secret;

use crate::outbound::Door;
use std::path::PathBuf;

/// Places to which this installation may deliver dispatches.
#[derive(Clone, Debug, Default)]
pub struct Destinations {
    /// The directory below which dispatches may be written, with links resolved.
    pub folder: Option<PathBuf>,
    /// The door to webhooks, SFTP servers and identity providers.
    pub door: Door,
}
