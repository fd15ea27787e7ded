//! What a list says of a report, as numbers.

use super::*;
use crate::access::Parties;
use crate::actor::SystemRule;
use crate::basis::Basis;
use crate::cycle::Cycle;
use crate::instant::Instant;
use crate::line::{Comment, tests::line};
use crate::report::Made;
use crate::settings::{Rules, Settings};
use crate::zone::Zone;

/// A line of which nothing but its number, its code and its units matters.
fn charged(id: i64, code: &str, units: i64) -> Line {
    let mut line = line(units, Some(units), Basis::Peak);
    line.product.id = id;
    line.product.code = code.to_owned();
    line.product.name = format!("Product {code}");
    line
}

/// A report of September 2026 with these lines.
pub(crate) fn report(lines: Vec<Line>) -> Report {
    let none = Settings::default();
    let at = Instant::parse("2026-10-02T00:00:00+02:00").unwrap();
    let made = Made::by_system(SystemRule::CycleEnded, at, at);
    let parties = Parties { partner_id: 3, distributor_id: 2, vendor_id: 1 };
    let (cycle, zone) = (Cycle::parse("2026-09").unwrap(), Zone::parse("Europe/Berlin").unwrap());
    Report::make(parties, cycle, zone, Rules::resolve(&none, &none, &none), lines, &made).0
}

fn summary(now: &[(i64, &str, i64)], then: &[(i64, &str, i64)]) -> ListSummary {
    let lines = |of: &[(i64, &str, i64)]| {
        of.iter().map(|(id, code, units)| charged(*id, code, *units)).collect::<Vec<_>>()
    };
    let then: Vec<LastMonth> = lines(then).iter().map(LastMonth::of).collect();
    ListSummary::of(&report(lines(now)), &then)
}

/// Code, units before and after of the largest change.
fn change_of(summary: &ListSummary) -> Option<(&str, Option<i64>, i64)> {
    let units = |quantity: Quantity| quantity.micros() / 1_000_000;
    let change = summary.change.as_ref()?;
    Some((&change.product, change.before.map(units), units(change.after)))
}

#[test]
fn the_largest_change_is_relative_and_small_counts_are_damped() {
    // units before and after, millionths of the change
    for (before, after, millionths) in [
        (100, 100, 0),
        (1, 2, 83_333),
        (2, 1, 83_333),
        (100, 200, 476_190),
        (990, 780, 210_000),
        (0, 10, 500_000),
        (10, 0, 500_000),
        (0, 9_000_000_000_000, 999_999),
    ] {
        let summary = summary(&[(1, "A", after)], &[(1, "A", before)]);
        assert_eq!(summary.surprise, millionths * 1_000, "{before} → {after}");
        assert_eq!(summary.change.is_some(), before != after);
        assert!(summary.compared);
    }
    // Ten times as many units are no more than 90 of 110 where they are few.
    let of_two = summary(&[(1, "A", 10), (2, "B", 780)], &[(1, "A", 1), (2, "B", 4_000)]);
    assert_eq!(change_of(&of_two), Some(("B", Some(4_000), 780)));
}

#[test]
fn a_line_that_is_new_counts_from_nothing_and_one_that_vanished_to_nothing() {
    let new = summary(&[(1, "A", 5), (2, "B", 90)], &[(1, "A", 5)]);
    assert_eq!(change_of(&new), Some(("B", None, 90)));
    assert_eq!(new.surprise, 900_000 * 1_000);
    let gone = summary(&[(1, "A", 5)], &[(1, "A", 5), (2, "B", 90)]);
    assert_eq!(change_of(&gone), Some(("B", Some(90), 0)));
    assert_eq!(gone.change.unwrap().name, "Product B");
    assert_eq!(gone.surprise, 900_000 * 1_000);
}

#[test]
fn without_a_report_last_month_nothing_is_compared() {
    let first = summary(&[(1, "A", 500)], &[]);
    assert_eq!((first.compared, first.change, first.surprise), (false, None, 0));
}

#[test]
fn of_equal_changes_the_first_product_code_is_named_whatever_the_order() {
    let lines = [(1, "B", 20), (2, "A", 20), (3, "C", 20)];
    let before = [(3, "C", 10), (1, "B", 10), (2, "A", 10)];
    assert_eq!(change_of(&summary(&lines, &before)), Some(("A", Some(10), 20)));
}

