//! To a webhook.

use super::{AGAIN, SENT, Sending, id_of};
use crate::messages::fixture::at;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use countersign_app::actions::change_channels;
use countersign_app::outbound::FAILED;
use countersign_domain::delivery_channel::{ChannelKind, DeliveryState};
use countersign_domain::export::{content_hash, hex};
use countersign_store::Tx;
use countersign_store::dispatches;
use countersign_testkit::web_server::{Heard, Manner, WebServer};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::time::Duration;

/// HMAC-SHA256 according to RFC 2104, calculated here and not requested.
fn hmac(key: &[u8], text: &[u8]) -> [u8; 32] {
    let mut block = [0; 64];
    block[..key.len()].copy_from_slice(key);
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(text).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().into()
}

/// Whether one of the signatures was made with a secret.
fn is_signed(heard: &Heard, secret: &str) -> bool {
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let head = format!("{}.{}.", heard.header("webhook-id"), heard.header("webhook-timestamp"));
    let wanted = STANDARD.encode(hmac(&key, &[head.as_bytes(), &heard.body].concat()));
    let mut all = heard.header("webhook-signature").split(' ');
    all.any(|it| it.strip_prefix("v1,") == Some(&wanted))
}

#[tokio::test]
async fn the_event_is_signed_and_holds_the_documents_byte_for_byte() {
    let (server, sending) = (WebServer::start(), Sending::new().await);
    let channel = sending.add(ChannelKind::Webhook, &server.url(), "").await;
    let dispatch = sending.dispatch(&[1, 2]).await;
    sending.carry(&sending.outbound, SENT).await;
    assert_eq!(sending.stands(&dispatch).await, (DeliveryState::Sent, String::new()));
    let [heard] = server.heard().try_into().unwrap();
    assert_eq!(heard.line, "POST /in HTTP/1.1");
    assert_eq!(heard.header("content-type"), "application/json");
    assert_eq!(heard.header("webhook-id"), id_of(&dispatch, &channel));
    let seconds = at(SENT).micros() / 1_000_000;
    assert_eq!(heard.header("webhook-timestamp"), seconds.to_string());
    let secret = &channel.secret.unwrap().text;
    assert!(is_signed(&heard, secret), "{heard:?}");
    assert!(!is_signed(&heard, "whsec_AAAA"));
    assert!(!is_signed(&Heard { body: b"{}".to_vec(), ..heard.clone() }, secret));
    let event: Value = serde_json::from_slice(&heard.body).unwrap();
    assert_eq!(event["type"], "dispatch.sent");
    let data = &event["data"];
    assert_eq!((&data["number"], &data["report_count"]), (&1.into(), &2.into()));
    assert_eq!((&data["distributor"], &data["vendor"]), (&"D1".into(), &"ACME".into()));
    assert_eq!(data["distributor_name"], "Nordlicht & Söhne");
    assert_eq!((&data["purchase_order"], &data["note"]), (&"PO \"7\"".into(), &"=1+1\n<b>".into()));
    assert_eq!(data["hash"], hex(&dispatch.hash));
    let mut tx = sending.fixture.store.read().await.unwrap();
    let documents = dispatches::documents(&mut tx, dispatch.id, 0, 9).await.unwrap();
    assert_eq!(data["documents"].as_array().unwrap().len(), 2);
    let body = String::from_utf8(heard.body).unwrap();
    for document in documents {
        assert!(body.contains(&document.text), "{body}");
        assert_eq!(content_hash(&document.text), document.hash);
    }
}

#[tokio::test]
async fn whatever_went_wrong_it_comes_again_with_the_same_id_and_body() {
    let wrong = [
        Manner::Answers(500, "no".to_owned()),
        Manner::Answers(404, String::new()),
        Manner::Answers(401, String::new()),
        Manner::Answers(429, String::new()),
        Manner::LeadsTo("/elsewhere".to_owned()),
        Manner::BreaksOff,
        Manner::BreaksOffAfter,
    ];
    for manner in wrong {
        let (server, sending) = (WebServer::start(), Sending::new().await);
        let channel = sending.add(ChannelKind::Webhook, &server.url(), "").await;
        let dispatch = sending.dispatch(&[1]).await;
        server.will(std::slice::from_ref(&manner));
        sending.carry(&sending.outbound, SENT).await;
        sending.is_put_off(&dispatch, "").await;
        assert_eq!(server.tries(), 1, "{manner:?}: nothing is followed or tried at once");
        sending.carry(&sending.outbound, AGAIN).await;
        assert_eq!(sending.stands(&dispatch).await.0, DeliveryState::Sent, "{manner:?}");
        let heard = server.heard();
        let last = heard.last().unwrap();
        assert_eq!(last.header("webhook-id"), id_of(&dispatch, &channel));
        assert!(heard.iter().all(|it| it.body == last.body && it.line == last.line), "{manner:?}");
        // The time is that of the attempt, so an old request cannot be replayed.
        let seconds = at(AGAIN).micros() / 1_000_000;
        assert_eq!(last.header("webhook-timestamp"), seconds.to_string());
        assert!(is_signed(last, &channel.secret.as_ref().unwrap().text));
    }
}

