//! Guesses are slowed down, and guesses of strangers lock nobody out.

use crate::identity::browser::{Browser, Page};
use crate::identity::fixture::{BEN, EVA, IdentityFixture, NOW, PASSWORD};
use axum::http::{StatusCode, header};
use countersign_app::identity::totp;

const WRONG: &str = "wrong horse battery staple";

/// A browser at an address of the network.
fn at(fixture: &IdentityFixture, address: &'static str, carries: Option<&str>) -> Browser {
    let mut browser = fixture.browser();
    browser.address = Some(address);
    if let Some(token) = carries {
        browser.put_cookie("browser", token);
    }
    browser
}

async fn try_password(browser: &mut Browser, email: &str, password: &str) -> Page {
    browser.post("/sign-in", &[("email", email), ("password", password)]).await
}

/// Guesses until it must wait, and returns how many guesses were checked.
async fn guess(browser: &mut Browser, email: &str) -> usize {
    for heard in 0..40 {
        let page = try_password(browser, email, WRONG).await;
        if page.status == StatusCode::TOO_MANY_REQUESTS {
            assert!(page.headers.contains_key(header::RETRY_AFTER));
            return heard;
        }
        page.refuses(&[]);
    }
    panic!("nobody was slowed down");
}

/// The token of a browser in which a person has signed in once.
async fn known_browser(fixture: &IdentityFixture, email: &str) -> String {
    fixture.signed_in(email).await.cookie("browser").unwrap().to_owned()
}

#[tokio::test]
async fn guesses_of_strangers_keep_nobody_out_of_a_browser_of_theirs() {
    let fixture = IdentityFixture::new().await;
    let own = known_browser(&fixture, EVA).await;
    let mut stranger = at(&fixture, "198.51.100.7", None);
    assert_eq!(guess(&mut stranger, EVA).await, 5);
    // From the same address, too, although it has guessed for everyone meanwhile.
    for number in 0..30 {
        try_password(&mut stranger, &format!("p{number}@x.example"), WRONG).await;
    }
    let page = try_password(&mut stranger, BEN, PASSWORD).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    let mut known = at(&fixture, "198.51.100.7", Some(&own));
    assert_eq!(try_password(&mut known, EVA, PASSWORD).await.leads_to(), "/");
    // It is known to be hers only, and her sign-in does not help a stranger.
    for (email, carries) in [(BEN, Some(own.as_str())), (EVA, None)] {
        let mut other = at(&fixture, "198.51.100.7", carries);
        let page = try_password(&mut other, email, PASSWORD).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{email}");
    }
    for carries in ["garbage", ""] {
        let mut other = at(&fixture, "198.51.100.8", Some(carries));
        let page = try_password(&mut other, EVA, PASSWORD).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{carries}");
    }
}

#[tokio::test]
async fn known_browsers_of_a_person_guess_together_and_no_more_than_a_stranger() {
    let fixture = IdentityFixture::new().await;
    let (one, two) = (known_browser(&fixture, EVA).await, known_browser(&fixture, EVA).await);
    let mut first = at(&fixture, "198.51.100.7", Some(&one));
    assert_eq!(guess(&mut first, EVA).await, 5);
    let mut second = at(&fixture, "198.51.100.8", Some(&two));
    assert_eq!(guess(&mut second, EVA).await, 0);
    let page = try_password(&mut second, EVA, PASSWORD).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    // She can sign in elsewhere. Only the stranger is slowed down.
    let mut elsewhere = at(&fixture, "198.51.100.9", None);
    assert_eq!(try_password(&mut elsewhere, EVA, PASSWORD).await.leads_to(), "/");
    let mut later = fixture.browser_at(1);
    later.put_cookie("browser", &one);
    assert_eq!(try_password(&mut later, EVA, PASSWORD).await.leads_to(), "/");
}

