//! Links that go by e-mail, new browsers, what can be declined, and the operator's outbox.
//!
//! SQL here: no page shows a person who acts for no company.

use crate::identity::browser::Browser;
use crate::identity::fixture::{BEN, EVA, IDA, IdentityFixture, NOW, OLE, OPA, PASSWORD, number};
use axum::http::StatusCode;
use countersign_app::notifications::facts::{AccountFacts, DispatchFacts};
use countersign_app::random::Random;
use countersign_domain::instant::Instant;
use countersign_domain::message::MessageKind;
use countersign_store::outbox::{
    self, AttemptOutcome, ClaimedNotification, NewNotification, OutboxLease,
};
use countersign_store::{Tx, message_choices};
use uuid::Uuid;

const MINUTE: i64 = 60_000_000;
const HOLDER: Uuid = Uuid::from_u64_pair(9, 9);

/// Leases the next message.
async fn next(fixture: &IdentityFixture, now: Instant) -> Option<Vec<ClaimedNotification>> {
    let random: &dyn Random = &fixture.random;
    let (until, id) = (now.plus_micros(MINUTE), random.id().to_string());
    let lease = OutboxLease { id: HOLDER, until };
    fixture.store.write(async |tx| outbox::take(tx, now, lease, &id).await).await.unwrap()
}

/// Removes what waits from the outbox, as if it was sent.
async fn taken(fixture: &IdentityFixture, now: Instant) -> Vec<ClaimedNotification> {
    let mut all = Vec::new();
    while let Some(rows) = next(fixture, now).await {
        let id = rows[0].message_id.clone();
        let sent = AttemptOutcome::Sent(now);
        let send = async |tx: &mut Tx| outbox::finish(tx, &id, HOLDER, sent).await;
        assert!(fixture.store.write(send).await.unwrap());
        all.extend(rows);
    }
    all
}

#[tokio::test]
async fn a_forgotten_password_gets_a_link_by_e_mail_that_opens() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.mailing_browser_at(0);
    browser.get("/forgot-password").await.shows(&["address of your account"]);
    let known = browser.post("/forgot-password", &[("email", BEN)]).await;
    let told = taken(&fixture, NOW).await;
    assert_eq!(
        (told.len(), told[0].kind, told[0].person_id),
        (1, MessageKind::PasswordReset, number(BEN))
    );
    let mut other = fixture.mailing_browser_at(0);
    other.address = Some("192.0.2.7");
    other.get("/forgot-password").await;
    let unknown = other.post("/forgot-password", &[("email", "nobody@x.example")]).await;
    let without_tokens = |body: &str| body.replace(|c: char| c.is_ascii_hexdigit(), "");
    assert_eq!(without_tokens(&known.body), without_tokens(&unknown.body));
    assert!(taken(&fixture, NOW).await.is_empty());
    let path = format!("/link/{}", told[0].secret.as_deref().unwrap());
    fixture.browser().get(&path).await.shows(&["Ben Horn"]);
}

#[tokio::test]
async fn links_are_not_made_one_after_the_other() {
    let fixture = IdentityFixture::new().await;
    for (seconds, links) in [(0, 1), (299, 0), (301, 1)] {
        let mut browser = fixture.mailing_browser_at(seconds);
        browser.get("/forgot-password").await;
        browser.post("/forgot-password", &[("email", BEN)]).await;
        let now = NOW.plus_micros(seconds * 1_000_000);
        assert_eq!(taken(&fixture, now).await.len(), links, "after {seconds} s");
    }
}

#[tokio::test]
async fn who_has_no_password_to_forget_is_told_of_to_the_administrators() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.mailing_browser_at(0);
    browser.get("/forgot-password").await;
    browser.post("/forgot-password", &[("email", IDA)]).await;
    assert!(taken(&fixture, NOW).await.is_empty());
    let mut tx = fixture.store.read().await.unwrap();
    let asked = "SELECT person_id FROM reset_requests";
    let asked = tx.all(asked, &[], |row| row.get::<i64>(0)).await.unwrap();
    assert_eq!(asked, [number(IDA)]);
}

