//! An ordinary database follows the machine's clock: it cannot be set, readings from the future are
//! refused, and after a stop of days automatic submissions wait for a choice.

use std::time::{SystemTime, UNIX_EPOCH};

use countersign_domain::actor::CompanyKind;
use countersign_domain::code::{OPERATOR_CODE, company_uuid};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_domain::zone::Zone;
use countersign_store::companies::{self, Company};
use countersign_store::{DatabaseUrl, installation};
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::databases::Databases;

use crate::bad_input::fixture::{BINARY, BadInputFixture, on_store};

fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Instant::from_micros(i64::try_from(since.as_micros()).unwrap())
}

fn days_from_now(days: i64) -> Instant {
    now().plus_micros(days * DAY_MICROS)
}

/// A database that was made 70 days ago and whose clock has not run since.
fn neglected() -> (BadInputFixture, Cycle) {
    let fixture = BadInputFixture::empty();
    let made = days_from_now(-70);
    let first_cycle = Zone::parse("UTC").unwrap().cycle_of(made);
    let operator = Company {
        id: 1,
        code: OPERATOR_CODE.to_owned(),
        kind: CompanyKind::Operator,
        name: "Operator".to_owned(),
        company_id: company_uuid(OPERATOR_CODE),
    };
    on_store(&DatabaseUrl::parse(&fixture.program.database).unwrap(), async |store| {
        store.migrate(made).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        installation::create(&mut tx, false, made, first_cycle).await.unwrap();
        companies::insert(&mut tx, std::slice::from_ref(&operator)).await.unwrap();
        tx.commit().await.unwrap();
    });
    fixture.import_directory();
    let readings =
        format!("subscription,observed_at,provisioned,used\nSA,{},10,10\n", days_from_now(-70));
    assert_eq!(fixture.import("usage.csv", readings).status, Some(0));
    (fixture, first_cycle)
}

#[test]
fn an_ordinary_clock_is_not_set_by_hand_and_init_happens_once() {
    let fixture = BadInputFixture::empty();
    fixture.program.expect(&["init"], 0).unwrap();
    let before = fixture.contents();
    let ended = fixture.program.expect(&["clock", "--until", "2030-01-01T00:00:00Z"], 2).unwrap();
    assert!(ended.err.contains("this is not a rehearsal"), "{}", ended.err);
    for arguments in [&["init"][..], &["init", "--rehearsal", "2026-10-01T00:00:00Z"]] {
        let ended = fixture.program.expect(arguments, 2).unwrap();
        assert!(ended.err.contains("there is a database at sqlite:"), "{}", ended.err);
    }
    assert_eq!(fixture.contents(), before);
    fixture.program.expect(&["clock", "--until", "yesterday"], 2).unwrap();
    fixture.program.expect(&["clock"], 0).unwrap();
}

#[test]
fn a_reading_more_than_a_day_ahead_is_refused_but_not_in_a_rehearsal() {
    let soon = now().plus_micros(DAY_MICROS * 23 / 24);
    let ahead = now().plus_micros(DAY_MICROS * 25 / 24);
    let text = format!(
        "subscription,observed_at,provisioned\nSA,{soon},1\nSB,{ahead},1\nSB,2999-01-01,1\n"
    );
    let fixture = BadInputFixture::empty();
    fixture.program.expect(&["init"], 0).unwrap();
    fixture.import_directory();
    let ended = fixture.import("usage.csv", &text);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    for (row, found) in [(3, ahead.to_string()), (4, "2999-01-01".to_owned())] {
        let said = format!(
            "usage.csv row {row}: column observed_at: found \"{found}\", expected an instant at \
             most 24 hours from now"
        );
        assert!(ended.err.contains(&said), "{}", ended.err);
    }
    assert!(ended.out.contains("3 readings, 1 new or different, 2 refused"), "{}", ended.out);
    assert_eq!(BadInputFixture::new().import("usage.csv", &text).status, Some(0));
}

#[test]
fn submissions_wait_after_a_stop_of_more_than_a_day_until_somebody_chooses() {
    let (fixture, cycle) = neglected();
    let cycle = cycle.to_string();
    let status = |program: &CommandLine| {
        let arguments = ["export", "--cycle", cycle.as_str(), "--format", "jsonl"];
        let exported = program.expect(&arguments, 0).unwrap().out;
        let line: serde_json::Value =
            serde_json::from_str(exported.lines().next().unwrap()).unwrap();
        (line["status"].as_str().unwrap().to_owned(), line["deadline"].as_str().unwrap().to_owned())
    };
    for _ in 0..2 {
        let ended = fixture.program.expect(&["clock"], 1).unwrap();
        assert!(ended.err.contains("choose with --missed-deadlines keep"), "{}", ended.err);
        assert!(ended.out.contains(" 0 submitted by the system"), "{}", ended.out);
        assert_eq!(status(&fixture.program).0, "MSP preparing");
    }
    let databases = Databases::Sqlite(fixture.path(""));
    let extended = CommandLine::new(BINARY, databases.copy(&fixture.program.database).unwrap());
    let late = days_from_now(-1).to_string();
    extended.expect(&["clock", "--missed-deadlines", &late], 2).unwrap();
    let deadline = Instant::from_micros(days_from_now(9).micros() / 1_000_000 * 1_000_000);
    extended.expect(&["clock", "--missed-deadlines", &deadline.to_string()], 0).unwrap();
    assert_eq!(status(&extended), ("MSP preparing".to_owned(), deadline.to_string()));
    let kept = &fixture.program;
    kept.expect(&["clock", "--missed-deadlines", "keep"], 0).unwrap();
    assert_eq!(status(kept).0, "Approved");
    kept.expect(&["clock"], 0).unwrap();
    extended.expect(&["clock"], 0).unwrap();
    for program in [kept, &extended] {
        program.expect(&["verify"], 0).unwrap();
    }
}
