//! What the system did or will do is explained in the message about it, with the content of the
//! record at the time of sending.

use crate::messages::fixture::{MACHINE, MessageFixture, at, post};
use countersign_app::actions::report_batch::ReportBatch;
use countersign_delivery::send_batch::BatchOutcome;
use countersign_domain::schedule::Until;
use countersign_domain::settings::{Setting, Settings};
use countersign_domain::workflow::Command;
use countersign_store::Tx;
use countersign_store::preferences::{self, Preferences};
use countersign_store::reports::Key;
use countersign_store::settings::{self, Level, SettingAuthor};
use countersign_testkit::mail_server::MailServer;

/// The messages to the first partner's Administrator, who reads English.
async fn sent(fixture: &MessageFixture) -> Vec<String> {
    let person_id = fixture.person("p1a@x.example").await.id;
    let english = Preferences { language: Some("en".to_owned()), ..Preferences::default() };
    let prefer = async |tx: &mut Tx| preferences::put(tx, person_id, &english).await;
    fixture.store.write(prefer).await.unwrap();
    let server = MailServer::start();
    let post = post(&server);
    let delivery = fixture.delivery(&post, MACHINE);
    while delivery.send_batch().await.unwrap() == BatchOutcome::On {}
    let own = server.taken().into_iter().filter(|it| it.to == ["p1a@x.example"]);
    own.map(|it| it.data.replace("=\r\n", "")).collect()
}

fn explain() -> Command {
    Command::Edit {
        product: Some("EP".to_owned()),
        chargeable: None,
        comment: Some("A pilot that ended".to_owned()),
    }
}

#[tokio::test]
async fn a_reminder_explains_the_penalty_that_is_coming() {
    let fixture = MessageFixture::with_partners(1).await;
    fixture.clear().await;
    fixture.clock_to("2026-11-05T09:00:00+01:00").await;
    let sent = sent(&fixture).await;
    let [text] = &sent[..] else { panic!("{sent:?}") };
    for said in [
        "22.0% over-provisioned, above the threshold of 10%",
        "Without a comment, 1,000 provisioned units will be charged instead of 780 (+220).",
        "If no one acts before then, the report will be submitted with one penalty, and flagged.",
        "To avoid this, comment on these lines before the deadline.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
        assert!(text.matches(said).count() == 2, "as text and as a page: {said}: {text}");
    }
    let button = text.find("Open the report").unwrap();
    let first = text.find("more units will be charged at the deadline: Endpoint Shield +220 Seats");
    assert!(first.unwrap() < button && button < text.find("Why?").unwrap(), "{text}");
}

#[tokio::test]
async fn a_reminder_says_what_is_so_when_it_is_sent() {
    let fixture = MessageFixture::with_partners(1).await;
    fixture.clear().await;
    fixture.clock_to("2026-11-05T09:00:00+01:00").await;
    assert!(fixture.act("p1a@x.example", 1, &explain(), "2026-11-05T10:00:00+01:00").await);
    let sent = sent(&fixture).await;
    let [text] = &sent[..] else { panic!("{sent:?}") };
    assert!(text.contains("has not been submitted"), "{text}");
    assert!(!text.contains("over-provisioned"), "{text}");
}

#[tokio::test]
async fn an_automatic_submission_says_what_it_costs_and_what_can_be_done() {
    let fixture = MessageFixture::with_partners(1).await;
    fixture.clear().await;
    fixture.clock_to("2026-11-07T00:00:00+01:00").await;
    let sent = sent(&fixture).await;
    let text = sent.iter().find(|it| it.contains("submitted automatically")).unwrap();
    for said in [
        "More units are charged as a penalty: Endpoint Shield +220 Seats.",
        "For these reasons, the report was submitted with one penalty, and flagged.",
        "to reject the report. You can then correct it and submit it again.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    // The report's page explains why it was not approved.
    assert!(!text.contains("approved automatically"), "{text}");
}

#[tokio::test]
async fn an_approval_by_a_person_needs_no_rule() {
    let fixture = MessageFixture::with_partners(1).await;
    fixture.clock_to("2026-11-07T00:00:00+01:00").await;
    fixture.clear().await;
    let approve = Command::Approve { note: None };
    assert!(fixture.act("d1@x.example", 1, &approve, "2026-11-08T10:00:00+01:00").await);
    let sent = sent(&fixture).await;
    let [text] = &sent[..] else { panic!("{sent:?}") };
    assert!(text.contains("is approved.") && !text.contains("Why?"), "{text}");
}

#[tokio::test]
async fn more_time_is_told_with_both_deadlines_and_the_reason() {
    let fixture = MessageFixture::with_partners(1).await;
    fixture.clear().await;
    let until = Until::parse("2026-11-10").unwrap();
    let extend = Command::Extend { until, reason: Some("A holiday".to_owned()) };
    assert!(fixture.act("d1@x.example", 1, &extend, "2026-11-04T10:00:00+01:00").await);
    let sent = sent(&fixture).await;
    let [text] = &sent[..] else { panic!("{sent:?}") };
    for said in ["10 Nov 2026", "6 Nov 2026", "A holiday", "Previous deadline", "Berlin time"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("List-Unsubscribe"), "{text}");
}

#[tokio::test]
async fn an_approval_by_the_system_leaves_its_reasons_to_the_page() {
    let fixture = MessageFixture::with_partners(1).await;
    let october = fixture.report(1).await;
    // From November on, which is carried forward, the system approves P1's reports.
    let mut approves = Settings::default();
    approves.set(Setting::AutoApprove, Some(1));
    let by = SettingAuthor { at: at("2026-11-20T12:00:00+01:00"), person_id: None };
    let set = async |tx: &mut Tx| {
        settings::replace(tx, Level::Partner, october.partner_id, "P1", &approves, by).await
    };
    assert!(fixture.store.write(set).await.unwrap());
    fixture.clock_to("2026-12-02T12:00:00+01:00").await;
    fixture.clear().await;
    let november = Key { cycle: october.cycle.plus(1), ..october };
    let (person, now) = (fixture.person("p1a@x.example").await, at("2026-12-02T11:00:00+01:00"));
    let submit = async |tx: &mut Tx| {
        let mut batch = ReportBatch::open(tx, &person, &[november], now).await?;
        let answer = batch.execute(tx, november, &Command::Submit { comment: None }, None).await?;
        batch.commit(tx).await?;
        Ok(answer.is_ok())
    };
    assert!(fixture.store.write(submit).await.unwrap());
    let sent = sent(&fixture).await;
    let [text] = &sent[..] else { panic!("{sent:?}") };
    assert!(text.contains("The usage report for November 2026 is approved."), "{text}");
    assert!(!text.contains("Why?"), "{text}");
}
