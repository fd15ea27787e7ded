//! Readings in a JSON body, which are stored in one transaction.

use super::request;
use super::result::ReadingResults;
use crate::answer::{ApiAnswer, JSON, of_kind, written};
use crate::context::Context;
use crate::json_body;
use crate::problem::ApiProblem;
use axum::body::Body;
use axum::http::StatusCode;
use countersign_app::actions::import::{ItemResult, ReceivedReadings};
use countersign_app::failure::Result as AppResult;
use countersign_app::formats::json_reading::JsonReading;
use countersign_web::blocking;
use countersign_web::problem::Problem;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::fmt::{self, Formatter};
use utoipa::ToSchema;

/// The most readings of a JSON body, all of which are in memory at once.
const MOST: usize = 10_000;

/// Readings to store.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SentReadings {
    /// Up to 10,000 readings. Send more of them as JSON lines.
    #[schema(value_type = Vec<SentReading>)]
    #[serde(deserialize_with = "bounded")]
    readings: Vec<Box<RawValue>>,
}

/// Reads a list, and stops at the first reading too many.
fn bounded<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Box<RawValue>>, D::Error> {
    deserializer.deserialize_seq(Bounded)
}

struct Bounded;

impl<'de> Visitor<'de> for Bounded {
    type Value = Vec<Box<RawValue>>;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a list of readings")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut readings = Vec::new();
        while let Some(reading) = list.next_element()? {
            if readings.len() == MOST {
                let detail = "a JSON body has at most 10,000 readings; send them as JSON lines";
                return Err(A::Error::custom(detail));
            }
            readings.push(reading);
        }
        Ok(readings)
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
    let forms = &context.state.forms;
    let (body, _room) = forms.read(&context.headers, body, context.sender(), false).await?;
    let sent: SentReadings = json_body::parse(&body)?;
    let (store, clock) = (context.state.store.clone(), context.state.clock);
    let request = request(context)?;
    let work = async move || {
        let mut received = ReceivedReadings::begin(&store, &clock, request).await?;
        let results = store_all(&mut received, &sent).await?;
        if let Err(error) = received.end().await {
            let event = "readings-not-processed";
            tracing::warn!(event, %error, "stored readings wait for the clock");
        }
        Ok(results)
    };
    let done: AppResult<Vec<ItemResult>> = blocking::run(work).await?;
    let results = ReadingResults::of(done.map_err(failed)?);
    Ok(of_kind(StatusCode::OK, JSON, written(&results)?))
}

pub(super) fn failed(failure: countersign_app::failure::Failure) -> ApiProblem {
    Problem::from(failure).into()
}

async fn store_all(
    received: &mut ReceivedReadings,
    sent: &SentReadings,
) -> AppResult<Vec<ItemResult>> {
    for (row, reading) in (1..).zip(&sent.readings) {
        match JsonReading::parse(reading.get().as_bytes()) {
            Ok(reading) => received.add(row, &reading),
            Err(fault) => received.refuse(row, fault.into()),
        }
    }
    received.pass_on().await?;
    received.written().await
}
