//! A clock that stopped, jumped ahead or jumped back: what waits, what both choices do, and what is
//! not done twice.

use crate::clock::fixture::{ClockFixture, contents, export, on_store, text};
use countersign_app::actions::foresee_work::{self, DryRun, Foreseen, Work};
use countersign_app::actions::run_clock::{self, ClockRun, MissedDeadlines, WorkDone};
use countersign_app::health;
use countersign_app::progress::WorkProgress;
use countersign_domain::actor::CompanyKind;
use countersign_domain::code::{OPERATOR_CODE, company_uuid};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_store::companies::{self, Company};
use countersign_store::copy::Content;
use countersign_store::{installation, outbox};
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::databases::{Databases, OF_EACH};
use std::path::Path;

/// These tests use the machine's time, so all dates are in the past.
const FILES: [(&str, &str); 8] = [
    ("vendors.csv", "code,name\nV,Vendor\n"),
    ("regions.csv", "code,name,time_zone,currency,usage_reports\nR,Region,Europe/Berlin,EUR,yes\n"),
    ("distributors.csv", "code,name,region\nD,Distributor,R\n"),
    ("partners.csv", "code,name,distributor,type\nP,Partner,D,msp\nQ,Other,D,msp\n"),
    ("customers.csv", "code,name,partner\nCP,Customer,P\nCQ,Customer,Q\n"),
    ("products.csv", "code,name,unit\nA,Seats,Seats\n"),
    ("subscriptions.csv", "code,customer,product\nSP,CP,A\nSQ,CQ,A\n"),
    (
        "usage.csv",
        "subscription,observed_at,provisioned,used\nSP,2025-10-10,100,95\nSQ,2025-10-10,100,50\n",
    ),
];

const DEADLINE: &str = "2025-11-06T23:00:00Z";
/// The last time at which the clock ran.
const LAST_RUN: &str = "2025-11-06T20:00:00Z";
const HOURS_LATER_23: &str = "2025-11-07T19:00:00Z";
const HOURS_LATER_25: &str = "2025-11-07T21:00:00Z";
const NEW: &str = "2025-11-12T23:00:00Z";

fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn run(program: &CommandLine, until: &str, missed: MissedDeadlines) -> WorkDone {
    let run = ClockRun { until: instant(until), rehearsal: false, missed, chosen_by: None };
    on_store(program, async |store| {
        run_clock::run(&store, run, &mut WorkProgress::hidden()).await.unwrap()
    })
}

fn foresee(program: &CommandLine, missed: MissedDeadlines) -> Foreseen {
    let (now, until) = (instant(HOURS_LATER_25), instant("2025-11-14T00:00:00Z"));
    on_store(program, async |store| {
        let mut tx = store.read().await.unwrap();
        let installation = installation::load(&mut tx).await.unwrap().unwrap();
        tx.rollback().await.unwrap();
        foresee_work::run(&store, &installation, DryRun { now, until, missed }).await.unwrap()
    })
}

/// An ordinary database whose clock last ran three hours before the deadline of both reports.
fn before_the_gap(fixture: &ClockFixture) -> CommandLine {
    let program = fixture.nothing();
    let operator = Company {
        id: 1,
        code: OPERATOR_CODE.to_owned(),
        kind: CompanyKind::Operator,
        name: "Operator".to_owned(),
        company_id: company_uuid(OPERATOR_CODE),
    };
    on_store(&program, async |store| {
        let made = instant("2025-10-01T00:00:00Z");
        store.migrate(made).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let first_cycle = Cycle::parse("2025-10").unwrap();
        installation::create(&mut tx, false, made, first_cycle).await.unwrap();
        companies::insert(&mut tx, std::slice::from_ref(&operator)).await.unwrap();
        tx.commit().await.unwrap();
    });
    let paths: Vec<String> = FILES.iter().map(|(name, text)| fixture.write(name, text)).collect();
    let mut import = vec!["import"];
    import.extend(paths.iter().map(String::as_str));
    program.expect(&import, 0).unwrap();
    let done = run(&program, LAST_RUN, MissedDeadlines::Wait);
    assert_eq!((done.made, done.submitted, done.waiting_since), (2, 0, None));
    program
}

