//! Messages travel signed and in order, are tried again under the same id, and end with a receiver
//! that is gone.

use super::fixture::WebhookFixture;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use countersign_app::actions::manage_webhooks::{
    self, GONE, NOT_PUBLIC, ReplayScope, WebhookInput,
};
use countersign_app::actions::manage_webhooks::{
    GoneAnswer, WebhookEdit, WebhookFault, WebhookOwner,
};
use countersign_app::channels::Destinations;
use countersign_app::outbound::{Door, FAILED};
use countersign_app::random::SystemRandom;
use countersign_delivery::webhooks::TOO_LATE;
use countersign_domain::actor::CompanyKind;
use countersign_domain::code::OPERATOR_CODE;
use countersign_domain::message::MessageKind;
use countersign_domain::webhook::WebhookState;
use countersign_store::outbox::OutboxLease;
use countersign_store::webhooks::{self, Answer, MessageState, Webhook};
use countersign_store::{Tx, people};
use countersign_testkit::web_server::{Heard, Manner, WebServer};
use hmac_check::is_signed;
use std::time::Duration;

const FIRST: &str = "2026-11-03T12:00:00Z";

/// An independent check of a signature.
mod hmac_check {
    use super::{Engine, Heard, STANDARD};
    use sha2::{Digest, Sha256};

    /// HMAC-SHA256 according to RFC 2104.
    fn hmac(key: &[u8], text: &[u8]) -> [u8; 32] {
        let mut block = [0; 64];
        block[..key.len()].copy_from_slice(key);
        let pad = |with: u8| block.map(|byte| byte ^ with);
        let inner = Sha256::new().chain_update(pad(0x36)).chain_update(text).finalize();
        Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().into()
    }

    /// Whether one of the signatures was made with a secret.
    pub(super) fn is_signed(heard: &Heard, secret: &str) -> bool {
        let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
        let (id, at) = (heard.header("webhook-id"), heard.header("webhook-timestamp"));
        let text = [format!("{id}.{at}.").as_bytes(), &heard.body].concat();
        let wanted = STANDARD.encode(hmac(&key, &text));
        let mut all = heard.header("webhook-signature").split(' ');
        all.any(|it| it.strip_prefix("v1,") == Some(&wanted))
    }
}

fn ids(heard: &[Heard]) -> Vec<String> {
    heard.iter().map(|it| it.header("webhook-id").to_owned()).collect()
}

/// A person gives a webhook of a partner another address, or switches it on or off.
async fn change(
    fixture: &WebhookFixture,
    webhook: &Webhook,
    address: &str,
    is_on: bool,
) -> Result<(), WebhookFault> {
    let webhook = fixture.find(webhook.id).await;
    let events = vec!["report.approved".to_owned()];
    let input = WebhookInput { name: "New".to_owned(), address: address.to_owned(), events, is_on };
    let entry = fixture.entry(FIRST);
    let change = async |tx: &mut Tx| {
        let edit = WebhookEdit { version: webhook.version, input: &input };
        let to = &fixture.outbound.destinations;
        manage_webhooks::change(tx, &webhook, CompanyKind::Partner, edit, to, &entry).await
    };
    fixture.messages.store.write(change).await.unwrap()
}

#[tokio::test]
async fn messages_leave_in_order_signed_and_once() {
    for fixture in WebhookFixture::on_both(1).await {
        let server = WebServer::start();
        let made = fixture.add("P1", &server.url()).await;
        let mut expected = Vec::new();
        for second in 10..15 {
            let now = format!("2026-11-03T11:59:{second}Z");
            expected.push(fixture.test(&made.webhook, &now).await.to_string());
        }
        assert!(fixture.send(FIRST).await);
        assert!(!fixture.send(FIRST).await);
        let heard = server.heard();
        assert_eq!(ids(&heard), expected);
        for it in &heard {
            assert_eq!(it.header("content-type"), "application/json");
            assert!(is_signed(it, &made.secret) && !is_signed(it, "whsec_AAAA"));
            let body: serde_json::Value = serde_json::from_slice(&it.body).unwrap();
            assert_eq!(body["type"], "webhook.test");
            assert_eq!(body["data"]["webhook"], made.webhook.id.to_string());
        }
        let log = fixture.log(made.webhook.id).await;
        assert!(log.iter().all(|it| it.state() == MessageState::Sent));
        assert!(log.iter().all(|it| it.status.is_none()), "an unproved server is not quoted");
    }
}

