//! A signed request, by Standard Webhooks: encrypted, through the outbound door, and with a bounded
//! response. Delivery channels and webhooks send by it.

use crate::mailer::error_chain;
use countersign_app::channels::{address, secret};
use countersign_app::outbound::{Door, OutboundResponse, Unreached};
use countersign_domain::instant::Instant;
use countersign_store::delivery_channels::Secret;
use reqwest::{Client, Request, StatusCode};
use std::time::Duration;

/// The longest time for a response.
const PATIENCE: Duration = Duration::from_secs(30);
/// The bytes of a response that are read.
const LONGEST_ANSWER: usize = 64 << 10;

/// What is sent.
pub(crate) struct SignedContent<'a> {
    pub(crate) address: &'a str,
    pub(crate) secret: &'a Secret,
    /// The same for all attempts.
    pub(crate) id: String,
    /// The instant of the attempt.
    pub(crate) at: Instant,
    pub(crate) media_type: &'static str,
    pub(crate) body: Vec<u8>,
}

/// A request that is ready to be sent.
pub(crate) struct SignedRequest {
    client: Client,
    request: Request,
}

impl SignedRequest {
    /// Signs a request, which waits at most `patience` for its response.
    ///
    /// # Errors
    /// The fault of the address or the secret, which no later attempt would mend.
    pub(crate) fn new(
        door: &Door,
        content: SignedContent<'_>,
        patience: Duration,
    ) -> Result<Self, String> {
        let SignedContent { address, secret, id, at, media_type, body } = content;
        let url = address::webhook(address).map_err(|_| "its address cannot be read")?;
        let seconds = at.micros().div_euclid(1_000_000);
        let signatures = secret::signatures(secret, at, &id, seconds, &body)?;
        // Requests are rare, so no connection is kept.
        let client = door.client(!address::is_loopback(&url), patience.min(PATIENCE));
        let client = client.map_err(|error| error_chain(&error))?;
        let request = client
            .post(url)
            .header("content-type", media_type)
            .header("webhook-id", id)
            .header("webhook-timestamp", seconds)
            .header("webhook-signature", signatures)
            .body(body);
        let request = request.build().map_err(|error| error_chain(&error))?;
        Ok(Self { client, request })
    }

    /// Whether the server proves its name, so that its response may be quoted.
    pub(crate) fn is_proved(&self) -> bool {
        self.request.url().scheme() == "https"
    }

    /// Sends it.
    ///
    /// # Errors
    /// Fails if there was no response.
    pub(crate) async fn send(self, door: &Door) -> Result<OutboundResponse, Unreached> {
        door.ask(&self.client, self.request, LONGEST_ANSWER).await
    }
}

/// Why a response is no success.
pub(crate) fn refusal(status: StatusCode) -> String {
    match status.is_redirection() {
        true => format!("it answers {status}, a redirect, which is not followed"),
        false => format!("it answers {status}"),
    }
}
