//! Jobs: decisions on many reports, tried first, executed once, stopped, taken over.

use crate::console::fixture::ConsoleFixture;
use countersign_app::jobs::decisions::{self, DecisionTally, JobDecision, ReportToDecide};
use countersign_app::jobs::{self, Begin, FailureReason, worker};
use countersign_domain::actor::{Channel, CompanyKind, Person, Role};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::refusal::Refusal;
use countersign_domain::status::{Status, Verb};
use countersign_store::jobs::{Job, JobLease, JobState};
use countersign_store::reports::{self, Key};
use countersign_store::{companies, job_items, jobs as stored, people};
use uuid::Uuid;

/// The reports of October under the first distributor, submitted and held for review.
async fn under_review() -> (ConsoleFixture, Person, Vec<ReportToDecide>) {
    let fixture = ConsoleFixture::new().await;
    // The partners' deadline has passed: P1 with a penalty is held, P2 is approved.
    fixture.clock_to("2026-11-20T00:00:00Z").await;
    let mut tx = fixture.app.state.store.read().await.unwrap();
    let acting = people::acting(&mut tx, "d1billing@x.example").await.unwrap();
    let person = Person {
        id: acting[0].person_id,
        company_id: acting[0].company_id,
        company_kind: CompanyKind::Distributor,
        role: Role::BillingManager,
        channel: Channel::Console,
        machine_user: None,
        account: None,
    };
    let all = companies::all(&mut tx).await.unwrap();
    let number = |code: &str| all.iter().find(|company| company.code == code).unwrap().id;
    let cycle = Cycle::parse("2026-10").unwrap();
    let key = |code: &str| Key { cycle, partner_id: number(code), vendor_id: number("ACME") };
    let keys = [key("P1"), key("P2"), key("P3")];
    let found = reports::find(&mut tx, &keys).await.unwrap();
    let wanted = found.iter().zip(keys).map(|(stored, key)| {
        let report = &stored.as_ref().unwrap().report;
        ReportToDecide {
            report_id: stored.as_ref().unwrap().names.report_id,
            key,
            version: Some(report.version),
        }
    });
    let wanted = wanted.collect();
    tx.rollback().await.unwrap();
    (fixture, person, wanted)
}

async fn prepare(
    fixture: &ConsoleFixture,
    person: &Person,
    wanted: &[ReportToDecide],
    begin: Begin,
) -> Uuid {
    let decision = JobDecision::Approve { note: Some("fine".to_owned()) };
    let now = fixture.app.state.clock.machine_time();
    let put =
        async |tx: &mut _| decisions::prepare(tx, person, &decision, wanted, begin, now).await;
    fixture.app.state.store.write(put).await.unwrap()
}

async fn job(fixture: &ConsoleFixture, id: Uuid) -> Job {
    let mut tx = fixture.app.state.store.read().await.unwrap();
    let job = stored::find(&mut tx, id).await.unwrap().unwrap();
    tx.rollback().await.unwrap();
    job
}

async fn status(fixture: &ConsoleFixture, wanted: &ReportToDecide) -> Status {
    let mut tx = fixture.app.state.store.read().await.unwrap();
    let found = reports::find(&mut tx, &[wanted.key]).await.unwrap();
    tx.rollback().await.unwrap();
    found[0].as_ref().unwrap().report.status
}

async fn work(fixture: &ConsoleFixture) -> usize {
    worker::run_waiting(&fixture.app.state.store, &fixture.app.state.clock).await.unwrap()
}

#[tokio::test]
async fn a_preview_changes_nothing_and_its_confirmation_does_what_it_said() {
    let (fixture, person, wanted) = under_review().await;
    assert_eq!(status(&fixture, &wanted[0]).await, Status::UnderReview);
    assert_eq!(status(&fixture, &wanted[1]).await, Status::Approved);
    let id = prepare(&fixture, &person, &wanted, Begin::Previewed).await;
    assert_eq!(work(&fixture).await, 1);
    let previewed = job(&fixture, id).await;
    assert_eq!((previewed.state, previewed.done, previewed.refused), (JobState::Previewed, 3, 1));
    // P1 would be approved, P2 already is, P3 belongs to another distributor and is unknown to this
    // one.
    let expected = DecisionTally { done: 1, already_done: 1, refused: 1 };
    let tally = |job: &Job| serde_json::from_str(job.result.as_deref().unwrap()).unwrap();
    assert_eq!(expected, tally(&previewed));
    assert_eq!(status(&fixture, &wanted[0]).await, Status::UnderReview);
    let confirm = async |tx: &mut _| jobs::confirm(tx, &previewed, &person).await;
    assert!(fixture.app.state.store.write(confirm).await.unwrap());
    assert!(!fixture.app.state.store.write(confirm).await.unwrap(), "it is confirmed once");
    assert_eq!(work(&fixture).await, 1);
    let done = job(&fixture, id).await;
    assert_eq!((done.state, expected), (JobState::Done, tally(&done)));
    assert_eq!(status(&fixture, &wanted[0]).await, Status::Approved);
    let mut tx = fixture.app.state.store.read().await.unwrap();
    let refused = job_items::listed(&mut tx, id, 0, 10, Some(decisions::REFUSED)).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(refused.len(), 1);
    let refusal = refused[0].message.as_deref().and_then(decisions::refusal);
    assert_eq!(refusal, Some(Refusal::NoSuchReport));
    assert_eq!(work(&fixture).await, 0);
}

