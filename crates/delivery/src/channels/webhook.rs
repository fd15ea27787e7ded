//! Sends a dispatch as a signed request, by Standard Webhooks: encrypted, through the outbound
//! door, and with a bounded response.

use super::file::whole;
use super::payload::Payload;
use super::verdict::{DeliveryVerdict, NO_SECRET, unreached};
use crate::mailer::error_chain;
use countersign_app::channels::{address, secret};
use countersign_app::outbound::{Door, OutboundResponse};
use countersign_store::delivery_channels::DeliveryChannel;
use reqwest::{Client, StatusCode};
use serde::Deserialize;
use std::time::Duration;

/// The longest time for a response.
const PATIENCE: Duration = Duration::from_secs(30);
/// The largest request.
const LARGEST: u64 = 64 << 20;
/// The bytes of a response that are read.
const LONGEST_ANSWER: usize = 64 << 10;

/// The fields of a response that are understood.
#[derive(Deserialize)]
struct WebhookResponse {
    #[serde(default)]
    acknowledged: bool,
}

pub(super) async fn send(
    door: &Door,
    channel: &DeliveryChannel,
    payload: Payload,
    patience: Duration,
) -> DeliveryVerdict {
    let (client, request) = match request(door, channel, payload, patience.min(PATIENCE)) {
        Ok(made) => made,
        Err(why) => return DeliveryVerdict::never(why),
    };
    // A server that answers over TLS has proved its name, so its response may be quoted.
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
    let body = whole(&mut payload.file, LARGEST).map_err(|error| error_chain(&error))?;
    let too_large = || format!("it has more than {} MiB; use another channel", LARGEST >> 20);
    let body = body.ok_or_else(too_large)?;
    let (id, seconds) = (payload.id.to_string(), payload.at.micros().div_euclid(1_000_000));
    let signatures = secret::signatures(secret, payload.at, &id, seconds, &body)?;
    // Requests are rare, so no connection is kept.
    let client = door.client(!address::is_loopback(&url), patience);
    let client = client.map_err(|error| error_chain(&error))?;
    let request = client
        .post(url)
        .header("content-type", payload.media_type)
        .header("webhook-id", id)
        .header("webhook-timestamp", seconds)
        .header("webhook-signature", signatures)
        .body(body);
    Ok((client, request.build().map_err(|error| error_chain(&error))?))
}

/// Any 2xx is success. 410 Gone means that no one wants it any more; everything else may succeed
/// later.
fn verdict(
    channel: &DeliveryChannel,
    answer: &OutboundResponse,
    is_known: bool,
) -> DeliveryVerdict {
    let status = answer.status;
    if status.is_success() {
        // An unreadable body does not make it a failure.
        let said = answer.body.as_ref().ok().and_then(|body| serde_json::from_slice(body).ok());
        let is_acknowledged = said.is_some_and(|said: WebhookResponse| said.acknowledged);
        return if is_acknowledged { DeliveryVerdict::Acknowledged } else { DeliveryVerdict::Sent };
    }
    let reason = match status.is_redirection() {
        true => format!("it answers {status}, a redirect, which is not followed"),
        false => format!("it answers {status}"),
    };
    let put_off =
        if is_known { DeliveryVerdict::later(&reason) } else { unreached(channel, &reason) };
    match (status, put_off) {
        (StatusCode::GONE, DeliveryVerdict::Later(reason)) => DeliveryVerdict::Never(reason),
        (_, verdict) => verdict,
    }
}
