//! What the rule approves, and why it leaves the rest.

use super::*;
use crate::basis::Basis;
use crate::correction::{CorrectedLine, Correction, CorrectionState, ProductLabel};
use crate::line::{Comment, tests::line};
use crate::status::Status;
use crate::surprise::tests::report;

fn charged(id: i64, units: Quantity) -> Line {
    let mut line = line(0, None, Basis::Peak);
    line.figures.provisioned = units;
    line.figures.default_chargeable = units;
    line.product.id = id;
    line
}

fn lines(units: &[(i64, &str)]) -> Vec<Line> {
    let one = |(id, units): &(i64, &str)| charged(*id, Quantity::parse(units, 6).unwrap());
    units.iter().map(one).collect()
}

fn months(before: &[(i64, &str)], now: &[(i64, &str)]) -> (Report, Vec<LastMonth>) {
    (report(lines(now)), lines(before).iter().map(LastMonth::of).collect())
}

/// What a rule of this percentage says of products with these figures before and now.
fn left(percent: &str, before: &[(i64, &str)], now: &[(i64, &str)]) -> Option<LeftBecause> {
    let (report, last_month) = months(before, now);
    ApprovalRule::parse(percent).unwrap().leaves(&report, &last_month)
}

#[test]
fn a_change_of_just_the_percentage_is_not_less_than_it() {
    for (percent, before, after, over) in [
        ("10", "1000", "1000", false),
        ("10", "1000", "1099.999999", false),
        ("10", "1000", "1100", true),
        ("10", "1000", "900.000001", false),
        ("10", "1000", "900", true),
        ("10", "3", "3.3", true),
        ("10", "3", "3.299999", false),
        ("7.25", "10000", "10724", false),
        ("7.25", "10000", "10725", true),
        ("0.01", "10000", "10001", true),
        ("0.01", "10001", "10002", false),
        ("100", "1", "1.999999", false),
        ("100", "1", "2", true),
        ("100", "9000000000000", "1", false),
    ] {
        let expected = over.then_some(LeftBecause::Change);
        assert_eq!(
            left(percent, &[(1, before)], &[(1, after)]),
            expected,
            "{percent} % from {before} to {after}"
        );
    }
}

#[test]
fn the_line_that_changed_most_decides_and_small_counts_are_not_damped() {
    assert_eq!(left("10", &[(1, "1000"), (2, "9")], &[(1, "1000"), (2, "9")]), None);
    let moved = left("10", &[(1, "1000"), (2, "9")], &[(1, "1000"), (2, "10")]);
    assert_eq!(moved, Some(LeftBecause::Change), "one of nine is 11.1 %");
}

#[test]
fn a_line_without_last_month_counts_as_over_and_one_that_vanished_changed_by_all() {
    assert_eq!(left("100", &[], &[(1, "5")]), Some(LeftBecause::NoLastMonth));
    assert_eq!(left("100", &[(1, "5")], &[(1, "5"), (2, "1")]), Some(LeftBecause::NoLastMonth));
    assert_eq!(left("100", &[(1, "5")], &[(1, "5"), (2, "0")]), Some(LeftBecause::NoLastMonth));
    assert_eq!(left("100", &[(1, "5"), (2, "1")], &[(1, "5")]), Some(LeftBecause::Change));
    assert_eq!(left("100", &[(1, "5"), (2, "0")], &[(1, "5")]), None);
    assert_eq!(left("100", &[(1, "0")], &[(1, "0")]), None);
    assert_eq!(left("100", &[(1, "0")], &[(1, "0.000001")]), Some(LeftBecause::Change));
}

#[test]
fn flags_and_comments_leave_a_report_to_a_person_whatever_its_figures() {
    let rule = ApprovalRule::default();
    let (same, last_month) = months(&[(1, "5")], &[(1, "5")]);
    assert_eq!(rule.leaves(&same, &last_month), None);
    let flagged = Report { flagged: true, ..same.clone() };
    assert_eq!(rule.leaves(&flagged, &last_month), Some(LeftBecause::Flag));
    let mut charged = same.clone();
    charged.lines[0].penalty = true;
    assert_eq!(rule.leaves(&charged, &last_month), Some(LeftBecause::Flag));
    let commented = Report { comment: Some("x".into()), ..same.clone() };
    assert_eq!(rule.leaves(&commented, &last_month), Some(LeftBecause::Comment));
    for counts in [true, false] {
        let mut commented = same.clone();
        commented.lines[0].comment = Some(Comment { text: "x".into(), counts });
        assert_eq!(rule.leaves(&commented, &last_month), Some(LeftBecause::Comment));
        // Each report has one reason: the first one.
        assert_eq!(rule.leaves(&commented, &[]), Some(LeftBecause::Comment));
        commented.flagged = true;
        assert_eq!(rule.leaves(&commented, &[]), Some(LeftBecause::Flag));
    }
}

#[test]
fn a_percentage_is_above_zero_and_up_to_a_hundred() {
    assert_eq!(ApprovalRule::parse(" 10 "), Some(ApprovalRule::default()));
    for (text, percent) in [("0.01", "0.01"), ("7,5", "7.5"), ("12.50", "12.5"), ("100", "100")] {
        let rule = ApprovalRule::parse(text).unwrap();
        assert_eq!(rule.percent().to_string(), percent);
        assert_eq!(serde_json::from_str(&serde_json::to_string(&rule).unwrap()).ok(), Some(rule));
    }
    for text in ["", "0", "0.001", "100.01", "-1", "ten", "1e1", "10 %"] {
        assert_eq!(ApprovalRule::parse(text), None, "{text}");
    }
}

#[test]
fn figures_of_another_unit_or_basis_are_not_compared() {
    let (gigabytes, last_month) = months(&[(1, "1000")], &[(1, "1000")]);
    let rule = ApprovalRule::default();
    assert_eq!(rule.leaves(&gigabytes, &last_month), None);
    let mut terabytes = gigabytes.clone();
    terabytes.lines[0].product.unit = "TB".to_owned();
    assert_eq!(rule.leaves(&terabytes, &last_month), Some(LeftBecause::NoLastMonth));
    let mut average = gigabytes;
    average.lines[0].product.basis = Basis::Average;
    assert_eq!(rule.leaves(&average, &last_month), Some(LeftBecause::NoLastMonth));
}

#[test]
fn last_month_is_what_both_agreed_on() {
    let mut october = report(lines(&[(1, "1000")]));
    for status in Status::ALL {
        october.status = status;
        assert_eq!(agreed_lines(&october).is_empty(), !status.is_agreed(), "{status:?}");
    }
    let after = Quantity::from_units(2000);
    let product = ProductLabel::from(&october.lines[0].product);
    let before = Some(october.lines[0].chargeable());
    let corrected = CorrectedLine { product, before, after, reason: "late".to_owned() };
    october.corrections.push(Correction {
        number: 1,
        state: CorrectionState::Dispatched,
        amendment: Some(2),
        company_id: 2,
        person_id: 7,
        proposed_at: october.made_at,
        proposed_version: 5,
        changed_at: october.made_at,
        version: 8,
        reason: "late readings".to_owned(),
        lines: vec![corrected],
    });
    let (rule, november) = (ApprovalRule::default(), report(lines(&[(1, "2000")])));
    let left = |october: &Report| rule.leaves(&november, &agreed_lines(october));
    assert_eq!(left(&october), Some(LeftBecause::Change));
    october.corrections[0].state = CorrectionState::Completed;
    assert_eq!(left(&october), None);
}
