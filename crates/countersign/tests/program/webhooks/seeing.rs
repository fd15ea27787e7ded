//! The page of webhooks.

use crate::console::fixture::ConsoleFixture;
use axum::http::StatusCode;

const HOSTILE: &str = "\"><img src=x>\u{202c}";

#[tokio::test]
async fn an_administrator_adds_changes_tests_and_removes_a_webhook() {
    let fixture = ConsoleFixture::new().await;
    let d1 = fixture.sign_in("d1@x.example").await;
    d1.get("/webhooks").await.expect(&["No webhooks yet", "report.approved", "dispatch.sent"]);
    assert!(!d1.get("/webhooks").await.has("source.silent"), "it is the operator's");
    let address = "https://psa.example/in?a=<b>";
    let wrong = [("name", "PSA"), ("address", "http://x.example/"), ("event", "report.approved")];
    let refused = d1.post("/webhooks", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Enter an address that begins with https://"));
    assert!(refused.has("value=\"PSA\""), "what was typed stays");
    for (name, address, event, text) in [
        (HOSTILE, address, "report.approved", "at most 200 visible characters"),
        ("PSA", address, "source.silent", "Choose at least one event"),
        ("PSA", address, "report.gone", "Choose at least one event"),
        ("PSA", "https://127.0.0.1/", "report.approved", "in a private network"),
    ] {
        let form = [("name", name), ("address", address), ("event", event), ("on", "1")];
        let refused = d1.post("/webhooks", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {event}");
        assert!(refused.has(text), "{name} {event}: {}", refused.body);
    }
    let right = [
        ("name", "PSA <b>"),
        ("address", address),
        ("event", "report.approved"),
        ("event", "report.rejected"),
        ("on", "1"),
    ];
    let added = d1.post("/webhooks", &right).await;
    added.expect(&["whsec_", "It is shown only this once"]);
    let list = d1.get("/webhooks").await;
    assert!(!list.has("whsec_") && !list.has("PSA <b>"));
    let page = list.body.split("href=\"/webhooks/").nth(1).unwrap();
    let page = format!("/webhooks/{}", page.split('"').next().unwrap());
    d1.get(&page).await.expect(&["PSA &#60;b&#62;", "No messages", "Make a new secret"]);
    assert_eq!(d1.post(&format!("{page}/test"), &[]).await.status, StatusCode::SEE_OTHER);
    let rotated = d1.post(&format!("{page}/secret"), &[("version", "1")]).await;
    rotated.expect(&["whsec_"]);
    let stale = [("name", "x"), ("address", address), ("event", "report.ready"), ("version", "1")];
    assert!(d1.post(&page, &stale).await.has("Someone else changed the same entry"));
    let off = [("name", "x"), ("address", address), ("event", "report.ready"), ("version", "2")];
    assert_eq!(d1.post(&page, &off).await.status, StatusCode::SEE_OTHER);
    d1.get(&page).await.expect(&[">Off</span>"]);
    for (from, until) in [("", ""), ("2026-11-01", "x"), ("2026-11-01", "9999-12-31")] {
        let form = [("from", from), ("until", until)];
        let refused = d1.post(&format!("{page}/replay"), &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{from} {until}");
    }
    // Another company, and another role, have nothing to do with it.
    let d2 = fixture.sign_in("d2@x.example").await;
    for verb in ["", "/test", "/secret", "/replay", "/remove"] {
        let answer = d2.post(&format!("{page}{verb}"), &[("version", "3")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{verb}");
    }
    assert_eq!(d1.post(&format!("{page}/remove"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(d1.get(&page).await.status, StatusCode::NOT_FOUND);
    d1.get("/audit").await.expect(&["Webhook changed", "Secret renewed", "Removed"]);
}
