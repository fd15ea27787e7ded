//! A dispatch as a signed request, by Standard Webhooks: encrypted, never led elsewhere, never for
//! long, and of the answer no more is read than says something.

use super::content::Load;
use super::{Verdict, address, secret, whole};
use crate::delivery::post::told;
use countersign_store::ways::Way;
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode, Url};
use serde::Deserialize;
use std::time::Duration;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes of a request.
const LARGEST: u64 = 64 << 20;
/// Bytes of an answer that are read.
const LONGEST_ANSWER: usize = 64 << 10;

/// What an answer may say.
#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    acknowledged: bool,
}

/// Calls it.
pub(super) async fn send(way: &Way, load: Load, patience: Duration) -> Verdict {
    match request(way, load, patience.min(PATIENCE)) {
        Ok((client, request)) => match client.execute(request).await {
            Ok(response) => verdict(response).await,
            Err(error) => Verdict::later(told(&error.without_url())),
        },
        Err(why) => Verdict::never(why),
    }
}

fn request(
    way: &Way,
    mut load: Load,
    patience: Duration,
) -> Result<(Client, reqwest::Request), String> {
    let url = address::webhook(&way.said.address).map_err(|_| "its address cannot be read")?;
    let secret = way.secret.as_ref().ok_or("it has no secret to sign with")?;
    let body = whole(&mut load.file, LARGEST).map_err(|error| told(&error))?;
    let too_large = || format!("it has more than {} MiB; use another way", LARGEST >> 20);
    let body = body.ok_or_else(too_large)?;
    let (id, seconds) = (load.id.to_string(), load.at.micros().div_euclid(1_000_000));
    let signatures = secret::signatures(secret, load.at, (&id, seconds), &body)?;
    let client = client(&url, patience).map_err(|error| told(&error))?;
    let request = client
        .post(url)
        .header("content-type", load.media_type)
        .header("webhook-id", id)
        .header("webhook-timestamp", seconds)
        .header("webhook-signature", signatures)
        .body(body);
    Ok((client, request.build().map_err(|error| told(&error))?))
}

/// A client for one call: calls are rare, and nothing of one is left for another.
fn client(url: &Url, patience: Duration) -> reqwest::Result<Client> {
    // Where another one was chosen already, that one serves as well.
    drop(rustls::crypto::ring::default_provider().install_default());
    let builder = Client::builder().user_agent("countersign").redirect(Policy::none());
    let builder = builder.timeout(patience).referer(false);
    match address::is_loopback(url) {
        true => builder.no_proxy().build(),
        false => builder.https_only(true).build(),
    }
}

/// Taken by any 2xx. Gone means that nobody wants it any more; all else may be better later.
async fn verdict(response: Response) -> Verdict {
    let status = response.status();
    if status.is_success() {
        // What comes after the status cannot make it less taken.
        let said = answer(response).await.and_then(|body| serde_json::from_slice(&body).ok());
        let is_known = said.is_some_and(|said: Said| said.acknowledged);
        return if is_known { Verdict::Acknowledged } else { Verdict::Sent };
    }
    let told = match status.is_redirection() {
        true => format!("it answers {status}, which leads elsewhere and is not followed"),
        false => format!("it answers {status}"),
    };
    match status {
        StatusCode::GONE => Verdict::never(told),
        _ => Verdict::later(told),
    }
}

/// A short answer; none of one that is long or breaks off.
async fn answer(mut response: Response) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(part) = response.chunk().await.ok()? {
        if body.len() + part.len() > LONGEST_ANSWER {
            return None;
        }
        body.extend_from_slice(&part);
    }
    Some(body)
}
