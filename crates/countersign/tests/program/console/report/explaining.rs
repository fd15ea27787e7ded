//! Why the system did something: on the report, in its history, in its export.

use super::report_of;
use crate::console::fixture::ConsoleFixture;
use serde_json::Value;

#[tokio::test]
async fn a_penalty_that_is_held_tells_its_figures_and_what_holds_it() {
    let fixture = ConsoleFixture::new().await;
    fixture.clock_to("2026-11-20T00:00:00Z").await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    for page in [report.clone(), format!("{report}/history")] {
        partner.get(&page).await.expect(&[
            "<summary>Why?</summary>",
            "1,000 provisioned, default 780. That is 22.0% over-provisioned, above the threshold \
            of 10%.",
            "1,000 provisioned units are charged instead of 780 (+220)",
            "The deadline was 8 Nov 2026, 24:00: the end of day 7",
            "submitted with one penalty, and flagged",
            "There is no comment.",
            "the report stayed under review. Flagged reports are reviewed by a person.",
            "Days until automatic submission</dt><dd>7 <span class=\"quiet\">(from the dist",
            "Keep flagged reports under review</dt><dd>yes <span class=\"quiet\">(set for",
        ]);
    }
}

#[tokio::test]
async fn an_automatic_approval_tells_what_did_not_speak_against_it() {
    let fixture = ConsoleFixture::new().await;
    fixture.clock_to("2026-11-20T00:00:00Z").await;
    let distributor = fixture.sign_in("d2@x.example").await;
    let report = report_of(&distributor).await;
    distributor.get(&report).await.expect(&[
        "1.3% over-provisioned, not above the threshold of 10%. Charged: ",
        "For these reasons, the report was submitted without penalties.",
        "For these reasons, the report was approved at once.",
        "The report has never been rejected, reopened or returned.",
    ]);
}

#[tokio::test]
async fn the_export_of_objects_explains_each_line() {
    let fixture = ConsoleFixture::new().await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let report = report_of(&distributor).await;
    let export = format!("{report}/export.jsonl");
    let line =
        |body: &str| -> Value { serde_json::from_str(body.lines().next().unwrap()).unwrap() };
    assert_eq!(line(&distributor.get(&export).await.body)["explanation"], Value::Null);
    fixture.clock_to("2026-11-20T00:00:00Z").await;
    let told = line(&distributor.get(&export).await.body)["explanation"].clone();
    let submission = &told["submission"];
    assert_eq!(submission["rule"], "automatic-submission");
    assert_eq!(submission["at"], "2026-11-08T23:00:00Z");
    let own = &submission["lines"][0];
    assert_eq!((&own["provisioned"], &own["default_chargeable"]), (&"1000".into(), &"780".into()));
    assert_eq!((&own["saved"], &own["chargeable"]), (&"780".into(), &"1000".into()));
    assert_eq!(
        (&own["over_provisioned_percent"], &own["finding"]),
        (&"22.0".into(), &"penalty".into())
    );
    assert_eq!(submission["settings"][1]["value"], "10");
    assert_eq!(told["approval"]["outcome"], "kept-under-review");
    assert_eq!(told["approval"]["holds"], serde_json::json!(["flagged"]));
    let all = distributor.get("/usage-reports/export?cycle=2026-10&format=jsonl").await.body;
    assert!(all.contains("\"explanation\":{\"submission\":{\"version\":2,"), "{all}");
}
