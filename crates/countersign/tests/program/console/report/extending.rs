//! More time for partners: one report on a separate page, many from the list.

use super::{field, report_of};
use crate::console::fixture::ConsoleFixture;
use axum::http::StatusCode;
use countersign_app::jobs::worker;

#[tokio::test]
async fn a_distributor_extends_a_deadline_and_the_partner_reads_who_and_why() {
    let fixture = ConsoleFixture::new().await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    let extend = format!("{report}/extend");
    distributor.get(&report).await.expect(&["Extend deadline…", "Due <time", "8 Nov 2026, 24:00"]);
    let ask = distributor.get(&extend).await;
    let ask = ask.expect(&["has until 8 Nov 2026, 24:00 (Berlin time)", "min=\"2026-11-09\""]);
    let version = field(&ask, "version");
    let send = async |last_day: &str, reasons: &str| {
        let fields = [("version", &*version), ("last_day", last_day), ("reasons", reasons)];
        distributor.post(&extend, &fields).await
    };
    for (last_day, reasons, told) in [
        ("", "why", "Enter a date such as"),
        ("2026-11-12", "  ", "Enter the reason for the extension."),
        ("2026-11-01", "why", "after the current one, 8 Nov 2026, 24:00"),
        ("2062-11-12", "why", "no later than 9 Nov 2027, 24:00"),
    ] {
        let refused = send(last_day, reasons).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{last_day}");
        assert!(refused.has(told), "no {told} in {}", refused.body);
        assert_eq!(field(&refused, "last_day"), last_day);
    }
    let done = send("2026-11-12", "Stocktaking <b>").await;
    assert!(done.notice);
    assert_eq!(done.leads_on(), report);
    partner.get(&report).await.expect(&[
        "Deadline extended by \u{2068}d1@x.example &#60;i&#62;\u{2069} on",
        "Stocktaking &#60;b&#62;",
        "12 Nov 2026, 24:00",
    ]);
    let history = partner.get(&format!("{report}/history")).await;
    history.expect(&["8 Nov 2026, 24:00", "12 Nov 2026, 24:00", "Nordlicht"]);
    let stale = send("2026-11-14", "more").await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "another version was seen");

    fixture.clock_to("2026-11-12T22:59:59Z").await;
    assert!(partner.get(&report).await.has("MSP preparing"));
    fixture.clock_to("2026-11-12T23:00:00Z").await;
    partner.get(&report).await.expect(&["Under review", "after an extension by the distributor"]);
    let late = distributor.get(&extend).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.has("there is no deadline to extend"));
}

#[tokio::test]
async fn many_deadlines_are_extended_after_a_preview() {
    let fixture = ConsoleFixture::new().await;
    let distributor = fixture.sign_in("d1billing@x.example").await;
    let list = distributor.get("/usage-reports?cycle=2026-10").await;
    list.expect(&["value=\"extend\"", "Extend…"]);
    let send = async |more: &[(&str, &str)]| {
        let mut fields = vec![("action", "extend"), ("all", "1"), ("query", "cycle=2026-10")];
        fields.extend(more);
        distributor.post("/usage-reports/decide", &fields).await
    };
    send(&[]).await.expect(&["Extend deadlines", "2 reports will be checked", "type=\"date\""]);
    let both = [("last_day", "2026-11-32"), ("reasons", "")];
    send(&both).await.expect(&["Enter a date such as", "Enter the reason for the extension."]);
    let job = send(&[("last_day", "2026-11-12"), ("reasons", "Holidays")]).await.leads_on();
    worker::run_waiting(&fixture.app.state.store, &fixture.app.state.clock).await.unwrap();
    let texts = ["Extend 2 deadlines to 12 Nov 2026", "2 deadlines will be extended.", "Holidays"];
    distributor.get(&job).await.expect(&texts);
    let report = report_of(&distributor).await;
    assert!(distributor.get(&report).await.has("8 Nov 2026, 24:00"), "nothing was done yet");
    distributor.post(&format!("{job}/confirm"), &[]).await.leads_on();
    worker::run_waiting(&fixture.app.state.store, &fixture.app.state.clock).await.unwrap();
    distributor.get(&job).await.expect(&["2 deadlines were extended.", "extended</span>"]);
    distributor.get(&report).await.expect(&["12 Nov 2026, 24:00", "Holidays"]);
    let none = [("query", "cycle=2026-10&status=approved")];
    let none = [("action", "extend"), ("all", "1"), none[0]];
    assert!(distributor.post("/usage-reports/decide", &none).await.notice, "there is none");
}