#[tokio::test]
async fn a_receiver_that_failed_is_tried_again_later_with_the_same_id_and_body() {
    for manner in [
        Manner::Answers(500, "no".to_owned()),
        Manner::Answers(404, String::new()),
        Manner::Answers(429, String::new()),
        Manner::LeadsTo("/elsewhere".to_owned()),
        Manner::BreaksOff,
        Manner::BreaksOffAfter,
    ] {
        let (server, fixture) = (WebServer::start(), WebhookFixture::with_partners(1).await);
        let webhook = fixture.add("P1", &server.url()).await.webhook;
        let first = fixture.test(&webhook, "2026-11-03T11:00:00Z").await;
        let second = fixture.test(&webhook, "2026-11-03T11:00:01Z").await;
        server.will(std::slice::from_ref(&manner));
        fixture.send(FIRST).await;
        assert_eq!(server.tries(), 1, "{manner:?}: neither is tried while the webhook waits");
        let log = fixture.log(webhook.id).await;
        assert_eq!(log[0].last_error.as_deref(), Some(FAILED), "{manner:?}");
        assert_eq!((log[0].attempts, log[0].status), (1, None), "an unproved server is not quoted");
        assert!(!fixture.send("2026-11-03T12:00:59Z").await, "{manner:?}: a minute has not passed");
        // A minute, and at most an eighth of it more.
        assert!(fixture.send("2026-11-03T12:01:08Z").await);
        let mut delivered = ids(&server.heard());
        delivered.dedup();
        delivered.sort();
        let mut both = [first.to_string(), second.to_string()];
        both.sort();
        delivered.dedup();
        assert_eq!(delivered, both, "{manner:?}");
        let heard = server.heard();
        let of_first = heard.iter().filter(|it| it.header("webhook-id") == first.to_string());
        let bodies: Vec<_> = of_first.map(|it| it.body.clone()).collect();
        assert!(bodies.iter().all(|body| *body == bodies[0]), "{manner:?}");
        let after = fixture.find(webhook.id).await;
        assert_eq!((after.failures, after.retry_at), (0, None), "{manner:?}");
    }
}

#[tokio::test]
async fn pauses_grow_and_after_three_days_a_message_is_given_up() {
    let (server, fixture) = (WebServer::start(), WebhookFixture::with_partners(1).await);
    let webhook = fixture.add("P1", &server.url()).await.webhook;
    fixture.test(&webhook, FIRST).await;
    server.will(&vec![Manner::Answers(503, String::new()); 500]);
    let mut now = crate::messages::fixture::at(FIRST);
    let end = now.plus_micros(3 * 86_400_000_000);
    let (mut pauses, mut tries) = (Vec::new(), 0);
    while now < end {
        fixture.send(&now.to_string()).await;
        if server.tries() > tries {
            tries = server.tries();
            let next = fixture.log(webhook.id).await[0].next_attempt_at;
            pauses.extend(next.map(|next| (next.micros() - now.micros()) / 60_000_000));
        }
        now = now.plus_micros(60_000_000);
        if pauses.len() > 4 {
            now = now.plus_micros(3_540_000_000);
        }
    }
    let least = [1, 2, 4, 8, 16];
    for (pause, least) in pauses.iter().zip(least) {
        assert!((least..=least + least / 8 + 1).contains(pause), "{pauses:?}");
    }
    assert!(pauses.iter().all(|pause| *pause <= 406), "{pauses:?}");
    fixture.send(&end.to_string()).await;
    let log = fixture.log(webhook.id).await;
    assert_eq!(log[0].state(), MessageState::Failed);
    assert_eq!(log[0].last_error.as_deref(), Some(FAILED), "the last error stays");
    // One that was never tried says so.
    let off = fixture.test(&webhook, FIRST).await;
    fixture.send("2026-11-07T12:00:00Z").await;
    let log = fixture.log(webhook.id).await;
    let late = log.iter().find(|it| it.event == off).unwrap();
    assert!(late.state() == MessageState::Failed, "{late:?}");
    assert!(late.last_error.is_some(), "{TOO_LATE}");
}

