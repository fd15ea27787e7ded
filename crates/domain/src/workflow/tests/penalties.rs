//! Rule 3: the penalty in units, and what lifts it or leaves it.

use super::*;
use crate::status::ReviewKind;

/// The violation EP, unexplained at the deadline, kept under review.
fn penalised() -> (Report, Vec<Entry>) {
    let mut report = made(&[(Setting::HoldFlagged, 1)]);
    let entries = run_clock(&mut report);
    (report, entries)
}

#[test]
fn an_unexplained_violation_is_charged_on_provisioned_and_flags_the_report() {
    let (report, entries) = penalised();
    assert_eq!(chargeable(&report, "EP"), "1000");
    assert_eq!(of(&report, "EP").without_penalty(), units(780), "it keeps the figure");
    assert!(of(&report, "EP").penalty && report.flagged);
    assert_eq!(
        (chargeable(&report, "BK"), chargeable(&report, "MX")),
        ("480".into(), "200".into())
    );
    assert!(!of(&report, "BK").penalty && !of(&report, "MX").penalty);
    assert_eq!(report.review, Some(ReviewKind::AutomaticWithPenalties));
    assert_eq!(entries[0].changes, [charged("EP", "780", "1000")]);
    assert_eq!((entries[0].lines[0].chargeable, entries[0].lines[0].penalty), (units(1000), true));
    assert_eq!(report.version, 2);
}

/// Provisioned 1000, used 780: (edit, comment, charged, charged once the penalty is lifted).
#[test]
fn what_the_deadline_charges_for_a_violation_as_a_full_table() {
    for (edit, comment, expected, lifted) in [
        (None, None, "1000", "780"),
        (None, Some("spare"), "780", "780"),
        (Some("0"), None, "1000", "780"),
        (Some("900"), None, "1000", "780"),
        (Some("1000"), None, "1000", "1000"),
        (Some("1200"), None, "1000", "780"),
        (Some("900"), Some("spare"), "900", "900"),
        (Some("1000"), Some("spare"), "1000", "1000"),
        (Some("1200"), Some("more"), "1200", "1200"),
    ] {
        let set = [(Setting::AutoApprove, 0)];
        let mut report = made_of(vec![line("EP", 1000, Some(780))], &set).0;
        if let Some(figure) = edit {
            done(&mut report, &charge("EP", figure), at("03T08:00"));
        }
        if let Some(text) = comment {
            done(&mut report, &explain("EP", text), at("03T08:00"));
        }
        run_clock(&mut report);
        let case = format!("{edit:?} {comment:?}");
        assert_eq!(chargeable(&report, "EP"), expected, "{case}");
        let penalty = expected != lifted;
        assert_eq!((of(&report, "EP").penalty, report.flagged), (penalty, penalty), "{case}");
        done(&mut report, &reject("look again"), at("08T08:00"));
        assert_eq!(chargeable(&report, "EP"), lifted, "{case}");
    }
}

#[test]
fn an_edit_goes_back_first_and_the_penalty_comes_on_the_default() {
    let mut report = made(&[(Setting::HoldFlagged, 1)]);
    done(&mut report, &charge("EP", "900"), at("03T08:00"));
    let entries = run_clock(&mut report);
    assert_eq!(entries[0].changes, [charged("EP", "900", "780"), charged("EP", "780", "1000")]);
}

#[test]
fn there_is_no_flag_without_a_penalty() {
    let mut report = ready(&[]);
    run_clock(&mut report);
    assert!(!report.flagged);
    assert_eq!(report.review, Some(ReviewKind::Automatic));
    assert_eq!(chargeable(&report, "EP"), "900");
}

#[test]
fn a_violation_is_strictly_above_the_threshold_of_the_report() {
    for (threshold, penalty) in [(2199, true), (2200, false)] {
        let mut report = made(&[(Setting::OverProvisioningThresholdPercent, threshold)]);
        run_clock(&mut report);
        assert_eq!(report.flagged, penalty, "{threshold}");
        assert_eq!(chargeable(&report, "EP"), if penalty { "1000" } else { "780" });
    }
}

#[test]
fn a_line_without_a_percentage_is_never_penalised() {
    let mut consumed = line("SU", 1000, Some(10));
    consumed.product.basis = Basis::Sum;
    let lines = vec![consumed, line("NU", 1000, None), line("ZE", 0, Some(0))];
    let mut report = made_of(lines, &[(Setting::OverProvisioningThresholdPercent, 0)]).0;
    run_clock(&mut report);
    assert!(!report.flagged);
    assert_eq!(chargeable(&report, "SU"), "10");
}

#[test]
fn a_rejection_lifts_penalties_and_flag_and_brings_the_figures_back() {
    let (mut report, _) = penalised();
    let entries = done(&mut report, &reject("explain it"), at("08T08:00"));
    assert_eq!(chargeable(&report, "EP"), "780");
    assert!(!of(&report, "EP").penalty && !report.flagged);
    assert!(entries[0].changes.contains(&charged("EP", "1000", "780")));
    let is_chargeable = |change: &&FieldChange| change.field == HistoryField::Chargeable;
    assert_eq!(entries[0].changes.iter().filter(is_chargeable).count(), 1, "no other figure moved");
}

#[test]
fn the_next_submission_decides_anew() {
    let (mut rejected, _) = penalised();
    done(&mut rejected, &reject("explain it"), at("08T08:00"));

    let mut by_hand = rejected.clone();
    assert_eq!(refused(&mut by_hand, &submit(), at("08T09:00")).code(), "comment_needed");
    done(&mut by_hand, &explain("EP", "spare"), at("08T09:00"));
    done(&mut by_hand, &submit(), at("08T10:00"));
    assert_eq!((chargeable(&by_hand, "EP"), by_hand.flagged), ("780".into(), false));

    let mut again = rejected.clone();
    run_clock(&mut again);
    assert_eq!((chargeable(&again, "EP"), again.flagged), ("1000".into(), true));

    done(&mut rejected, &charge("EP", "1000"), at("08T09:00"));
    run_clock(&mut rejected);
    assert_eq!((chargeable(&rejected, "EP"), rejected.flagged), ("1000".into(), false));
}

#[test]
fn approval_reopening_dispatch_and_return_leave_penalties_and_flag() {
    let (mut report, _) = penalised();
    for command in [
        approve(),
        reopen("a mistake"),
        approve(),
        Command::Dispatch,
        give_back("not ours"),
        approve(),
        Command::Dispatch,
        Command::Complete,
    ] {
        let entries = done(&mut report, &command, at("08T08:00"));
        assert_eq!(entries[0].changes, [], "{command:?}");
        assert!(report.flagged && of(&report, "EP").penalty, "{command:?}");
        assert_eq!(chargeable(&report, "EP"), "1000", "{command:?}");
    }
    assert_eq!((report.status, report.version), (Status::Completed, 10));
}

#[test]
fn a_penalty_from_before_a_reopening_is_still_lifted_by_a_rejection() {
    let (mut report, _) = penalised();
    done(&mut report, &approve(), at("08T08:00"));
    done(&mut report, &reopen("a mistake"), at("08T09:00"));
    done(&mut report, &reject("explain it"), at("08T10:00"));
    assert_eq!((chargeable(&report, "EP"), report.flagged), ("780".into(), false));
}
