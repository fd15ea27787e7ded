//! Sends a dispatch as a signed request.

use super::file::whole;
use super::payload::Payload;
use super::verdict::{DeliveryVerdict, NO_SECRET, unreached};
use crate::mailer::error_chain;
use crate::signed_request::{SignedContent, SignedRequest, refusal};
use countersign_app::outbound::{Door, OutboundResponse};
use countersign_store::delivery_channels::DeliveryChannel;
use reqwest::StatusCode;
use serde::Deserialize;
use std::time::Duration;

/// The largest request.
const LARGEST: u64 = 64 << 20;

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
    let request = match request(door, channel, payload, patience) {
        Ok(request) => request,
        Err(why) => return DeliveryVerdict::never(why),
    };
    let is_known = request.is_proved();
    match request.send(door).await {
        Ok(answer) => verdict(channel, &answer, is_known),
        Err(why) => unreached(channel, &why),
    }
}

fn request(
    door: &Door,
    channel: &DeliveryChannel,
    mut payload: Payload,
    patience: Duration,
) -> Result<SignedRequest, String> {
    let secret = channel.secret.as_ref().ok_or(NO_SECRET)?;
    let body = whole(&mut payload.file, LARGEST).map_err(|error| error_chain(&error))?;
    let too_large = || format!("it has more than {} MiB; use another channel", LARGEST >> 20);
    let content = SignedContent {
        address: &channel.said.address,
        secret,
        id: payload.id.to_string(),
        at: payload.at,
        media_type: payload.media_type,
        body: body.ok_or_else(too_large)?,
    };
    SignedRequest::new(door, content, patience)
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
    let reason = refusal(status);
    let put_off =
        if is_known { DeliveryVerdict::later(&reason) } else { unreached(channel, &reason) };
    match (status, put_off) {
        (StatusCode::GONE, DeliveryVerdict::Later(reason)) => DeliveryVerdict::Never(reason),
        (_, verdict) => verdict,
    }
}
