//! One attempt to send a message to a webhook.

use crate::mailer;
use crate::outbound_config::OutboundConfig;
use crate::signed_request::{SignedContent, SignedRequest, refusal};
use countersign_app::outbound::{self, Door};
use countersign_domain::instant::Instant;
use countersign_store::webhooks::{ClaimedEvent, Webhook};
use reqwest::{StatusCode, Url};
use serde_json::{Map, Value, json};

/// The error of a webhook whose secret cannot be opened.
const NO_SECRET: &str = "its secret cannot be opened; make a new one on its page";

/// A webhook, and the door that leads to it.
#[derive(Clone, Copy)]
pub(super) struct Receiver<'a> {
    pub(super) webhook: &'a Webhook,
    pub(super) door: &'a Door,
}

/// The outcome of an attempt.
pub(super) enum EventVerdict {
    /// The receiver took it: the status of the answer, if it may be quoted.
    Sent(Option<i64>),
    /// It is tried again: the status of the answer, if it may be quoted, and the error.
    Failed(Option<i64>, String),
    /// The receiver answered that it is gone.
    Gone(Option<i64>, String),
}

/// Sends a message.
pub(super) async fn make(
    outbound: &OutboundConfig,
    receiver: Receiver<'_>,
    message: &ClaimedEvent,
    proof: Option<String>,
    at: Instant,
) -> EventVerdict {
    let Receiver { webhook, door } = receiver;
    let Some(secret) = &webhook.secret else {
        return EventVerdict::Failed(None, NO_SECRET.to_owned());
    };
    let content = SignedContent {
        address: &webhook.said.address,
        secret,
        id: message.event.to_string(),
        at,
        media_type: "application/json",
        body: body(message, proof, &outbound.origin).into_bytes(),
    };
    let request = match SignedRequest::new(door, content, outbound.patience) {
        Ok(request) => request,
        Err(why) => return EventVerdict::Failed(None, mailer::visible(&why)),
    };
    let is_proved = request.is_proved();
    match request.send(door).await {
        Ok(answer) => {
            let status = is_proved.then(|| i64::from(answer.status.as_u16()));
            if answer.status.is_success() {
                return EventVerdict::Sent(status);
            }
            let why = refusal(answer.status);
            let why = if is_proved { why } else { unreached(webhook, &why) };
            match answer.status {
                StatusCode::GONE => EventVerdict::Gone(status, why),
                _ => EventVerdict::Failed(status, why),
            }
        }
        Err(why) => EventVerdict::Failed(None, unreached(webhook, &why.to_string())),
    }
}

/// The error for everything that could not be reached; only the log has the reason.
fn unreached(webhook: &Webhook, why: &str) -> String {
    let why = mailer::visible(why);
    let address = &server(&webhook.said.address);
    let event = "webhook-unreachable";
    tracing::warn!(event, webhook = %webhook.id, address, why, "a webhook could not be reached");
    outbound::FAILED.to_owned()
}

/// Scheme, host and port of an address: receivers take what follows for a secret.
fn server(address: &str) -> String {
    Url::parse(address).map_or_else(|_| String::new(), |url| url.origin().ascii_serialization())
}

/// The body: type, time and data, as Standard Webhooks recommend. The data gets the address of the
/// page that it is about, and its proof.
fn body(message: &ClaimedEvent, proof: Option<String>, origin: &str) -> String {
    let mut data: Map<String, Value> = serde_json::from_str(&message.data).unwrap_or_default();
    if let Some(Value::String(path)) = data.remove("path") {
        data.insert("url".to_owned(), format!("{origin}{path}").into());
    }
    if let Some(proof) = proof {
        data.insert("proof".to_owned(), proof.into());
    }
    let at = message.created_at.to_string();
    json!({ "type": message.event_type, "timestamp": at, "data": data }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_log_has_the_server_of_an_address_and_not_what_may_be_secret() {
        for (address, expected) in [
            ("https://x.example/services/T0/secret?key=1", "https://x.example"),
            ("http://127.0.0.1:8080/in", "http://127.0.0.1:8080"),
            ("no address", ""),
        ] {
            assert_eq!(server(address), expected);
        }
    }

    #[test]
    fn a_body_says_type_time_and_data_with_the_address_of_its_page() {
        let message = ClaimedEvent {
            event: Uuid::nil(),
            event_type: "report.approved".to_owned(),
            data: r#"{"path":"/reports/7","cycle":"2026-10"}"#.to_owned(),
            leaf: None,
            created_at: Instant::from_micros(0),
            attempts: 0,
        };
        let said: Value =
            serde_json::from_str(&body(&message, Some("a proof".to_owned()), "https://r.example"))
                .unwrap();
        assert_eq!(
            said,
            json!({
                "type": "report.approved",
                "timestamp": "1970-01-01T00:00:00Z",
                "data": {
                    "cycle": "2026-10",
                    "proof": "a proof",
                    "url": "https://r.example/reports/7",
                },
            })
        );
    }
}
