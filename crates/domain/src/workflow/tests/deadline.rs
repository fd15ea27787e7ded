//! Rule 2: the deadline binds by itself, and the system submits as last saved.

use super::*;
use crate::actor::Actor;
use crate::report::How;
use crate::status::ReviewKind;
use crate::workflow::{FigureChange, at_deadline};

#[test]
fn a_report_made_on_2_october_is_due_so_many_days_later() {
    for (days, due) in [(1, "03T00:00"), (5, "07T00:00"), (22, "24T00:00")] {
        let report = made(&[(Setting::AutoSubmitDays, days)]);
        assert_eq!(report.deadline, at(due), "{days} days");
    }
    assert_eq!(made(&[]).deadline, at("07T00:00"), "5 days is the default");
    let over_the_clock_change = made(&[(Setting::AutoSubmitDays, 28)]).deadline;
    assert_eq!(over_the_clock_change, Instant::parse("2026-10-30T00:00:00+01:00").unwrap());
}

#[test]
fn the_deadline_binds_to_the_microsecond_whether_the_clock_has_run_or_not() {
    let partners = [charge("EP", "850"), explain("EP", "new"), remark("x"), reset("EP"), submit()];
    for command in &partners {
        let mut report = ready(&[]);
        let deadline = report.deadline;
        for late in [0, 1, 3_600_000_000] {
            let refusal = refused(&mut report, command, deadline.plus_micros(late));
            assert_eq!(refusal, Refusal::DeadlinePassed(deadline), "{command:?}");
        }
        done(&mut report, command, deadline.plus_micros(-1));
    }
}

#[test]
fn a_clock_that_runs_late_submits_for_the_instant_of_the_deadline() {
    let mut report = ready(&[]);
    let recorded_at = at("19T17:00");
    let entries = submit_at_deadline(&mut report, recorded_at);
    assert_eq!(entries.len(), 1);
    assert_eq!((entries[0].at, entries[0].recorded_at), (at("07T00:00"), recorded_at));
    assert_eq!(entries[0].actor, Actor::System(SystemRule::DeadlinePassed));
    assert_eq!(entries[0].verb, Verb::Submit);
    assert_eq!((entries[0].from, entries[0].to), (Some(Status::Preparing), Status::UnderReview));
    assert_eq!(entries[0].lines, report.records());
    assert_eq!(report.submitted_at, Some(at("07T00:00")));
    assert_eq!(report.submission, Some(How::Automatic));
    assert_eq!(report.review, Some(ReviewKind::Automatic));
}

#[test]
fn both_entries_of_a_late_clock_say_when_they_were_carried_out() {
    let entries = submit_at_deadline(&mut made(&[]), at("19T17:00"));
    assert_eq!(entries.len(), 2);
    for entry in entries {
        assert_eq!((entry.at, entry.recorded_at), (at("07T00:00"), at("19T17:00")));
    }
}

/// Provisioned 500, default 480, no violation: (edit, comment, charged after the deadline).
#[test]
fn an_unexplained_figure_goes_back_to_the_default_and_others_stay_as_saved() {
    for (edit, comment, charged) in [
        (None, None, "480"),
        (Some("470"), None, "480"),
        (Some("490"), None, "480"),
        (Some("510"), None, "480"),
        (Some("500"), None, "500"),
        (Some("470"), Some("two are ours"), "470"),
        (Some("510"), Some("ten more"), "510"),
    ] {
        let mut report = made_of(vec![line("BK", 500, Some(480))], &[]).0;
        if let Some(figure) = edit {
            done(&mut report, &charge("BK", figure), at("03T08:00"));
        }
        if let Some(text) = comment {
            done(&mut report, &explain("BK", text), at("03T08:00"));
        }
        run_clock(&mut report);
        assert_eq!(chargeable(&report, "BK"), charged, "{edit:?} {comment:?}");
        assert!(!report.flagged && !of(&report, "BK").penalty);
        assert_eq!(report.review, Some(ReviewKind::Automatic));
    }
}

#[test]
fn what_went_back_to_the_default_went_for_good() {
    let mut report = made(&[(Setting::AutoApprove, 0)]);
    done(&mut report, &charge("BK", "470"), at("03T08:00"));
    let entries = run_clock(&mut report);
    assert!(entries[0].changes.contains(&charged("BK", "470", "480")));
    done(&mut report, &reject("look again"), at("08T08:00"));
    assert_eq!(chargeable(&report, "BK"), "480");
    assert_eq!(of(&report, "BK").edited, None);
}

#[test]
fn the_preview_is_what_the_deadline_then_does() {
    let mut report = made(&[]);
    done(&mut report, &charge("BK", "470"), at("03T08:00"));
    done(&mut report, &charge("MX", "150"), at("03T08:00"));
    done(&mut report, &explain("MX", "fifty are ours"), at("03T08:00"));
    let before = format!("{report:?}");
    let (after, changed) = at_deadline(&report);
    assert_eq!(format!("{report:?}"), before, "a preview changes nothing");
    let line = |product: &str, from, to| {
        let product = product.to_owned();
        FigureChange { product, from: units(from), to: units(to) }
    };
    assert_eq!(changed, [line("EP", 780, 1000), line("BK", 470, 480)]);
    let deadline = report.deadline;
    submit_at_deadline(&mut report, deadline);
    assert_eq!(format!("{report:?}"), format!("{after:?}"));
}

#[test]
fn nothing_is_previewed_where_the_deadline_changes_no_figure() {
    assert_eq!(at_deadline(&ready(&[])).1, []);
}

#[test]
fn the_clock_submits_only_what_is_with_its_partner() {
    for status in Status::ALL {
        let mut report = ready(&[]);
        report.status = status;
        let run = std::panic::AssertUnwindSafe(|| run_clock(&mut report).len());
        let ran = std::panic::catch_unwind(run).is_ok();
        assert_eq!(ran, matches!(status, Status::Preparing | Status::Rejected), "{status:?}");
    }
}
