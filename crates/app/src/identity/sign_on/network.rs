//! How providers are asked: encrypted, never for long, never for much, and by the door of all
//! requests that leave.

use crate::outbound::{Door, Unreached};
use axum::http::{Request, Response};
use reqwest::Client;
use std::sync::OnceLock;
use std::time::Duration;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of an answer; descriptions and keys are a few thousand.
const LONGEST: usize = 256 << 10;

/// The way to providers.
#[derive(Debug)]
pub struct Network {
    encrypted_only: bool,
    door: Door,
    client: OnceLock<Client>,
}

impl Network {
    /// Where pages travel encrypted, so does what is said to a provider. Elsewhere, on a machine
    /// of one's own, a provider may be reached plainly.
    #[must_use]
    pub const fn new(encrypted_only: bool, door: Door) -> Self {
        Self { encrypted_only, door, client: OnceLock::new() }
    }

    /// Whether an address may be gone to.
    pub(super) fn allows(&self, scheme: &str) -> bool {
        scheme == "https" || scheme == "http" && !self.encrypted_only
    }

    /// Made at the first use: whoever has no provider needs no certificates.
    fn client(&self) -> reqwest::Result<&Client> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let made = self.door.client(self.encrypted_only, PATIENCE)?;
        Ok(self.client.get_or_init(|| made))
    }

    /// Asks once.
    pub(super) async fn ask(
        &self,
        request: Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, Unreached> {
        let request = reqwest::Request::try_from(request)?;
        self.door.ask(self.client()?, request, LONGEST).await?.whole()
    }
}