#[tokio::test]
async fn a_stale_version_is_refused_and_says_what_happened_since() {
    let (fixture, person, mut wanted) = under_review().await;
    wanted[0].version = Some(1);
    let id = prepare(&fixture, &person, &wanted[..1], Begin::AtOnce).await;
    work(&fixture).await;
    assert_eq!(
        (job(&fixture, id).await.state, job(&fixture, id).await.refused),
        (JobState::Done, 1)
    );
    let mut tx = fixture.app.state.store.read().await.unwrap();
    let listed = job_items::listed(&mut tx, id, 0, 10, None).await.unwrap();
    tx.rollback().await.unwrap();
    let refusal = listed[0].message.as_deref().and_then(decisions::refusal);
    let Some(Refusal::Stale { given: 1, since, .. }) = refusal else { panic!("{refusal:?}") };
    assert!(since.iter().any(|entry| entry.verb == Verb::Submit), "{since:?}");
    assert_eq!(status(&fixture, &wanted[0]).await, Status::UnderReview);
}

#[tokio::test]
async fn who_left_the_company_decides_no_more() {
    let (fixture, person, wanted) = under_review().await;
    let id = prepare(&fixture, &person, &wanted, Begin::AtOnce).await;
    let leave = async |tx: &mut _| people::leave(tx, person.id, person.company_id).await;
    fixture.app.state.store.write(leave).await.unwrap();
    work(&fixture).await;
    let failed = job(&fixture, id).await;
    assert_eq!(failed.state, JobState::Failed);
    let reason = failed.result.as_deref().map(FailureReason::read);
    assert_eq!(reason, Some(FailureReason::LeftCompany));
    let colleague = fixture.sign_in("d1@x.example").await;
    let page = colleague.get(&format!("/jobs/{id}")).await;
    page.expect(&["The person who started the job no longer belongs to the company."]);
    assert_eq!(status(&fixture, &wanted[0]).await, Status::UnderReview);
}

#[tokio::test]
async fn what_waits_can_be_stopped() {
    let (fixture, person, wanted) = under_review().await;
    let id = prepare(&fixture, &person, &wanted, Begin::AtOnce).await;
    let now = fixture.app.state.clock.machine_time();
    let cancel = async |tx: &mut _| stored::cancel(tx, id, now).await;
    assert!(fixture.app.state.store.write(cancel).await.unwrap());
    assert!(!fixture.app.state.store.write(cancel).await.unwrap());
    assert_eq!(work(&fixture).await, 0);
    assert_eq!(job(&fixture, id).await.state, JobState::Cancelled);
    assert_eq!(status(&fixture, &wanted[0]).await, Status::UnderReview);
}

#[tokio::test]
async fn a_job_is_one_workers_until_its_lease_ran_out() {
    let (fixture, person, wanted) = under_review().await;
    let id = prepare(&fixture, &person, &wanted, Begin::AtOnce).await;
    let now = fixture.app.state.clock.machine_time();
    let store = &fixture.app.state.store;
    let hold = |worker: u128, seconds: i64| JobLease {
        job: id,
        worker: Uuid::from_u128(worker),
        until: now.plus_micros(seconds * 1_000_000),
    };
    let take = async |lease: JobLease, at: Instant| {
        store.write(async |tx| stored::lease(tx, lease, at).await).await.unwrap()
    };
    assert!(take(hold(1, 60), now).await);
    assert!(!take(hold(2, 60), now).await, "the first one has it");
    assert_eq!(work(&fixture).await, 0);
    // The first one reports no progress for too long. The second continues, and the first notices.
    assert!(take(hold(2, 200), now.plus_micros(61_000_000)).await);
    let on = async |lease: JobLease| {
        store.write(async |tx| stored::advance(tx, lease, [3, 1, 0]).await).await
    };
    assert!(on(hold(1, 60)).await.is_err());
    assert!(on(hold(2, 200)).await.unwrap());
    // A person stops it. The worker learns of it at its next step.
    let cancel = async |tx: &mut _| stored::cancel(tx, id, now).await;
    assert!(store.write(cancel).await.unwrap());
    assert!(!on(hold(2, 200)).await.unwrap());
}

