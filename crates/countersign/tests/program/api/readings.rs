//! Readings that programs send.

mod bodies;
mod failing;
mod senders;
mod sources;
mod streaming;

use super::client::Client;
use super::fixture::{Programs, request};
use countersign_domain::api_scope::Scope;
use countersign_store::readings::{self, Reading};
use serde_json::Value;

const READINGS: &str = "/api/v1/readings";
const NDJSON: (&str, &str) = ("content-type", "application/x-ndjson");

/// The operator's program that sends readings.
pub(super) async fn meter(programs: &Programs) -> Client {
    Client::new(&programs.api, &programs.token("op@x.example", &[Scope::ReadingsWrite]).await)
}

/// A program of a company to which the operator gave the scope, with its person's role.
pub(super) async fn meter_of(programs: &Programs, email: &str) -> Client {
    let (person, operator) = (programs.person(email).await, programs.person("op@x.example").await);
    let account = programs.account_of(&person, person.role).await;
    let wanted = request(&[Scope::ReadingsWrite]);
    Client::new(&programs.api, &programs.token_of(&operator, &wanted, Some(&account)).await)
}

fn item(subscription: &str, at: &str, provisioned: &str) -> String {
    format!(
        "{{\"subscription\":\"{subscription}\",\"observed_at\":\"{at}\",\
         \"provisioned\":{provisioned}}}"
    )
}

/// The results of an answer in lines.
fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The result of each of these lines.
fn results(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["result"].as_str().unwrap()).collect()
}

/// The stored readings of a UTC day, in order.
pub(super) async fn stored(programs: &Programs, date: &str) -> Vec<Reading> {
    let at = countersign_domain::instant::Instant::parse(&format!("{date}T00:00:00Z")).unwrap();
    let all = (0, 0)..=(i64::MAX, i64::MAX);
    let mut found = Vec::new();
    let read = async |tx: &mut _| {
        readings::each_of_day(tx, at.utc_day(), &all, |reading| found.push(reading)).await
    };
    programs.store().reading(read).await.unwrap();
    found
}
