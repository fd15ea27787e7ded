//! Signing in and out, second factors, companies, forgotten passwords, one-time links.

use crate::identity::fixture::{BEN, EVA, IDA, IdentityFixture, NOW, OLE, PASSWORD, number};
use axum::http::{StatusCode, header};
use countersign_app::identity::link::LinkPurpose;
use countersign_app::identity::totp;
use countersign_store::{people, reset_requests};

#[tokio::test]
async fn a_stranger_signs_in_and_comes_to_what_was_asked_for() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.browser();
    let asked = browser.get("/usage-reports?status=under-review").await;
    let sign_in = asked.leads_to().to_owned();
    assert_eq!(sign_in, "/sign-in?next=%2Fusage-reports%3Fstatus%3Dunder-review");
    let page = browser.get(&sign_in).await;
    page.shows(&["Sign in", "value=\"/usage-reports?status=under-review\""]);
    let next = ("next", "/usage-reports?status=under-review");
    let fields = [("email", "Eva@Nordlicht.example"), ("password", PASSWORD), next];
    let page = browser.post("/sign-in", &fields).await;
    assert_eq!(page.leads_to(), "/usage-reports?status=under-review");
    let set = page.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax"), "{set}");
    browser.get("/").await.shows(&["Eva Lind", "Nordlicht"]);
    assert_eq!(browser.get("/sign-in").await.leads_to(), "/");
}

#[tokio::test]
async fn nobody_is_sent_to_another_site() {
    let fixture = IdentityFixture::new().await;
    for next in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let fields = [("email", EVA), ("password", PASSWORD), ("next", next)];
        let mut browser = fixture.browser();
        assert_eq!(browser.post("/sign-in", &fields).await.leads_to(), "/");
    }
}

#[tokio::test]
async fn what_is_wrong_is_not_told_apart_from_what_is_not_there() {
    let fixture = IdentityFixture::new().await;
    let mut bodies = Vec::new();
    for email in [EVA, IDA, "nobody@nordlicht.example"] {
        let mut browser = fixture.browser();
        let fields = [("email", email), ("password", "wrong horse battery staple")];
        let page = browser.post("/sign-in", &fields).await;
        page.refuses(&["e-mail address or password is wrong"]);
        assert_eq!(browser.cookie("session"), None);
        bodies.push(page.body.replace(email, "…"));
    }
    assert!(bodies.windows(2).all(|two| two[0] == two[1]));
}