fn states(program: &CommandLine, columns: &[&str]) -> Vec<String> {
    let of = |line| columns.iter().map(|column| text(line, column)).collect::<Vec<_>>().join(" ");
    export(program, "2025-10").iter().map(of).collect()
}

/// The content of the tables, without the time up to which the clock ran.
fn records(program: &CommandLine) -> Vec<Content> {
    contents(program).into_iter().filter(|it| !OF_EACH.contains(&it.table.as_str())).collect()
}

/// The dry run's output about waiting reports, before and under either choice.
fn dry_runs(base: &CommandLine) {
    let waiting = foresee(base, MissedDeadlines::Wait);
    assert!(waiting.waits && waiting.items.len() == 2, "{waiting:?}");
    let kept = foresee(base, MissedDeadlines::Keep);
    assert!(!kept.waits && kept.items.iter().all(|item| item.at == instant(DEADLINE)));
    let extended = foresee(base, MissedDeadlines::Extend(instant(NEW)));
    let moved = extended.items.iter().filter(|item| item.work == Work::Extend(instant(NEW)));
    assert_eq!(moved.count(), 2);
    assert_eq!((extended.totals().extended, extended.totals().submitted), (2, 2));
    assert_eq!(extended.items[3].at, instant(NEW));
}

fn waits_and_does_what_is_chosen(databases: impl Fn(&Path) -> Databases) {
    let fixture = ClockFixture::new(databases);
    let base = before_the_gap(&fixture);

    let short = fixture.copy(&base);
    let done = run(&short, HOURS_LATER_23, MissedDeadlines::Wait);
    assert_eq!((done.submitted, done.waiting_since), (2, None), "a short gap is caught up");
    assert_eq!(states(&short, &["submitted_at"]), [DEADLINE, DEADLINE]);

    for _ in 0..2 {
        let before = records(&base);
        let done = run(&base, HOURS_LATER_25, MissedDeadlines::Wait);
        assert_eq!((done.submitted, done.waiting_since), (0, Some(instant(DEADLINE))));
        assert_eq!(records(&base), before);
    }
    dry_runs(&base);

    let kept = fixture.copy(&base);
    let done = run(&kept, HOURS_LATER_25, MissedDeadlines::Keep);
    assert_eq!((done.submitted, done.extended, done.waiting_since), (2, 0, None));
    let columns = ["status", "flagged", "submitted_at"];
    let expected = ["Approved no", "Approved yes"].map(|state| format!("{state} {DEADLINE}"));
    assert_eq!(states(&kept, &columns), expected);

    let extended = fixture.copy(&base);
    let done = run(&extended, HOURS_LATER_25, MissedDeadlines::Extend(instant(NEW)));
    assert_eq!((done.submitted, done.extended, done.waiting_since), (0, 2, None));
    let expected = format!("MSP preparing {NEW}");
    assert_eq!(states(&extended, &["status", "deadline"]), [expected.clone(), expected]);
    let shown = ["report", "show", "--cycle", "2025-10", "--partner", "P", "--format", "json"];
    let shown = extended.expect(&shown, 0).unwrap().out;
    assert!(shown.contains("the operator chose a new deadline for everyone"), "{shown}");
    assert!(shown.contains(DEADLINE) && shown.contains(NEW), "before and after: {shown}");
    for day in 8..=13 {
        run(&extended, &format!("2025-11-{day:02}T20:00:00Z"), MissedDeadlines::Wait);
    }
    assert_eq!(states(&extended, &["submitted_at"]), [NEW, NEW]);
    let lines = export(&extended, "2025-10");
    assert_eq!(lines[0]["explanation"]["submission"]["deadline_from"], "operators-choice");
    for program in [&kept, &extended, &short] {
        program.expect(&["verify"], 0).unwrap();
    }
}

