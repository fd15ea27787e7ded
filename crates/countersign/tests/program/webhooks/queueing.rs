//! Events are written with what they tell of, for the companies that may know it and no others.
//!
//! SQL here: that there is no row at all.

use super::fixture::{WebhookFixture, data};
use crate::messages::fixture::at;
use countersign_app::actions::dispatch_reports::{
    self, DispatchOrder, DispatchOutcome, ReportToSend,
};
use countersign_app::actions::manage_webhooks::{self, WebhookEdit, WebhookInput};
use countersign_app::actions::report_batch::ReportBatch;
use countersign_domain::actor::CompanyKind;
use countersign_domain::message::MessageKind;
use countersign_domain::workflow::{Command, Proposal, ProposedLine};
use countersign_store::{StoreError, Tx};
use serde_json::json;
use uuid::Uuid;

const DUE: &str = "2026-11-07T00:00:00+01:00";
const DECIDED: &str = "2026-11-08T10:00:00+01:00";
const SENT: &str = "2026-11-09T10:00:00+01:00";
const DONE: &str = "2026-11-10T10:00:00+01:00";
const CORRECTED: &str = "2026-11-11T10:00:00+01:00";
const SENT_AGAIN: &str = "2026-11-12T10:00:00+01:00";
const DONE_AGAIN: &str = "2026-11-13T10:00:00+01:00";
const APPROVE: Command = Command::Approve { note: None };
const ADDRESS: &str = "https://x.example/in";

async fn dispatch(fixture: &WebhookFixture, partners: &[i64], now: &str) {
    let person = fixture.messages.person("d1@x.example").await;
    let mut wanted = Vec::new();
    for partner in partners {
        wanted.push(ReportToSend { key: fixture.messages.report(*partner).await, version: None });
    }
    let order = DispatchOrder {
        person: &person,
        purchase_order: None,
        note: None,
        now: at(now),
        signed: None,
    };
    let run = async |tx: &mut Tx| dispatch_reports::run(tx, &order, &wanted).await;
    let sent = fixture.messages.store.write(run).await.unwrap();
    assert!(matches!(sent, DispatchOutcome::Sent(_)));
}

fn propose() -> Command {
    let line = ProposedLine { chargeable: "900".to_owned(), reason: Some("x".to_owned()) };
    let lines = [("EP".to_owned(), line)].into();
    let reason = Some("x".to_owned());
    Command::ProposeCorrection(Proposal { lines, reason, late_products: Vec::new() })
}

fn reject() -> Command {
    Command::Reject { reasons: Some("Why?".to_owned()), line_reasons: Vec::new() }
}

#[tokio::test]
async fn each_company_gets_its_own_events_and_no_stranger_gets_one() {
    for fixture in WebhookFixture::on_both(2).await {
        let mut hooks: Vec<(&str, Uuid)> = Vec::new();
        for company in ["operator", "ACME", "D1", "P1", "P2"] {
            hooks.push((company, fixture.add(company, ADDRESS).await.webhook.id));
        }
        let messages = &fixture.messages;
        fixture.clock_to(DUE).await;
        assert!(messages.act("d1@x.example", 1, &APPROVE, DECIDED).await);
        assert!(messages.act("d1@x.example", 2, &APPROVE, DECIDED).await);
        dispatch(&fixture, &[1, 2], SENT).await;
        let back = Command::Return { reason: Some("Why?".to_owned()) };
        assert!(messages.act("v1@x.example", 2, &back, DONE).await);
        assert!(messages.act("v1@x.example", 1, &Command::Complete, DONE).await);
        assert!(messages.act("p1a@x.example", 1, &propose(), CORRECTED).await);
        let decided = |partner: &str| {
            ["report.submitted", "report.approved"].map(|it| format!("{it} {partner}"))
        };
        let one = [decided("P1").to_vec(), vec!["correction.proposed P1".to_owned()]].concat();
        let two = [decided("P2").to_vec(), vec!["dispatch.returned P2".to_owned()]].concat();
        let sent = ["dispatch.sent", "dispatch.completed"].map(str::to_owned).to_vec();
        for (company, id) in hooks {
            let mut expected = match company {
                "P1" => one.clone(),
                "P2" => two.clone(),
                "ACME" => [sent.clone(), vec!["dispatch.returned P2".to_owned()]].concat(),
                _ => [one.clone(), two.clone(), sent.clone()].concat(),
            };
            expected.sort();
            assert_eq!(fixture.types(id).await, expected, "{company}");
            for message in fixture.waiting(id).await {
                let text = message.data.to_lowercase();
                let is_of_people = ["dora", "vera", "person 1", "why?", "@x.example"]
                    .iter()
                    .any(|name| text.contains(name));
                assert!(!is_of_people, "{company}: {text}");
            }
        }
    }
}

