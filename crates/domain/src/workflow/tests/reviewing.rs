//! The review date: it follows the last time the report came under review, and binds no one.

use super::*;

fn end_of(day: &str) -> Option<Instant> {
    Some(at(&format!("{day}T00:00")).plus_micros(86_400_000_000))
}

#[test]
fn every_way_of_coming_under_review_sets_the_day_anew() {
    let mut report = made(&[]);
    assert_eq!(report.review_by, None);
    done(&mut report, &explain("EP", "because"), at("02T09:00"));
    done(&mut report, &submit(), at("02T23:59"));
    assert_eq!(report.review_by, end_of("07"));
    done(&mut report, &reject("no"), at("03T12:00"));
    assert_eq!(report.review_by, end_of("07"), "it stays until the next time");
    done(&mut report, &explain("EP", "better"), at("04T09:00"));
    done(&mut report, &submit(), at("04T10:00"));
    assert_eq!(report.review_by, end_of("09"));
    done(&mut report, &approve(), at("05T10:00"));
    done(&mut report, &reopen("a slip"), at("06T10:00"));
    assert_eq!(report.review_by, end_of("11"));
    done(&mut report, &approve(), at("06T11:00"));
    done(&mut report, &Command::Dispatch, at("06T12:00"));
    done(&mut report, &give_back("wrong"), at("10T10:00"));
    assert_eq!(report.review_by, end_of("15"));
}

#[test]
fn the_system_sets_it_from_the_deadline_and_by_the_settings_of_the_report() {
    let held = [(Setting::AutoApprove, 0), (Setting::ReviewDays, 2)];
    let mut report = made(&held);
    run_clock(&mut report);
    assert_eq!(report.status, Status::UnderReview);
    assert_eq!(report.review_by, end_of("09"), "two days after 7 October");
}

#[test]
fn nothing_is_refused_once_it_has_passed() {
    let mut report = under_review(&[(Setting::ReviewDays, 1)]);
    assert_eq!(report.review_by, end_of("03"));
    done(&mut report, &approve(), at("20T10:00"));
    assert_eq!(report.status, Status::Approved);
}