#[tokio::test]
async fn what_a_stranger_guesses_does_not_count_inside_a_session() {
    let fixture = IdentityFixture::new().await;
    let mut session = fixture.signed_in(EVA).await;
    let mut other = fixture.signed_in(EVA).await;
    let mut stranger = at(&fixture, "127.0.0.1", None);
    guess(&mut stranger, EVA).await;
    let begin = "/account/second-factor/begin";
    session.get("/account/second-factor").await;
    for _ in 0..4 {
        let page = session.post(begin, &[("password", WRONG)]).await;
        page.refuses(&["password"]);
    }
    let page = session.post(begin, &[("password", PASSWORD)]).await;
    assert_eq!(page.leads_to(), "/account/second-factor");
    // Guesses in all sessions of a person together are slowed down as usual.
    other.get("/account/second-factor").await;
    for in_first in [true, false, true, false, true] {
        let browser = if in_first { &mut session } else { &mut other };
        browser.post(begin, &[("password", WRONG)]).await.refuses(&[]);
    }
    let page = other.post(begin, &[("password", PASSWORD)]).await;
    page.refuses(&["Wait 1 second"]);
}

#[tokio::test]
async fn codes_that_a_stranger_guesses_keep_nobody_out_of_a_browser_of_theirs() {
    let fixture = IdentityFixture::new().await;
    let own = known_browser(&fixture, EVA).await;
    let (secret, _) = fixture.give_factor(EVA).await;
    let guess_codes = async |browser: &mut Browser| {
        assert_eq!(try_password(browser, EVA, PASSWORD).await.leads_to(), "/sign-in/code?next=%2F");
        browser.get("/sign-in/code").await;
        for heard in 0..40 {
            let page = browser.post("/sign-in/code", &[("code", "x")]).await;
            if page.status == StatusCode::TOO_MANY_REQUESTS {
                return heard;
            }
        }
        panic!("nobody was slowed down");
    };
    let mut stranger = at(&fixture, "198.51.100.7", None);
    assert_eq!(guess_codes(&mut stranger).await, 5);
    // Another half-open session gives no further attempts.
    let mut again = at(&fixture, "198.51.100.8", None);
    assert_eq!(guess_codes(&mut again).await, 0);
    let mut known = at(&fixture, "198.51.100.9", Some(&own));
    try_password(&mut known, EVA, PASSWORD).await;
    known.get("/sign-in/code").await;
    let code = totp::code_at(&secret, NOW);
    assert_eq!(known.post("/sign-in/code", &[("code", &code)]).await.leads_to(), "/");
    let mut known = at(&fixture, "198.51.100.9", Some(&own));
    assert_eq!(guess_codes(&mut known).await, 5);
}

#[tokio::test]
async fn a_port_or_another_spelling_makes_no_other_client() {
    let fixture = IdentityFixture::new().await;
    for (number, spelling) in [
        "198.51.100.7",
        "198.51.100.7:1001",
        "198.51.100.7:1002",
        "::ffff:198.51.100.7",
        "[::ffff:198.51.100.7]:1003",
        "203.0.113.5, 198.51.100.7:1004",
    ]
    .into_iter()
    .cycle()
    .take(30)
    .enumerate()
    {
        let mut browser = at(&fixture, spelling, None);
        try_password(&mut browser, &format!("p{number}@x.example"), WRONG).await.refuses(&[]);
    }
    let mut browser = at(&fixture, "198.51.100.7:2000", None);
    let page = try_password(&mut browser, "p99@x.example", WRONG).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    for number in 0..30 {
        let address: &'static str = Box::leak(format!("[2001:db8::{number}]:443").into_boxed_str());
        let mut browser = at(&fixture, address, None);
        try_password(&mut browser, &format!("q{number}@x.example"), WRONG).await.refuses(&[]);
    }
    let mut browser = at(&fixture, "2001:db8::ffff", None);
    let page = try_password(&mut browser, "q99@x.example", WRONG).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
}
