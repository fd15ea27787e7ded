//! Every command in every status: its effect, that it is already done, or its refusal.

use super::*;
use crate::status::{MOVES, ReviewKind, target};

/// A report in every status and under every kind of review, always by moves.
fn state(name: &str) -> Report {
    match name {
        "preparing" => ready(&[]),
        "manual" => under_review(&[]),
        "automatic" => by_the_clock(ready(&[])),
        "penalties" => by_the_clock(made(&[(Setting::HoldFlagged, 1)])),
        "rejected" => {
            let mut report = after("manual", &reject("wrong"));
            done(&mut report, &explain("EP", "because"), at("02T12:30"));
            report
        }
        "approved" => after("manual", &approve()),
        "reopened" => after("approved", &reopen("a mistake")),
        "submitted" => after("approved", &Command::Dispatch),
        "returned" => after("submitted", &give_back("not ours")),
        "completed" => after("submitted", &Command::Complete),
        _ => unreachable!("{name}"),
    }
}

fn by_the_clock(mut report: Report) -> Report {
    run_clock(&mut report);
    report
}

fn after(name: &str, command: &Command) -> Report {
    let mut report = state(name);
    done(&mut report, command, at("02T12:00"));
    report
}

fn extend() -> Command {
    let until = crate::schedule::Until::parse("2026-10-20").unwrap();
    Command::Extend { until, reason: Some("holidays".into()) }
}

fn commands() -> [Command; 11] {
    [
        charge("EP", "850"),
        remark("on the whole"),
        reset("EP"),
        extend(),
        submit(),
        approve(),
        reject("wrong"),
        reopen("a mistake"),
        Command::Dispatch,
        Command::Complete,
        give_back("not ours"),
    ]
}

/// Columns as in [`commands`]. `.` is a wrong status, `=` already done, otherwise the new status.
const TABLE: &str = "
preparing  preparing preparing preparing preparing under-review . . . . . .
manual     . . . . = approved rejected . . . .
automatic  . . . . = approved rejected . . . .
penalties  . . . . = approved rejected . . . .
reopened   . . . . = approved rejected = . . .
returned   . . . . = approved rejected . . . =
rejected   rejected rejected rejected rejected under-review . = . . . .
approved   . . . . = = . under-review submitted . .
submitted  . . . . = = . . = completed under-review
completed  . . . . = = . . = = .
";

fn rows() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    TABLE.trim().lines().map(|row| {
        let mut cells = row.split_whitespace();
        (cells.next().unwrap(), cells.collect())
    })
}

fn is_a_move(cell: &str) -> bool {
    !matches!(cell, "." | "=")
}

/// The last instant of a report's partner, or a year later if no deadline applies.
fn last_instant(report: &Report) -> Instant {
    let year = 365 * crate::instant::DAY_MICROS;
    report.deadline.plus_micros(if report.status.with_partner() { -1 } else { year })
}

fn check(name: &str, command: &Command, cell: &str) {
    let mut report = state(name);
    let now = last_instant(&report);
    let (from, version) = (report.status, report.version);
    match cell {
        "." => {
            let verb = command.verb();
            let expected = Refusal::WrongStatus { verb, status: from };
            assert_eq!(refused(&mut report, command, now), expected, "{name}");
        }
        "=" => already(&mut report, command, now),
        token => {
            let entries = done(&mut report, command, now);
            assert_eq!(report.status.token(), token, "{name}: {command:?}");
            assert_eq!((entries.len(), report.version), (1, version + 1), "{name}: {command:?}");
            let entry = &entries[0];
            assert_eq!((entry.from, entry.to), (Some(from), report.status));
            assert_eq!((entry.version, entry.verb), (report.version, command.verb()));
            assert_eq!((entry.at, entry.recorded_at), (now, now));
            let kind = parties_of(command.verb())[0];
            assert_eq!(entry.actor, Actor::Person(worker(kind)));
        }
    }
}

#[test]
fn every_command_in_every_status_is_done_or_done_already_or_refused() {
    for (name, cells) in rows() {
        assert_eq!(cells.len(), commands().len(), "{name}");
        for (command, cell) in commands().iter().zip(cells) {
            check(name, command, cell);
        }
    }
}

