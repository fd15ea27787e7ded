//! Decisions on many reports, on both engines: by a rule, at once, and undone together.
//!
//! SQL here: changes that the program never makes.

use crate::messages::fixture::{MessageFixture, at};
use countersign_app::actions::verify_record::{self, Findings};
use countersign_app::actions::{audit, change_signing_rules};
use countersign_app::jobs::decisions::at_once::{self, RequestTime};
use countersign_app::jobs::decisions::undo::prepare_undo;
use countersign_app::jobs::decisions::{self, DecisionTally, JobDecision, ReportToDecide, rule};
use countersign_app::jobs::{self, Begin};
use countersign_app::progress::WorkProgress;
use countersign_domain::actor::Person;
use countersign_domain::approval_rule::{ApprovalRule, LeftBecause};
use countersign_domain::audit::Event;
use countersign_domain::cycle::Cycle;
use countersign_domain::quantity::Quantity;
use countersign_domain::refusal::Refusal;
use countersign_domain::signature::SigningRule;
use countersign_domain::status::{ReviewKind, Status, Verb};
use countersign_domain::workflow::{Command, UNDO_MICROS};
use countersign_store::jobs::{self as stored, Job, JobState};
use countersign_store::reports::{self, Key, StoredReport};
use countersign_store::{DatabaseUrl, job_items};
use countersign_testkit::databases::Databases;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use uuid::Uuid;

const NOW: &str = "2026-12-08T10:00:00+01:00";

/// Provisioned and used units of each partner in a month, from the first day to the last; none
/// without readings.
async fn month(fixture: &MessageFixture, month: &str, units: &[Option<(i64, i64)>]) {
    let mut rows = String::new();
    for (n, (provisioned, used)) in (1..).zip(units).filter_map(|(n, it)| Some((n, (*it)?))) {
        for day in 1..=30 {
            writeln!(rows, "S{n},{month}-{day:02},{provisioned},{used}").unwrap();
        }
    }
    fixture.add_readings(&format!("usage-{month}.csv"), &rows).await;
}

/// Seven partners whose reports of November wait for the distributor. In October each was charged
/// 1,000 seats, as a penalty.
async fn under_review(url: Option<String>) -> MessageFixture {
    let folder = tempfile::tempdir().unwrap();
    let file = DatabaseUrl::Sqlite(folder.path().join("countersign.db"));
    let url = url.map_or(file, |url| DatabaseUrl::parse(&url).unwrap());
    let fixture = MessageFixture::in_database(folder, &url, 7).await;
    fixture.clock_to("2026-11-08T00:00:00+01:00").await;
    let full = |units| Some((units, units));
    let penalty = Some((1000, 500));
    let november = [full(1000), full(1099), full(1100), penalty, full(900), full(1000), full(1000)];
    month(&fixture, "2026-11", &november).await;
    fixture.clock_to("2026-12-02T12:00:00+01:00").await;
    let comment = Some("as every month".to_owned());
    let (product, chargeable) = (None, None);
    let remark = Command::Edit { product, chargeable, comment };
    assert!(fixture.act_on("p1a@x.example", key(&fixture, 1).await, &remark, NOW_OF_PARTNER).await);
    fixture.clock_to("2026-12-08T00:00:00+01:00").await;
    fixture
}

const NOW_OF_PARTNER: &str = "2026-12-03T10:00:00+01:00";

/// The report of November of a partner.
async fn key(fixture: &MessageFixture, number: i64) -> Key {
    Key { cycle: Cycle::parse("2026-11").unwrap(), ..fixture.report(number).await }
}

async fn report(fixture: &MessageFixture, key: Key) -> StoredReport {
    let mut tx = fixture.store.read().await.unwrap();
    reports::find(&mut tx, &[key]).await.unwrap().remove(0).unwrap()
}

async fn wanted(fixture: &MessageFixture) -> Vec<ReportToDecide> {
    let mut wanted = Vec::new();
    for number in 1..=7 {
        let key = key(fixture, number).await;
        let stored = report(fixture, key).await;
        let version = Some(stored.report.version);
        wanted.push(ReportToDecide { report_id: stored.names.report_id, key, version });
    }
    wanted
}

async fn job(fixture: &MessageFixture, id: Uuid) -> Job {
    let mut tx = fixture.store.read().await.unwrap();
    stored::find(&mut tx, id).await.unwrap().unwrap()
}

async fn tally(fixture: &MessageFixture, id: Uuid) -> DecisionTally {
    let mut tx = fixture.store.read().await.unwrap();
    decisions::tally(&mut tx, id).await.unwrap()
}

