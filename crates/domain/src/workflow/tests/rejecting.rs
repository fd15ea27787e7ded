//! Rule 5: reasons, the new deadline, and comments that no longer count.

use super::*;
use crate::status::ReviewKind;

fn rejected() -> Report {
    let mut report = under_review(&[]);
    done(&mut report, &reject("wrong"), at("06T15:00"));
    report
}

#[test]
fn rejecting_reopening_and_returning_need_a_reason() {
    for (before, with) in [
        (vec![], (|reason| Command::Reject { reasons: reason, line_reasons: vec![] }) as Reasoned),
        (vec![approve()], |reason| Command::Reopen { reason }),
        (vec![approve(), Command::Dispatch], |reason| Command::Return { reason }),
    ] {
        let mut report = under_review(&[]);
        for command in &before {
            done(&mut report, command, at("03T08:00"));
        }
        for none in [None, Some(String::new()), Some(" \t\n".to_owned())] {
            let refusal = refused(&mut report, &with(none), at("03T09:00"));
            assert_eq!(refusal, Refusal::ReasonNeeded(with(None).verb()));
        }
        let entries = done(&mut report, &with(Some(" too late ".into())), at("03T09:00"));
        assert_eq!(entries[0].reason.as_deref(), Some("too late"));
    }
}

type Reasoned = fn(Option<String>) -> Command;

#[test]
fn the_reasons_stand_on_the_report_until_it_is_submitted_again() {
    let mut report = rejected();
    assert_eq!(report.reasons.as_deref(), Some("wrong"));
    assert_eq!(report.decided_at, Some(at("06T15:00")));
    assert_eq!(report.submitted_at, Some(at("02T10:00")), "the last submission stays");
    assert_eq!(report.review, Some(ReviewKind::Manual), "so does its kind");
    run_clock(&mut report);
    assert_eq!((report.reasons, report.decided_at), (None, None));
}

#[test]
fn reasons_may_be_given_per_line_and_name_lines_only() {
    let with = |line_reasons: &[(&str, &str)]| {
        let own = |(product, reason): &(&str, &str)| ((*product).into(), (*reason).into());
        let line_reasons = line_reasons.iter().map(own).collect();
        Command::Reject { reasons: Some("see the lines".into()), line_reasons }
    };
    let mut report = under_review(&[]);
    let stranger = refused(&mut report, &with(&[("EP", "x"), ("ZZ", "y")]), at("06T15:00"));
    assert_eq!(stranger, Refusal::NoSuchLine("ZZ".into()));
    let reasons = [("EP", " still too low "), ("MX", "  ")];
    let entries = done(&mut report, &with(&reasons), at("06T15:00"));
    let of_lines: Vec<_> =
        entries[0].changes.iter().filter(|change| change.field == HistoryField::Reasons).collect();
    assert_eq!(of_lines, [&change("EP", HistoryField::Reasons, None, Some("still too low"))]);
}

/// Made on 2 October, due when the 7th begins: (rejected, `resubmit_days`, deadline after).
#[test]
fn a_rejection_gives_the_later_of_two_deadlines_and_tells_the_change() {
    for (when, days, due) in [
        ("02T12:00", 3, "07T00:00"),
        ("03T23:59", 3, "07T00:00"),
        ("04T00:00", 3, "08T00:00"),
        ("06T15:00", 3, "10T00:00"),
        ("12T00:00", 3, "16T00:00"),
        ("12T23:59", 3, "16T00:00"),
        ("06T15:00", 1, "08T00:00"),
        ("02T12:00", 10, "13T00:00"),
    ] {
        let mut report = under_review(&[(Setting::ResubmitDays, days)]);
        let entries = done(&mut report, &reject("wrong"), at(when));
        assert_eq!(report.deadline, at(due), "{when}, {days} days");
        let moved = at(due) != at("07T00:00");
        let (old, new) = (at("07T00:00").to_string(), at(due).to_string());
        let expected = change("", HistoryField::Deadline, Some(&old), Some(&new));
        assert_eq!(entries[0].changes, if moved { vec![expected] } else { vec![] }, "{when}");
    }
}

#[test]
fn the_new_deadline_binds_by_itself_too() {
    let mut report = rejected();
    let deadline = at("10T00:00");
    done(&mut report, &remark("late"), deadline.plus_micros(-1));
    let refusal = refused(&mut report, &remark("later"), deadline);
    assert_eq!(refusal, Refusal::DeadlinePassed(deadline));
}

