//! More time: later, before the old deadline has passed, with a reason, within a year.

use super::*;
use crate::actor::Actor;
use crate::schedule::Until;
use crate::workflow::extend_missed;

fn extend(until: Until, reason: &str) -> Command {
    Command::Extend { until, reason: Some(reason.into()) }
}

fn day(text: &str) -> Until {
    Until::parse(text).unwrap()
}

#[test]
fn an_extension_moves_the_deadline_and_nothing_else() {
    let mut report = ready(&[]);
    let before = report.clone();
    let entries = done(&mut report, &extend(day("2026-10-26"), " stocktaking "), at("06T23:59"));
    let deadline = Instant::parse("2026-10-27T00:00:00+01:00").unwrap();
    let changes = [change(
        "",
        HistoryField::Deadline,
        Some("2026-10-06T22:00:00Z"),
        Some("2026-10-26T23:00:00Z"),
    )];
    assert_eq!(entries.len(), 1);
    assert_eq!(
        (entries[0].verb, entries[0].reason.as_deref()),
        (Verb::Extend, Some("stocktaking"))
    );
    assert_eq!(entries[0].changes, changes);
    assert_eq!((entries[0].from, entries[0].to), (Some(Status::Preparing), Status::Preparing));
    let expected = Report { deadline, version: before.version + 1, ..before };
    assert_eq!(format!("{report:?}"), format!("{expected:?}"));
    assert_eq!(run_clock(&mut report)[0].at, deadline, "the new one binds");
}

#[test]
fn a_date_means_its_end_and_an_instant_itself() {
    let zone = Zone::parse("Europe/Berlin").unwrap();
    let until = |text: &str| Until::parse(text).map(|until| until.instant(&zone).to_string());
    assert_eq!(until("2026-10-24").unwrap(), "2026-10-24T22:00:00Z");
    assert_eq!(until("2026-10-25").unwrap(), "2026-10-25T23:00:00Z");
    assert_eq!(until("2027-03-28").unwrap(), "2027-03-28T22:00:00Z");
    assert_eq!(until("2026-10-24T12:00:00+02:00").unwrap(), "2026-10-24T10:00:00Z");
    for text in ["", "tomorrow", "2026-10-24T12:00", "24.10.2026"] {
        assert!(until(text).is_err(), "{text}");
    }
}

#[test]
fn it_lies_later_and_within_a_year_of_the_old_one() {
    let mut report = ready(&[]);
    let after = report.deadline;
    let latest = after.plus_micros(366 * crate::instant::DAY_MICROS);
    for until in [after.plus_micros(-1), latest.plus_micros(1), Instant::from_micros(i64::MAX)] {
        let refusal = refused(&mut report, &extend(Until::At(until), "why"), at("03T10:00"));
        assert_eq!(refusal, Refusal::BadDeadline { after, latest });
    }
    already(&mut report, &extend(Until::At(after), "why"), at("03T10:00"));
    done(&mut report.clone(), &extend(Until::At(after.plus_micros(1)), "why"), at("03T10:00"));
    done(&mut report, &extend(Until::At(latest), "why"), at("03T10:00"));
}

#[test]
fn it_needs_a_reason_and_comes_before_the_deadline() {
    let mut report = ready(&[]);
    let blank = extend(day("2026-10-20"), "  ");
    let refusal = refused(&mut report, &blank, at("03T10:00"));
    assert_eq!(refusal, Refusal::ReasonNeeded(Verb::Extend));
    let deadline = report.deadline;
    let refusal = refused(&mut report, &extend(day("2026-10-20"), "why"), deadline);
    assert_eq!(refusal, Refusal::DeadlinePassed(deadline));
}

#[test]
fn a_rejected_report_can_be_extended_and_a_later_rejection_keeps_the_later_deadline() {
    let mut report = under_review(&[]);
    done(&mut report, &reject("wrong"), at("03T09:00"));
    done(&mut report, &extend(day("2026-10-30"), "holidays"), at("03T10:00"));
    done(&mut report, &explain("EP", "because"), at("04T10:00"));
    done(&mut report, &submit(), at("04T11:00"));
    done(&mut report, &reject("still wrong"), at("05T09:00"));
    assert_eq!(report.deadline, Instant::parse("2026-10-30T23:00:00Z").unwrap());
}

#[test]
fn the_operators_choice_is_an_entry_of_the_system() {
    let mut report = made(&[]);
    let (old, now) = (report.deadline, at("20T08:00"));
    let new = at("30T08:00");
    let entry = extend_missed(&mut report, new, now);
    assert_eq!(entry.actor, Actor::System(SystemRule::DeadlinesMissed));
    assert_eq!((entry.verb, entry.version, entry.at), (Verb::Extend, 2, now));
    assert_eq!((entry.reason.as_deref(), report.deadline), (None, new));
    let [before, after] = [old, new].map(|at| at.to_string());
    assert_eq!(entry.changes, [change("", HistoryField::Deadline, Some(&before), Some(&after))]);
}
