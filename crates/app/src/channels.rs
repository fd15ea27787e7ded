//! Delivery channels as people set them up: valid addresses and secrets.
//!
//! Does not own the sending (the crate `delivery`).

pub mod address;
pub mod secret;

use crate::outbound::Door;
use countersign_domain::actor::CompanyKind;
use std::path::PathBuf;

/// Places to which this installation may send.
#[derive(Clone, Debug, Default)]
pub struct Destinations {
    /// The directory below which dispatches may be written, with links resolved.
    pub folder: Option<PathBuf>,
    /// The door to delivery channels, the operator's webhooks and identity providers, with the
    /// networks that the operator opened.
    pub door: Door,
    /// The door to the webhooks of all other companies. A network that the operator opens for its
    /// own programs must not be open to each partner, so this door leads to public addresses only.
    pub company_door: Door,
}

impl Destinations {
    /// The door to the webhooks of a company of this kind.
    #[must_use]
    pub const fn webhook_door(&self, kind: CompanyKind) -> &Door {
        match kind {
            CompanyKind::Operator => &self.door,
            _ => &self.company_door,
        }
    }
}
