//! Passkeys: made, used, renamed and removed through the pages, by a device made of software.
//!
//! SQL here: the facts of messages, which only their composer reads.

use crate::identity::browser::{Browser, Page};
use crate::identity::fixture::{BEN, EVA, IdentityFixture, NOW, OLE, OPA, PASSWORD, number};
use axum::http::{StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use countersign_app::clock::Clock;
use countersign_app::identity::link::LinkPurpose;
use countersign_app::identity::passkeys::user_handle;
use countersign_domain::audit::Event;
use countersign_store::audit::{self, ListedAuditEntry};
use countersign_store::passkeys::{self, Passkey};
use countersign_store::people;
use countersign_store::sign_in_policies::{self, Policy};
use countersign_testkit::authenticator::Authenticator;

const ORIGIN: &str = "http://localhost";

fn device(id: &[u8]) -> Authenticator {
    Authenticator::new(id, ORIGIN)
}

fn text(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

async fn own(fixture: &IdentityFixture, email: &str) -> Vec<Passkey> {
    let mut tx = fixture.store.read().await.unwrap();
    passkeys::of_person(&mut tx, number(email)).await.unwrap()
}

/// Answers the page that asks the device.
async fn answer(browser: &mut Browser, page: &Page, device: &Authenticator) -> Page {
    let challenge = URL_SAFE_NO_PAD.decode(page.between("data-challenge=\"", "\"")).unwrap();
    let name = page.between("name=\"name\" value=\"", "\"").to_owned();
    let made = device.make(&challenge);
    let fields = [
        ("name", name.as_str()),
        ("client_data", &text(made.client_data)),
        ("attestation", &text(made.attestation)),
    ];
    browser.post("/account/passkeys/add", &fields).await
}

/// Adds a passkey of this name through the pages.
async fn add(browser: &mut Browser, device: &Authenticator, name: &str) {
    let fields = [("name", name), ("password", PASSWORD)];
    let page = browser.post("/account/passkeys/begin", &fields).await;
    page.shows(&["data-site=\"localhost\"", "Your browser now asks"]);
    assert_eq!(answer(browser, &page, device).await.leads_to(), "/account/passkeys");
    browser.get("/account/passkeys").await.shows(&["The passkey is added."]);
}

/// Signs in as a person with the device.
async fn use_it(
    fixture: &IdentityFixture,
    browser: &mut Browser,
    device: &Authenticator,
    email: &str,
) -> Page {
    let handle = async |tx: &mut _| user_handle(tx, number(email), &fixture.random).await;
    let handle = fixture.store.write(handle).await.unwrap();
    let challenge = browser.post("/sign-in/passkey/challenge", &[]).await;
    assert_eq!(challenge.status, StatusCode::OK, "{}", challenge.body);
    let used = device.sign(&URL_SAFE_NO_PAD.decode(&challenge.body).unwrap());
    let fields = [
        ("credential", text(&device.credential_id)),
        ("user", text(handle)),
        ("client_data", text(used.client_data)),
        ("authenticator_data", text(used.authenticator_data)),
        ("signature", text(used.signature)),
        ("next", "/account".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, it)| (*name, it.as_str())).collect();
    browser.post("/sign-in/passkey", &fields).await
}

#[tokio::test]
async fn a_passkey_is_added_with_the_password_and_signs_in_without_it() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.signed_in(EVA).await;
    browser.get("/account").await.shows(&["You have no passkeys."]);
    browser.get("/account/passkeys").await.shows(&["No passkeys yet."]);
    for (name, password, why) in [
        ("Laptop", "wrong", "Your password is wrong"),
        (" ", PASSWORD, "Enter a name"),
        ("a\u{202e}b", PASSWORD, "Enter a name"),
    ] {
        let fields = [("name", name), ("password", password)];
        browser.post("/account/passkeys/begin", &fields).await.refuses(&[why]);
    }
    let device = device(b"one");
    add(&mut browser, &device, "Laptop").await;
    browser.get("/account").await.shows(&["You have 1 passkey."]);
    let page = browser.get("/account/passkeys").await;
    page.shows(&["<bdi>Laptop</bdi>", "Never", "On one device"]);

    // The code of her second factor is not asked for: the device verified her.
    fixture.give_factor(EVA).await;
    let mut late = fixture.browser();
    assert_eq!(use_it(&fixture, &mut late, &device, EVA).await.leads_to(), "/account");
    late.get("/account").await.shows(&["Eva Lind", "by passkey"]);
    assert_eq!(own(&fixture, EVA).await[0].last_used_at, Some(NOW));
    // Her browser is known now, and the one before is not signed in any more than it was.
    assert!(late.cookie("browser").is_some());
}

#[tokio::test]
async fn an_answer_that_does_not_hold_looks_like_an_unknown_passkey() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.signed_in(EVA).await;
    let known = device(b"one");
    add(&mut browser, &known, "Laptop").await;
    let mut stranger = fixture.browser();
    let why = "This passkey is not known here";
    let unknown = use_it(&fixture, &mut stranger, &device(b"two"), EVA).await;
    unknown.refuses(&[why]);
    let forged = use_it(&fixture, &mut stranger, &device(b"one"), EVA).await;
    assert_eq!(forged.body.replace(['\n'], ""), unknown.body.replace(['\n'], ""));
    use_it(&fixture, &mut stranger, &known, BEN).await.refuses(&[why]);
    let fields = [("credential", "%%"), ("client_data", "bm9uc2Vuc2U")];
    stranger.post("/sign-in/passkey", &fields).await.refuses(&["Start again"]);
    assert!(stranger.cookie("session").is_none());
}

