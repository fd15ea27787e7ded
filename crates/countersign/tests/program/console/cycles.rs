//! A distributor's cycles: each count links to its list, and nothing is called done while anything
//! is open.

use crate::console::browser::{Browser, Page};
use crate::console::dispatches::{agreed, send_all};
use crate::console::fixture::ConsoleFixture;
use crate::console::report::{field, report_of};
use axum::body::Body;
use axum::http::{Request, StatusCode};

const PAGE: &str = "/cycles/2026-10";

fn count(page: &Page, label: &str) -> String {
    let at = page.body.find(&format!("{label}</")).unwrap_or_else(|| panic!("no {label:?}"));
    let (_, rest) = page.body[at..].split_once("<b>").unwrap();
    rest.split("</b>").next().unwrap().to_owned()
}

/// The page in its current state, without cached counts.
async fn fresh(fixture: &ConsoleFixture, browser: &Browser, path: &str) -> Page {
    fixture.app.counts.forget();
    browser.get(path).await.expect(&[])
}

/// A report opened by a browser that prefetches it.
async fn ahead(browser: &Browser, path: &str) -> Page {
    let request = Request::get(path).header("sec-purpose", "prefetch").body(Body::empty());
    browser.send(request.unwrap()).await
}

#[tokio::test]
async fn a_cycle_that_is_not_done_says_what_stands_in_the_way() {
    let fixture = agreed().await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let page = distributor.get(PAGE).await.expect(&[
        "October 2026 · <bdi>Nordlicht &#38; Söhne</bdi>",
        "This cycle cannot be closed yet.",
        "<a href=\"/usage-reports?cycle=2026-10&#38;status=under-review\">1 report is under review",
        "1 approved report has not been sent to its vendor",
        "2 reports have never been opened by their partners",
    ]);
    assert!(!page.has("/close\""), "it cannot be closed");
    for (label, expected) in [
        ("Under review", "1"),
        ("Approved", "1"),
        ("Under review: past the review date", "1"),
        ("Never opened", "2"),
        ("Submitted, without penalties", "1"),
        ("Submitted with penalties, flagged", "1"),
        ("Completed", "0"),
    ] {
        assert_eq!(count(&page, label), expected, "{label}");
    }
    distributor.get("/cycles").await.expect(&[
        "October 2026",
        "Under review: 1",
        "class=\"quiet\">Open<",
    ]);
    let refused = distributor.post(&format!("{PAGE}/close"), &[]).await;
    assert!(refused.notice);
    assert_eq!(refused.leads_on(), PAGE);
    distributor.get("/cycles").await.expect(&["class=\"quiet\">Open<"]);
}

