//! The events of a request, in the modes of the CloudEvents binding for HTTP.

use crate::json_body::{self, unsupported};
use crate::problem::ApiProblem;
use crate::resources::readings::{ItemPlace, bounded};
use axum::http::{HeaderMap, header};
use countersign_app::actions::import::ReceivedReadings;
use countersign_app::formats::cloud_event::{CloudEvent, EventFault, EventHeaders};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use utoipa::ToSchema;

const ONE: &str = "application/cloudevents+json";
const BATCH: &str = "application/cloudevents-batch+json";

/// An event. Attributes that are not listed are ignored.
#[derive(Debug, ToSchema)]
#[schema(as = CloudEvent)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct SentEvent {
    /// The version of the specification: `1.0`.
    #[schema(example = "1.0")]
    specversion: String,
    /// What kind of event it is. It has to have a mapping.
    #[schema(example = "com.example.seats")]
    r#type: String,
    /// Where it comes from.
    #[schema(example = "/meters/eu-1")]
    source: String,
    /// Which event of its source it is.
    #[schema(example = "5c10fade-1c9e-4d6c-8275-c52c36731d3c")]
    id: String,
    /// The instant for which its figures hold.
    #[schema(example = "2026-10-31T22:30:00Z")]
    time: String,
    /// The code of the subscription, unless its mapping finds it in the data.
    #[schema(example = "S-1001")]
    subject: Option<String>,
    /// `application/json`, which is also meant without it.
    datacontenttype: Option<String>,
    /// The figures, where its mapping finds them. Numbers are read digit by digit.
    #[schema(value_type = Option<Object>)]
    data: Option<String>,
    /// The data as JSON in Base64, instead of `data`.
    data_base64: Option<String>,
}

/// A list of events.
struct EventList(Vec<Box<RawValue>>);

impl<'de> Deserialize<'de> for EventList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        bounded(deserializer, "a batch has at most 10,000 events; send several batches").map(Self)
    }
}

/// The events of a request, or why they are none.
pub(super) struct SentEvents {
    events: Vec<Result<CloudEvent, EventFault>>,
    pub(super) place: ItemPlace,
}

impl SentEvents {
    /// Reads a body of this media type.
    pub(super) fn read(kind: &str, headers: &HeaderMap, body: &[u8]) -> Result<Self, ApiProblem> {
        let charset = charset(headers);
        if charset.as_deref().is_some_and(|it| it != "utf-8" && it != "utf8") {
            return Err(unsupported("The body has another charset; send UTF-8."));
        }
        let fields = headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
        let attributes = EventHeaders::of(fields);
        match kind {
            ONE => Self::one(body),
            BATCH => Self::batch(body),
            _ if !attributes.is_empty() => {
                let kind = Some(kind).filter(|kind| !kind.is_empty());
                let events = vec![attributes.event(kind, body)];
                Ok(Self { events, place: ItemPlace::Alone })
            }
            // Some clients name no more than JSON.
            "application/json" if body.trim_ascii_start().starts_with(b"[") => Self::batch(body),
            "application/json" => Self::one(body),
            _ => Err(unsupported(&format!(
                "The body is {kind:?}; send {ONE} or {BATCH}, or headers such as ce-id with JSON."
            ))),
        }
    }

    fn one(body: &[u8]) -> Result<Self, ApiProblem> {
        let event: Box<RawValue> = json_body::parse_any(body)?;
        let events = vec![CloudEvent::parse(event.get().as_bytes())];
        Ok(Self { events, place: ItemPlace::Alone })
    }

    fn batch(body: &[u8]) -> Result<Self, ApiProblem> {
        let EventList(events) = json_body::parse_any(body)?;
        let events = events.iter().map(|event| CloudEvent::parse(event.get().as_bytes()));
        Ok(Self { events: events.collect(), place: ItemPlace::Batch })
    }

    /// Adds the events, in their order.
    pub(super) fn add_to(self, received: &mut ReceivedReadings) {
        for (row, event) in (1..).zip(self.events) {
            match event {
                Ok(event) => received.add_event(row, event),
                Err(fault) => received.refuse(row, fault.into()),
            }
        }
    }
}

/// The charset that the headers name, in lower case.
fn charset(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?.to_ascii_lowercase();
    let mut parameters = kind.split(';').skip(1).filter_map(|it| it.split_once('='));
    let (_, charset) = parameters.find(|(name, _)| name.trim() == "charset")?;
    Some(charset.trim().trim_matches('"').to_owned())
}