#[tokio::test]
async fn a_passkey_of_another_session_or_an_old_challenge_is_not_added() {
    let fixture = IdentityFixture::new().await;
    let (mut eva, mut ben) = (fixture.signed_in(EVA).await, fixture.signed_in(BEN).await);
    let fields = [("name", "Laptop"), ("password", PASSWORD)];
    let page = eva.post("/account/passkeys/begin", &fields).await;
    ben.get("/account/passkeys").await;
    answer(&mut ben, &page, &device(b"one")).await.refuses(&["Start again"]);
    // Answered once, if in vain.
    answer(&mut eva, &page, &device(b"one")).await.refuses(&["Start again"]);
    let page = eva.post("/account/passkeys/begin", &fields).await;
    let mut elsewhere = device(b"one");
    elsewhere.origin = "http://localhost:81".to_owned();
    answer(&mut eva, &page, &elsewhere).await.refuses(&["could not accept this passkey"]);
    assert_eq!(own(&fixture, EVA).await, []);
    // Of another person.
    add(&mut eva, &device(b"one"), "Laptop").await;
    let page = ben.post("/account/passkeys/begin", &fields).await;
    answer(&mut ben, &page, &device(b"one")).await.refuses(&["was added before"]);
}

#[tokio::test]
async fn a_passkey_is_renamed_and_removed_by_its_person_only() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.signed_in(EVA).await;
    let device = device(b"one");
    add(&mut browser, &device, "Laptop").await;
    let id = own(&fixture, EVA).await[0].id.to_string();
    let mut ben = fixture.signed_in(BEN).await;
    let renaming = [("passkey", id.as_str()), ("name", "Phone")];
    let removing = [("passkey", id.as_str()), ("password", PASSWORD)];
    let page = ben.post("/account/passkeys/rename", &renaming).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let page = ben.post("/account/passkeys/remove", &removing).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let page = browser.post_and_follow("/account/passkeys/rename", &renaming).await;
    page.shows(&["Saved.", "<bdi>Phone</bdi>"]);

    let mut other = fixture.browser();
    use_it(&fixture, &mut other, &device, EVA).await;
    let wrong = [("passkey", id.as_str()), ("password", "wrong")];
    browser.post("/account/passkeys/remove", &wrong).await.refuses(&["Your password is wrong"]);
    let page = browser.post_and_follow("/account/passkeys/remove", &removing).await;
    page.shows(&[
        "The passkey is removed, and your other sessions have ended.",
        "No passkeys yet.",
    ]);
    assert_eq!(other.get("/account").await.leads_to(), "/sign-in?next=%2Faccount");
    use_it(&fixture, &mut other, &device, EVA).await.refuses(&["This passkey is not known here"]);
}