#[tokio::test]
async fn a_dispatch_is_completed_by_the_decision_on_its_last_amendment() {
    for fixture in WebhookFixture::on_both(1).await {
        let messages = &fixture.messages;
        fixture.clock_to(DUE).await;
        assert!(messages.act("d1@x.example", 1, &APPROVE, DECIDED).await);
        dispatch(&fixture, &[1], SENT).await;
        assert!(messages.act("v1@x.example", 1, &Command::Complete, DONE).await);
        assert!(messages.act("p1a@x.example", 1, &propose(), CORRECTED).await);
        assert!(messages.act("d1@x.example", 1, &Command::AgreeCorrection, CORRECTED).await);
        let id = fixture.add("ACME", ADDRESS).await.webhook.id;
        dispatch(&fixture, &[1], SENT_AGAIN).await;
        assert!(messages.act("v1@x.example", 1, &Command::CompleteAmendment, DONE_AGAIN).await);
        let expected = [
            "correction.completed P1",
            "correction.dispatched P1",
            "dispatch.completed",
            "dispatch.sent",
        ];
        assert_eq!(fixture.types(id).await, expected);
        let waiting = fixture.waiting(id).await;
        let told = waiting.iter().find(|it| it.event_type == "dispatch.completed").unwrap();
        let told = data(told);
        assert_eq!((&told["completed"], &told["returned"]), (&json!(1), &json!(0)));
        let mails = messages.waiting().await;
        let mails = mails.iter().filter(|it| it.0 == MessageKind::DispatchCompleted);
        assert_eq!(mails.map(|it| it.2).sum::<i64>(), 2, "of both dispatches");
    }
}

#[tokio::test]
async fn a_decision_that_is_rolled_back_or_undone_in_time_sends_nothing() {
    for fixture in WebhookFixture::on_both(1).await {
        fixture.clock_to(DUE).await;
        let id = fixture.add("P1", ADDRESS).await.webhook.id;
        let person = fixture.messages.person("d1@x.example").await;
        let key = fixture.messages.report(1).await;
        let rolled_back: Result<(), StoreError> = fixture
            .messages
            .store
            .write(async |tx| {
                let mut batch = ReportBatch::open(tx, &person, &[key], at(DECIDED)).await?;
                batch.execute(tx, key, &APPROVE, None).await?.unwrap();
                batch.commit(tx).await?;
                Err(StoreError::Corrupt("the disk is full".to_owned()))
            })
            .await;
        assert!(rolled_back.is_err());
        assert!(fixture.waiting(id).await.is_empty());
        assert!(fixture.messages.act("d1@x.example", 1, &APPROVE, DECIDED).await);
        assert_eq!(fixture.types(id).await, ["report.approved P1"]);
        // An undo of the last moment may still be under way in the minute after it.
        assert!(!fixture.send("2026-11-08T10:05:59+01:00").await, "it can still be undone");
        assert!(fixture.messages.undo("d1@x.example", 1, "2026-11-08T10:04:59+01:00").await);
        assert!(fixture.waiting(id).await.is_empty());
        // The next decision is an event again.
        assert!(fixture.messages.act("d1@x.example", 1, &reject(), DONE).await);
        assert_eq!(fixture.types(id).await, ["report.rejected P1"]);
    }
}