async fn refusals(fixture: &MessageFixture, id: Uuid) -> Vec<Refusal> {
    let mut tx = fixture.store.read().await.unwrap();
    let refused = job_items::listed(&mut tx, id, 0, 99, Some(decisions::REFUSED)).await.unwrap();
    let refusal = |it: &job_items::ListedJobItem| decisions::refusal(it.message.as_deref()?);
    refused.iter().filter_map(refusal).collect()
}

fn time(now: &str) -> RequestTime {
    RequestTime { now: at(now), machine_time: at(now) }
}

async fn start(
    fixture: &MessageFixture,
    person: &Person,
    decision: &JobDecision,
    reports: &[ReportToDecide],
    begin: Begin,
) -> Uuid {
    let start =
        async |tx: &mut _| at_once::start(tx, person, decision, reports, begin, time(NOW)).await;
    fixture.store.write(start).await.unwrap()
}

async fn verified(fixture: &MessageFixture) -> Findings {
    verify_record::run(&fixture.store, &mut WorkProgress::hidden()).await.unwrap()
}

async fn status(fixture: &MessageFixture, number: i64) -> Status {
    report(fixture, key(fixture, number).await).await.report.status
}

/// What the rule of 10 % makes of the seven reports, as a job that waits for confirmation.
async fn previewed(fixture: &MessageFixture, person: &Person) -> (Uuid, Vec<ReportToDecide>) {
    let wanted = wanted(fixture).await;
    let rule = ApprovalRule::default();
    let sort = async |tx: &mut _| rule::sort(tx, person, rule, &wanted).await;
    let early = fixture.store.write(sort).await.unwrap();
    assert!(early.approved.is_empty());
    assert_eq!(early.left[&LeftBecause::NoLastMonth], 5, "October is not agreed");
    for number in 1..=7 {
        assert!(fixture.act("d1@x.example", number, &Command::Approve { note: None }, NOW).await);
    }
    let sorted = fixture.store.write(sort).await.unwrap();
    // P3 changed by just 10 %, and P5 by −10 %.
    let left = BTreeMap::from([
        (LeftBecause::Flag, 1),
        (LeftBecause::Comment, 1),
        (LeftBecause::Change, 2),
    ]);
    assert_eq!(sorted.left, left);
    assert_eq!(sorted.approved, [wanted[1], wanted[5], wanted[6]]);
    let decision = JobDecision::ApproveByRule { note: Some("by rule".to_owned()), rule, left };
    let id = start(fixture, person, &decision, &sorted.approved, Begin::Previewed).await;
    (id, wanted)
}

async fn a_rule_approves(fixture: MessageFixture) {
    let person = fixture.person("d1@x.example").await;
    let (id, _) = previewed(&fixture, &person).await;
    let tried = job(&fixture, id).await;
    assert_eq!((tried.state, tried.done, tried.refused), (JobState::Previewed, 3, 0));
    let preview = decisions::preview_of(&tried).unwrap();
    assert_eq!((preview.partners, preview.changed, preview.not_compared), (3, 1, 0));
    assert_eq!((preview.flagged, preview.violations, preview.commented), (0, 0, 0));
    let units = |units| Some(Quantity::from_units(units));
    let product = &preview.products[0];
    assert_eq!((product.before, product.after), (units(3000), units(3099)));
    assert_eq!((product.name.as_str(), preview.products.len()), ("Endpoint Shield", 1));
    assert_eq!(status(&fixture, 2).await, Status::UnderReview, "a preview changes nothing");

    // One report changes itself, and another one's last month is open again.
    let reject = Command::Reject { reasons: Some("no".to_owned()), line_reasons: Vec::new() };
    assert!(fixture.act_on("d1@x.example", key(&fixture, 6).await, &reject, NOW).await);
    let reopen = Command::Reopen { reason: Some("which branch?".to_owned()) };
    assert!(fixture.act("d1@x.example", 7, &reopen, NOW).await);
    let confirm = async |tx: &mut _| {
        assert!(jobs::confirm(tx, &tried, &person).await?);
        at_once::run(tx, id, &person, time(NOW)).await
    };
    fixture.store.write(confirm).await.unwrap();
    assert_eq!(job(&fixture, id).await.state, JobState::Done);
    let expected = DecisionTally { done: 1, already_done: 0, refused: 2 };
    assert_eq!(tally(&fixture, id).await, expected);
    let refusals = refusals(&fixture, id).await;
    assert!(matches!(refusals[0], Refusal::Stale { .. }), "{refusals:?}");
    assert_eq!(refusals[1], Refusal::OutsideRule(LeftBecause::NoLastMonth));
    assert_eq!(status(&fixture, 2).await, Status::Approved);
    assert_eq!(verified(&fixture).await.count, 0);
}