#[tokio::test]
async fn adding_removing_and_signing_in_are_recorded_and_reported() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.mailing_browser_at(0);
    browser.post("/sign-in", &[("email", EVA), ("password", PASSWORD)]).await;
    browser.get("/account/passkeys").await;
    let device = device(b"one");
    add(&mut browser, &device, "Laptop").await;
    use_it(&fixture, &mut fixture.browser(), &device, EVA).await.leads_to();
    use_it(&fixture, &mut fixture.browser(), &Authenticator::new(b"two", ORIGIN), EVA)
        .await
        .refuses(&[]);
    let id = own(&fixture, EVA).await[0].id.to_string();
    let removing = [("passkey", id.as_str()), ("password", PASSWORD)];
    browser.post("/account/passkeys/remove", &removing).await.leads_to();
    let mut tx = fixture.store.read().await.unwrap();
    let mut of: Vec<(Event, Option<i64>, Option<String>)> = Vec::new();
    let take = |it: ListedAuditEntry| {
        of.push((it.entry.event, it.entry.person_id, it.entry.about));
        Ok(())
    };
    audit::each_since(&mut tx, NOW, take).await.unwrap();
    of.retain(|it| it.0 != Event::KeyChanged);
    let keys = [Event::SigningKeyAdded, Event::SigningKeyRemoved];
    let of_keys: Vec<Event> = of.iter().map(|it| it.0).filter(|it| keys.contains(it)).collect();
    assert_eq!(of_keys.len(), 2, "the passkey's signing key, once each");
    of.retain(|it| !keys.contains(&it.0));
    // Entries of the same instant have no order.
    of.sort();
    let (eva, by) = (Some(number(EVA)), |method: &str| Some(method.to_owned()));
    let expected = [
        (Event::SignedIn, eva, by("passkey")),
        (Event::SignedIn, eva, by("password")),
        (Event::SignInRefused, None, by("passkey")),
        (Event::PasskeyAdded, eva, None),
        (Event::PasskeyRemoved, eva, None),
    ];
    assert_eq!(of, expected);
    let sql = "SELECT data FROM outbox WHERE person_id = $1";
    let sent: Vec<String> = tx.all(sql, &[number(EVA).into()], |row| row.get(0)).await.unwrap();
    for event in ["passkey-added", "passkey-removed"] {
        assert!(sent.iter().any(|data| data.contains(event)), "{event}: {sent:?}");
    }
    assert!(!sent.iter().any(|data| data.contains("signing-key")), "one message each: {sent:?}");
}

#[tokio::test]
async fn a_new_password_by_link_removes_passkeys_and_by_oneself_keeps_them() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.signed_in(EVA).await;
    let device = device(b"one");
    add(&mut browser, &device, "Laptop").await;
    let new = [("current", PASSWORD), ("password", "four slow otters under Oslo")];
    let page = browser.post_and_follow("/account/password", &new).await;
    page.shows(&["The password has been changed. 1 passkey still signs you in."]);

    let path = fixture.link(LinkPurpose::Reset, EVA).await;
    let mut other = fixture.mailing_browser_at(0);
    other.get(&path).await.shows(&["The new password removes the 1 passkey of this account."]);
    other.post(&path, &[("password", PASSWORD)]).await.leads_to();
    other.get("/account").await.shows(&["You have no passkeys."]);
    use_it(&fixture, &mut fixture.browser(), &device, EVA).await.refuses(&["not known here"]);
    let mut tx = fixture.store.read().await.unwrap();
    let sql = "SELECT COUNT(*) FROM outbox WHERE person_id = $1 AND data LIKE '%passkey-removed%'";
    let sent: Vec<i64> = tx.all(sql, &[number(EVA).into()], |row| row.get(0)).await.unwrap();
    assert_eq!(sent, [1]);
}

#[tokio::test]
async fn beside_a_required_passkey_the_password_opens_no_page_that_sets_up_a_factor() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.signed_in(EVA).await;
    let device = device(b"one");
    add(&mut browser, &device, "Laptop").await;
    let required = Policy { second_factor_required: true, provider: None };
    let put = async |tx: &mut _| {
        let company = people::acting(tx, EVA).await?[0].company_id;
        sign_in_policies::put(tx, company, &required).await
    };
    fixture.store.write(put).await.unwrap();
    for path in ["/", "/account", "/account/second-factor", "/account/passkeys"] {
        assert_eq!(browser.get(path).await.leads_to(), "/sign-in", "{path}");
    }
    for path in ["second-factor/begin", "second-factor/confirm", "passkeys/begin", "passkeys/add"] {
        let page = browser.post(&format!("/account/{path}"), &[("password", PASSWORD)]).await;
        assert_eq!(page.leads_to(), "/sign-in", "{path}");
    }
    let page = browser.get("/sign-in").await;
    page.shows(&["yours is a passkey", "Sign in with a passkey", "Cancel and sign out"]);
    assert!(!page.body.contains("type=\"password\""), "{}", page.body);
    assert_eq!(use_it(&fixture, &mut browser, &device, EVA).await.leads_to(), "/account");
    browser.get("/account/second-factor").await.shows(&["Current password"]);
}