#[tokio::test]
async fn a_receiver_that_is_gone_ends_the_webhook_and_its_company_is_told() {
    for fixture in WebhookFixture::on_both(1).await {
        let server = WebServer::start();
        let webhook = fixture.add("P1", &server.url()).await.webhook;
        let person = fixture.messages.person("p1a@x.example").await;
        let accept = async |tx: &mut Tx| {
            let now = crate::messages::fixture::at(FIRST);
            people::accept(tx, person.id, person.company_id, now).await
        };
        fixture.messages.store.write(accept).await.unwrap();
        for now in ["2026-11-03T11:00:00Z", "2026-11-03T11:00:01Z"] {
            fixture.test(&webhook, now).await;
        }
        server.will(&[Manner::Answers(410, String::new())]);
        fixture.send(FIRST).await;
        assert_eq!(fixture.find(webhook.id).await.said.state, WebhookState::Gone);
        let log = fixture.log(webhook.id).await;
        assert!(log.iter().all(|it| it.state() == MessageState::Failed), "{log:?}");
        assert_eq!(log[1].last_error.as_deref(), Some(GONE));
        assert!(!fixture.send("2026-11-05T12:00:00Z").await);
        assert_eq!(server.tries(), 1);
        assert_eq!(fixture.messages.waiting_of(MessageKind::WebhookEnded.token()).await, 1);
    }
}

#[tokio::test]
async fn the_receiver_at_an_old_address_does_not_end_the_webhook() {
    for fixture in WebhookFixture::on_both(1).await {
        let (old, new) = (WebServer::start(), WebServer::start());
        let webhook = fixture.add("P1", &old.url()).await.webhook;
        let event = fixture.test(&webhook, "2026-11-03T11:00:00Z").await;
        let now = crate::messages::fixture::at(FIRST);
        let holder = event;
        let lease = OutboxLease { id: holder, until: now.plus_micros(60_000_000) };
        let take = async |tx: &mut Tx| webhooks::take(tx, now, now, lease).await;
        let leased = fixture.messages.store.write(take).await.unwrap().unwrap();
        change(&fixture, &webhook, &new.url(), true).await.unwrap();
        let answer = Answer { at: now, status: None, error: Some(FAILED), again_at: None };
        let gone = GoneAnswer { event, answer, due: now };
        let end = async |tx: &mut Tx| manage_webhooks::end(tx, &leased, holder, gone).await;
        assert!(!fixture.messages.store.write(end).await.unwrap());
        assert_eq!(fixture.find(webhook.id).await.said.state, WebhookState::On);
        let log = fixture.log(webhook.id).await;
        assert_eq!((log[0].state(), log[0].attempts), (MessageState::Waiting, 1));
        // The lease is over.
        assert!(fixture.send("2026-11-03T12:01:00Z").await);
        assert_eq!((old.tries(), ids(&new.heard())), (0, vec![event.to_string()]));
    }
}

