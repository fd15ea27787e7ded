//! Readings that arrived after the submission: listed, and proposed with one click.

use super::{completed, deed, field, line_of, propose, send};
use crate::console::dispatches::send_all;
use crate::console::fixture::ConsoleFixture;
use axum::http::StatusCode;

#[tokio::test]
async fn late_differences_are_listed_and_proposed_as_they_are() {
    let fixture = ConsoleFixture::new().await;
    let report = completed(&fixture).await;
    let partner = fixture.sign_in("p1@x.example").await;
    assert!(!partner.get(&report).await.has("Late readings"));
    partner.get("/late-differences").await.expect(&["No late differences"]);
    fixture.add_readings(&["S1,2026-10-20,1100,900"]).await;
    let page = partner.get(&report).await;
    let page = page.expect(&["Late readings", "900 units", "/correction?late=1"]);
    for change in ["1,000 <span", "> 1,100<", "780 <span", "> 900<"] {
        assert!(page.has(change), "{change}: {}", page.body);
    }
    for reader in ["p1@x.example", "d1@x.example", "op@x.example"] {
        let browser = fixture.sign_in(reader).await;
        let list = browser.get("/late-differences?cycle=2026-10").await;
        list.expect(&["Endpoint Shield", "900 units", "October 2026"]);
        browser.get(&report).await.expect(&["Late readings"]);
    }
    let operator = fixture.sign_in("op@x.example").await.get(&report).await;
    assert!(!operator.has("/correction?late=1"), "the operator reads");
    let vendor = fixture.sign_in("v@x.example").await;
    assert!(!vendor.get(&report).await.has("Late readings"));
    assert_eq!(vendor.get("/late-differences").await.status, StatusCode::NOT_FOUND);
    let other = fixture.sign_in("d2@x.example").await.get("/late-differences?cycle=2026-10").await;
    assert!(!other.has("Endpoint Shield"));

    let form = partner.get(&format!("{report}/correction?late=1")).await;
    let (line, version) = (line_of(&form), field(&form, "version"));
    let figure = field(&form, &format!("chargeable-{line}"));
    let why = field(&form, &format!("reason-{line}"));
    assert_eq!(
        (figure.as_str(), why.as_str()),
        ("900", "Readings that arrived after the submission")
    );
    let whole = field(&form, "reason");
    send(&partner, &report, &line, &version, &figure, [&why, &whole]).await.leads_on();
    let distributor = fixture.sign_in("d1@x.example").await;
    deed(&distributor, &report, "agree", "").await.leads_on();
    send_all(&distributor, &[]).await;
    deed(&vendor, &report, "complete", "").await.leads_on();
    // It is already charged, so a correction would change nothing.
    let page = partner.get(&report).await;
    assert!(page.expect(&["none: no change"]).has("Late readings"));
    assert!(!partner.get(&report).await.has("/correction?late=1"));
}

#[tokio::test]
async fn what_people_set_is_listed_and_not_proposed() {
    let fixture = ConsoleFixture::new().await;
    let report = completed(&fixture).await;
    let (partner, distributor, vendor) = (
        fixture.sign_in("p1@x.example").await,
        fixture.sign_in("d1@x.example").await,
        fixture.sign_in("v@x.example").await,
    );
    propose(&partner, &report, "700", ["why", "whole"]).await.leads_on();
    deed(&distributor, &report, "agree", "").await.leads_on();
    send_all(&distributor, &[]).await;
    deed(&vendor, &report, "complete", "").await.leads_on();
    fixture.add_readings(&["S1,2026-10-20,1100,900"]).await;
    let page = partner.get(&report).await;
    let page = page.expect(&["Late readings", "a person set this figure"]);
    assert!(!page.has("/correction?late=1"));
    // A figure can still be entered, with the late difference beside it.
    let form = partner.get(&format!("{report}/correction?late=1")).await;
    assert_eq!(field(&form, &format!("chargeable-{}", line_of(&form))), "700");
    assert!(form.expect(&["With late readings"]).has("900"));
}
