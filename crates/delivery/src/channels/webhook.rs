//! A dispatch as a signed request, by Standard Webhooks: encrypted, by the door of all requests
//! that leave, and of the answer no more is read than says something.

use super::content::Payload;
use super::file::whole;
use super::verdict::{NO_SECRET, Verdict, unreached};
use crate::mailer::told;
use countersign_app::channels::{address, secret};
use countersign_app::outbound::{Answer, Door};
use countersign_store::delivery_channels::DeliveryChannel;
use reqwest::{Client, StatusCode};
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
pub(super) async fn send(
    door: &Door,
    channel: &DeliveryChannel,
    payload: Payload,
    patience: Duration,
) -> Verdict {
    let (client, request) = match request(door, channel, payload, patience.min(PATIENCE)) {
        Ok(made) => made,
        Err(why) => return Verdict::never(why),
    };
    // Who answers encrypted has shown that the name is theirs, and is quoted.
    let is_known = request.url().scheme() == "https";
    match door.ask(&client, request, LONGEST_ANSWER).await {
        Ok(answer) => verdict(channel, &answer, is_known),
        Err(why) => unreached(channel, &why),
    }
}

fn request(
    door: &Door,
    channel: &DeliveryChannel,
    mut payload: Payload,
    patience: Duration,
) -> Result<(Client, reqwest::Request), String> {
    let url = address::webhook(&channel.said.address).map_err(|_| "its address cannot be read")?;
    let secret = channel.secret.as_ref().ok_or(NO_SECRET)?;
    let body = whole(&mut payload.file, LARGEST).map_err(|error| told(&error))?;
    let too_large = || format!("it has more than {} MiB; use another channel", LARGEST >> 20);
    let body = body.ok_or_else(too_large)?;
    let (id, seconds) = (payload.id.to_string(), payload.at.micros().div_euclid(1_000_000));
    let signatures = secret::signatures(secret, payload.at, (&id, seconds), &body)?;
    // Calls are rare, and nothing of one is left for another.
    let client = door.client(!address::is_loopback(&url), patience);
    let client = client.map_err(|error| told(&error))?;
    let request = client
        .post(url)
        .header("content-type", payload.media_type)
        .header("webhook-id", id)
        .header("webhook-timestamp", seconds)
        .header("webhook-signature", signatures)
        .body(body);
    Ok((client, request.build().map_err(|error| told(&error))?))
}

/// Taken by any 2xx. Gone means that no one wants it any more; all else may be better later.
fn verdict(channel: &DeliveryChannel, answer: &Answer, is_known: bool) -> Verdict {
    let status = answer.status;
    if status.is_success() {
        // What comes after the status cannot make it less taken.
        let said = answer.body.as_ref().ok().and_then(|body| serde_json::from_slice(body).ok());
        let is_acknowledged = said.is_some_and(|said: Said| said.acknowledged);
        return if is_acknowledged { Verdict::Acknowledged } else { Verdict::Sent };
    }
    let told = match status.is_redirection() {
        true => format!("it answers {status}, a redirect, which is not followed"),
        false => format!("it answers {status}"),
    };
    let put_off = if is_known { Verdict::later(&told) } else { unreached(channel, &told) };
    match (status, put_off) {
        (StatusCode::GONE, Verdict::Later(told)) => Verdict::Never(told),
        (_, verdict) => verdict,
    }
}
