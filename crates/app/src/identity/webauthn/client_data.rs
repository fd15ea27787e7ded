//! The client data: what the browser says about the page that asked for a passkey.

use super::expected::Expected;
use super::fault::{Result, WebAuthnFault};
use axum::http::Uri;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

/// What a device was asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ceremony {
    /// To make a passkey.
    Create,
    /// To use one.
    Get,
}

impl Ceremony {
    const fn token(self) -> &'static str {
        match self {
            Self::Create => "webauthn.create",
            Self::Get => "webauthn.get",
        }
    }
}

/// The client data. Members that the standard may add are ignored, as it asks.
#[derive(Debug, Deserialize)]
pub struct ClientData {
    #[serde(rename = "type")]
    ceremony: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    is_framed: bool,
    #[serde(rename = "topOrigin")]
    framed_by: Option<String>,
}

impl ClientData {
    /// Reads it.
    ///
    /// # Errors
    /// [`WebAuthnFault::ClientData`]; also if a member is there twice.
    pub fn parse(json: &[u8]) -> Result<Self> {
        serde_json::from_slice(json).map_err(|_| WebAuthnFault::ClientData)
    }

    /// The challenge that it answers.
    ///
    /// # Errors
    /// [`WebAuthnFault::ClientData`].
    pub fn challenge(&self) -> Result<Vec<u8>> {
        URL_SAFE_NO_PAD.decode(&self.challenge).map_err(|_| WebAuthnFault::ClientData)
    }

    /// Whether the device was asked for this.
    #[must_use]
    pub fn is_of(&self, ceremony: Ceremony) -> bool {
        self.ceremony == ceremony.token()
    }

    /// The host name of the page that asked; `None` if its origin has no scheme or no host.
    #[must_use]
    pub fn host(&self) -> Option<String> {
        let origin: Uri = self.origin.parse().ok()?;
        origin.host().filter(|_| origin.scheme().is_some()).map(str::to_owned)
    }

    /// Whether it answers what was asked, from a page of this site that no other one frames.
    ///
    /// # Errors
    /// The first fault.
    pub fn check(&self, ceremony: Ceremony, expected: Expected<'_>) -> Result<()> {
        if !self.is_of(ceremony) {
            return Err(WebAuthnFault::OtherCeremony);
        }
        if self.challenge()? != expected.challenge {
            return Err(WebAuthnFault::OtherChallenge);
        }
        if self.origin != expected.relying_party.origin {
            return Err(WebAuthnFault::OtherOrigin);
        }
        if self.is_framed || self.framed_by.is_some() {
            return Err(WebAuthnFault::Framed);
        }
        Ok(())
    }
}
