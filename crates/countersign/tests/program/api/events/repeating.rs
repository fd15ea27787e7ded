//! Events that come again, and events with the name of another one.

use super::{EVENTS, RESULTS, SEATS, event, map, map_seats, results, send_one};
use crate::api::client::Client;
use crate::api::fixture::{Programs, on_both, request};
use crate::api::readings::{meter, meter_of, stored};
use countersign_app::actions::audit;
use countersign_app::actions::manage_sources::{self, SourceSettings};
use countersign_domain::api_scope::Scope;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_domain::source::SourceMode;
use countersign_store::received_events::{self, ReceivedEvent};
use countersign_store::sources;

const AT: &str = "2026-12-01T10:00:00Z";

/// The provisioned units of the only reading of a day.
async fn provisioned(programs: &Programs) -> Quantity {
    let day = stored(programs, "2026-12-01").await;
    assert_eq!(day.len(), 1, "{day:?}");
    day[0].provisioned
}

#[tokio::test]
async fn an_event_that_comes_again_does_not_take_the_place_of_a_later_one() {
    for programs in on_both().await {
        map_seats(&programs).await;
        let client = meter(&programs).await;
        let (first, second) =
            (event("1", AT, "{\"assigned\":5}"), event("2", AT, "{\"assigned\":6}"));
        send_one(&client, &first).await.expect(204);
        send_one(&client, &second).await.expect(204);
        // The order of members and an extension change nothing.
        let again = first.replacen('{', "{\"traceparent\":\"00-1\",", 1);
        assert_eq!(results(&client, &[again, second.clone()]).await, ["unchanged", "unchanged"]);
        assert_eq!(provisioned(&programs).await, Quantity::from_units(6));

        let other = event("1", AT, "{\"assigned\":7}");
        let refused = send_one(&client, &other).await.expect_problem(400, "events_refused");
        assert_eq!(refused.body["errors"][0]["code"], "event_conflict", "{}", refused.text);
        assert_eq!(refused.body["errors"][0]["pointer"], "/id");
        let conflict = "event_conflict";
        let batch = [
            event("3", AT, "{\"assigned\":8}"),
            event("3", AT, "{\"assigned\":8}"),
            event("3", AT, "{\"assigned\":9}"),
            other.clone(),
            event("4", AT, "{\"assigned\":8}"),
        ];
        let expected = ["superseded", "unchanged", conflict, conflict, "unchanged"];
        assert_eq!(results(&client, &batch).await, expected);
        assert_eq!(provisioned(&programs).await, Quantity::from_units(8));
        // A source of another name has ids of its own.
        let elsewhere = other.replace("/meter", "/elsewhere");
        assert_eq!(results(&client, &[elsewhere]).await, ["superseded"]);
    }
}

#[tokio::test]
async fn a_refused_event_can_be_sent_again() {
    for programs in on_both().await {
        map_seats(&programs).await;
        let client = meter(&programs).await;
        let wrong = event("1", AT, "{\"assigned\":\"many\"}");
        assert_eq!(results(&client, &[wrong]).await, ["bad_value"]);
        let right = event("1", AT, "{\"assigned\":5}");
        assert_eq!(results(&client, &[right]).await, ["created"]);
    }
}

#[tokio::test]
async fn a_company_has_names_of_its_own_for_all_of_its_tokens() {
    for programs in on_both().await {
        map_seats(&programs).await;
        let (operator, partner) =
            (meter(&programs).await, meter_of(&programs, "p1@x.example").await);
        let first = event("1", AT, "{\"assigned\":5}");
        send_one(&operator, &first).await.expect(204);
        // No other company can take the name away.
        let other = event("1", AT, "{\"assigned\":6}");
        assert_eq!(results(&partner, std::slice::from_ref(&other)).await, ["superseded"]);
        let person = programs.person("op@x.example").await;
        let token = programs.token_of(&person, &request(&[Scope::ReadingsWrite]), None).await;
        let rotated = Client::new(&programs.api, &token);
        assert_eq!(results(&rotated, &[first, other]).await, ["unchanged", "event_conflict"]);
        assert_eq!(provisioned(&programs).await, Quantity::from_units(6));
    }
}

#[tokio::test]
async fn an_event_is_read_again_after_its_mapping_changed() {
    for programs in on_both().await {
        map_seats(&programs).await;
        let client = meter(&programs).await;
        let sent = [event("1", AT, "{\"assigned\":5,\"active\":4}")];
        assert_eq!(results(&client, &sent).await, ["created"]);
        map(&programs, SEATS, "subject", "/seats/active", None).await;
        assert_eq!(results(&client, &sent).await, ["superseded"]);
        assert_eq!(results(&client, &sent).await, ["unchanged"]);
        assert_eq!(provisioned(&programs).await, Quantity::from_units(4));
    }
}

#[tokio::test]
async fn an_event_of_a_source_in_test_mode_is_not_remembered() {
    for programs in on_both().await {
        map_seats(&programs).await;
        let client = meter(&programs).await;
        let answer = client.post(EVENTS, "[]", &[super::BATCH, RESULTS]).await.expect(200);
        assert_eq!(answer.body["created"], 0);
        let mode = async |mode| {
            let source = programs.store().reading(async |tx| sources::all(tx).await).await.unwrap();
            let name = source[0].name.clone();
            let settings = SourceSettings { name, mode, silent_after_hours: None };
            let now = programs.fixture.app.state.clock.machine_time();
            let entry = audit::entry(Event::SourceChanged, now);
            let change = async |tx: &mut _| {
                manage_sources::change(tx, source[0].id, &settings, &entry).await
            };
            programs.store().write(change).await.unwrap().unwrap().unwrap();
        };
        mode(SourceMode::Test).await;
        let sent = [
            event("1", AT, "{\"assigned\":5}"),
            event("1", AT, "{\"assigned\":5}"),
            event("1", AT, "{\"assigned\":6}"),
        ];
        let expected = ["created", "unchanged", "event_conflict"];
        for _ in 0..2 {
            assert_eq!(results(&client, &sent).await, expected);
        }
        assert_eq!(stored(&programs, "2026-12-01").await, []);
        mode(SourceMode::Live).await;
        assert_eq!(results(&client, &sent).await, expected);
    }
}

#[tokio::test]
async fn the_clock_forgets_events_after_a_hundred_days() {
    for programs in on_both().await {
        map_seats(&programs).await;
        let client = meter(&programs).await;
        send_one(&client, &event("0", AT, "{\"assigned\":5}")).await.expect(204);
        // The installation's time.
        let now = Instant::parse("2026-11-03T12:00:00Z").unwrap();
        let old = |number: u8| ReceivedEvent {
            name: [number; 32],
            content: [number; 32],
            mapping: [number; 32],
        };
        let days = |days: i64| now.plus_micros(-days * 86_400_000_000);
        let note = async |tx: &mut _| {
            received_events::note(tx, 1, &[old(1)], days(100)).await?;
            received_events::note(tx, 1, &[old(2)], days(100).plus_micros(-1)).await
        };
        programs.store().write(note).await.unwrap();
        // No event arrives meanwhile.
        programs.fixture.clock_to(&now.to_string()).await;
        let mut kept = Vec::new();
        let find = async |tx: &mut _| {
            let names = [old(1).name, old(2).name];
            received_events::each_of(tx, 1, &names, |it| kept.push(it)).await
        };
        programs.store().reading(find).await.unwrap();
        assert_eq!(kept, [old(1)]);
    }
}