#[tokio::test]
async fn who_is_gone_is_left_in_peace_until_somebody_says_otherwise() {
    let (server, sending) = (WebServer::start(), Sending::new().await);
    let channel = sending.add(ChannelKind::Webhook, &server.url(), "").await;
    let dispatch = sending.dispatch(&[1]).await;
    server.will(&[Manner::Answers(410, String::new())]);
    sending.carry(&sending.outbound, SENT).await;
    sending.is_given_up(&dispatch, FAILED).await;
    assert!(!sending.carry(&sending.outbound, "2026-12-22T12:00:00Z").await);
    sending.send_again(&dispatch, &channel).await;
    sending.carry(&sending.outbound, SENT).await;
    assert_eq!(sending.stands(&dispatch).await.0, DeliveryState::Sent);
}

#[tokio::test]
async fn an_answer_may_acknowledge_and_a_bad_one_makes_nothing_undone() {
    for (manner, state) in [
        (Manner::Answers(200, "{\"acknowledged\": true}".to_owned()), DeliveryState::Acknowledged),
        (Manner::Answers(202, "{\"acknowledged\": false}".to_owned()), DeliveryState::Sent),
        (Manner::Answers(200, "{\"acknowledged\": \"yes\"}".to_owned()), DeliveryState::Sent),
        (Manner::Answers(200, "<html>".to_owned()), DeliveryState::Sent),
        (Manner::BreaksOffInAnswer, DeliveryState::Sent),
        (Manner::Rambles, DeliveryState::Sent),
    ] {
        let (server, sending) = (WebServer::start(), Sending::new().await);
        sending.add(ChannelKind::Webhook, &server.url(), "").await;
        let dispatch = sending.dispatch(&[1]).await;
        server.will(std::slice::from_ref(&manner));
        sending.carry(&sending.outbound, SENT).await;
        assert_eq!(sending.stands(&dispatch).await.0, state, "{manner:?}");
    }
}

#[tokio::test]
async fn a_server_that_hangs_is_left_and_a_late_one_waited_for() {
    let (server, sending) = (WebServer::start(), Sending::new().await);
    sending.add(ChannelKind::Webhook, &server.url(), "").await;
    let dispatch = sending.dispatch(&[1]).await;
    server.will(&[Manner::Hangs, Manner::IsLate(Duration::from_millis(500))]);
    sending.carry(&sending.hasty(Duration::from_millis(300)), SENT).await;
    sending.is_put_off(&dispatch, "").await;
    sending.carry(&sending.outbound, AGAIN).await;
    assert_eq!(sending.stands(&dispatch).await.0, DeliveryState::Sent);
}

#[tokio::test]
async fn after_a_new_secret_both_sign_for_a_day() {
    let (server, sending) = (WebServer::start(), Sending::new().await);
    let channel = sending.add(ChannelKind::Webhook, &server.url(), "").await;
    let renew = async |tx: &mut Tx| {
        change_channels::renew(tx, channel.id, channel.version, at(SENT), &sending.random).await
    };
    let new = sending.fixture.store.write(renew).await.unwrap().unwrap();
    assert_eq!(sending.fixture.store.write(renew).await.unwrap(), None, "once per version");
    let old = channel.secret.as_ref().unwrap();
    for (dispatch, now, both) in [(1, SENT, true), (2, "2026-11-23T12:00:00Z", false)] {
        sending.dispatch(&[dispatch]).await;
        sending.carry(&sending.outbound, now).await;
        let heard = server.heard();
        let last = heard.last().unwrap();
        assert!(is_signed(last, &new.text) && is_signed(last, &old.text) == both, "{now}");
    }
}