#[tokio::test]
async fn a_restart_goes_on_where_it_stood() {
    let (fixture, person, wanted) = under_review().await;
    let id = prepare(&fixture, &person, &wanted, Begin::AtOnce).await;
    let now = fixture.app.state.clock.machine_time();
    let lease = JobLease { job: id, worker: Uuid::from_u128(1), until: now };
    // A worker did the first item, then the program stopped and released the job.
    let begin = async |tx: &mut _| {
        stored::lease(tx, lease, now).await?;
        job_items::record(tx, id, &[(1, decisions::REFUSED, "earlier".to_owned())]).await?;
        stored::advance(tx, lease, [3, 1, 1]).await?;
        stored::release(tx, lease).await
    };
    fixture.app.state.store.write(begin).await.unwrap();
    assert_eq!(work(&fixture).await, 1);
    let job = job(&fixture, id).await;
    assert_eq!((job.state, job.done, job.refused), (JobState::Done, 3, 2));
    assert_eq!(status(&fixture, &wanted[0]).await, Status::UnderReview, "it is not done again");
}

#[tokio::test]
async fn the_page_of_a_job_is_its_companys_and_confirms_what_was_tried() {
    let (fixture, person, wanted) = under_review().await;
    let id = prepare(&fixture, &person, &wanted, Begin::Previewed).await;
    let page = format!("/jobs/{id}");
    let billing = fixture.sign_in("d1billing@x.example").await;
    billing.get(&page).await.expect(&["http-equiv=\"refresh\"", "0 of 3", "Checking"]);
    work(&fixture).await;
    let tried = billing.get(&page).await.expect(&[
        "1 report will be approved.",
        "Approve 1 report <kbd",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
        "This report does not exist.",
    ]);
    assert!(!tried.has("<script>alert") && !tried.has("http-equiv"));
    for email in ["d2@x.example", "p1@x.example", "op@x.example", "v@x.example"] {
        let other = fixture.sign_in(email).await;
        assert_eq!(other.get(&page).await.status, 404, "{email}");
        assert_eq!(other.get(&format!("{page}/results")).await.status, 404, "{email}");
        assert_eq!(other.post(&format!("{page}/confirm"), &[]).await.status, 404, "{email}");
    }
    let licence = fixture.sign_in("d1licence@x.example").await;
    assert_eq!(licence.get(&page).await.status, 404, "a role without usage reports");
    assert_eq!(billing.post(&format!("{page}/confirm"), &[]).await.leads_on(), page);
    assert!(billing.post(&format!("{page}/confirm"), &[]).await.notice, "told that it is late");
    work(&fixture).await;
    billing.get(&page).await.expect(&["1 report was approved.", "Done"]);
    billing.get(&format!("{page}?only=refused")).await.expect(&["This report does not exist."]);
    let file = billing.get(&format!("{page}/results")).await.body;
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[1].starts_with("2026-10,P1,Ångström IT AB,ACME,"), "{file}");
    assert!(lines[1].ends_with(",done,") && lines[3].ends_with(",there is no such report"));
    let workbook = billing.get(&format!("{page}/results?format=xlsx")).await;
    assert!(workbook.body.starts_with("PK"), "{}", workbook.body);
    assert_eq!(billing.get(&format!("{page}/results?format=jsonl")).await.status, 400);
    assert!(billing.post(&format!("{page}/cancel"), &[]).await.notice, "had already ended");
}