async fn decisions_are_undone_together(fixture: MessageFixture) {
    let person = fixture.person("d1@x.example").await;
    let wanted = wanted(&fixture).await;
    let before = report(&fixture, wanted[3].key).await.report;
    let reject = JobDecision::Reject { reasons: "Which branch?".to_owned() };
    let id = start(&fixture, &person, &reject, &wanted, Begin::AtOnce).await;
    let done = job(&fixture, id).await;
    assert_eq!((done.state, done.done, done.refused), (JobState::Done, 7, 0));
    assert_eq!(fixture.waiting_of("rejected").await, 2, "P1 has two people who hear of it");
    // One partner has begun to work meanwhile.
    let remark = Command::Edit {
        product: None,
        chargeable: None,
        comment: Some("The one in Kiel".to_owned()),
    };
    assert!(fixture.act_on("p1a@x.example", wanted[0].key, &remark, NOW).await);
    let undo = async |tx: &mut _| {
        let minutes = time("2026-12-08T10:04:59+01:00");
        prepare_undo(tx, &person, &done, minutes).await
    };
    let undone = fixture.store.write(undo).await.unwrap();
    let expected = DecisionTally { done: 6, already_done: 0, refused: 1 };
    assert_eq!(tally(&fixture, undone).await, expected);
    assert!(matches!(refusals(&fixture, undone).await[0], Refusal::Stale { .. }));
    let after = report(&fixture, wanted[3].key).await.report;
    assert_eq!((after.status, after.review), (Status::UnderReview, before.review));
    assert_eq!(after.review, Some(ReviewKind::AutomaticWithPenalties));
    assert_eq!((after.deadline, after.flagged), (before.deadline, true));
    assert!(!after.contested && after.lines[0].penalty);
    assert_eq!((after.version, after.review_by), (before.version + 2, before.review_by));
    let found = verified(&fixture).await;
    assert_eq!(found.count, 0, "{:?}", found.broken);
    // Another person, and too late.
    let late = async |tx: &mut _| {
        let now = at(NOW).plus_micros(UNDO_MICROS);
        prepare_undo(tx, &person, &done, RequestTime { now, machine_time: now }).await
    };
    let id = start(
        &fixture,
        &person,
        &JobDecision::Approve { note: None },
        &wanted[1..2],
        Begin::AtOnce,
    );
    let id = id.await;
    let stale = DecisionTally { done: 0, already_done: 0, refused: 1 };
    assert_eq!(tally(&fixture, id).await, stale, "the undo is a step of its own");
    let late = fixture.store.write(late).await.unwrap();
    assert_eq!(tally(&fixture, late).await.done, 0);

    // What a job decided on without the version that was seen is not undone: it may be another's.
    let unseen = ReportToDecide { version: None, ..wanted[4] };
    let id = start(&fixture, &person, &reject, &[unseen], Begin::AtOnce).await;
    let unseen = job(&fixture, id).await;
    assert_eq!((unseen.done, unseen.refused), (1, 0));
    let undo = async |tx: &mut _| prepare_undo(tx, &person, &unseen, time(NOW)).await;
    let undone = fixture.store.write(undo).await.unwrap();
    assert_eq!(job(&fixture, undone).await.total, 0);
    assert_eq!(status(&fixture, 5).await, Status::Rejected);

    // What the undo left away is missed.
    let forge = async |tx: &mut countersign_store::Tx| {
        let sql = "UPDATE reports SET contested = TRUE WHERE partner_id = $1 AND cycle = $2";
        let values = [wanted[3].key.partner_id.into(), wanted[3].key.cycle.into()];
        tx.execute(sql, &values).await
    };
    assert_eq!(fixture.store.write(forge).await.unwrap(), 1);
    assert!(verified(&fixture).await.count > 0);
}

/// The preview of a decision on two reports of November: how many are not compared, and the units
/// of last month.
async fn beside_last_month(
    fixture: &MessageFixture,
    person: &Person,
    decision: &JobDecision,
) -> (i64, Option<Quantity>) {
    let wanted = wanted(fixture).await;
    let id = start(fixture, person, decision, &wanted[1..3], Begin::Previewed).await;
    let preview = decisions::preview_of(&job(fixture, id).await).unwrap();
    assert_eq!(preview.partners, 2);
    (preview.not_compared, preview.products[0].before)
}