#[tokio::test]
async fn an_invitation_goes_by_e_mail_too_where_messages_are_sent() {
    let fixture = IdentityFixture::new().await;
    let fields = [("email", "new@x.example"), ("name", "Neu"), ("role", "Billing Manager")];
    let mut browser = fixture.signed_in(EVA).await;
    taken(&fixture, NOW).await;
    browser.get("/people/add").await;
    browser.post("/people/add", &fields).await.shows(&["/link/", "yourself"]);
    assert!(taken(&fixture, NOW).await.is_empty());
    let mut browser = fixture.mailing_browser_at(0);
    browser.post("/sign-in", &[("email", EVA), ("password", PASSWORD)]).await;
    taken(&fixture, NOW).await;
    browser.get("/people/add").await;
    let fields = [("email", "neu@x.example"), ("name", "Neu"), ("role", "Billing Manager")];
    // A link that gives access goes to the address only.
    let page = browser.post_and_follow("/people/add", &fields).await;
    page.shows(&["An invitation is being sent to", "neu@x.example"]);
    let told = taken(&fixture, NOW).await;
    assert_eq!(
        (told.len(), told[0].kind, told[0].company_id),
        (1, MessageKind::Invitation, Some(2))
    );
    assert!(!page.body.contains(told[0].secret.as_deref().unwrap()));
}

#[tokio::test]
async fn signing_in_from_another_browser_is_told_and_from_the_same_one_is_not() {
    let fixture = IdentityFixture::new().await;
    let sign_in = [("email", BEN), ("password", PASSWORD)];
    let mut first = fixture.browser();
    first.post("/sign-in", &sign_in).await;
    assert!(first.cookie("browser").is_some());
    first.post("/sign-in", &sign_in).await;
    assert!(taken(&fixture, NOW).await.is_empty());
    fixture.browser().post("/sign-in", &sign_in).await;
    let told = taken(&fixture, NOW).await;
    assert_eq!(
        (told.len(), told[0].kind, told[0].person_id),
        (1, MessageKind::NewSignIn, number(BEN))
    );
    assert!(told[0].data.contains("Small browser"), "{}", told[0].data);
}