#[test]
fn the_table_holds_every_move_there_is_and_no_other() {
    for (name, cells) in rows() {
        let from = state(name).status;
        for (command, cell) in commands().iter().zip(cells) {
            let to = target(from, command.verb()).map(Status::token);
            assert_eq!(is_a_move(cell).then_some(cell), to, "{name}: {command:?}");
        }
    }
    let kinds = rows().map(|(name, _)| state(name).review);
    let seen: Vec<_> = kinds.flatten().collect();
    assert!(ReviewKind::ALL.iter().all(|kind| seen.contains(kind)), "a kind is in no row");
    let begins = |status: Status| rows().any(|(name, _)| state(name).status == status);
    assert!(MOVES.iter().all(|row| begins(row.from)), "a status is in no row");
}

#[test]
fn at_the_very_instant_of_the_deadline_the_partners_moves_are_refused() {
    for (name, cells) in rows().filter(|(name, _)| state(name).status.with_partner()) {
        for (command, cell) in commands().iter().zip(cells) {
            let mut report = state(name);
            for now in [report.deadline, report.deadline.plus_micros(86_400_000_000)] {
                if cell == "=" {
                    already(&mut report, command, now);
                    continue;
                }
                let refusal = refused(&mut report, command, now);
                if is_a_move(cell) {
                    assert_eq!(refusal, Refusal::DeadlinePassed(report.deadline), "{name}");
                } else {
                    assert_eq!(refusal.code(), "wrong_status", "{name}: {command:?}");
                }
            }
        }
    }
}

#[test]
fn a_kind_stays_until_the_report_comes_under_review_again() {
    for (name, kind) in [
        ("preparing", None),
        ("manual", Some(ReviewKind::Manual)),
        ("automatic", Some(ReviewKind::Automatic)),
        ("penalties", Some(ReviewKind::AutomaticWithPenalties)),
        ("rejected", Some(ReviewKind::Manual)),
        ("approved", Some(ReviewKind::Manual)),
        ("submitted", Some(ReviewKind::Manual)),
        ("completed", Some(ReviewKind::Manual)),
        ("reopened", Some(ReviewKind::Reopened)),
        ("returned", Some(ReviewKind::Returned)),
    ] {
        assert_eq!(state(name).review, kind, "{name}");
    }
    let mut again = state("reopened");
    done(&mut again, &approve(), at("02T13:00"));
    assert_eq!(again.review, Some(ReviewKind::Reopened));
}

#[test]
fn what_is_repeated_at_once_is_done_already() {
    for (name, cells) in rows() {
        for (command, cell) in commands().iter().zip(cells) {
            if is_a_move(cell) {
                let mut report = state(name);
                let now = last_instant(&report);
                done(&mut report, command, now);
                already(&mut report, command, now);
            }
        }
    }
}

#[test]
fn a_report_can_be_reopened_and_returned_any_number_of_times() {
    let mut report = state("reopened");
    for round in 0..3 {
        done(&mut report, &approve(), at("02T13:00"));
        done(&mut report, &reopen("once more"), at("02T14:00"));
        assert_eq!(report.version, 7 + 2 * round);
    }
    let mut report = state("returned");
    for round in 0..3 {
        done(&mut report, &approve(), at("02T13:00"));
        done(&mut report, &Command::Dispatch, at("02T13:00"));
        done(&mut report, &give_back("once more"), at("02T14:00"));
        assert_eq!(report.version, 9 + 3 * round);
    }
    done(&mut report, &reject("wrong"), at("02T15:00"));
    assert_eq!(refused(&mut report, &give_back("late"), at("02T16:00")).code(), "wrong_status");
}

#[test]
fn what_a_report_says_of_its_submission_and_decision_follows_its_status() {
    for (name, _) in rows() {
        let report = state(name);
        let status = report.status;
        let submitted = status != Status::Preparing;
        assert_eq!(report.submission.is_some(), submitted, "{name}");
        assert_eq!(report.submitted_at.is_some(), submitted, "{name}");
        assert_eq!(report.approval.is_some(), status.is_agreed(), "{name}");
        let decided = status.is_agreed() || status == Status::Rejected;
        assert_eq!(report.decided_at.is_some(), decided, "{name}");
        assert_eq!(report.reasons.is_some(), status == Status::Rejected, "{name}");
    }
}