#[tokio::test]
async fn every_count_leads_to_its_list() {
    let fixture = agreed().await;
    let distributor = fixture.sign_in("d1@x.example").await;
    for (what, texts) in [
        ("unopened", &["Ångström IT AB", "&#60;script&#62;"][..]),
        ("with-penalties", &["Ångström IT AB", "Under review"]),
        ("approved-by-system", &["&#60;script&#62;", "Approved"]),
        ("nobody", &["&#60;script&#62;"]),
        ("due", &["No entries"]),
        ("not-made", &["No entries"]),
        ("no-data", &["No entries"]),
    ] {
        let list = distributor.get(&format!("{PAGE}/{what}")).await.expect(texts);
        assert!(!list.has("Fjordnett"), "another distributor's on {what}");
    }
    let nothing = distributor.get(&format!("{PAGE}/everything")).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_long_list_has_pages() {
    let fixture = ConsoleFixture::with_partners(60).await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let first = distributor.get(&format!("{PAGE}/unopened")).await;
    assert_eq!(first.body.matches("<tr data-row").count(), 50);
    let next = first.body.split("data-next rel=\"next\" href=\"").nth(1).unwrap();
    let next = next.split('"').next().unwrap().replace("&#38;", "&");
    let second = distributor.get(&next).await;
    assert_eq!(second.body.matches("<tr data-row").count(), 10);
    assert!(!second.has("data-next"));
}

#[tokio::test]
async fn a_cycle_is_closed_when_all_is_sent_and_what_comes_later_is_told() {
    let fixture = agreed().await;
    let distributor = fixture.sign_in("d1billing@x.example").await;
    let report = report_of(&distributor).await;
    let version = field(&distributor.get(&report).await, "version");
    distributor.post(&format!("{report}/approve"), &[("version", &version)]).await.leads_on();
    let address = send_all(&distributor, &[]).await;
    let page = fresh(&fixture, &distributor, PAGE).await;
    let page = page.expect(&["Nothing is open", "Close October 2026", "locks nothing"]);
    assert!(!page.has("cannot be closed yet"));
    let closed = distributor.post(&format!("{PAGE}/close"), &[]).await;
    assert_eq!(closed.leads_on(), PAGE);
    let page = distributor.get(PAGE).await.expect(&["Closed on ", "by d1billing@x.example"]);
    assert!(!page.has("Changes since then") && !page.has("/close\""));
    assert!(!distributor.get("/cycles").await.has("class=\"quiet\">Open<"));
    give_back(&fixture, &address).await;
    fresh(&fixture, &distributor, PAGE).await.expect(&[
        "Closed on ",
        "Changes since then:",
        "1 report is under review",
    ]);
    // After that is resolved, at a later time, it is closed again.
    fixture.clock_to("2026-11-21T00:00:00Z").await;
    let list = distributor.get("/usage-reports?cycle=2026-10&status=under-review").await;
    let report = format!("/usage-reports/{}", &list.body.split("id=\"r-").nth(1).unwrap()[..36]);
    let version = field(&distributor.get(&report).await, "version");
    distributor.post(&format!("{report}/approve"), &[("version", &version)]).await.leads_on();
    send_all(&distributor, &[]).await;
    fresh(&fixture, &distributor, PAGE).await.expect(&["Closed on ", "Close October 2026"]);
    distributor.post(&format!("{PAGE}/close"), &[]).await.leads_on();
    let page = fresh(&fixture, &distributor, PAGE).await.expect(&["Closed on "]);
    assert!(!page.has("Changes since then") && !page.has("/close\""));
}

/// The vendor returns one of the reports of a dispatch.
async fn give_back(fixture: &ConsoleFixture, dispatch: &str) {
    let vendor = fixture.sign_in("v@x.example").await;
    let page = vendor.get(dispatch).await;
    let report = page.body.split("data-open href=\"").nth(1).unwrap();
    let report = report.split(['"', '?']).next().unwrap();
    let ask = vendor.get(&format!("{report}/return")).await;
    let fields = [("version", &*field(&ask, "version")), ("reasons", "a wrong month")];
    vendor.post(&format!("{report}/return"), &fields).await.leads_on();
}

#[tokio::test]
async fn the_running_month_is_not_over() {
    let fixture = ConsoleFixture::new().await;
    let distributor = fixture.sign_in("d1@x.example").await;
    distributor.get("/cycles/2026-11").await.expect(&["The month is not over yet."]);
    for cycle in ["2026-12", "2026-09", "October"] {
        let page = distributor.get(&format!("/cycles/{cycle}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{cycle}");
    }
}

#[tokio::test]
async fn a_report_counts_as_opened_once_its_partner_has_seen_it() {
    let fixture = ConsoleFixture::new().await;
    let (partner, distributor) =
        (fixture.sign_in("p1@x.example").await, fixture.sign_in("d1@x.example").await);
    let report = report_of(&partner).await;
    distributor.get(&report).await.expect(&[]);
    assert_eq!(count(&fresh(&fixture, &distributor, PAGE).await, "Never opened"), "2");
    // A browser drops what it could not prefetch, and requests it when its reader does.
    assert_eq!(ahead(&partner, &report).await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(count(&fresh(&fixture, &distributor, PAGE).await, "Never opened"), "2");
    partner.get(&report).await.expect(&[]);
    assert_eq!(count(&fresh(&fixture, &distributor, PAGE).await, "Never opened"), "1");
    assert_eq!(ahead(&partner, &report).await.status, StatusCode::OK);
    let list = distributor.get(&format!("{PAGE}/unopened")).await;
    assert!(!list.has("Ångström"), "it was opened");
}

#[tokio::test]
async fn a_cycle_is_its_distributors_and_the_operator_names_it() {
    let fixture = agreed().await;
    let distributor = fixture.sign_in("d1@x.example").await;
    distributor.get(&format!("{PAGE}?distributor=D1")).await.expect(&["Nordlicht"]);
    for path in [PAGE, "/cycles", "/cycles/2026-10/unopened"] {
        let page = distributor.get(&format!("{path}?distributor=D2")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    let operator = fixture.sign_in("op@x.example").await;
    operator.get("/cycles").await.expect(&["/cycles?distributor=D1", "Fjord"]);
    operator.get(PAGE).await.expect(&["/cycles/2026-10?distributor=D2"]);
    let page = operator.get(&format!("{PAGE}?distributor=D1")).await.expect(&[
        "/cycles/2026-10/under-review?distributor=D1",
        "This cycle cannot be closed yet.",
    ]);
    assert!(!page.has("/close\""));
    operator
        .get(&format!("{PAGE}/under-review?distributor=D1"))
        .await
        .expect(&["Ångström IT AB", "Under review"]);
    for code in ["P1", "ACME", "nobody"] {
        let page = operator.get(&format!("{PAGE}?distributor={code}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{code}");
    }
}
