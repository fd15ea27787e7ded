//! Requests to providers: encrypted, bounded in time and size, and through the outbound door.

use crate::outbound::{Door, Unreached};
use axum::http::{Request, Response};
use reqwest::Client;
use std::sync::OnceLock;
use std::time::Duration;

/// The longest time for a response.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most bytes of a response; descriptions and keys have a few thousand.
const LONGEST: usize = 256 << 10;

/// The client for providers.
#[derive(Debug)]
pub struct Network {
    encrypted_only: bool,
    door: Door,
    client: OnceLock<Client>,
}

impl Network {
    /// If pages are encrypted, so are requests to a provider. Otherwise, on a person's own machine,
    /// a provider may be reached without encryption.
    #[must_use]
    pub const fn new(encrypted_only: bool, door: Door) -> Self {
        Self { encrypted_only, door, client: OnceLock::new() }
    }

    /// Whether an address may be used.
    pub(super) fn allows(&self, scheme: &str) -> bool {
        scheme == "https" || scheme == "http" && !self.encrypted_only
    }

    /// Made at the first use, because a process without providers needs no certificates.
    fn client(&self) -> reqwest::Result<&Client> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let made = self.door.client(self.encrypted_only, PATIENCE)?;
        Ok(self.client.get_or_init(|| made))
    }

    /// Sends one request.
    pub(super) async fn ask(
        &self,
        request: Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, Unreached> {
        let request = reqwest::Request::try_from(request)?;
        self.door.ask(self.client()?, request, LONGEST).await?.whole()
    }
}