#[tokio::test]
async fn the_page_says_why_there_are_no_passkeys() {
    let fixture = IdentityFixture::new().await;
    for (origin, why) in [
        ("http://127.0.0.1:8080", "http://localhost:8080/account/passkeys"),
        ("https://192.0.2.7", "at a numeric address"),
        ("http://reports.example", "over encrypted connections only"),
    ] {
        let mut browser = fixture.browser_by(Clock::fixed(NOW), origin);
        let cookie = if origin.starts_with("https") { "__Host-session" } else { "session" };
        let page = browser.post("/sign-in", &[("email", EVA), ("password", PASSWORD)]).await;
        assert_eq!(page.leads_to(), "/");
        assert!(browser.cookie(cookie).is_some());
        let page = browser.get("/account/passkeys").await;
        page.shows(&[why]);
        assert!(!page.body.contains("/account/passkeys/begin"), "{origin}");
        let fields = [("name", "Laptop"), ("password", PASSWORD)];
        browser.post("/account/passkeys/begin", &fields).await.refuses(&[why]);
        let mut stranger = fixture.browser_by(Clock::fixed(NOW), origin);
        let page = stranger.get("/sign-in").await;
        assert!(!page.body.contains("passkey"), "{}", page.body);
        for path in ["/sign-in/passkey/challenge", "/sign-in/passkey"] {
            assert_eq!(stranger.post(path, &[]).await.status, StatusCode::NOT_FOUND);
        }
    }
}

#[tokio::test]
async fn a_person_of_several_companies_chooses_and_challenges_are_slowed_down() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.signed_in(OLE).await;
    let device = device(b"one");
    add(&mut browser, &device, "Laptop").await;
    let mut late = fixture.browser();
    use_it(&fixture, &mut late, &device, OLE).await.leads_to();
    assert_eq!(late.get("/").await.leads_to(), "/companies/choose");
    let mut stranger = fixture.browser();
    stranger.address = Some("192.0.2.9");
    for number in 0..30 {
        let page = stranger.post("/sign-in/passkey/challenge", &[]).await;
        assert_eq!((page.status, page.body.len()), (StatusCode::OK, 43), "{number}");
    }
    let page = stranger.post("/sign-in/passkey/challenge", &[]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    page.says(&["Too many attempts"]);
    assert_eq!(page.headers[header::RETRY_AFTER], "1");
}

#[tokio::test]
async fn an_administrator_removes_lost_passkeys_of_people_who_act_for_no_other_company() {
    let fixture = IdentityFixture::new().await;
    let (mut ben, mut ole) = (fixture.signed_in(BEN).await, fixture.signed_in(OLE).await);
    add(&mut ben, &device(b"one"), "Laptop").await;
    add(&mut ole, &device(b"two"), "Phone").await;
    let path = |email: &str, what: &str| format!("/people/{}/keys{what}", number(email));
    let mut eva = fixture.mailing_browser_at(0);
    eva.post("/sign-in", &[("email", EVA), ("password", PASSWORD)]).await;
    eva.get(&path(BEN, "")).await.shows(&["<bdi>Laptop</bdi>", "Remove the passkey"]);
    let id = own(&fixture, BEN).await[0].id.to_string();
    // Her own she removes on her account page, which asks for her password.
    let own_keys = "These are your own keys.";
    eva.get(&path(EVA, "")).await.shows(&[own_keys]);
    eva.post_and_follow(&path(EVA, "/passkey"), &[("id", id.as_str())]).await.shows(&[own_keys]);
    let page = eva.post_and_follow(&path(BEN, "/passkey"), &[("id", id.as_str())]).await;
    page.shows(&["Removed. The person gets a message.", "No passkeys"]);
    assert_eq!(own(&fixture, BEN).await, []);
    assert_eq!(ben.get("/account").await.leads_to(), "/sign-in?next=%2Faccount");
    let mut tx = fixture.store.read().await.unwrap();
    let sql = "SELECT COUNT(*) FROM outbox WHERE person_id = $1 AND data LIKE '%passkey-removed%'";
    let sent: Vec<i64> = tx.all(sql, &[number(BEN).into()], |row| row.get(0)).await.unwrap();
    assert_eq!(sent, [1]);
    drop(tx);

    let id = own(&fixture, OLE).await[0].id.to_string();
    let why = "This person also acts for other companies.";
    let page = eva.get(&path(OLE, "")).await;
    page.shows(&["<bdi>Phone</bdi>", why]);
    assert!(!page.body.contains("Remove the passkey"), "{}", page.body);
    eva.post_and_follow(&path(OLE, "/passkey"), &[("id", id.as_str())]).await.shows(&[why]);
    assert_eq!(own(&fixture, OLE).await.len(), 1);
    let mut opa = fixture.signed_in(OPA).await;
    let fields = [("id", id.as_str()), ("company", "NORD")];
    // Of another person.
    let page = opa.post(&path(BEN, "/passkey"), &fields).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    opa.post_and_follow(&path(OLE, "/passkey"), &fields).await.shows(&["Removed."]);
    assert_eq!(own(&fixture, OLE).await, []);
}
