//! One's own account: name, preferences, password, second factor, sessions.

use crate::identity::browser::Browser;
use crate::identity::fixture::{BEN, EVA, IdentityFixture, NOW, PASSWORD, number};
use axum::http::StatusCode;
use countersign_app::identity::browser as known;
use countersign_app::identity::link::LinkPurpose;
use countersign_app::identity::totp;
use countersign_store::second_factors;

const OTHER: &str = "neun Enten baden im Regen";

async fn secret(fixture: &IdentityFixture, email: &str) -> Vec<u8> {
    let mut tx = fixture.store.read().await.unwrap();
    second_factors::find(&mut tx, number(email)).await.unwrap().unwrap().secret.unwrap()
}

/// Sets up a second factor through the pages and returns the recovery codes.
async fn set_up(fixture: &IdentityFixture, browser: &mut Browser, email: &str) -> Vec<String> {
    let page =
        browser.post_and_follow("/account/second-factor/begin", &[("password", PASSWORD)]).await;
    page.shows(&["<svg class=\"qr\"", "otpauth://totp/Countersign:"]);
    let shown: String = page.between("<code class=\"secret mono\">", "</code>").replace(' ', "");
    assert_eq!(shown.len(), 32);
    assert!(page.body.contains(&shown), "the address holds the same secret");
    let code = totp::code_at(&secret(fixture, email).await, NOW);
    let page = browser.post("/account/second-factor/confirm", &[("code", &code)]).await;
    page.shows(&["They are not shown again"]);
    let codes = page.between("<ul class=\"codes mono\">", "</ul>");
    let codes: Vec<String> = codes
        .split("<li>")
        .filter_map(|part| part.split_once("</li>").map(|(code, _)| code.to_owned()))
        .collect();
    assert_eq!(codes.len(), 10);
    codes
}

#[tokio::test]
async fn the_page_tells_who_one_is_and_where_one_is_signed_in() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.signed_in(BEN).await;
    let page = browser.get("/account").await;
    page.shows(&["Ben Horn", BEN, "Nordlicht", "Billing Manager", "Small browser", "this session"]);
}

#[tokio::test]
async fn a_name_is_changed_and_a_blank_one_refused() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.signed_in(BEN).await;
    let hidden = ["a\u{202e}b", "Ben\u{200b}", "\u{ad}", "\u{2066}Ben", "\u{301}", "\u{3164}"];
    for name in ["", "   ", &"x".repeat(201), "a\nb"].into_iter().chain(hidden) {
        browser.post("/account/name", &[("name", name)]).await.refuses(&["Enter a name"]);
    }
    let page = browser.post_and_follow("/account/name", &[("name", " Ben <b>Horn ")]).await;
    page.shows(&["Saved.", "Ben &#60;b&#62;Horn"]);
}

#[tokio::test]
async fn language_theme_and_keys_are_kept_for_the_next_browser() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.signed_in(BEN).await;
    let fields = [("language", "de"), ("theme", "dark")];
    let page = browser.post_and_follow("/account/preferences", &fields).await;
    page.shows(&["Gespeichert.", "lang=\"de\"", "data-theme=\"dark\""]);
    assert!(!page.body.contains(" data-keys"), "keys are switched off");
    let mut other = fixture.signed_in(BEN).await;
    let page = other.get("/account").await;
    page.shows(&["lang=\"de\"", "data-theme=\"dark\""]);
    let all = [("language", "xx"), ("theme", "x"), ("shortcuts", "1")];
    let page = other.post_and_follow("/account/preferences", &all).await;
    assert!(page.body.contains(" data-keys"));
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_it_and_ends_the_other_sessions() {
    let fixture = IdentityFixture::new().await;
    let (mut browser, mut other) = (fixture.signed_in(EVA).await, fixture.signed_in(EVA).await);
    browser.get("/account").await;
    for (current, new, why) in [
        ("wrong", OTHER, "Your password is wrong"),
        (PASSWORD, "short", "at least 15 characters"),
        (PASSWORD, "iloveyouiloveyou", "easy to guess, because many"),
        (PASSWORD, "eva lind nordlicht", "consists of your name"),
    ] {
        let fields = [("current", current), ("password", new)];
        browser.post("/account/password", &fields).await.refuses(&[why]);
    }
    other.get("/account").await.shows(&[]);
    let fields = [("current", PASSWORD), ("password", OTHER)];
    let page = browser.post_and_follow("/account/password", &fields).await;
    page.shows(&["The password has been changed, and 1 other session has ended."]);
    assert_eq!(other.get("/account").await.leads_to(), "/sign-in?next=%2Faccount");
    let mut late = fixture.browser();
    late.post("/sign-in", &[("email", EVA), ("password", PASSWORD)]).await.refuses(&[]);
    let page = late.post("/sign-in", &[("email", EVA), ("password", OTHER)]).await;
    assert_eq!(page.leads_to(), "/");
}

#[tokio::test]
async fn another_password_forgets_the_browsers_of_a_stranger_who_knew_the_old_one() {
    let fixture = IdentityFixture::new().await;
    let is_known = async |browser: &Browser| {
        let mut tx = fixture.store.read().await.unwrap();
        known::is_known(&mut tx, number(BEN), browser.cookie("browser")).await.unwrap()
    };
    let (mut own, stranger) = (fixture.signed_in(BEN).await, fixture.signed_in(BEN).await);
    assert!(is_known(&stranger).await);
    own.post("/account/password", &[("current", PASSWORD), ("password", OTHER)]).await;
    assert_eq!((is_known(&own).await, is_known(&stranger).await), (true, false));
    let mut new = fixture.browser();
    new.post(&fixture.link(LinkPurpose::Reset, BEN).await, &[("password", PASSWORD)]).await;
    assert_eq!((is_known(&own).await, is_known(&new).await), (false, true));
}

