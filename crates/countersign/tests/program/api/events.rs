//! Readings that come as events of the CloudEvents specification.

mod bodies;
mod repeating;

use super::client::{Answer, Client};
use super::fixture::Programs;
use countersign_app::actions::{audit, manage_event_mappings};
use countersign_domain::audit::Event;
use countersign_domain::event_mapping::{EventMapping, JsonPointer, SubscriptionPlace};

const EVENTS: &str = "/api/v1/events";
const ONE: (&str, &str) = ("content-type", "application/cloudevents+json");
const BATCH: (&str, &str) = ("content-type", "application/cloudevents-batch+json; charset=utf-8");
const RESULTS: (&str, &str) = ("prefer", "return=representation");
const SEATS: &str = "com.example.seats";

/// Puts the mapping of a type.
pub(super) async fn map(
    programs: &Programs,
    event_type: &str,
    subscription: &str,
    provisioned: &str,
    used: Option<&str>,
) {
    let mapping = EventMapping {
        event_type: event_type.to_owned(),
        subscription: SubscriptionPlace::parse(subscription).unwrap(),
        provisioned: JsonPointer::parse(provisioned).unwrap(),
        used: used.map(|pointer| JsonPointer::parse(pointer).unwrap()),
    };
    let now = programs.fixture.app.state.clock.machine_time();
    let entry = audit::entry(Event::EventMappingChanged, now);
    let put = async |tx: &mut _| manage_event_mappings::put(tx, &mapping, &entry).await;
    programs.store().write(put).await.unwrap().unwrap();
}

/// Maps the events of [`event`].
async fn map_seats(programs: &Programs) {
    map(programs, SEATS, "subject", "/seats/assigned", Some("/seats/active")).await;
}

/// An event about S1.
fn event(id: &str, time: &str, seats: &str) -> String {
    format!(
        "{{\"specversion\":\"1.0\",\"type\":\"{SEATS}\",\"source\":\"/meter\",\"id\":\"{id}\",\
         \"time\":\"{time}\",\"subject\":\"S1\",\"data\":{{\"seats\":{seats}}}}}"
    )
}

async fn send_one(client: &Client, event: &str) -> Answer {
    client.post(EVENTS, event, &[ONE]).await
}

/// The results of a batch, each with the code of its refusal.
async fn results(client: &Client, events: &[String]) -> Vec<String> {
    let body = format!("[{}]", events.join(","));
    let answer = client.post(EVENTS, &body, &[BATCH, RESULTS]).await.expect(200);
    let results = answer.body["results"].as_array().unwrap().iter();
    let result = results.map(|it| match it["error"]["code"].as_str() {
        Some(code) => code.to_owned(),
        None => it["result"].as_str().unwrap().to_owned(),
    });
    result.collect()
}
