//! What outsiders learn about reports, and what counts as the first opening of one.
//!
//! SQL here: a report is damaged, so that loading it fails while the check of access does not.

use crate::browser::Browser;
use crate::fixture::ConsoleFixture;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use countersign_console::listing;
use countersign_store::first_views;
use countersign_store::reports::{self, Key};
use uuid::Uuid;

/// The address of a browser's first report.
async fn report_of(browser: &Browser) -> String {
    let list = browser.get("/usage-reports?cycle=2026-10").await;
    list.body
        .split("data-open href=\"")
        .nth(1)
        .unwrap()
        .split(['?', '"'])
        .next()
        .unwrap()
        .to_owned()
}

async fn key(fixture: &ConsoleFixture, report: &str) -> Key {
    let id: Uuid = report.rsplit('/').next().unwrap().parse().unwrap();
    let mut tx = fixture.app.state.store.read().await.unwrap();
    reports::identify(&mut tx, id).await.unwrap().unwrap().key
}

async fn is_opened(fixture: &ConsoleFixture, report: &str) -> bool {
    let key = key(fixture, report).await;
    let mut tx = fixture.app.state.store.read().await.unwrap();
    first_views::find(&mut tx, key).await.unwrap().is_some()
}

#[tokio::test]
async fn a_report_is_not_loaded_for_who_may_not_know_of_it() {
    let fixture = ConsoleFixture::new().await;
    let owner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&owner).await;
    let spoil = async |tx: &mut countersign_store::Tx| {
        tx.execute("UPDATE reports SET time_zone = 'Nowhere/Land'", &[]).await
    };
    fixture.app.state.store.write(spoil).await.unwrap();
    assert_eq!(owner.get(&report).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    let mut foreign = Vec::new();
    for email in ["d2@x.example", "p4@x.example", "v@x.example"] {
        foreign.push(fixture.sign_in(email).await);
    }
    let unknown = format!("/usage-reports/{}", Uuid::nil());
    for route in listing().iter().filter(|it| it.path.starts_with("/usage-reports/{id}")) {
        let rest = route.path.trim_start_matches("/usage-reports/{id}");
        let rest = rest.replace("{product}", "EP").replace("{subscription}", "S1");
        let rest = rest.replace("{version}", "1");
        for browser in &foreign {
            for report in [&report, &unknown] {
                let path = format!("{report}{rest}");
                let answer = match route.method {
                    "GET" => browser.get(&path).await,
                    _ => browser.post(&path, &[("version", "1")]).await,
                };
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{} {path}", route.method);
            }
        }
    }
}

#[tokio::test]
async fn settings_are_not_loaded_for_who_may_not_know_of_their_level() {
    let fixture = ConsoleFixture::new().await;
    let mut foreign = Vec::new();
    for email in ["d2@x.example", "p4@x.example"] {
        foreign.push(fixture.sign_in(email).await);
    }
    let owner = fixture.sign_in("d1@x.example").await;
    let spoil = async |tx: &mut countersign_store::Tx| {
        tx.execute("UPDATE regions SET time_zone = 'Nowhere/Land'", &[]).await
    };
    fixture.app.state.store.write(spoil).await.unwrap();
    let (distributor, partner) = ("/settings/distributors/3", "/settings/partners/5");
    for path in [distributor, partner] {
        assert_eq!(owner.get(path).await.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
    }
    let [d2, p4] = &foreign[..] else { panic!() };
    for (browser, path) in [
        (d2, distributor),
        (d2, partner),
        (d2, "/settings/distributors/99"),
        (d2, "/settings/partners/99"),
        (p4, partner),
        (p4, "/settings/partners/99"),
    ] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in [partner, "/settings/partners/99"] {
        let saved = d2.post(path, &[("review_days", "9")]).await;
        assert_eq!(saved.status, StatusCode::NOT_FOUND, "{path}");
    }
}

async fn open(browser: &Browser, report: &str, headers: &[(&'static str, &str)]) -> String {
    let mut request = Request::get(report);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let page = browser.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    page.body
}

#[tokio::test]
async fn a_page_that_another_site_led_to_counts_once_its_reader_sees_it() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    for site in ["cross-site", "same-site", "anything"] {
        let headers = [("sec-fetch-site", site), ("sec-fetch-user", "?1")];
        let page = open(&partner, &report, &headers).await;
        let confirm = format!("action=\"{report}/opened\" data-opened hidden");
        assert!(page.contains(&confirm), "{site}");
        assert!(!is_opened(&fixture, &report).await, "{site}");
    }
    // The form is one of ours: another site cannot send it.
    let confirm = format!("{report}/opened");
    let foreign = Request::post(&confirm).header("sec-fetch-site", "cross-site");
    let body = Body::from(format!("form_token={}", partner.token()));
    let answer = partner.send(foreign.body(body).unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(!is_opened(&fixture, &report).await);
    // Only the partner's people count as having opened it.
    let distributor = fixture.sign_in("d1@x.example").await;
    assert_eq!(distributor.post(&confirm, &[]).await.status, StatusCode::NOT_FOUND);
    assert!(!is_opened(&fixture, &report).await);
    assert_eq!(partner.post(&confirm, &[]).await.status, StatusCode::NO_CONTENT);
    assert!(is_opened(&fixture, &report).await);
    let page = open(&partner, &report, &[("sec-fetch-site", "cross-site")]).await;
    assert!(!page.contains("data-opened"));
}

#[tokio::test]
async fn a_page_that_its_reader_asked_for_counts_at_once() {
    for headers in [
        [("sec-fetch-site", "same-origin")],
        // Typed, from the bookmarks, or from a mail program on the machine.
        [("sec-fetch-site", "none")],
    ] {
        let fixture = ConsoleFixture::new().await;
        let partner = fixture.sign_in("p1@x.example").await;
        let report = report_of(&partner).await;
        let page = open(&partner, &report, &headers).await;
        assert!(!page.contains("data-opened"));
        assert!(is_opened(&fixture, &report).await, "{headers:?}");
    }
}

#[tokio::test]
async fn asking_what_a_page_is_like_or_fetching_it_ahead_opens_nothing() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    let head = Request::head(&report).body(Body::empty()).unwrap();
    assert_eq!(partner.send(head).await.status, StatusCode::OK);
    for purpose in ["sec-purpose", "purpose"] {
        let ahead = Request::get(&report).header(purpose, "prefetch").body(Body::empty()).unwrap();
        assert_eq!(partner.send(ahead).await.status, StatusCode::SERVICE_UNAVAILABLE);
    }
    assert!(!is_opened(&fixture, &report).await);
}