#[tokio::test]
async fn a_turn_ends_when_the_webhook_is_changed() {
    let (old, new) = (WebServer::start(), WebServer::start());
    let fixture = WebhookFixture::with_partners(1).await;
    let webhook = fixture.add("P1", &old.url()).await.webhook;
    for (slow, next, is_on, expected) in [(&old, &new, true, (1, 1)), (&new, &new, false, (1, 2))] {
        for second in 0..2 {
            fixture.test(&webhook, &format!("2026-11-03T11:00:0{second}Z")).await;
        }
        let heard = slow.heard().len();
        slow.will(&[Manner::IsLate(Duration::from_secs(2))]);
        let changed = async {
            while slow.heard().len() == heard {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            change(&fixture, &webhook, &next.url(), is_on).await.unwrap();
        };
        tokio::join!(fixture.send(FIRST), changed);
        assert_eq!((old.tries(), new.tries()), expected);
    }
}

#[tokio::test]
async fn after_a_rotation_both_secrets_sign_for_a_day() {
    let (server, fixture) = (WebServer::start(), WebhookFixture::with_partners(1).await);
    let made = fixture.add("P1", &server.url()).await;
    let webhook = fixture.find(made.webhook.id).await;
    let entry = fixture.entry(FIRST);
    let rotate = async |tx: &mut Tx| {
        manage_webhooks::rotate(tx, &webhook, webhook.version, &SystemRandom, &entry).await
    };
    let new = fixture.messages.store.write(rotate).await.unwrap().unwrap();
    assert!(fixture.messages.store.write(rotate).await.unwrap().is_none(), "once per version");
    for (now, signatures) in [(FIRST, 2), ("2026-11-04T11:59:59Z", 2), ("2026-11-04T12:00:01Z", 1)]
    {
        fixture.test(&webhook, now).await;
        fixture.send(now).await;
        let heard = server.heard();
        let last = heard.last().unwrap();
        assert_eq!(last.header("webhook-signature").split(' ').count(), signatures, "{now}");
        assert!(is_signed(last, &new.text) && is_signed(last, &made.secret) == (signatures == 2));
    }
}

#[tokio::test]
async fn what_was_sent_or_failed_is_sent_again_under_its_id() {
    let (server, fixture) = (WebServer::start(), WebhookFixture::with_partners(1).await);
    let webhook = fixture.add("P1", &server.url()).await.webhook;
    let mut sent = Vec::new();
    for day in 1..=3 {
        let now = format!("2026-11-0{day}T10:00:00Z");
        sent.push(fixture.test(&webhook, &now).await);
        fixture.send(&now).await;
    }
    let replay = async |scope| {
        let entry = fixture.entry(FIRST);
        let replay = async |tx: &mut Tx| manage_webhooks::replay(tx, &webhook, scope, &entry).await;
        fixture.messages.store.write(replay).await.unwrap()
    };
    assert_eq!(replay(ReplayScope::One(sent[2])).await, Some(1));
    assert_eq!(replay(ReplayScope::One(sent[2])).await, Some(0), "it waits already");
    assert_eq!(replay(ReplayScope::One(webhook.id)).await, None, "there is no such message");
    let at = crate::messages::fixture::at;
    let span = ReplayScope::Span(at("2026-11-01T10:00:00Z"), at("2026-11-02T10:00:00Z"));
    assert_eq!(replay(span).await, Some(1), "until before the end");
    fixture.send(FIRST).await;
    let again: Vec<_> = ids(&server.heard()[3..]);
    assert_eq!(again, [sent[0].to_string(), sent[2].to_string()]);
}

#[tokio::test]
async fn a_slow_receiver_holds_up_no_other() {
    let (slow, quick) = (WebServer::start(), WebServer::start());
    let mut fixture = WebhookFixture::with_partners(2).await;
    fixture.outbound.patience = Duration::from_secs(5);
    let slow_hook = fixture.add("P1", &slow.url()).await.webhook;
    let quick_hook = fixture.add("P2", &quick.url()).await.webhook;
    slow.will(&[Manner::Hangs]);
    for second in 0..5 {
        let now = format!("2026-11-03T11:00:0{second}Z");
        fixture.test(&slow_hook, &now).await;
        fixture.test(&quick_hook, &now).await;
    }
    let seen = async {
        while quick.heard().len() < 5 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    // The quick receiver has everything while the slow one is still awaited.
    let sending = fixture.send(FIRST);
    tokio::pin!(sending);
    tokio::select! {
        _ = &mut sending => panic!("the slow receiver was awaited first"),
        () = seen => {}
    }
    assert!(slow.heard().len() <= 1);
    sending.await;
}

#[tokio::test]
async fn an_address_that_leads_into_the_machine_is_refused_and_not_called() {
    let (server, mut fixture) = (WebServer::start(), WebhookFixture::with_partners(1).await);
    let webhook = fixture.add("P1", &server.url()).await.webhook;
    let opened = std::mem::take(&mut fixture.outbound.destinations);
    for address in [
        server.url().as_str(),
        "https://127.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.7/in",
        "https://[fe80::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://2130706433/",
        "http://x.example/in",
        "https://eva:secret@x.example/",
        "javascript:alert(1)",
        "https://x.example/\u{202e}in#f",
        "'; DROP TABLE webhooks; --",
        "",
    ] {
        let input = WebhookInput {
            name: "x".to_owned(),
            address: address.to_owned(),
            events: vec!["report.approved".to_owned()],
            is_on: true,
        };
        let (owner, entry) = (
            WebhookOwner { company_id: webhook.company_id, kind: CompanyKind::Partner },
            fixture.entry(FIRST),
        );
        let add = async |tx: &mut Tx| {
            let to = &fixture.outbound.destinations;
            manage_webhooks::add(tx, owner, &input, to, &SystemRandom, &entry).await
        };
        let refused = fixture.messages.store.write(add).await.unwrap().unwrap_err();
        assert!(matches!(refused, WebhookFault::Address(_)), "{address}: {refused:?}");
    }
    // The webhook was saved while the network was open. What does not concern its address can still
    // be changed.
    for is_on in [true, false] {
        change(&fixture, &webhook, &server.url(), is_on).await.unwrap();
    }
    let refused = change(&fixture, &webhook, &server.url(), true).await.unwrap_err();
    assert!(matches!(refused, WebhookFault::Address(_)), "{refused:?}");
    fixture.outbound.destinations = opened;
    change(&fixture, &webhook, &server.url(), true).await.unwrap();
    fixture.outbound.destinations = Destinations::default();
    fixture.test(&webhook, FIRST).await;
    fixture.send(FIRST).await;
    assert_eq!(server.tries(), 0);
    assert_eq!(fixture.log(webhook.id).await[0].last_error.as_deref(), Some(FAILED));
}

#[tokio::test]
async fn a_network_that_the_operator_opened_is_open_to_its_own_webhooks_only() {
    let (server, mut fixture) = (WebServer::start(), WebhookFixture::with_partners(1).await);
    // They were saved while the door of companies led there.
    let of_partner = fixture.add("P1", &server.url()).await.webhook;
    let of_operator = fixture.add(OPERATOR_CODE, &server.url()).await.webhook;
    fixture.outbound.destinations.company_door = Door::default();
    let expected = fixture.test(&of_operator, FIRST).await.to_string();
    fixture.test(&of_partner, FIRST).await;
    fixture.send(FIRST).await;
    assert_eq!(ids(&server.heard()), [expected]);
    assert_eq!(fixture.log(of_partner.id).await[0].last_error.as_deref(), Some(FAILED));
    change(&fixture, &of_partner, &server.url(), false).await.unwrap();
    let refused = change(&fixture, &of_partner, &server.url(), true).await.unwrap_err();
    assert_eq!(refused, WebhookFault::Address(NOT_PUBLIC));
}

#[tokio::test]
async fn a_secret_is_nowhere_in_the_database() {
    let (server, fixture) = (WebServer::start(), WebhookFixture::with_partners(1).await);
    let made = fixture.add("P1", &server.url()).await;
    fixture.test(&made.webhook, FIRST).await;
    fixture.send(FIRST).await;
    let secret = made.secret.strip_prefix("whsec_").unwrap().as_bytes();
    let folder = fixture.messages.store.url().file().unwrap().parent().unwrap().to_owned();
    for file in std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
        if let Ok(bytes) = std::fs::read(&file) {
            let found = bytes.windows(secret.len()).any(|it| it == secret);
            assert!(!found, "it is in {}", file.display());
        }
    }
    assert!(!format!("{:?}", fixture.find(made.webhook.id).await).contains(&made.secret[6..]));
}
