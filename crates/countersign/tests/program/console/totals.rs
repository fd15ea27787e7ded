//! Totals per product: of a query, of selected reports, on a page and as CSV, for each reader.

use super::fixture::ConsoleFixture;
use super::report::report_of;
use axum::http::StatusCode;

/// The figures of the first product in the totals of a query.
async fn first_row(fixture: &ConsoleFixture, reader: &str, query: &str) -> Option<String> {
    let browser = fixture.sign_in(reader).await;
    let csv = browser.get(&format!("/usage-reports/totals/export?{query}")).await;
    assert_eq!(csv.status, StatusCode::OK, "{}", csv.body);
    let workbook = browser.get(&format!("/usage-reports/totals/export?{query}&format=xlsx")).await;
    assert!(workbook.body.starts_with("PK"), "{}", workbook.body);
    csv.body.lines().nth(1).map(str::to_owned)
}

#[tokio::test]
async fn each_reader_gets_the_totals_of_the_reports_that_are_theirs() {
    let fixture = ConsoleFixture::new().await;
    let row = |units: &str| Some(format!("2026-10,ACME,{units}"));
    let cycle = "cycle=2026-10";
    // 780 and 5 of the first partner, whose free subscription is charged with what it had, and 296.
    let of_all = first_row(&fixture, "op@x.example", cycle).await;
    assert_eq!(of_all, first_row(&fixture, "d1@x.example", cycle).await, "only D1 has the product");
    let own = first_row(&fixture, "p1@x.example", cycle).await;
    assert_ne!(own, of_all);
    let other = first_row(&fixture, "d2@x.example", cycle).await;
    assert_eq!(other, row("GB,Cloud Space,GB,39.5,,39.5"));
    assert_eq!(first_row(&fixture, "v@x.example", cycle).await, None, "nothing was dispatched");
    assert_eq!(first_row(&fixture, "d1@x.example", "cycle=2026-10&product=GB").await, None);
}

#[tokio::test]
async fn the_totals_of_selected_reports_leave_out_those_of_others() {
    let fixture = ConsoleFixture::new().await;
    let mine = report_of(&fixture.sign_in("p1@x.example").await).await;
    let theirs = report_of(&fixture.sign_in("d2@x.example").await).await;
    let id = |address: &str| address.rsplit('/').next().unwrap().to_owned();
    let both = format!("cycle=2026-10&report={}.1&report={}.1", id(&mine), id(&theirs));
    let one = format!("cycle=2026-10&report={}.1", id(&mine));
    let found = first_row(&fixture, "d1@x.example", &both).await;
    assert!(found.is_some());
    assert_eq!(found, first_row(&fixture, "d1@x.example", &one).await);
    let browser = fixture.sign_in("d1@x.example").await;
    let page = browser.get(&format!("/usage-reports/totals?{both}")).await;
    let words = ["One selected report.", "Endpoint Shield", "of the same partners and vendors"];
    let page = page.expect(&words);
    assert!(!page.has("Cloud Space"), "{}", page.body);
    let wrong = browser.get("/usage-reports/totals?report=first").await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_list_leads_to_the_totals_of_its_query_and_of_its_selection() {
    let fixture = ConsoleFixture::with_partners(60).await;
    let browser = fixture.sign_in("d1billing@x.example").await;
    let list = "/usage-reports?cycle=2026-10&status=under-review";
    let page = browser.get(list).await;
    page.expect(&["href=\"/usage-reports/totals?cycle=2026-10&#38;status=under-review\""]);
    let totals = browser.get("/usage-reports/totals?cycle=2026-10&status=under-review").await;
    totals.expect(&[
        "October 2026 · Under review",
        "Endpoint Shield",
        "<th scope=\"col\" class=\"number\">September 2026</th>",
    ]);
    let query = ("query", "cycle=2026-10&status=under-review");
    let sent =
        browser.post("/usage-reports/decide", &[("action", "totals"), ("all", "1"), query]).await;
    assert_eq!(sent.leads_on(), "/usage-reports/totals?cycle=2026-10&status=under-review");
}