#[test]
fn after_25_hours_submissions_wait_and_both_choices_work_on_sqlite() {
    waits_and_does_what_is_chosen(|folder| Databases::Sqlite(folder.to_owned()));
}

#[test]
fn after_25_hours_submissions_wait_and_both_choices_work_on_postgresql() {
    waits_and_does_what_is_chosen(|_| Databases::Postgres);
}

#[test]
fn a_clock_that_jumps_back_changes_nothing() {
    let fixture = ClockFixture::on_sqlite();
    let program = before_the_gap(&fixture);
    run(&program, HOURS_LATER_23, MissedDeadlines::Wait);
    let before = records(&program);
    for until in [LAST_RUN, "2025-11-01T00:00:00Z", "2025-10-01T00:00:00Z"] {
        for missed in [MissedDeadlines::Wait, MissedDeadlines::Keep] {
            let done = run(&program, until, missed);
            assert_eq!((done.made, done.refreshed, done.submitted), (0, 0, 0), "{until}");
        }
    }
    assert_eq!(records(&program), before);
    let ran_until = on_store(&program, async |store| {
        let mut tx = store.read().await.unwrap();
        installation::load(&mut tx).await.unwrap().unwrap().ran_until
    });
    assert_eq!(ran_until, Some(instant(HOURS_LATER_23)), "and it does not forget how far it ran");
}

/// How many messages wait.
fn messages(program: &CommandLine) -> i64 {
    on_store(program, async |store| {
        let mut tx = store.read().await.unwrap();
        outbox::counts(&mut tx).await.unwrap().waiting
    })
}

#[test]
fn a_machine_that_is_an_hour_ahead_for_a_while_does_everything_once_and_the_checks_say_so() {
    let fixture = ClockFixture::on_sqlite();
    let program = before_the_gap(&fixture);
    let right = fixture.copy(&program);
    // It is half past ten, and the machine says half past eleven: after the deadline.
    let (ahead, back) = ("2025-11-06T23:30:00Z", "2025-11-06T22:31:00Z");
    assert_eq!(run(&program, ahead, MissedDeadlines::Wait).submitted, 2);
    let (before, waiting) = (records(&program), messages(&program));
    for until in [back, "2025-11-06T23:00:00Z", ahead, "2025-11-06T23:31:00Z"] {
        let done = run(&program, until, MissedDeadlines::Wait);
        assert_eq!((done.made, done.submitted, done.reminded), (0, 0, 0), "{until}");
    }
    assert_eq!((records(&program), messages(&program)), (before, waiting));
    let checks = |program: &CommandLine, now: &str| {
        on_store(program, async |store| health::look(&store, instant(now)).await.text())
    };
    let said = checks(&program, back);
    assert!(said.contains("failing  clock: It ran until 2025-11-06T23:31:00Z"), "{said}");
    let said = checks(&program, "2025-11-06T23:40:00Z");
    assert!(said.contains("ok       clock"), "{said}");
    // A machine whose clock is right does the same, and as of the same instant.
    assert_eq!(run(&right, "2025-11-06T23:30:00Z", MissedDeadlines::Wait).submitted, 2);
    let columns = ["status", "flagged", "submitted_at"];
    assert_eq!(states(&program, &columns), states(&right, &columns));
    assert_eq!(messages(&right), waiting);
    program.expect(&["verify"], 0).unwrap();
}

#[test]
fn a_new_deadline_that_does_not_lie_ahead_is_refused() {
    let fixture = ClockFixture::on_sqlite();
    let program = before_the_gap(&fixture);
    let missed = MissedDeadlines::Extend(instant(HOURS_LATER_25));
    let run =
        ClockRun { until: instant(HOURS_LATER_25), rehearsal: false, missed, chosen_by: None };
    let refused = on_store(&program, async |store| {
        run_clock::run(&store, run, &mut WorkProgress::hidden()).await.is_err()
    });
    assert!(refused);
}
