//! Requests that are repeated: with a key, everything happens once.

use super::client::Client;
use super::fixture::on_both;
use crate::console::fixture::{MACHINE, address};
use countersign_app::random::{Random, SystemRandom};
use countersign_domain::instant::Instant;
use countersign_store::idempotent_requests::{self, RequestName};
use sha2::{Digest, Sha256};

const BODY: &str = r#"{"comment":"Once"}"#;

fn with_key<'a>(key: &'a str, seen: &'a str) -> [(&'a str, &'a str); 2] {
    [("idempotency-key", key), ("if-match", seen)]
}

/// The number of entries in the report's history.
async fn version(client: &Client, report: &str) -> i64 {
    client.get(report).await.expect(200).body["version"].as_i64().unwrap()
}

#[tokio::test]
async fn the_same_request_gets_the_same_answer_and_another_one_is_refused() {
    for programs in on_both().await {
        let client = programs.client("p1@x.example").await;
        let report = client.report().await;
        let first = client.patch(&report, BODY, &with_key("k1", "\"1\"")).await.expect(200);
        let again = client.patch(&report, BODY, &with_key("k1", "\"1\"")).await.expect(200);
        assert_eq!(first.text, again.text);
        assert_eq!(first.header("etag"), again.header("etag"));
        let replayed = [&first, &again].map(|it| it.header("idempotency-replayed").to_owned());
        assert_eq!(replayed, ["", "true"]);
        assert_eq!(version(&client, &report).await, 2);

        let other = r#"{"comment":"Twice"}"#;
        let refused = client.patch(&report, other, &with_key("k1", "\"1\"")).await;
        refused.expect_problem(422, "idempotency_key_reused");
        let refused = client.patch(&report, BODY, &with_key("k1", "\"2\"")).await;
        refused.expect_problem(422, "idempotency_key_reused");
        // One of several tags matches; a weak one never does.
        let patch = async |seen| client.patch(&report, BODY, &[("if-match", seen)]).await;
        patch("\"9\", \"2.0\"").await.expect(200);
        let weak = patch("W/\"2\"").await.expect_problem(412, "stale");
        assert_eq!(weak.body["errors"][0]["parameter"], "If-Match");
        patch("2").await.expect_problem(400, "bad_request");
        // Without the key the same request is stale, and with another one too.
        let stale = client.patch(&report, other, &with_key("k2", "\"1\"")).await;
        let stale = stale.expect_problem(412, "stale");
        let again = client.patch(&report, other, &with_key("k2", "\"1\"")).await;
        assert_eq!((again.status, &again.text), (412, &stale.text));

        // The key of one caller says nothing about that of another.
        let colleague = programs.client(&address("P1", "Billing Manager")).await;
        let stale = colleague.patch(&report, BODY, &with_key("k1", "\"1\"")).await;
        // The comment is there already.
        assert_eq!(stale.expect(200).body["result"], "unchanged");
        for bad in ["", &"x".repeat(256)] {
            let refused = client.patch(&report, BODY, &with_key(bad, "*")).await;
            refused.expect_problem(400, "bad_request");
        }
    }
}

#[tokio::test]
async fn two_connections_at_once_do_it_once() {
    for programs in on_both().await {
        let client = programs.client("p1@x.example").await;
        let report = client.report().await;
        for round in 0..5 {
            let before = version(&client, &report).await;
            let body = format!("{{\"comment\":\"Round {round}\"}}");
            let key = format!("round-{round}");
            let both = with_key(&key, "*");
            let (one, other) = tokio::join!(
                client.patch(&report, &body, &both),
                client.patch(&report, &body, &both)
            );
            let mut statuses = [one.status, other.status];
            statuses.sort_unstable();
            // The other one waits for the answer, or gets 409 while the first is being answered.
            assert!([[200, 200], [200, 409]].contains(&statuses), "{one:?} {other:?}");
            for answer in [one, other].into_iter().filter(|it| it.status == 409) {
                let answer = answer.expect_problem(409, "idempotency_key_in_use");
                assert_eq!(answer.header("retry-after"), "1");
            }
            assert_eq!(version(&client, &report).await, before + 1, "round {round}");
            client.patch(&report, &body, &both).await.expect(200);
            assert_eq!(version(&client, &report).await, before + 1, "round {round}");
        }
    }
}

/// What the program stores of a request, calculated here and not asked of it.
fn fingerprint(report: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in ["PATCH", report, "*", BODY] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

#[tokio::test]
async fn a_request_whose_process_died_can_be_sent_again_when_no_answer_can_come() {
    for programs in on_both().await {
        let client = programs.client("p1@x.example").await;
        let report = client.report().await;
        let person = programs.person("p1@x.example").await;
        let caller = format!("person {} of {}", person.id, person.company_id);
        let name = RequestName { caller: &caller, key: "died" };
        let (now, print) = (Instant::parse(MACHINE).unwrap(), fingerprint(&report));
        let run = (&SystemRandom as &dyn Random).id();
        let began =
            async |tx: &mut _| idempotent_requests::reserve(tx, name, &print, run, now).await;
        assert!(programs.store().write(began).await.unwrap());
        let headers = with_key("died", "*");
        let running = client.patch(&report, BODY, &headers).await;
        running.expect_problem(409, "idempotency_key_in_use");
        let token = programs.token("p1@x.example", &super::fixture::SCOPES).await;
        let at = |instant| Client::new(&programs.at(instant), &token);
        let early = at("2026-11-22T12:01:29Z").patch(&report, BODY, &headers).await;
        early.expect_problem(409, "idempotency_key_in_use");
        let done = at("2026-11-22T12:01:30Z").patch(&report, BODY, &headers).await;
        assert_eq!(done.expect(200).body["result"], "done");
        assert_eq!(version(&client, &report).await, 2);
    }
}

#[tokio::test]
async fn an_answer_is_kept_for_seven_days() {
    for programs in on_both().await {
        let client = programs.client("p1@x.example").await;
        let report = client.report().await;
        let headers = with_key("k", "\"1\"");
        client.patch(&report, BODY, &headers).await.expect(200);
        let token = programs.token("p1@x.example", &super::fixture::SCOPES).await;
        let at = |instant| Client::new(&programs.at(instant), &token);
        let kept = at("2026-11-29T12:00:00Z").patch(&report, BODY, &headers).await.expect(200);
        assert_eq!(kept.header("idempotency-replayed"), "true");
        // Now it is another request, about a version that is gone, though it changes nothing.
        let gone = at("2026-11-29T12:00:01Z").patch(&report, BODY, &headers).await.expect(200);
        assert_eq!(gone.header("idempotency-replayed"), "");
        assert_eq!(gone.body["result"], "unchanged");
    }
}
