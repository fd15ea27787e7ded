//! Returns that are refused: too late, twice, in another browser; and unknown companies.

use super::provider::Visitor;
use super::*;
use crate::identity::fixture::EVA;
use axum::http::StatusCode;

const STALE: &str = "This sign-in has expired, has already been used";

#[tokio::test]
async fn what_came_back_once_does_not_come_back_again() {
    let (fixture, _) = fixture().await;
    link(&fixture, EVA, "eva-1").await;
    let mut browser = browser(&fixture);
    let address = leave(&mut browser, "NORD").await;
    let back = Visitor::new().sign_in(&address, "eva-1").await;
    let state = browser.cookie("sign-on").unwrap().to_owned();
    assert_eq!(browser.get(&back).await.leads_to(), "/");
    // Neither without the cookie, nor with it.
    browser.get(&back).await.refuses(&[STALE]);
    browser.put_cookie("sign-on", &state);
    browser.get(&back).await.refuses(&[STALE]);
}

#[tokio::test]
async fn what_one_browser_began_comes_back_to_no_other() {
    let (fixture, _) = fixture().await;
    link(&fixture, EVA, "eva-1").await;
    let mut mine = browser(&fixture);
    let address = leave(&mut mine, "NORD").await;
    let back = Visitor::new().sign_in(&address, "eva-1").await;
    let mut other = browser(&fixture);
    other.get(&back).await.refuses(&[STALE]);
    leave(&mut other, "NORD").await;
    other.get(&back).await.refuses(&[STALE]);
    // The failed attempt did not invalidate it.
    assert_eq!(mine.get(&back).await.leads_to(), "/");
}

#[tokio::test]
async fn after_ten_minutes_it_is_too_late() {
    let (fixture, _) = fixture().await;
    let began = now();
    for (micros, refusal) in [(600_000_000, STALE), (599_000_000, "not linked to an account here")]
    {
        let at = |micros| fixture.browser_by(Clock::fixed(began.plus_micros(micros)), ORIGIN);
        let mut browser = at(0);
        let address = leave(&mut browser, "NORD").await;
        let back = Visitor::new().sign_in(&address, "eva-1").await;
        let mut late = at(micros);
        late.put_cookie("sign-on", browser.cookie("sign-on").unwrap());
        late.get(&back).await.refuses(&[refusal]);
    }
}

#[tokio::test]
async fn what_nobody_began_is_refused_calmly() {
    let (fixture, _) = fixture().await;
    let mut browser = browser(&fixture);
    let forged = "A".repeat(43);
    for address in [
        "/sign-on/callback".to_owned(),
        "/sign-on/callback?state=x&code=x".to_owned(),
        format!("/sign-on/callback?state={forged}&code=x"),
        "/sign-on/callback?error=access_denied&state=".to_owned(),
    ] {
        browser.get(&address).await.refuses(&[STALE]);
        browser.put_cookie("sign-on", &forged);
        browser.get(&address).await.refuses(&[STALE]);
    }
}

#[tokio::test]
async fn a_page_that_refuses_holds_nothing_of_the_address() {
    let (fixture, _) = fixture().await;
    let page = browser(&fixture).get("/sign-on/callback?state=s3cret&code=c0de").await;
    page.refuses(&[STALE]);
    assert!(!page.body.contains("s3cret") && !page.body.contains("c0de"), "{}", page.body);
}

#[tokio::test]
async fn companies_without_a_provider_and_unknown_ones_look_the_same() {
    let (fixture, _) = fixture().await;
    let mut bodies = Vec::new();
    for code in ["FJORD", "NOPE", "nord"] {
        let mut browser = browser(&fixture);
        let page = browser.post("/sign-in/company", &[("company", code)]).await;
        page.refuses(&["No company with this code"]);
        let typed = format!("name=\"company\" value=\"{code}\"");
        bodies.push(page.body.replace(&typed, ""));
        assert_eq!(browser.cookie("sign-on"), None);
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]));
}

#[tokio::test]
async fn where_no_company_has_a_provider_nobody_is_asked_for_one() {
    let fixture = IdentityFixture::new().await;
    let page = browser(&fixture).get("/sign-in").await;
    assert!(!page.body.contains("/sign-in/company"), "{}", page.body);
}

#[tokio::test]
async fn the_companys_code_can_stand_in_the_address() {
    let (fixture, _) = fixture().await;
    let page = browser(&fixture).get("/sign-in?company=N%22%3E&next=%2F").await;
    page.shows(&["name=\"company\" value=\"N&#34;&#62;\""]);
}

#[tokio::test]
async fn trying_codes_is_slowed_down() {
    let (fixture, _) = fixture().await;
    let mut browser = browser(&fixture);
    for number in 0..30 {
        let code = format!("C{number}");
        browser.post("/sign-in/company", &[("company", &code)]).await.refuses(&[]);
    }
    let page = browser.post("/sign-in/company", &[("company", "NORD")]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    page.says(&["Too many attempts"]);
}

#[tokio::test]
async fn nobody_is_led_to_another_site_afterwards() {
    let (fixture, _) = fixture().await;
    link(&fixture, EVA, "eva-1").await;
    for next in ["https://evil.example", "//evil.example", "/\\evil.example"] {
        let mut browser = browser(&fixture);
        let fields = [("company", "NORD"), ("next", next)];
        let address = way_out(&browser.post("/sign-in/company", &fields).await);
        assert_eq!(come_back(&mut browser, &address, "eva-1").await.leads_to(), "/", "{next}");
    }
}

#[tokio::test]
async fn a_provider_out_of_reach_is_told_and_changes_nothing() {
    let (fixture, provider) = fixture().await;
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let gone = Provider { issuer: format!("http://{closed}"), ..provider.clone() };
    give(&fixture, NORD, Some(&gone)).await;
    let mut browser = browser(&fixture);
    let page = browser.post("/sign-in/company", &[("company", "NORD")]).await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    page.says(&["t reach your company", "Try again later"]);
    assert_eq!(browser.cookie("sign-on"), None);
    // A password still lets in, and the provider does once it is back.
    signed_in(&fixture, EVA).await.get("/").await.shows(&["Eva"]);
    give(&fixture, NORD, Some(&provider)).await;
    assert!(leave(&mut browser, "NORD").await.starts_with(&provider.issuer));
}

#[tokio::test]
async fn an_encrypted_console_speaks_to_no_provider_in_the_clear() {
    let (fixture, _) = fixture().await;
    let mut browser = fixture.browser_by(Clock::default(), "https://reports.example");
    let page = browser.post("/sign-in/company", &[("company", "NORD")]).await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    let set = page.headers["set-cookie"].to_str().unwrap();
    let kept = "__Host-sign-on=; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=0";
    assert_eq!(set, kept);
}
