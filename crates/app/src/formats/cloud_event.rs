//! An event of the CloudEvents specification, version 1.0: as a JSON object, or as the headers and
//! the body of a request. Its data has to be JSON, because JSON pointers find figures in it.
//!
//! Attributes that nothing here needs are ignored, as the specification wants it.

mod headers;

use super::json_fault::JsonFault;
use super::json_tree::{JsonMembers, JsonTree};
use super::problem::quoted;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use countersign_domain::export::content_hash;
use countersign_domain::history::Hash;
use countersign_domain::instant::Instant;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::str::from_utf8;

pub use headers::EventHeaders;

/// The only version of the specification that is read.
const VERSION: &str = "1.0";
/// The most bytes of an attribute.
const LONGEST: usize = 2_048;
const JSON: &str = "application/json";

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloudEvent {
    /// What kind of event it is.
    pub event_type: String,
    /// Where it comes from.
    pub source: String,
    /// Which event of its source it is.
    pub id: String,
    /// What it is about, if it says so.
    pub subject: Option<String>,
    /// When it happened, as it was written.
    pub time: String,
    /// The same instant.
    pub happened_at: Instant,
    /// Its data; null if it has none.
    pub data: JsonTree,
}

/// Why something is no event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventFault {
    /// It is no JSON object.
    Json(JsonFault),
    /// An attribute is missing.
    Missing {
        /// Its name.
        attribute: &'static str,
        /// What is missing, as an English sentence.
        detail: String,
    },
    /// An attribute or the data is wrong.
    Wrong {
        /// Its name.
        attribute: &'static str,
        /// What is wrong, as an English sentence.
        detail: String,
    },
}

impl EventFault {
    fn wrong(attribute: &'static str, found: &str, expected: &str) -> Self {
        let detail = format!("Found {}, expected {expected}.", quoted(found));
        Self::Wrong { attribute, detail }
    }

    /// An attribute with JSON of another kind, which is shown as it is, without quotes around it.
    fn no_text(attribute: &'static str, raw: &str) -> Self {
        let found = quoted(raw);
        let detail = format!("Found {}, expected a text.", &found[1..found.len() - 1]);
        Self::Wrong { attribute, detail }
    }

    fn missing(attribute: &'static str, why: &str) -> Self {
        let detail = format!("The event has no {attribute}: {why}.");
        Self::Missing { attribute, detail }
    }
}

impl CloudEvent {
    /// Reads an event as a JSON object.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(text: &[u8]) -> Result<Self, EventFault> {
        let members: JsonMembers<'_> = serde_json::from_slice(text)
            .map_err(|error| EventFault::Json(JsonFault::of(&error, text)))?;
        let attributes = JsonAttributes(members.0);
        let kind = attributes.text("datacontenttype")?;
        Self::of(&|name| attributes.text(name), |attribute| {
            check_kind(attribute, kind.as_deref())?;
            attributes.data()
        })
    }

    /// An event with these attributes. Its data is read last.
    fn of(
        text: &dyn Fn(&'static str) -> Result<Option<String>, EventFault>,
        data: impl FnOnce(&'static str) -> Result<JsonTree, EventFault>,
    ) -> Result<Self, EventFault> {
        let needed = |name, why| text(name)?.ok_or_else(|| EventFault::missing(name, why));
        let version = needed("specversion", "it is required")?;
        if version != VERSION {
            return Err(EventFault::wrong("specversion", &version, "the version \"1.0\""));
        }
        let event_type = needed("type", "it is required")?;
        let source = needed("source", "it is required")?;
        let id = needed("id", "it is required")?;
        let subject = text("subject")?;
        let time = needed("time", "without it, no one knows for which instant its figures hold")?;
        let expected = "an instant such as 2026-10-01T08:30:00Z";
        let happened_at =
            Instant::parse(&time).map_err(|_| EventFault::wrong("time", &time, expected))?;
        let data = data("datacontenttype")?;
        Ok(Self { event_type, source, id, subject, time, happened_at, data })
    }

    /// The hash of its source and id.
    #[must_use]
    pub fn name(&self) -> Hash {
        content_hash(&format!("{:?}", (&self.source, &self.id)))
    }

    /// The hash of all that makes it a reading. Extensions do not count: a program that sends it
    /// again may give it another trace.
    #[must_use]
    pub fn content(&self) -> Hash {
        let Self { event_type, subject, happened_at, data, .. } = self;
        let parts = (event_type, subject, happened_at.micros(), data.canonical());
        content_hash(&format!("{parts:?}"))
    }
}

/// Checks the media type of the data.
fn check_kind(attribute: &'static str, kind: Option<&str>) -> Result<(), EventFault> {
    let Some(kind) = kind else { return Ok(()) };
    let plain = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_json = plain == JSON || plain == "text/json" || plain.ends_with("+json");
    let expected = "JSON: application/json";
    if is_json { Ok(()) } else { Err(EventFault::wrong(attribute, kind, expected)) }
}

/// Checks the text of an attribute; blank is none.
fn checked(attribute: &'static str, text: String) -> Result<Option<String>, EventFault> {
    if text.len() > LONGEST {
        let expected = format!("at most {LONGEST} bytes");
        return Err(EventFault::wrong(attribute, &text, &expected));
    }
    if text.chars().any(char::is_control) {
        return Err(EventFault::wrong(attribute, &text, "a text without control characters"));
    }
    Ok((!text.trim().is_empty()).then_some(text))
}

/// The members of a JSON object.
struct JsonAttributes<'a>(BTreeMap<String, &'a RawValue>);

impl JsonAttributes<'_> {
    /// A member that is not null.
    fn raw(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|it| it.get()).filter(|text| *text != "null")
    }

    fn text(&self, name: &'static str) -> Result<Option<String>, EventFault> {
        let Some(raw) = self.raw(name) else { return Ok(None) };
        let text = serde_json::from_str::<String>(raw);
        checked(name, text.map_err(|_| EventFault::no_text(name, raw))?)
    }

    fn data(&self) -> Result<JsonTree, EventFault> {
        match (self.raw("data"), self.raw("data_base64")) {
            (None, None) => Ok(JsonTree::Null),
            (Some(data), None) => parsed("data", data),
            (None, Some(packed)) => {
                let wrong = || EventFault::wrong("data_base64", packed, "JSON in Base64");
                let text = serde_json::from_str::<String>(packed).map_err(|_| wrong())?;
                let bytes = STANDARD.decode(text).map_err(|_| wrong())?;
                parsed("data_base64", from_utf8(&bytes).map_err(|_| wrong())?)
            }
            (Some(_), Some(_)) => {
                let detail =
                    "The event has both data and data_base64. Send one of them.".to_owned();
                Err(EventFault::Wrong { attribute: "data_base64", detail })
            }
        }
    }
}

/// Reads data.
fn parsed(attribute: &'static str, text: &str) -> Result<JsonTree, EventFault> {
    JsonTree::parse(text).map_err(|error| {
        let JsonFault { is_json, character, why, .. } = JsonFault::of(&error, text.as_bytes());
        // A fault within JSON counts its column from the inner value, and not from the data.
        let place = match is_json {
            true => String::new(),
            false => format!("; it is in column {character} of the data"),
        };
        EventFault::Wrong { attribute, detail: format!("The data is refused: {why}{place}.") }
    })
}

#[cfg(test)]
mod tests;