#[tokio::test]
async fn who_guesses_waits_and_the_wait_counts_by_account_and_by_address() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.browser();
    browser.address = Some("198.51.100.7");
    let wrong = [("email", EVA), ("password", "wrong")];
    for _ in 0..5 {
        browser.post("/sign-in", &wrong).await.refuses(&[]);
    }
    let page = browser.post("/sign-in", &[("email", EVA), ("password", PASSWORD)]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(page.headers[header::RETRY_AFTER], "1");
    page.says(&["Wait 1 second, then"]);
    // The account must wait from every address. Other accounts work from this address.
    let mut elsewhere = fixture.browser();
    elsewhere.address = Some("198.51.100.8");
    assert_eq!(elsewhere.post("/sign-in", &wrong).await.status, StatusCode::TOO_MANY_REQUESTS);
    browser.post("/sign-in", &[("email", BEN), ("password", "wrong")]).await.refuses(&[]);
    for number in 0..24 {
        let email = format!("p{number}@x.example");
        browser.post("/sign-in", &[("email", &email), ("password", "wrong")]).await.refuses(&[]);
    }
    let page = browser.post("/sign-in", &[("email", OLE), ("password", PASSWORD)]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    let mut later = fixture.browser_at(1);
    assert_eq!(
        later.post("/sign-in", &[("email", EVA), ("password", PASSWORD)]).await.leads_to(),
        "/"
    );
}

#[tokio::test]
async fn the_second_factor_is_asked_for_and_opens_nothing_before_it_is_given() {
    let fixture = IdentityFixture::new().await;
    let (secret, recovery) = fixture.give_factor(EVA).await;
    let mut browser = fixture.browser();
    let fields = [("email", EVA), ("password", PASSWORD), ("next", "/usage-reports")];
    let page = browser.post("/sign-in", &fields).await;
    assert_eq!(page.leads_to(), "/sign-in/code?next=%2Fusage-reports");
    for closed in ["/", "/usage-reports", "/companies/choose"] {
        assert_eq!(browser.get(closed).await.leads_to(), "/sign-in/code", "{closed}");
    }
    browser.get("/sign-in/code?next=%2Fusage-reports").await.shows(&["Second step"]);
    let half = browser.cookie("session").unwrap().to_owned();
    let code = totp::code_at(&secret, NOW);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    browser.post("/sign-in/code", &[("code", wrong)]).await.refuses(&["This code is wrong"]);
    let given = [("code", code.as_str()), ("next", "/usage-reports")];
    assert_eq!(browser.post("/sign-in/code", &given).await.leads_to(), "/usage-reports");
    assert_ne!(browser.cookie("session"), Some(half.as_str()));
    browser.get("/").await.shows(&["Eva Lind"]);

    // The old token does not work, the code does not work twice, a recovery code works once.
    let mut old = fixture.browser();
    old.put_cookie("session", &half);
    assert_eq!(old.get("/").await.leads_to(), "/sign-in?next=%2F");
    let mut again = fixture.browser();
    for (code, right) in [(&code, false), (&recovery[0], true)] {
        again.post("/sign-in", &fields).await;
        again.get("/sign-in/code").await;
        let page = again.post("/sign-in/code", &[("code", code)]).await;
        assert_eq!(page.status == StatusCode::SEE_OTHER, right, "{code}");
    }
    again.get("/").await.shows(&["Eva Lind", "9 are left"]);
}

#[tokio::test]
async fn guessing_codes_is_slowed_down() {
    let fixture = IdentityFixture::new().await;
    fixture.give_factor(EVA).await;
    let mut browser = fixture.browser();
    browser.post("/sign-in", &[("email", EVA), ("password", PASSWORD)]).await;
    browser.get("/sign-in/code").await;
    for _ in 0..5 {
        browser.post("/sign-in/code", &[("code", "x")]).await.refuses(&[]);
    }
    let page = browser.post("/sign-in/code", &[("code", "x")]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn who_is_of_several_companies_chooses_one_and_can_switch() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.signed_in(OLE).await;
    assert_eq!(browser.get("/").await.leads_to(), "/companies/choose");
    let page = browser.get("/companies/choose").await;
    page.shows(&["Nordlicht", "Fjordnett", "Support Engineer", "Administrator"]);
    assert_eq!(browser.post("/companies/choose", &[("company", "3")]).await.leads_to(), "/");
    browser.get("/").await.shows(&["Fjordnett", "Act as another company"]);
    browser.post("/companies/choose", &[("company", "2")]).await;
    browser.get("/").await.shows(&["Nordlicht"]);
    let other = browser.post("/companies/choose", &[("company", "1")]).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    browser.get("/").await.shows(&["Nordlicht"]);
}

#[tokio::test]
async fn signing_out_ends_the_session_for_whoever_has_its_token() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.signed_in(EVA).await;
    let token = browser.cookie("session").unwrap().to_owned();
    let page = browser.post_and_follow("/sign-out", &[]).await;
    page.shows(&["You are signed out."]);
    assert_eq!(browser.cookie("session"), None);
    browser.put_cookie("session", &token);
    assert_eq!(browser.get("/").await.leads_to(), "/sign-in?next=%2F");
}

#[tokio::test]
async fn a_forgotten_password_is_told_to_the_administrators_and_to_nobody_else() {
    let fixture = IdentityFixture::new().await;
    let mut bodies = Vec::new();
    for email in [" BEN@nordlicht.example", "nobody@nordlicht.example"] {
        let mut browser = fixture.browser();
        browser.get("/forgot-password").await.shows(&["Request a link"]);
        let page = browser.post("/forgot-password", &[("email", email)]).await;
        page.shows(&["If there is an account with this address"]);
        bodies.push(page.body);
    }
    assert_eq!(bodies[0], bodies[1]);
    let mut tx = fixture.store.read().await.unwrap();
    assert_eq!(reset_requests::of_company(&mut tx, 2).await.unwrap(), [(number(BEN), NOW)]);
}

#[tokio::test]
async fn an_invitation_sets_a_password_and_lets_in_once() {
    let fixture = IdentityFixture::new().await;
    let address = fixture.link(LinkPurpose::Invitation, IDA).await;
    let join = async |tx: &mut countersign_store::Tx| {
        let role = countersign_domain::actor::Role::BillingManager;
        let (person_id, company_id) = (number(IDA), 2);
        let consent = people::MembershipConsent::Asked { name: "Ida Kiel", company_since: None };
        people::join(tx, &people::Membership { person_id, company_id, role }, consent).await
    };
    fixture.store.write(join).await.unwrap();
    let mut browser = fixture.browser();
    browser.get(&address).await.shows(&["Welcome", "Ida Kiel", IDA, "Use at least 15 characters"]);
    for (password, why) in [
        ("short", "Use at least 15 characters"),
        ("passwordpassword", "easy to guess, because many"),
        ("ida.kiel.nordlicht", "consists of your name"),
    ] {
        browser.post(&address, &[("password", password)]).await.refuses(&[why]);
    }
    let password = "zwölf Äpfel, drei Birnen";
    let page = browser.post(&address, &[("password", password)]).await;
    assert_eq!(page.leads_to(), "/");
    browser.get("/").await.shows(&["Ida Kiel", "Nordlicht"]);
    let mut late = fixture.browser();
    let page = late.get(&address).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    page.says(&["This link is no longer valid"]);
    let page = late.post(&address, &[("password", "another password 123")]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let page = late.post("/sign-in", &[("email", IDA), ("password", password)]).await;
    assert_eq!(page.leads_to(), "/");
}

#[tokio::test]
async fn a_reset_ends_the_sessions_and_still_asks_for_the_second_factor() {
    let fixture = IdentityFixture::new().await;
    let mut before = fixture.signed_in(EVA).await;
    fixture.give_factor(EVA).await;
    let address = fixture.link(LinkPurpose::Reset, EVA).await;
    let mut browser = fixture.browser_at(3599);
    browser.get(&address).await.shows(&["Set a new password", "Use at least 8 characters"]);
    browser.post(&address, &[("password", "k7#pQ-xy")]).await;
    assert_eq!(browser.get("/").await.leads_to(), "/sign-in/code");
    assert_eq!(before.get("/").await.leads_to(), "/sign-in?next=%2F");
    let address = fixture.link(LinkPurpose::Reset, EVA).await;
    let late = fixture.browser_at(3600).get(&address).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_strangers_see_is_there_in_every_language() {
    let fixture = IdentityFixture::new().await;
    for (language, title) in [("de", "Anmelden"), ("ja", "サインイン"), ("en", "Sign in")] {
        let mut browser = fixture.browser();
        browser.put_cookie("language", language);
        let page = browser.get("/sign-in").await;
        page.shows(&[&format!("<h1>{title}</h1>"), &format!("lang=\"{language}\"")]);
    }
}