#[test]
fn comments_from_before_a_rejection_stay_and_no_longer_count() {
    let mut report = rejected();
    let line = of(&report, "EP");
    assert_eq!(line.comment.as_ref().unwrap().text, "because");
    assert!(!line.is_commented());
    assert_eq!(chargeable(&report, "EP"), "900");
    let refusal = refused(&mut report, &submit(), at("06T16:00"));
    let expected = "EP (chargeable 900 instead of 780)".to_owned();
    assert_eq!(refusal, Refusal::CommentNeeded(vec![expected]));
}

#[test]
fn an_old_comment_counts_again_once_it_is_saved_again() {
    let mut report = rejected();
    let entries = done(&mut report, &explain("EP", " because "), at("06T16:00"));
    let confirmed = change("EP", HistoryField::CommentConfirmed, Some("because"), Some("because"));
    assert_eq!(entries[0].changes, [confirmed]);
    assert!(of(&report, "EP").is_commented());
    already(&mut report, &explain("EP", "because"), at("06T16:00"));
    done(&mut report, &submit(), at("06T17:00"));
    assert_eq!((report.status, report.version), (Status::UnderReview, 6));
}

#[test]
fn a_new_comment_counts_and_is_told_as_one() {
    let mut report = rejected();
    let entries = done(&mut report, &explain("EP", "really"), at("06T16:00"));
    let expected = change("EP", HistoryField::Comment, Some("because"), Some("really"));
    assert_eq!(entries[0].changes, [expected]);
    done(&mut report, &submit(), at("06T17:00"));
}

#[test]
fn a_new_figure_alone_does_not_make_an_old_comment_count() {
    let mut report = rejected();
    done(&mut report, &charge("EP", "950"), at("06T16:00"));
    assert_eq!(refused(&mut report, &submit(), at("06T17:00")).code(), "comment_needed");
}

#[test]
fn the_system_submits_a_rejected_report_and_does_not_count_old_comments_either() {
    let mut report = rejected();
    let entries = run_clock(&mut report);
    assert_eq!((entries.len(), entries[0].at), (1, at("10T00:00")));
    assert_eq!(entries[0].from, Some(Status::Rejected));
    assert_eq!(entries[0].changes, [charged("EP", "900", "780"), charged("EP", "780", "1000")]);
    assert_eq!((chargeable(&report, "EP"), report.flagged), ("1000".into(), true));
    assert_eq!(report.status, Status::UnderReview, "contested: never approved by the system");
    assert_eq!(of(&report, "EP").comment.as_ref().unwrap().text, "because");
}

#[test]
fn a_confirmed_comment_keeps_the_figure_at_the_systems_next_submission() {
    let mut report = rejected();
    done(&mut report, &explain("EP", "because"), at("06T16:00"));
    run_clock(&mut report);
    assert_eq!((chargeable(&report, "EP"), report.flagged), ("900".into(), false));
    assert_eq!(report.review, Some(ReviewKind::Automatic));
}

#[test]
fn every_rejection_takes_the_count_of_every_comment() {
    let mut report = rejected();
    done(&mut report, &explain("EP", "because"), at("06T16:00"));
    done(&mut report, &explain("BK", "beside"), at("06T16:00"));
    done(&mut report, &submit(), at("06T17:00"));
    done(&mut report, &reject("still wrong"), at("09T17:00"));
    assert!(!of(&report, "EP").is_commented() && !of(&report, "BK").is_commented());
    assert_eq!((report.deadline, report.version), (at("13T00:00"), 8));
}

#[test]
fn reopening_and_returning_undo_the_decision_and_leave_comments_counting() {
    for back in [
        vec![approve(), reopen("a mistake")],
        vec![approve(), Command::Dispatch, give_back("not ours")],
    ] {
        let mut report = under_review(&[]);
        for command in &back {
            done(&mut report, command, at("08T08:00"));
        }
        assert_eq!((report.approval, report.decided_at), (None, None));
        assert!(of(&report, "EP").is_commented());
        assert_eq!(report.deadline, at("07T00:00"));
        assert_eq!(report.submitted_at, Some(at("02T10:00")));
    }
}
