//! Messages about dispatches: to the vendor that one arrived, to the distributor that it was sent
//! and that the vendor has finished it.

use crate::messages::fixture::{MACHINE, MessageFixture, at, post};
use crate::messages::notifications::told;
use countersign_app::actions::dispatch_reports::{
    self, DispatchOrder, DispatchOutcome, ReportToSend,
};
use countersign_domain::message::MessageKind;
use countersign_domain::workflow::Command;
use countersign_store::Tx;
use countersign_store::message_choices::{self, MessagePreference};
use countersign_testkit::mail_server::MailServer;
use uuid::Uuid;

const DECIDED: &str = "2026-11-08T10:00:00+01:00";
const SENT: &str = "2026-11-09T10:00:00+01:00";
const DONE: &str = "2026-11-10T10:00:00+01:00";

/// So many partners whose reports were approved. No message waits.
async fn approved(partners: i64) -> MessageFixture {
    let fixture = MessageFixture::with_partners(usize::try_from(partners).unwrap()).await;
    fixture.clock_to("2026-11-07T00:00:00+01:00").await;
    for number in 1..=partners {
        let approve = Command::Approve { note: None };
        assert!(fixture.act("d1@x.example", number, &approve, DECIDED).await);
    }
    fixture.clear().await;
    fixture
}

async fn send(fixture: &MessageFixture, partners: i64) {
    let person = fixture.person("d1@x.example").await;
    let mut wanted = Vec::new();
    for number in 1..=partners {
        wanted.push(ReportToSend { key: fixture.report(number).await, version: None });
    }
    let (purchase_order, note) = (Some("PO-4711".to_owned()), None);
    let order =
        DispatchOrder { person: &person, purchase_order, note, now: at(SENT), signed: None };
    let answer =
        fixture.store.write(async |tx: &mut Tx| dispatch_reports::run(tx, &order, &wanted).await);
    assert!(matches!(answer.await.unwrap(), DispatchOutcome::Sent(_)));
}

async fn complete(fixture: &MessageFixture, number: i64) {
    assert!(fixture.act("v1@x.example", number, &Command::Complete, DONE).await);
}

async fn give_back(fixture: &MessageFixture, number: i64) {
    let back = Command::Return { reason: Some("The order is unknown".to_owned()) };
    assert!(fixture.act("v1@x.example", number, &back, DONE).await);
}

#[tokio::test]
async fn a_dispatch_is_told_to_both_sides_once_however_many_reports_it_holds() {
    let fixture = approved(2).await;
    send(&fixture, 2).await;
    let received = told(MessageKind::DispatchReceived, &["v1"]);
    assert_eq!(
        fixture.waiting().await,
        [received, told(MessageKind::DispatchSent, &["d1"])].concat()
    );
    let server = MailServer::start();
    let post = post(&server);
    let delivery = fixture.delivery(&post, MACHINE);
    while delivery.send_batch().await.unwrap() == countersign_delivery::send_batch::BatchOutcome::On
    {
    }
    let taken = server.taken();
    let to_vendor = taken.iter().find(|it| it.to == ["v1@x.example"]).unwrap();
    assert!(to_vendor.header("List-Unsubscribe").is_some());
    assert!(to_vendor.data.contains("PO-4711"), "{}", to_vendor.data);
}

#[tokio::test]
async fn who_does_not_want_to_hear_of_dispatches_does_not() {
    let fixture = approved(1).await;
    for (email, kind) in [
        ("v1@x.example", MessageKind::DispatchReceived),
        ("d1@x.example", MessageKind::DispatchSent),
    ] {
        let person_id = fixture.person(email).await.id;
        let choice = MessagePreference { person_id, kind, wanted: false };
        let token = Uuid::from_u64_pair(1, u64::try_from(person_id).unwrap());
        let choose = async |tx: &mut Tx| message_choices::choose(tx, &choice, token).await;
        fixture.store.write(choose).await.unwrap();
    }
    send(&fixture, 1).await;
    assert!(fixture.waiting().await.is_empty());
    complete(&fixture, 1).await;
    assert_eq!(fixture.waiting().await, told(MessageKind::DispatchCompleted, &["d1"]));
}

#[tokio::test]
async fn the_distributor_hears_when_the_last_report_is_decided_on_and_no_earlier() {
    let fixture = approved(3).await;
    send(&fixture, 3).await;
    fixture.clear().await;
    complete(&fixture, 2).await;
    complete(&fixture, 1).await;
    assert!(fixture.waiting().await.is_empty());
    complete(&fixture, 3).await;
    assert_eq!(fixture.waiting().await, told(MessageKind::DispatchCompleted, &["d1"]));
}

#[tokio::test]
async fn a_dispatch_whose_last_report_comes_back_is_done_too() {
    let fixture = approved(2).await;
    send(&fixture, 2).await;
    fixture.clear().await;
    complete(&fixture, 1).await;
    give_back(&fixture, 2).await;
    let both =
        [told(MessageKind::DispatchCompleted, &["d1"]), told(MessageKind::Returned, &["d1"])];
    assert_eq!(fixture.waiting().await, both.concat());
}

#[tokio::test]
async fn where_all_came_back_that_is_told_report_by_report() {
    let fixture = approved(1).await;
    send(&fixture, 1).await;
    fixture.clear().await;
    give_back(&fixture, 1).await;
    assert_eq!(fixture.waiting().await, told(MessageKind::Returned, &["d1"]));
}
