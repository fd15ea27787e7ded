//! Sends requests for time stamps to the time stamping authority of an installation, over HTTP (RFC
//! 3161, section 3.4).

use super::time_stamp::{StampRequest, TimeStamp};
use crate::failure::{Failure, Result};
use crate::outbound::{Door, has_credentials};
use axum::http::{HeaderValue, Method, StatusCode, header};
use reqwest::{Client, Request, Url};
use std::fmt::Display;
use std::time::Duration;

/// The longest time of a request.
const PATIENCE: Duration = Duration::from_secs(30);
/// The most bytes of an answer. An answer with a chain of certificates has a few thousand.
const LONGEST: usize = 64 << 10;

/// A time stamping authority.
pub struct StampAuthority {
    door: Door,
    client: Client,
    url: Url,
}

impl StampAuthority {
    /// The authority at an address. The operator gives it on the command line, so it may be in any
    /// network. `http://` is allowed too: the authority signs its answer.
    ///
    /// # Errors
    /// [`Failure::Usage`] if the text is not an address, or contains a user or a password.
    pub fn new(address: &str) -> Result<Self> {
        let is_web = |url: &Url| matches!(url.scheme(), "https" | "http") && url.has_host();
        let url = Url::parse(address).ok().filter(|url| is_web(url) && !has_credentials(url));
        // The address is not repeated, because it may contain a password.
        let wrong = || {
            let form = "give an address such as http://timestamp.example/tsr, without user and \
                password";
            Failure::Usage(format!("--timestamp-url: {form}"))
        };
        let url = url.ok_or_else(wrong)?;
        let (door, client) = Door::of_operator(PATIENCE)?;
        Ok(Self { door, client, url })
    }

    /// Requests a time stamp. Returns the bytes of the answer, and the time stamp in it.
    ///
    /// # Errors
    /// Fails if the authority cannot be reached, or does not answer with this time stamp.
    pub async fn stamp(&self, wanted: &StampRequest) -> Result<(Vec<u8>, TimeStamp)> {
        let mut request = Request::new(Method::POST, self.url.clone());
        let kind = HeaderValue::from_static("application/timestamp-query");
        request.headers_mut().insert(header::CONTENT_TYPE, kind);
        *request.body_mut() = Some(wanted.bytes().into());
        let asked = self.door.ask(&self.client, request, LONGEST).await;
        let answer = asked.map_err(|why| self.failed(&why))?;
        if answer.status != StatusCode::OK {
            return Err(self.failed(&format!("it answers {}", answer.status)));
        }
        let response = answer.body.map_err(|why| self.failed(&why))?;
        let stamp = wanted.check(&response).map_err(|fault| self.failed(&fault))?;
        Ok((response, stamp))
    }

    fn failed(&self, why: &dyn Display) -> Failure {
        let host = self.url.host_str().unwrap_or_default();
        Failure::System(format!("the time stamping authority {host}: {why}"))
    }
}