#[tokio::test]
async fn a_kind_is_declined_by_its_link_and_wanted_again_on_the_account() {
    let fixture = IdentityFixture::new().await;
    let (id, kind, new) = (number(BEN), MessageKind::Review, Uuid::from_u64_pair(5, 5));
    let make = async |tx: &mut Tx| message_choices::token(tx, id, kind, new).await;
    let token = fixture.store.write(make).await.unwrap();
    let declined = async || {
        let mut tx = fixture.store.read().await.unwrap();
        message_choices::declined(&mut tx, id).await.unwrap()
    };
    let path = format!("/unsubscribe/{token}");
    let mut stranger = fixture.browser();
    stranger.get(&path).await.shows(&["Reports waiting for your review"]);
    assert!(declined().await.is_empty(), "looking changes nothing");
    // Like a mail program: without a page before, and without a cookie.
    fixture.browser().post(&path, &[("List-Unsubscribe", "One-Click")]).await.shows(&["no more"]);
    assert_eq!(declined().await, [kind]);
    stranger.get(&path).await.shows(&["no more"]);
    let mut ben = fixture.signed_in(BEN).await;
    ben.get("/account").await.shows(&["value=\"review\"> Reports waiting"]);
    let wanted = [("wanted", "review"), ("wanted", "dispatch-sent")];
    ben.post_and_follow("/account/messages", &wanted).await;
    assert!(declined().await.is_empty());
    ben.post_and_follow("/account/messages", &[("wanted", "rejected")]).await;
    let mut all = declined().await;
    all.sort_by_key(|kind| kind.token());
    assert_eq!(all, [MessageKind::DispatchSent, kind], "what is decided cannot be chosen about");
    let other = format!("/unsubscribe/{}", Uuid::from_u64_pair(6, 6));
    assert_eq!(stranger.get(&other).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_can_be_chosen_follows_the_role() {
    let fixture = IdentityFixture::new().await;
    fixture.signed_in(EVA).await.get("/account").await.shows(&["value=\"review\" checked"]);
    let operator = fixture.signed_in(OPA).await.get("/account").await;
    assert!(!operator.body.contains("/account/messages"));
    let mut ole = fixture.signed_in(OLE).await;
    ole.post("/companies/choose", &[("company", "3")]).await;
    let page = ole.get("/account").await;
    page.shows(&["value=\"reminder\" checked", "value=\"ready\" checked"]);
    assert!(!page.body.contains("value=\"review\""));
}

#[tokio::test]
async fn the_operator_sees_what_was_given_up_and_sends_it_again() {
    let fixture = IdentityFixture::new().await;
    let new = NewNotification {
        event: Uuid::from_u64_pair(1, 1),
        person_id: number(BEN),
        kind: MessageKind::Approved,
        company_id: Some(2),
        report: None,
        data: "{}".to_owned(),
        secret: None,
        created_at: NOW,
        due_at: NOW,
        expires_at: NOW.plus_micros(60 * MINUTE),
    };
    fixture
        .store
        .write(async |tx| outbox::put(tx, std::slice::from_ref(&new)).await)
        .await
        .unwrap();
    let mut browser = fixture.signed_in(OPA).await;
    browser.get("/outbox").await.shows(&["Approved", BEN, "No mail server is set up"]);
    let held = next(&fixture, NOW).await.unwrap().remove(0);
    let why = AttemptOutcome::GivenUp(NOW, "550 <i>no such person</i>");
    let id = held.message_id.clone();
    let give_up = async |tx: &mut Tx| outbox::finish(tx, &id, HOLDER, why).await;
    assert!(fixture.store.write(give_up).await.unwrap());
    let page = browser.get("/outbox?state=failed").await;
    page.shows(&[BEN, "550 ", "no such person", "/outbox/resend"]);
    assert!(!page.body.contains("<i>no"), "{}", page.body);
    browser.post_and_follow("/outbox/resend", &[("message", &id)]).await.shows(&["sent again"]);
    let nothing = browser.post("/outbox/resend", &[("message", &id)]).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    assert_eq!(taken(&fixture, NOW).await.len(), 1);
    let mut eva = fixture.signed_in(EVA).await;
    assert_eq!(eva.get("/outbox").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_outbox_says_whether_the_mail_server_or_the_key_is_missing() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.signed_in_by_mail_server(OPA, false).await;
    for (language, told, server) in [
        ("en", "the key for secrets is missing", "No mail server"),
        ("de", "der Schlüssel für Geheimnisse fehlt", "kein Mailserver"),
        ("ja", "秘密情報を暗号化する鍵がありません", "メールサーバーが設定されていない"),
    ] {
        browser.post("/account/preferences", &[("language", language), ("theme", "dark")]).await;
        let page = browser.get("/outbox").await;
        page.shows(&[told]);
        assert!(!page.body.contains(server), "{}", page.body);
    }
    let mut browser = fixture.signed_in_by_mail_server(OPA, true).await;
    let page = browser.get("/outbox").await;
    assert!(!page.body.contains("warning-box"), "{}", page.body);
}

/// The address of the first message in the outbox that is about this.
fn first_message(page: &str, kind: &str) -> String {
    let link = page
        .split("href=\"")
        .find(|rest| rest.starts_with("/outbox/message?") && rest.contains(&format!(">{kind}<")));
    link.unwrap().split('"').next().unwrap().replace("&#38;", "&")
}

/// An invitation, a dispatch, and a message whose facts are gone, for one person.
fn kept_messages() -> [NewNotification; 3] {
    let new = |event, kind: MessageKind, data: String| NewNotification {
        event: Uuid::from_u64_pair(event, 1),
        person_id: number(BEN),
        kind,
        company_id: Some(2),
        report: None,
        data,
        secret: kind.lets_in().then(|| "a-very-secret-token".to_owned()),
        created_at: NOW,
        due_at: NOW,
        expires_at: NOW.plus_micros(60 * MINUTE),
    };
    let invited = AccountFacts { until: Some(NOW), ..AccountFacts::at(NOW) };
    let sent = DispatchFacts {
        id: "d".to_owned(),
        number: 7,
        distributor: "<b>Fjord</b>".to_owned(),
        code: "FJORD".to_owned(),
        vendor: "Acme".to_owned(),
        reports: 3,
        completed: 0,
        returned: 0,
        first_cycle: "2026-09".to_owned(),
        last_cycle: "2026-10".to_owned(),
        purchase_order: None,
        note: None,
    };
    [
        new(1, MessageKind::Invitation, serde_json::to_string(&invited).unwrap()),
        new(2, MessageKind::DispatchReceived, serde_json::to_string(&sent).unwrap()),
        new(3, MessageKind::Approved, "{}".to_owned()),
    ]
}

#[tokio::test]
async fn the_operator_reads_a_message_as_its_reader_gets_it_and_without_its_secrets() {
    let fixture = IdentityFixture::new().await;
    let rows = kept_messages();
    fixture.store.write(async |tx| outbox::put(tx, &rows).await).await.unwrap();
    let mut ben = fixture.signed_in(BEN).await;
    ben.post("/account/preferences", &[("language", "de"), ("theme", "dark")]).await;
    let (random, id): (&dyn Random, _) = (&fixture.random, number(BEN));
    let token = random.id();
    let make = async |tx: &mut Tx| {
        message_choices::token(tx, id, MessageKind::DispatchReceived, token).await
    };
    fixture.store.write(make).await.unwrap();
    let mut browser = fixture.signed_in(OPA).await;
    let list = browser.get("/outbox").await;
    let read = async |browser: &mut Browser, address: &str| {
        let page = browser.get(address).await;
        let framed = address.replace("/outbox/message?", "/outbox/message/page?");
        let framed = browser.get(&framed).await;
        for body in [&page.body, &framed.body] {
            assert!(!body.contains("a-very-secret"), "{body}");
            assert!(!body.contains(&token.to_string()) && !body.contains("<b>Fjord"), "{body}");
        }
        (page, framed)
    };
    let (page, framed) = read(&mut browser, &first_message(&list.body, "Invitation")).await;
    page.shows(&["Ihre Einladung von", "Deutsch", "The one-time link is a secret", "/link/…"]);
    framed.shows(&["Einladung annehmen", "/link/…"]);
    let kind = "Dispatch received";
    let address = first_message(&list.body, kind);
    let (page, framed) = read(&mut browser, &address).await;
    page.shows(&["Meldung FJORD-7 zur Bearbeitung", "/unsubscribe/…", "Waiting"]);
    framed.shows(&["&#60;b&#62;Fjord"]);
    // The same message once it was sent.
    assert!(browser.get(&first_message(&list.body, "Approved")).await.body.contains("is gone"));
    taken(&fixture, NOW).await;
    assert_eq!(browser.get(&address).await.status, StatusCode::NOT_FOUND);
    let list = browser.get("/outbox?state=sent").await;
    let address = first_message(&list.body, kind);
    read(&mut browser, &address).await.0.shows(&["Meldung FJORD-7", "Sent"]);
    let page = browser.get(&first_message(&list.body, "Invitation")).await;
    page.shows(&["Ihre Einladung von", "stays hidden"]);
    for other in [EVA, BEN] {
        let mut other = fixture.signed_in(other).await;
        assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND);
        let framed = address.replace("/outbox/message?", "/outbox/message/page?");
        assert_eq!(other.get(&framed).await.status, StatusCode::NOT_FOUND);
    }
}
