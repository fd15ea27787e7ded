//! Readings in a JSON body.

use super::one_body::{receive, whole_body};
use super::result::{ItemPlace, ReadingResults};
use crate::answer::{ApiAnswer, JSON, of_kind, written};
use crate::context::Context;
use crate::json_body;
use axum::body::Body;
use axum::http::StatusCode;
use countersign_app::formats::json_reading::JsonReading;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::fmt::{self, Formatter};
use utoipa::ToSchema;

/// The most items of a JSON body, all of which are in memory at once.
const MOST: usize = 10_000;

/// Readings to store.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SentReadings {
    /// Up to 10,000 readings. Send more of them as JSON lines.
    #[schema(value_type = Vec<SentReading>)]
    #[serde(deserialize_with = "readings")]
    readings: Vec<Box<RawValue>>,
}

fn readings<'de, D: Deserializer<'de>>(given: D) -> Result<Vec<Box<RawValue>>, D::Error> {
    bounded(given, "a JSON body has at most 10,000 readings; send them as JSON lines")
}

/// Reads a list, and stops at the first item too many with `refusal`.
pub(crate) fn bounded<'de, D: Deserializer<'de>>(
    given: D,
    refusal: &'static str,
) -> Result<Vec<Box<RawValue>>, D::Error> {
    given.deserialize_seq(Bounded(refusal))
}

struct Bounded(&'static str);

impl<'de> Visitor<'de> for Bounded {
    type Value = Vec<Box<RawValue>>;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            if items.len() == MOST {
                return Err(A::Error::custom(self.0));
            }
            items.push(item);
        }
        Ok(items)
    }
}

/// A reading.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "only the description reads it")]
struct SentReading {
    /// The code of the subscription.
    #[schema(example = "S-1001")]
    subscription: String,
    /// The instant: RFC 3339, or a date for noon of that day in the region's time zone.
    #[schema(example = "2026-10-01T08:30:00Z")]
    observed_at: String,
    /// The provisioned units, as a string or a number. Numbers are read digit by digit.
    #[schema(example = "12.5")]
    provisioned: String,
    /// The used units; omit them, or send null, if they are not known.
    #[schema(example = "11")]
    used: Option<String>,
}

/// Stores the readings of a body.
pub(super) async fn take(context: &Context, body: Body) -> ApiAnswer {
    let (body, _room) = whole_body(context, body).await?;
    let sent: SentReadings = json_body::parse(&body)?;
    let results = receive(context, move |received| {
        for (row, reading) in (1..).zip(&sent.readings) {
            match JsonReading::parse(reading.get().as_bytes()) {
                Ok(reading) => received.add(row, &reading),
                Err(fault) => received.refuse(row, fault.into()),
            }
        }
    });
    let results = ReadingResults::of(results.await?, ItemPlace::List);
    Ok(of_kind(StatusCode::OK, JSON, written(&results)?))
}
