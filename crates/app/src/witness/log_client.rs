//! Reads a log over HTTP as C2SP tlog-tiles serves it, and hands cosignatures in.

use crate::failure::{Failure, Result};
use crate::outbound::{Door, OutboundResponse, has_credentials, is_this_machine};
use crate::transparency::checkpoint::VerifierKey;
use axum::http::{HeaderValue, Method, StatusCode, header};
use reqwest::{Client, Request, Url};
use std::time::Duration;
use tlog_tiles::Tile;

/// The longest time of a request.
const PATIENCE: Duration = Duration::from_secs(30);
/// The most bytes of a checkpoint, of a list of keys, and of an answer.
const LONGEST: usize = 64 << 10;
/// The most bytes of a tile: 256 hashes.
const TILE: usize = 256 * 32;

/// A log elsewhere.
pub struct LogClient {
    door: Door,
    client: Client,
    /// The address, without a slash at its end.
    base: String,
    token: Option<HeaderValue>,
}

impl LogClient {
    /// The log at this address, such as `https://reports.example/log`, with a token if it is not
    /// open to everyone. The operator of the witness gives the address, so it may be in any
    /// network.
    ///
    /// # Errors
    /// [`Failure::Usage`] if the address is none, or would show the token to others on the way.
    pub fn new(address: &str, token: Option<&str>) -> Result<Self> {
        let wrong = |why: &str| Failure::Usage(format!("--log {address}: {why}"));
        let url = Url::parse(address).map_err(|_| wrong("it is not an address"))?;
        let host = url.host_str().unwrap_or_default().to_owned();
        if !matches!(url.scheme(), "https" | "http") || host.is_empty() {
            return Err(wrong("give an address such as https://reports.example/log"));
        }
        let is_plain = url.query().is_none() && url.fragment().is_none();
        if !is_plain || has_credentials(&url) {
            return Err(wrong("give it without user, password, query and fragment"));
        }
        if url.scheme() == "http" && !is_this_machine(&host) && token.is_some() {
            return Err(wrong("the token would travel unencrypted; use https://"));
        }
        let (door, client) = Door::of_operator(PATIENCE)?;
        let token = token.map(bearer).transpose()?;
        Ok(Self { door, client, base: url.as_str().trim_end_matches('/').to_owned(), token })
    }

    /// Whether cosignatures can be handed in: without a token the operator does not know from whom
    /// they are.
    #[must_use]
    pub const fn can_hand_in(&self) -> bool {
        self.token.is_some()
    }

    /// The latest checkpoint, which is not verified yet.
    ///
    /// # Errors
    /// Fails if it cannot be read.
    pub async fn checkpoint(&self) -> Result<String> {
        let bytes = self.get("checkpoint", LONGEST).await?;
        let unreadable = |_| self.failed("checkpoint", "it is not text");
        String::from_utf8(bytes).map_err(unreadable)
    }

    /// The public keys that a Countersign says its log has.
    ///
    /// # Errors
    /// Fails if they cannot be read.
    pub async fn keys(&self) -> Result<Vec<VerifierKey>> {
        let bytes = self.get("keys", LONGEST).await?;
        let text = String::from_utf8_lossy(&bytes);
        Ok(text.lines().filter_map(VerifierKey::parse).collect())
    }

    /// The hashes of a tile.
    ///
    /// # Errors
    /// Fails if it cannot be read.
    pub async fn tile(&self, tile: Tile) -> Result<Vec<u8>> {
        // The library names the height, which C2SP has in no path.
        let path = tile.path();
        let path = path.replacen(&format!("tile/{}/", tile.height()), "tile/", 1);
        self.get(&path, TILE).await
    }

    /// Hands a cosigned checkpoint to the operator.
    ///
    /// # Errors
    /// Fails if it is not taken.
    pub async fn hand_in(&self, note: &str) -> Result<()> {
        let mut request = self.request(Method::POST, "cosignatures")?;
        let body = serde_json::json!({ "note": note }).to_string();
        let kind = HeaderValue::from_static("application/json");
        request.headers_mut().insert(header::CONTENT_TYPE, kind);
        *request.body_mut() = Some(body.into());
        let OutboundResponse { status, body, .. } = self.ask(request, LONGEST).await?;
        if status.is_success() {
            return Ok(());
        }
        // The API says in a problem document why.
        let problem: Option<serde_json::Value> =
            body.ok().and_then(|it| serde_json::from_slice(&it).ok());
        let detail = problem.as_ref().and_then(|it| it["detail"].as_str()).unwrap_or_default();
        let detail: String = detail.chars().filter(|c| !c.is_control()).take(300).collect();
        Err(self.failed("cosignatures", &format!("the log answers {status}. {detail}")))
    }

    fn request(&self, method: Method, path: &str) -> Result<Request> {
        let url = Url::parse(&format!("{}/{path}", self.base));
        let url = url.map_err(|_| self.failed(path, "it is not an address"))?;
        let mut request = Request::new(method, url);
        if let Some(token) = &self.token {
            request.headers_mut().insert(header::AUTHORIZATION, token.clone());
        }
        Ok(request)
    }

    async fn ask(&self, request: Request, longest: usize) -> Result<OutboundResponse> {
        let path = request.url().path().to_owned();
        let asked = self.door.ask(&self.client, request, longest).await;
        asked.map_err(|why| Failure::System(format!("{}: {path}: {why}", self.base)))
    }

    async fn get(&self, path: &str, longest: usize) -> Result<Vec<u8>> {
        let request = self.request(Method::GET, path)?;
        let OutboundResponse { status, body, .. } = self.ask(request, longest).await?;
        let why = match status {
            StatusCode::OK => {
                return body.map_err(|why| self.failed(path, &why.to_string()));
            }
            StatusCode::NOT_FOUND if path == "checkpoint" => {
                "there is no log, or it has no checkpoint yet".to_owned()
            }
            StatusCode::SEE_OTHER | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => format!(
                "the log answers {status}: it is not open to everyone. Use the address that ends \
                 with /api/v1/log, and --token-file with a token that has the scope log.witness"
            ),
            status => format!("the log answers {status}"),
        };
        Err(self.failed(path, &why))
    }

    fn failed(&self, path: &str, why: &str) -> Failure {
        Failure::System(format!("{}/{path}: {why}", self.base))
    }
}

/// The header with a token.
fn bearer(token: &str) -> Result<HeaderValue> {
    let mut value = HeaderValue::from_str(&format!("Bearer {token}"))
        .map_err(|_| Failure::Usage("the token has unexpected characters".to_owned()))?;
    value.set_sensitive(true);
    Ok(value)
}
