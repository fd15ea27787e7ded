//! Addresses beyond ASCII: an international domain works with every server, and an unreachable
//! person does not keep others from their messages.
//!
//! SQL here: another address of a person, for which there is no verb.

use crate::messages::fixture::{MACHINE, MessageFixture, at, post};
use countersign_delivery::backoff::again_at;
use countersign_delivery::send_batch::BatchOutcome;
use countersign_store::outbox::{self, MessageState};
use countersign_testkit::mail_server::MailServer;

/// An installation whose two readers have these addresses. The first one's message is first.
async fn fixture(first: &str, second: &str) -> MessageFixture {
    let fixture = MessageFixture::with_partners(1).await;
    let mut tx = fixture.store.begin().await.unwrap();
    for (name, email) in [("p1a@x.example", first), ("p1b@x.example", second)] {
        let sql = "UPDATE people SET email = $2, email_folded = $2 WHERE email = $1";
        tx.execute(sql, &[name.into(), email.into()]).await.unwrap();
    }
    tx.commit().await.unwrap();
    fixture
}

async fn send_all(fixture: &MessageFixture, server: &MailServer) -> Vec<BatchOutcome> {
    let post = post(server);
    let delivery = fixture.delivery(&post, MACHINE);
    let mut rounds = Vec::new();
    loop {
        rounds.push(delivery.send_batch().await.unwrap());
        if rounds.last() != Some(&BatchOutcome::On) {
            return rounds;
        }
    }
}

#[tokio::test]
async fn whom_the_server_cannot_reach_is_said_at_once_and_the_others_get_theirs() {
    let fixture = fixture("grüße@müller.example", "p1b@x.example").await;
    let server = MailServer::start();
    server.takes_ascii_alone();
    assert_eq!(send_all(&fixture, &server).await, [BatchOutcome::On, BatchOutcome::Idle]);
    let to: Vec<_> = server.taken().into_iter().map(|it| it.to).collect();
    assert_eq!(to, [["p1b@x.example"]]);
    let mut tx = fixture.store.read().await.unwrap();
    assert!(
        outbox::list(&mut tx, &outbox::MessageQuery::first(MessageState::Waiting, 9))
            .await
            .unwrap()
            .is_empty()
    );
    let failed =
        outbox::list(&mut tx, &outbox::MessageQuery::first(MessageState::Failed, 9)).await.unwrap();
    let why = failed[0].last_error.as_deref().unwrap();
    assert_eq!(failed.len(), 1);
    assert_eq!(
        why,
        "the mail server cannot deliver to grüße@xn--mller-kva.example: it does not offer \
         SMTPUTF8"
    );
    assert!(again_at(at(MACHINE), 0).is_some(), "a server that is away is tried again");
}

#[tokio::test]
async fn an_international_domain_goes_in_its_ascii_form() {
    let fixture = fixture("eva@müller.example", "p1b@BÜCHER.example").await;
    let server = MailServer::start();
    server.takes_ascii_alone();
    assert_eq!(send_all(&fixture, &server).await, [BatchOutcome::On, BatchOutcome::Idle]);
    let mut to: Vec<_> = server.taken().into_iter().flat_map(|it| it.to).collect();
    to.sort();
    assert_eq!(to, ["eva@xn--mller-kva.example", "p1b@xn--bcher-kva.example"]);
    assert!(server.taken().iter().all(|it| it.data.is_ascii()));
}

#[tokio::test]
async fn a_server_that_offers_it_gets_addresses_beyond_ascii() {
    let fixture = fixture("grüße@müller.example", "p1b@x.example").await;
    let server = MailServer::start();
    assert_eq!(send_all(&fixture, &server).await, [BatchOutcome::On, BatchOutcome::Idle]);
    let to: Vec<_> = server.taken().into_iter().flat_map(|it| it.to).collect();
    assert!(to.contains(&"grüße@xn--mller-kva.example".to_owned()), "{to:?}");
}
