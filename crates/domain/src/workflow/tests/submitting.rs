//! Rule 1: what a person can submit, and what submission by hand writes.

use super::*;
use crate::history::LineRecord;
use crate::report::How;
use crate::status::ReviewKind;
use crate::workflow::missing_comments;

const NOW: &str = "03T11:00";

#[test]
fn a_refusal_names_every_line_that_needs_a_comment() {
    let mut report = made(&[]);
    done(&mut report, &charge("BK", "470"), at(NOW));
    done(&mut report, &charge("MX", "199.5"), at(NOW));
    let missing = [
        "EP (over-provisioned by 22.0 %)",
        "BK (chargeable 470 instead of 480)",
        "MX (chargeable 199.5 instead of 200)",
    ];
    let expected = Refusal::CommentNeeded(missing.map(str::to_owned).to_vec());
    assert_eq!(refused(&mut report, &submit(), at(NOW)), expected);
    assert_eq!(missing_comments(&report), missing);

    done(&mut report, &explain("BK", "counted twice"), at(NOW));
    let Refusal::CommentNeeded(left) = refused(&mut report, &submit(), at(NOW)) else {
        panic!("another refusal")
    };
    assert_eq!(left, [missing[0], missing[2]]);
}

/// (edit, default figure in violation, default figure in order): whether a comment is needed.
/// Provisioned 1000, default 780 or 950.
const NEEDS: [(Option<&str>, bool, bool); 8] = [
    (None, true, false),
    (Some("780"), true, true),
    (Some("950"), true, false),
    (Some("1000"), false, false),
    (Some("900"), true, true),
    (Some("0"), true, true),
    (Some("999.99"), true, true),
    (Some("1000.01"), true, true),
];

#[test]
fn what_needs_a_comment_as_a_full_table() {
    for (edit, in_violation, in_order) in NEEDS {
        for (used, needed) in [(780, in_violation), (950, in_order)] {
            let mut report = made_of(vec![line("EP", 1000, Some(used))], &[]).0;
            if let Some(figure) = edit.filter(|figure| *figure != used.to_string()) {
                done(&mut report, &charge("EP", figure), at(NOW));
            }
            let mut explained = report.clone();
            done(&mut explained, &explain("EP", "because"), at(NOW));
            done(&mut explained, &submit(), at(NOW));
            if needed {
                let code = refused(&mut report, &submit(), at(NOW)).code();
                assert_eq!(code, "comment_needed", "{edit:?} of {used}");
            } else {
                done(&mut report, &submit(), at(NOW));
            }
        }
    }
}

#[test]
fn the_threshold_of_the_report_is_strict() {
    for (threshold, needed) in [(2199, true), (2200, false), (2201, false), (10_000, false)] {
        let set = [(Setting::OverProvisioningThresholdPercent, threshold)];
        assert_eq!(!missing_comments(&made(&set)).is_empty(), needed, "{threshold}");
    }
    let nothing = [(Setting::OverProvisioningThresholdPercent, 0)];
    assert_eq!(missing_comments(&made(&nothing)).len(), 2, "4 % is above 0 %");
}

#[test]
fn a_comment_on_the_report_explains_no_line() {
    let mut report = made(&[]);
    done(&mut report, &remark("all is explained"), at(NOW));
    assert_eq!(refused(&mut report, &submit(), at(NOW)).code(), "comment_needed");
    let with_words = Command::Submit { comment: Some("all is explained here".into()) };
    assert_eq!(refused(&mut report, &with_words, at(NOW)).code(), "comment_needed");
    assert_eq!(report.comment.as_deref(), Some("all is explained"));
}

#[test]
fn a_submission_by_hand_says_who_when_and_every_figure() {
    let mut report = ready(&[]);
    let command = Command::Submit { comment: Some(" as agreed ".into()) };
    let entries = done(&mut report, &command, at(NOW));
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].changes, [change("", HistoryField::Comment, None, Some("as agreed"))]);
    let records: Vec<_> = report.lines.iter().map(LineRecord::of).collect();
    assert_eq!(entries[0].lines, records);
    assert_eq!(entries[0].lines[0].chargeable, units(900));
    assert_eq!(report.comment.as_deref(), Some("as agreed"));
    assert_eq!((report.submission, report.review), (Some(How::Manual), Some(ReviewKind::Manual)));
    assert_eq!((report.submitted_at, report.decided_at), (Some(at(NOW)), None));
    assert_eq!((report.status, report.version, report.flagged), (Status::UnderReview, 3, false));
}

#[test]
fn a_submission_takes_no_comment_where_it_is_blank_or_the_same() {
    for comment in ["  ", "known"] {
        let mut report = ready(&[]);
        done(&mut report, &remark("known"), at(NOW));
        let entries =
            done(&mut report, &Command::Submit { comment: Some(comment.into()) }, at(NOW));
        assert_eq!(entries[0].changes, []);
        assert_eq!(report.comment.as_deref(), Some("known"));
    }
}

#[test]
fn a_submission_by_hand_never_makes_a_penalty() {
    let mut report = made(&[(Setting::AutoApprove, 0)]);
    done(&mut report, &charge("EP", "1000"), at(NOW));
    done(&mut report, &submit(), at(NOW));
    assert!(!report.flagged && report.lines.iter().all(|line| !line.penalty));
    assert_eq!(chargeable(&report, "EP"), "1000");
}