#[test]
fn changes_are_compared_exactly_where_millionths_are_equal() {
    let big = 9_000_000_000_000;
    let summary = summary(
        &[(1, "A", big - 1), (2, "B", big - 2), (3, "C", big)],
        &[(1, "A", big), (2, "B", big), (3, "C", big)],
    );
    assert_eq!(change_of(&summary), Some(("B", Some(big), big - 2)));
    assert_eq!(summary.surprise, 0, "less than a millionth");
}

#[test]
fn penalties_weigh_more_than_any_change_and_changes_more_than_comments() {
    let then = [LastMonth::of(&charged(1, "A", 1_000))];
    let score = |lines: Vec<Line>, comment: Option<&str>| {
        let mut report = report(lines);
        report.comment = comment.map(str::to_owned);
        ListSummary::of(&report, &then)
    };
    let commented = |counts| Line {
        comment: Some(Comment { text: "because".into(), counts }),
        ..charged(1, "A", 1_000)
    };
    let quiet = score(vec![charged(1, "A", 1_000)], None);
    let old_comment = score(vec![commented(false)], None);
    let both_comments = score(vec![commented(true)], Some("all"));
    let moved = score(vec![charged(1, "A", 990)], None);
    let gone = score(vec![], None);
    let penalty = score(vec![Line { penalty: true, ..charged(1, "A", 1_000) }], None);
    assert_eq!((old_comment.comments, old_comment.has_comment), (1, false));
    assert_eq!((both_comments.comments, both_comments.has_comment), (1, true));
    assert_eq!((penalty.penalties, gone.lines), (1, 0));
    let scores = [quiet, old_comment, both_comments, moved, gone, penalty].map(|it| it.surprise);
    assert_eq!(scores, [0, 1, 2, 9_900_000, 990_099_000, 1_000_000_000]);
}

#[test]
fn violations_go_by_the_threshold_of_the_report() {
    let lines = vec![line(100, Some(89), Basis::Peak), line(100, Some(90), Basis::Peak)];
    let summary = ListSummary::of(&report(lines), &[]);
    assert_eq!((summary.lines, summary.violations, summary.penalties), (2, 1, 0));
}

#[test]
fn what_counts_too_often_spills_into_nothing() {
    let penalised = |id| Line { penalty: true, ..charged(id, "A", 1) };
    let commented =
        |line: Line| Line { comment: Some(Comment { text: "x".into(), counts: true }), ..line };
    let many = report((0..10_100).map(|id| commented(penalised(id))).collect());
    assert_eq!(ListSummary::of(&many, &[]).surprise, 9_999_000_000_999);
}

#[test]
fn the_plain_change_is_exact_at_a_limit_and_a_line_without_a_last_month_is_over_all_of_them() {
    let plain =
        |now: &[(i64, &str, i64)], then: &[(i64, &str, i64)]| summary(now, then).plain_change;
    // units before and after, millionths
    for (before, after, millionths) in [
        (100, 100, 0),
        (100, 110, 100_000),
        (100, 90, 100_000),
        (990, 1_089, 100_000),
        (3, 4, 333_334),
        (1, 2, 1_000_000),
        (5, 0, 1_000_000),
        (0, 0, 0),
        (0, 1, NO_LAST_MONTH),
    ] {
        let found = plain(&[(1, "A", after)], &[(1, "A", before)]);
        assert_eq!(found, millionths, "{before} to {after}");
    }
    let largest = plain(&[(1, "A", 101), (2, "B", 130)], &[(1, "A", 100), (2, "B", 100)]);
    assert_eq!(largest, 300_000, "the largest line decides");
    assert_eq!(plain(&[(1, "A", 7)], &[]), NO_LAST_MONTH, "no report last month");
    assert_eq!(plain(&[(1, "A", 7), (2, "B", 0)], &[(1, "A", 7)]), NO_LAST_MONTH, "a new line");
    assert_eq!(plain(&[(1, "A", 7)], &[(1, "A", 7), (2, "B", 2)]), 1_000_000, "one that vanished");
    assert_eq!(plain(&[], &[]), 0);
}

#[test]
fn a_line_in_another_unit_or_basis_has_no_last_month_to_be_narrowed_by() {
    let now = charged(1, "A", 1_000);
    let then = [LastMonth::of(&now)];
    let plain = |line: &Line| ListSummary::of(&report(vec![line.clone()]), &then).plain_change;
    assert_eq!(plain(&now), 0);
    let mut terabytes = now.clone();
    terabytes.product.unit = "TB".to_owned();
    assert_eq!(plain(&terabytes), NO_LAST_MONTH);
    let mut average = now;
    average.product.basis = Basis::Average;
    assert_eq!(plain(&average), NO_LAST_MONTH);
}
