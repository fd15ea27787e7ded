//! The pages of the programs that send readings.

use crate::console::fixture::ConsoleFixture;
use axum::http::StatusCode;
use countersign_app::actions::audit;
use countersign_app::actions::manage_sources::{self, ReadingsSender};
use countersign_domain::audit::Event;
use countersign_domain::event_mapping::{EventMapping, JsonPointer, SubscriptionPlace};
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_store::readings::{Guess, Reading};
use countersign_store::{event_mappings, sources};
use uuid::Uuid;

/// Adds two sources that sent readings of S1 on 1 and 2 November, and a mapping of events with the
/// name of the first.
pub(super) async fn add_sources(fixture: &ConsoleFixture, names: [&str; 2]) {
    let store = &fixture.app.state.store;
    let now = Instant::parse("2026-11-03T12:00:00Z").unwrap();
    let entry = audit::entry(Event::SourceAdded, now);
    let at = ["2026-11-01T09:00:00Z", "2026-11-02T09:00:00Z"];
    let sent = at.map(|at| Reading {
        partner_id: 5,
        subscription_id: 1,
        observed_at: Instant::parse(at).unwrap(),
        provisioned: Quantity::from_units(5),
        used: None,
    });
    let mapping = EventMapping {
        event_type: names[0].to_owned(),
        subscription: SubscriptionPlace::Subject,
        provisioned: JsonPointer::parse("/<b>seats").unwrap(),
        used: None,
    };
    store.write(async |tx| event_mappings::put(tx, &mapping).await).await.unwrap();
    for (number, name) in (1..).zip(names) {
        let (id, name) = (Uuid::from_u128(number), name.to_owned());
        let sender = ReadingsSender { id, company_id: 1, name };
        let add = async |tx: &mut _| {
            let source = manage_sources::note_sender(tx, &sender, &entry, now).await?;
            sources::note_readings(tx, source.id, &sent, &mut Guess::Free).await
        };
        store.write(add).await.unwrap();
    }
}

#[tokio::test]
async fn the_operator_sees_sources_and_overlaps_and_changes_how_a_source_is_treated() {
    let fixture = ConsoleFixture::new().await;
    let operator = fixture.sign_in("op@x.example").await;
    operator.get("/sources").await.expect(&["No program has sent readings yet"]);
    add_sources(&fixture, ["<i>Metering", "Portal"]).await;
    let list = operator.get("/sources").await;
    list.expect(&[">Portal<", "Not monitored", "Overlaps", ">S1<", "1 Nov 2026", "2 Nov 2026"]);
    assert!(!operator.get("/sources").await.has("<i>Metering"));
    operator.get("/sources/2").await.expect(&["Portal", "Live", "Change this source"]);

    let wrong = [("name", "Portal"), ("mode", "test"), ("hours", "1.5")];
    let refused = operator.post("/sources/2", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Use a whole number from 1 to 8784") && refused.has("value=\"1.5\""));
    let right = [("name", "New portal"), ("mode", "test"), ("hours", "26")];
    let changed = operator.post("/sources/2", &right).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER);
    let page = operator.get("/sources/2").await;
    page.expect(&["New portal", "Message after 26 hours", "checked and answered, but not stored"]);
    fixture.clock_to("2026-11-04T14:00:00Z").await;
    operator.get("/sources").await.expect(&[">Silent<"]);
    let blank = [("name", "New portal"), ("mode", "live"), ("hours", "")];
    operator.post("/sources/2", &blank).await;
    assert!(!operator.get("/sources").await.has(">Silent<"));

    let support = fixture.sign_in("helpdesk@x.example").await;
    assert!(!support.get("/sources/2").await.has("Change this source"));
    assert_eq!(operator.get("/sources/9").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_operator_maps_events() {
    let fixture = ConsoleFixture::new().await;
    let operator = fixture.sign_in("op@x.example").await;
    operator.get("/sources").await.expect(&["Programs can also send events", "/sources/mappings"]);
    operator.get("/sources/mappings").await.expect(&["There is no mapping yet"]);
    let fields = |subscription, provisioned| {
        [
            ("type", "a/<i>&b"),
            ("subscription", subscription),
            ("provisioned", provisioned),
            ("used", ""),
        ]
    };
    let refused = operator.post("/sources/mappings", &fields("tenant", "")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["Subscription: Enter a JSON pointer", "Provisioned units: Enter a JSON"] {
        assert!(refused.has(text), "{}", refused.body);
    }
    assert!(refused.has("value=\"tenant\"") && !refused.has("Used units: Enter"));
    for place in ["/seats", "/seats/assigned"] {
        let saved = operator.post("/sources/mappings", &fields("", place)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
    }
    let page = operator.get("/sources/mappings").await;
    let page = page.expect(&["Subject of the event", "<code>/seats/assigned</code>"]);
    assert!(page.has("type=a%2F%3Ci%3E%26b#put"));
    assert!(!page.has("a/<i>") && !page.has("<code>/seats</code>"));
    let filled = operator.get("/sources/mappings?type=a%2F%3Ci%3E%26b").await;
    assert!(filled.has("value=\"/seats/assigned\""));

    let support = fixture.sign_in("helpdesk@x.example").await;
    let seen = support.get("/sources/mappings").await;
    let seen = seen.expect(&["/seats/assigned"]);
    assert!(!seen.has("Add or change a mapping"));
    let remove = [("type", "a/<i>&b")];
    let removed = operator.post("/sources/mappings/remove", &remove).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    let again = operator.post("/sources/mappings/remove", &remove).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    operator.get("/sources/mappings").await.expect(&["There is no mapping yet"]);
}