#[tokio::test]
async fn a_webhook_that_is_off_or_did_not_choose_an_event_gets_nothing() {
    let fixture = WebhookFixture::with_partners(1).await;
    let mut ids = Vec::new();
    for (events, is_on) in [(["report.rejected"], true), (["report.submitted"], false)] {
        let webhook = fixture.add("P1", ADDRESS).await.webhook;
        let input = WebhookInput {
            name: "x".to_owned(),
            address: ADDRESS.to_owned(),
            events: events.map(str::to_owned).to_vec(),
            is_on,
        };
        let entry = fixture.entry(DECIDED);
        let change = async |tx: &mut Tx| {
            let edit = WebhookEdit { version: 1, input: &input };
            let to = &fixture.outbound.destinations;
            manage_webhooks::change(tx, &webhook, CompanyKind::Partner, edit, to, &entry).await
        };
        fixture.messages.store.write(change).await.unwrap().unwrap();
        ids.push(webhook.id);
    }
    let other = fixture.add("P1", ADDRESS).await.webhook.id;
    fixture.clock_to(DUE).await;
    assert_eq!(fixture.types(other).await, ["report.submitted P1"]);
    for id in ids {
        assert!(fixture.waiting(id).await.is_empty());
    }
}

/// The chargeable units of the only line: those of the submission before, and the present ones.
#[tokio::test]
async fn the_figures_of_an_event_stand_beside_those_of_the_submission_before() {
    for fixture in WebhookFixture::on_both(1).await {
        let id = fixture.add("P1", ADDRESS).await.webhook.id;
        let messages = &fixture.messages;
        let charge = |units: &str| Command::Edit {
            product: Some("EP".to_owned()),
            chargeable: Some(units.to_owned()),
            comment: Some("as agreed".to_owned()),
        };
        let submit = Command::Submit { comment: None };
        let (p1, d1) = ("p1a@x.example", "d1@x.example");
        for (email, command, now) in [
            (p1, charge("800"), "2026-11-03T10:00:00+01:00"),
            (p1, submit.clone(), "2026-11-03T11:00:00+01:00"),
            (d1, reject(), "2026-11-03T12:00:00+01:00"),
            (p1, charge("850"), "2026-11-03T13:00:00+01:00"),
            (p1, submit, "2026-11-03T14:00:00+01:00"),
            (d1, APPROVE, "2026-11-03T15:00:00+01:00"),
        ] {
            assert!(messages.act(email, 1, &command, now).await, "{now}");
        }
        let waiting = fixture.waiting(id).await;
        let told = waiting.iter().map(|it| {
            let data = data(it);
            let units = &data["lines"][0]["chargeable"];
            (it.event_type.clone(), units["before"].clone(), units["after"].clone())
        });
        let told: Vec<_> = told.collect();
        let none = json!(null);
        let expected = [
            ("report.submitted", none.clone(), json!("800")),
            ("report.submitted", json!("800"), json!("850")),
            ("report.rejected", none, json!("800")),
            ("report.approved", json!("800"), json!("850")),
        ];
        let mut expected: Vec<_> =
            expected.map(|(of, before, after)| (of.to_owned(), before, after)).to_vec();
        let order = |it: &(String, serde_json::Value, serde_json::Value)| format!("{it:?}");
        let mut told = told;
        told.sort_by_key(order);
        expected.sort_by_key(order);
        assert_eq!(told, expected);
        let approved = waiting.iter().find(|it| it.event_type == "report.approved").unwrap();
        let data = data(approved);
        assert_eq!((&data["status"], &data["cycle"]), (&json!("approved"), &json!("2026-10")));
        assert_eq!((&data["distributor"], &data["vendor"]), (&json!("D1"), &json!("ACME")));
        assert_eq!(data["actor"], json!({ "company": "D1" }));
        assert_eq!(data["lines"][0]["product"], "EP");
        assert_eq!(data["lines"][0]["unit"], "Seats");
    }
}

#[tokio::test]
async fn without_a_webhook_nothing_is_written() {
    let fixture = WebhookFixture::with_partners(1).await;
    fixture.clock_to(DUE).await;
    let mut tx = fixture.messages.store.read().await.unwrap();
    let count = "SELECT COUNT(*) FROM webhook_messages";
    let count: Option<i64> = tx.first(count, &[], |row| row.get(0)).await.unwrap();
    assert_eq!(count, Some(0));
}
