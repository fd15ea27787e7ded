//! Rules 6 and 7: compare-and-set on the version, and no one's own work.

use super::*;
use crate::workflow::context::CommandContext;

fn moves() -> Vec<(Report, Command)> {
    let mut approved = under_review(&[]);
    done(&mut approved, &approve(), at("03T08:00"));
    let mut submitted = approved.clone();
    done(&mut submitted, &Command::Dispatch, at("03T09:00"));
    vec![
        (ready(&[]), charge("EP", "850")),
        (ready(&[]), explain("EP", "other words")),
        (ready(&[]), remark("on the whole")),
        (ready(&[]), reset("EP")),
        (ready(&[]), submit()),
        (under_review(&[]), approve()),
        (under_review(&[]), reject("wrong")),
        (approved.clone(), reopen("a mistake")),
        (approved, Command::Dispatch),
        (submitted.clone(), Command::Complete),
        (submitted, give_back("not ours")),
    ]
}

fn at_version(
    report: &mut Report,
    command: &Command,
    version: i64,
) -> Result<CommandOutcome, Refusal> {
    execute(report, command, Some(version), at("04T08:00"))
}

#[test]
fn a_stale_version_is_refused_by_every_command() {
    for (report, command) in moves() {
        for off in [-1, 1, 100] {
            let mut report = report.clone();
            let before = format!("{report:?}");
            let given = report.version + off;
            let refusal = at_version(&mut report, &command, given).unwrap_err();
            let current = report.version;
            assert_eq!(refusal, Refusal::Stale { given, current, since: vec![] }, "{command:?}");
            assert_eq!(format!("{report:?}"), before);
        }
    }
}

#[test]
fn the_version_of_the_report_is_accepted_by_every_command() {
    for (mut report, command) in moves() {
        let version = report.version;
        let outcome = at_version(&mut report, &command, version).unwrap();
        assert!(matches!(outcome, CommandOutcome::Done(_)), "{command:?}");
        assert_eq!(report.version, version + 1);
    }
}

#[test]
fn of_two_people_with_one_version_the_second_is_refused() {
    let mut report = under_review(&[]);
    let version = report.version;
    at_version(&mut report, &approve(), version).unwrap();
    let second = at_version(&mut report, &reject("wrong"), version).unwrap_err();
    assert_eq!(second.code(), "stale");
    assert_eq!(report.status, Status::Approved);
}

#[test]
fn what_is_there_already_does_not_ask_for_the_version() {
    for (mut report, command) in moves() {
        let version = report.version;
        at_version(&mut report, &command, version).unwrap();
        let before = format!("{report:?}");
        let again = at_version(&mut report, &command, version);
        assert_eq!(again, Ok(CommandOutcome::AlreadyDone), "{command:?}");
        assert_eq!(format!("{report:?}"), before);
    }
}

#[test]
fn a_refusal_on_the_version_comes_before_status_and_deadline() {
    let actor = Actor::Person(worker(CompanyKind::Partner));
    let late = at("20T00:00");
    let context = |expected_version| CommandContext {
        actor: actor.clone(),
        verb: Verb::Edit,
        expected_version,
        now: late,
    };
    let refusal = |report: &Report, version| context(version).check(report).unwrap_err().code();
    assert_eq!(refusal(&ready(&[]), Some(7)), "stale");
    assert_eq!(refusal(&ready(&[]), None), "deadline_passed");
    assert_eq!(refusal(&under_review(&[]), None), "wrong_status");
}

#[test]
fn the_version_is_the_number_of_the_entries() {
    let (mut report, first) =
        made_of(vec![line("EP", 1000, Some(780))], &[(Setting::HoldFlagged, 1)]);
    let mut history = vec![first];
    history.extend(done(&mut report, &charge("EP", "900"), at("02T09:00")));
    history.extend(run_clock(&mut report));
    history.extend(done(&mut report, &reject("explain it"), at("08T09:00")));
    history.extend(done(&mut report, &explain("EP", "spare"), at("08T10:00")));
    history.extend(done(&mut report, &submit(), at("08T11:00")));
    history.extend(done(&mut report, &approve(), at("08T12:00")));
    let versions: Vec<_> = history.iter().map(|entry| entry.version).collect();
    assert_eq!(versions, [1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(report.version, 7);
}

#[test]
fn who_edited_or_submitted_does_not_decide_in_whatever_company() {
    for verb in Verb::ALL {
        let Some(kind) = parties_of(verb).first() else { continue };
        let asked = may(&worker(*kind), verb, &PARTIES, Status::Submitted, true);
        let decides = matches!(verb, Verb::Approve | Verb::Reject);
        assert_eq!(asked.err(), decides.then_some(Refusal::OwnWork(verb)), "{verb:?}");
    }
}