#[tokio::test]
async fn a_few_reports_are_decided_by_the_request_itself_and_undone_together() {
    let (fixture, _, wanted) = under_review().await;
    let billing = fixture.sign_in("d1billing@x.example").await;
    let picked = |it: &ReportToDecide| format!("{}.{}", it.report_id, it.version.unwrap());
    let reports = [picked(&wanted[0]), picked(&wanted[1])];
    let mut form = vec![("action", "reject"), ("query", "cycle=2026-10"), ("reasons", "Which?")];
    form.extend(reports.iter().map(|report| ("report", report.as_str())));
    let without_version = wanted[0].report_id.to_string();
    let unseen = [("action", "reject"), ("reasons", "Which?"), ("report", &*without_version)];
    let left_out = billing.post("/usage-reports/decide", &unseen).await;
    assert!(left_out.notice && !left_out.leads_on().starts_with("/jobs/"), "nothing is selected");
    let page = billing.post("/usage-reports/decide", &form).await.leads_on();
    // No worker runs.
    let tried = billing.get(&page).await;
    let tried = tried.expect(&[
        "1 report will be rejected.",
        "1 partner<",
        "New deadline",
        "(Europe/Berlin), 1 report<",
    ]);
    assert!(!tried.has("http-equiv") && !tried.has("/undo"), "nothing is done yet");
    assert_eq!(status(&fixture, &wanted[0]).await, Status::UnderReview);
    billing.post(&format!("{page}/confirm"), &[]).await.leads_on();
    let done = billing.get(&page).await;
    done.expect(&["1 report was rejected.", "1 report was refused", "Undo", "rejected</span>"]);
    assert_eq!(status(&fixture, &wanted[0]).await, Status::Rejected);
    let colleague = fixture.sign_in("d1@x.example").await;
    assert!(!colleague.get(&page).await.has("/undo"), "it is not theirs to undo");
    assert!(colleague.post(&format!("{page}/undo"), &[]).await.notice);
    assert_eq!(status(&fixture, &wanted[0]).await, Status::Rejected);
    let undone = billing.post(&format!("{page}/undo"), &[]).await.leads_on();
    billing.get(&undone).await.expect(&["1 decision was undone.", &page]);
    assert_eq!(status(&fixture, &wanted[0]).await, Status::UnderReview);
    let list = colleague.get("/jobs").await;
    list.expect(&["Undo 1 decision", "Reject 2 reports", "1 report was rejected."]);
    assert_eq!(work(&fixture).await, 0);
    let audit = colleague.get("/audit").await;
    audit.expect(&["Decisions on many reports confirmed", "Decisions undone"]);
}

#[tokio::test]
async fn a_rule_that_approves_nothing_says_why_and_a_bad_percentage_is_named() {
    let fixture = ConsoleFixture::with_partners(3).await;
    let billing = fixture.sign_in("d1billing@x.example").await;
    let page = billing.get("/usage-reports/approve-by-rule?cycle=2026-10&find=nachbar").await;
    page.expect(&["value=\"10\"", "October 2026", "nachbar", "cycle=2026-10"]);
    let narrowed = "cycle=2026-10&also=2026-09&product=EP";
    let page = billing.get(&format!("/usage-reports/approve-by-rule?{narrowed}")).await;
    page.expect(&["September 2026", "Endpoint Shield"]);
    let post = async |percent: &str| {
        let form = [("query", "cycle=2026-10&status=under-review"), ("percent", percent)];
        billing.post("/usage-reports/approve-by-rule", &form).await
    };
    for bad in ["0", "ten", "101"] {
        let refused = post(bad).await;
        assert_eq!(refused.status, 422, "{bad}");
        assert!(refused.has("Enter a number above 0"), "{}", refused.body);
    }
    let none = post("10").await;
    assert_eq!(none.status, 422);
    assert!(none.has("3 reports with a line that has no last month"), "{}", none.body);
}

#[tokio::test]
async fn approved_reports_are_reopened_together_with_a_reason() {
    let (fixture, _, wanted) = under_review().await;
    let billing = fixture.sign_in("d1billing@x.example").await;
    let query = "cycle=2026-10&status=approved";
    billing.get(&format!("/usage-reports?{query}")).await.expect(&["value=\"reopen\"", "Reopen…"]);
    let post = async |more: &[(&str, &str)]| {
        let mut fields = vec![("action", "reopen"), ("all", "1"), ("query", query)];
        fields.extend(more);
        billing.post("/usage-reports/decide", &fields).await
    };
    post(&[]).await.expect(&["Reopen reports", "1 report will be checked"]);
    post(&[("reasons", " ")]).await.expect(&["Enter the reason for reopening"]);
    let page = post(&[("reasons", "Approved too early")]).await.leads_on();
    billing.get(&page).await.expect(&["1 report will be reopened.", "Approved too early"]);
    billing.post(&format!("{page}/confirm"), &[]).await.leads_on();
    billing.get(&page).await.expect(&["1 report was reopened.", "reopened</span>"]);
    assert_eq!(status(&fixture, &wanted[1]).await, Status::UnderReview);
    assert!(post(&[]).await.notice, "nothing is approved any more");
}
