//! The interface that seals and opens secrets, and the places of secrets.

use std::sync::Arc;
use uuid::Uuid;

/// Seals and opens with keys that are named by their ids.
pub trait Sealer: Send + Sync + std::fmt::Debug {
    /// Whether it has the key with this id.
    fn has(&self, key: &str) -> bool;

    /// The value to store for a secret at a place; `None` if it does not have the key.
    fn seal(&self, key: &str, place: &str, plain: &[u8]) -> Option<String>;

    /// The secret of a stored value at a place; `None` if it cannot be opened.
    fn open(&self, place: &str, stored: &[u8]) -> Option<Vec<u8>>;

    /// The id of the key that sealed a value; `None` if it is plain.
    fn key_of(&self, stored: &[u8]) -> Option<String>;

    /// From now on accepts no plain value as a secret.
    fn be_strict(&self);
}

/// The place of a secret: its table, the key of its row, its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SecretPlace {
    SecondFactor(i64),
    DeliveryChannel(Uuid),
    OldWay(Uuid),
    Provider(i64),
    Message(Uuid, i64),
    Webhook(Uuid),
    OldWebhook(Uuid),
}

impl std::fmt::Display for SecretPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::SecondFactor(person) => write!(f, "second_factors/{person}/secret"),
            Self::DeliveryChannel(id) => write!(f, "ways/{id}/secret"),
            Self::OldWay(id) => write!(f, "ways/{id}/old_secret"),
            Self::Provider(company) => write!(f, "sign_in_policies/{company}/client_secret"),
            Self::Message(event, person) => write!(f, "outbox/{event}/{person}/secret"),
            Self::Webhook(id) => write!(f, "webhooks/{id}/secret"),
            Self::OldWebhook(id) => write!(f, "webhooks/{id}/old_secret"),
        }
    }
}

/// The sealing of a database; without a sealer, plain values are read and nothing is sealed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sealing(pub(crate) Option<Arc<dyn Sealer>>);

impl Sealing {
    /// The secret at a place; `None` if it cannot be opened.
    pub(crate) fn open(&self, place: SecretPlace, stored: &[u8]) -> Option<Vec<u8>> {
        match &self.0 {
            Some(sealer) => sealer.open(&place.to_string(), stored),
            None => Some(stored.to_vec()),
        }
    }

    /// The same for a text.
    pub(crate) fn open_text(&self, place: SecretPlace, stored: &str) -> Option<String> {
        String::from_utf8(self.open(place, stored.as_bytes())?).ok()
    }
}