async fn a_preview_tells_only_what_its_reader_may_know(fixture: MessageFixture) {
    let distributor = fixture.person("d1@x.example").await;
    let reject = JobDecision::Reject { reasons: "no".to_owned() };
    let units = |units| Some(Quantity::from_units(units));
    assert_eq!(beside_last_month(&fixture, &distributor, &reject).await, (0, units(2000)));

    // November was dispatched, but October never was.
    let set = async |set: &str, number: i64, month: &str| {
        let sql = format!("UPDATE reports SET {set} WHERE partner_id = $1 AND cycle = $2");
        let partner = key(&fixture, number).await.partner_id;
        let cycle = Cycle::parse(month).unwrap();
        let change = async |tx: &mut countersign_store::Tx| {
            tx.execute(&sql, &[partner.into(), cycle.into()]).await
        };
        assert_eq!(fixture.store.write(change).await.unwrap(), 1);
    };
    for number in [2, 3] {
        set("status = 'submitted'", number, "2026-11").await;
    }
    let vendor = fixture.person("v1@x.example").await;
    let complete = &JobDecision::Complete;
    assert_eq!(beside_last_month(&fixture, &vendor, complete).await, (2, units(0)));
    set("status = 'completed'", 2, "2026-10").await;
    assert_eq!(beside_last_month(&fixture, &vendor, complete).await, (1, units(1000)));

    // In October, one partner had another distributor.
    for number in [2, 3] {
        set("status = 'under-review'", number, "2026-11").await;
    }
    set(&format!("distributor_id = {}", vendor.company_id), 2, "2026-10").await;
    assert_eq!(beside_last_month(&fixture, &distributor, &reject).await, (1, units(1000)));
}

/// The product is counted in other units from November on, and the reports are of two months.
async fn a_preview_adds_neither_units_nor_months(fixture: MessageFixture) {
    let person = fixture.person("d1@x.example").await;
    let change = async |tx: &mut countersign_store::Tx| {
        let sql = "UPDATE report_lines SET unit = 'Boxes' WHERE cycle = $1";
        tx.execute(sql, &[Cycle::parse("2026-11").unwrap().into()]).await
    };
    assert_eq!(fixture.store.write(change).await.unwrap(), 7);
    let october = report(&fixture, fixture.report(2).await).await;
    let version = Some(october.report.version);
    let earlier =
        ReportToDecide { report_id: october.names.report_id, key: october.key(), version };
    let reports = [wanted(&fixture).await[1], earlier];
    let reject = JobDecision::Reject { reasons: "no".to_owned() };
    let id = start(&fixture, &person, &reject, &reports, Begin::Previewed).await;
    let preview = decisions::preview_of(&job(&fixture, id).await).unwrap();
    let rows: Vec<String> = preview
        .products
        .iter()
        .map(|it| {
            let [before, after] = [it.before, it.after].map(|units| units.unwrap().to_string());
            format!("{} {} {before} {after}", it.cycle, it.unit)
        })
        .collect();
    assert_eq!(rows, ["2026-11 Boxes 0 1099", "2026-11 Seats 1000 0", "2026-10 Seats 0 1000"]);
}

/// The company requires signatures of rejections: a job does none, and approves as before.
async fn a_job_signs_nothing(fixture: MessageFixture) {
    let person = fixture.person("d1@x.example").await;
    let set = async |tx: &mut countersign_store::Tx| {
        let entry = audit::of_machine_as(Event::SigningRuleChanged, at(NOW), &person);
        let rules = [(Verb::Reject, SigningRule::Required)];
        change_signing_rules::run(tx, person.company_id, &rules, &entry).await
    };
    assert_eq!(fixture.store.write(set).await.unwrap(), 1);
    assert_eq!(fixture.store.write(set).await.unwrap(), 0, "it is set already");
    let wanted = wanted(&fixture).await;
    let reject = JobDecision::Reject { reasons: "no".to_owned() };
    let id = start(&fixture, &person, &reject, &wanted[..2], Begin::AtOnce).await;
    let needed = Refusal::SignatureNeeded(Verb::Reject);
    assert_eq!(refusals(&fixture, id).await, [needed.clone(), needed]);
    assert_eq!(status(&fixture, 2).await, Status::UnderReview);
    let approve = JobDecision::Approve { note: None };
    let id = start(&fixture, &person, &approve, &wanted[1..2], Begin::AtOnce).await;
    assert_eq!(tally(&fixture, id).await.done, 1);
}

async fn on_both(test: impl AsyncFn(MessageFixture)) {
    test(under_review(None).await).await;
    test(under_review(Some(Databases::Postgres.fresh().unwrap())).await).await;
}

#[tokio::test]
async fn a_rule_approves_what_it_showed_and_nothing_that_changed_since() {
    on_both(a_rule_approves).await;
}

#[tokio::test]
async fn a_bulk_rejection_is_undone_report_by_report() {
    on_both(decisions_are_undone_together).await;
}

#[tokio::test]
async fn a_preview_leaves_out_last_months_of_which_its_reader_may_not_know() {
    on_both(a_preview_tells_only_what_its_reader_may_know).await;
}

#[tokio::test]
async fn a_preview_keeps_units_and_months_apart() {
    on_both(a_preview_adds_neither_units_nor_months).await;
}

#[tokio::test]
async fn a_job_does_nothing_that_needs_a_signature() {
    on_both(a_job_signs_nothing).await;
}