#[tokio::test]
async fn guessing_the_password_of_an_open_session_is_slowed_down() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.signed_in(EVA).await;
    let fields = [("current", "wrong"), ("password", OTHER)];
    for _ in 0..5 {
        browser.post("/account/password", &fields).await.refuses(&["Your password is wrong"]);
    }
    browser.post("/account/password", &fields).await.refuses(&["Too many attempts"]);
}

#[tokio::test]
async fn a_second_factor_is_set_up_used_and_taken_away() {
    let fixture = IdentityFixture::new().await;
    let (mut browser, mut other) = (fixture.signed_in(EVA).await, fixture.signed_in(EVA).await);
    browser.get("/account/second-factor").await.shows(&["Set up a second factor"]);
    let wrong = [("password", "wrong")];
    browser.post("/account/second-factor/begin", &wrong).await.refuses(&["password is wrong"]);
    let codes = set_up(&fixture, &mut browser, EVA).await;
    // The page with the codes has the token of the new session.
    let page = browser.post_and_follow("/account/name", &[("name", "Eva")]).await;
    page.shows(&["Saved.", "You are asked for a code"]);
    assert_eq!(other.get("/account").await.leads_to(), "/sign-in?next=%2Faccount");
    browser.get("/account/second-factor").await.shows(&["You have 10 recovery codes left."]);

    let mut late = fixture.browser();
    late.post("/sign-in", &[("email", EVA), ("password", PASSWORD)]).await;
    late.get("/sign-in/code").await;
    assert_eq!(late.post("/sign-in/code", &[("code", &codes[3])]).await.leads_to(), "/");
    late.get("/account/second-factor").await.shows(&["You have 9 recovery codes left."]);
    let page = late.post("/account/second-factor/codes", &[("password", PASSWORD)]).await;
    page.shows(&["They are not shown again"]);
    assert!(!page.body.contains(&codes[4]));

    let page =
        late.post_and_follow("/account/second-factor/remove", &[("password", PASSWORD)]).await;
    page.shows(&["The second factor has been removed.", "Set up a second factor"]);
    let mut plain = fixture.browser();
    let page = plain.post("/sign-in", &[("email", EVA), ("password", PASSWORD)]).await;
    assert_eq!(page.leads_to(), "/");
}

#[tokio::test]
async fn beside_a_second_factor_eight_characters_do_and_it_stays_until_they_are_fifteen() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.signed_in(EVA).await;
    set_up(&fixture, &mut browser, EVA).await;
    let short = "k7#pQ-xy";
    let fields = [("current", PASSWORD), ("password", short)];
    let page = browser.post_and_follow("/account/password", &fields).await;
    page.shows(&["The password has been changed."]);
    let remove = [("password", short)];
    let page = browser.post("/account/second-factor/remove", &remove).await;
    page.refuses(&["fewer than 15 characters"]);
}

#[tokio::test]
async fn sessions_are_ended_one_by_one_or_everywhere() {
    let fixture = IdentityFixture::new().await;
    let (mut browser, mut other) = (fixture.signed_in(EVA).await, fixture.signed_in(EVA).await);
    let mut stranger = fixture.signed_in(BEN).await;
    let page = browser.get("/account").await;
    let field = "name=\"session\" value=\"";
    let ids: Vec<&str> = page.body.split(field).skip(1).map(|rest| &rest[..36]).collect();
    assert_eq!(ids.len(), 2);
    // Nobody can end another person's session.
    let page = stranger.get("/account").await;
    let foreign = page.between(field, "\"").to_owned();
    let page = browser.post("/account/sessions/end", &[("session", &foreign)]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    stranger.get("/account").await.shows(&[]);
    let page = other.get("/account").await;
    let (before, _) = page.body.split_once("this session").unwrap();
    let own = ids.iter().find(|id| !before.contains(**id));
    assert!(own.is_some(), "the row of this one comes with its own button");
    let page = browser.post_and_follow("/account/sessions/end-all", &[]).await;
    page.shows(&["You are signed out."]);
    for mut ended in [browser, other] {
        assert_eq!(ended.get("/account").await.leads_to(), "/sign-in?next=%2Faccount");
    }
}

#[tokio::test]
async fn ending_one_session_leaves_the_other() {
    let fixture = IdentityFixture::new().await;
    let (mut browser, mut other) = (fixture.signed_in(EVA).await, fixture.signed_in(EVA).await);
    let all = |body: &str| {
        let ids = body.split("name=\"session\" value=\"").skip(1);
        ids.map(|rest| rest[..36].to_owned()).collect::<Vec<_>>()
    };
    let page = browser.get("/account").await;
    let (head, _) = page.body.split_once("this session").unwrap();
    let own_at = all(head).len();
    let ids = all(&page.body);
    let others = ids.iter().enumerate().find(|(at, _)| *at != own_at).unwrap().1;
    let page = browser.post_and_follow("/account/sessions/end", &[("session", others)]).await;
    page.shows(&["The session has ended."]);
    assert_eq!(other.get("/account").await.leads_to(), "/sign-in?next=%2Faccount");
    let page = browser.post("/account/sessions/end", &[("session", &ids[own_at])]).await;
    assert_eq!(page.leads_to(), "/sign-in");
}

#[tokio::test]
async fn a_form_of_another_session_is_refused() {
    let fixture = IdentityFixture::new().await;
    let (mut browser, mut other) = (fixture.signed_in(EVA).await, fixture.signed_in(BEN).await);
    other.get("/account").await;
    let stolen = other.cookie("session").unwrap().to_owned();
    browser.put_cookie("session", &stolen);
    let page = browser.post("/account/name", &[("name", "Mallory")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}
