//! How providers are asked: encrypted, never for long, never for much, and never led elsewhere.

use axum::http::{Request, Response};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};
use std::fmt;
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
    client: OnceLock<Result<Client, NoAnswer>>,
}

/// Why a provider did not answer. It holds no secret: those are sent, not part of an address.
#[derive(Clone, Debug)]
pub(super) struct NoAnswer(String);

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoAnswer {}

impl NoAnswer {
    /// With all reasons: the last one says most.
    fn of(error: &dyn std::error::Error) -> Self {
        let mut told = error.to_string();
        let mut source = error.source();
        while let Some(reason) = source {
            told.push_str(": ");
            told.push_str(&reason.to_string());
            source = reason.source();
        }
        Self(told)
    }
}

impl Network {
    /// Where pages travel encrypted, so does what is said to a provider. Elsewhere, on a machine
    /// of one's own, a provider may be reached plainly, and without a proxy.
    #[must_use]
    pub const fn new(encrypted_only: bool) -> Self {
        Self { encrypted_only, client: OnceLock::new() }
    }

    /// Whether an address may be gone to.
    pub(super) fn allows(&self, scheme: &str) -> bool {
        scheme == "https" || scheme == "http" && !self.encrypted_only
    }

    /// Made at the first use: whoever has no provider needs no certificates.
    fn client(&self) -> Result<&Client, NoAnswer> {
        let made = self.client.get_or_init(|| {
            // Where another one was chosen already, that one serves as well.
            drop(rustls::crypto::ring::default_provider().install_default());
            let builder = self.builder().timeout(PATIENCE).redirect(Policy::none());
            // A connection lives on the thread that made it, and requests on many.
            let builder = builder.pool_max_idle_per_host(0).referer(false);
            builder.build().map_err(|error| NoAnswer::of(&error))
        });
        made.as_ref().map_err(Clone::clone)
    }

    fn builder(&self) -> ClientBuilder {
        let builder = Client::builder().user_agent("countersign");
        match self.encrypted_only {
            true => builder.https_only(true),
            false => builder.no_proxy(),
        }
    }

    /// Asks once.
    pub(super) async fn ask(
        &self,
        request: Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, NoAnswer> {
        let told = |error: reqwest::Error| NoAnswer::of(&error);
        let request = reqwest::Request::try_from(request).map_err(told)?;
        let mut answer = self.client()?.execute(request).await.map_err(told)?;
        let mut body = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(told)? {
            if body.len() + part.len() > LONGEST {
                return Err(NoAnswer(format!("the answer has more than {LONGEST} bytes")));
            }
            body.extend_from_slice(&part);
        }
        let mut response = Response::new(body);
        *response.status_mut() = answer.status();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        Ok(response)
    }
}
