//! Rule 4: the reports that the system approves, and those that wait for a person.

use super::*;
use crate::actor::Actor;
use crate::report::How;

fn on(flag: bool) -> i64 {
    i64::from(flag)
}

#[test]
fn a_submission_without_comments_is_approved_at_once_as_a_move_of_its_own() {
    let mut report = made(&[]);
    done(&mut report, &charge("EP", "1000"), at("03T08:00"));
    let entries = done(&mut report, &submit(), at("03T09:00"));
    assert_eq!(entries.len(), 2);
    let [submitted, approved] = [&entries[0], &entries[1]];
    assert_eq!((submitted.version, approved.version, report.version), (3, 4, 4));
    assert_eq!((submitted.verb, submitted.to), (Verb::Submit, Status::UnderReview));
    assert_eq!(submitted.actor, Actor::Person(worker(CompanyKind::Partner)));
    assert_eq!((approved.verb, approved.from), (Verb::Approve, Some(Status::UnderReview)));
    assert_eq!((approved.to, approved.at), (Status::Approved, at("03T09:00")));
    assert_eq!(approved.actor, Actor::System(SystemRule::NoComments));
    assert_eq!((report.status, report.approval), (Status::Approved, Some(How::Automatic)));
    assert_eq!((report.submission, report.decided_at), (Some(How::Manual), Some(at("03T09:00"))));
    assert_eq!(approved.lines, [], "the figures stand with the submission");
}

#[test]
fn a_flagged_report_is_approved_as_well_unless_it_is_held() {
    let mut report = made(&[]);
    let entries = run_clock(&mut report);
    assert_eq!((entries.len(), report.version), (2, 3));
    assert_eq!((report.status, report.flagged), (Status::Approved, true));
    assert_eq!(chargeable(&report, "EP"), "1000");
    assert_eq!((report.submission, report.approval), (Some(How::Automatic), Some(How::Automatic)));
    assert_eq!(
        (report.submitted_at, report.decided_at),
        (Some(report.deadline), report.submitted_at)
    );
}

/// Where a partner's comment is stored.
#[derive(Clone, Copy, Debug, PartialEq)]
enum CommentPlace {
    None,
    OnALine,
    OnTheReport,
    WithTheSubmission,
}

/// The result of one submission: flagged and carried-forward reports, under every setting.
fn approved(
    set: [bool; 3],
    penalty: bool,
    carried: bool,
    comment: CommentPlace,
    by_hand: bool,
) -> bool {
    let [auto_approve, hold_flagged, hold_incomplete] = set;
    let used = if penalty { 780 } else { 950 };
    let mut only = line("EP", 1000, Some(used));
    only.figures.carried_forward = carried;
    let set = [
        (Setting::AutoApprove, on(auto_approve)),
        (Setting::HoldFlagged, on(hold_flagged)),
        (Setting::HoldIncomplete, on(hold_incomplete)),
    ];
    // A second line takes the comment, so that it does not explain the violation.
    let mut report = made_of(vec![only, line("BK", 500, Some(480))], &set).0;
    match comment {
        CommentPlace::OnALine => drop(done(&mut report, &explain("BK", "checked"), at("03T08:00"))),
        CommentPlace::OnTheReport => drop(done(&mut report, &remark("checked"), at("03T08:00"))),
        CommentPlace::None | CommentPlace::WithTheSubmission => {}
    }
    let entries = if by_hand {
        let words = (comment == CommentPlace::WithTheSubmission).then(|| "checked".to_owned());
        done(&mut report, &Command::Submit { comment: words }, at("03T09:00"))
    } else {
        run_clock(&mut report)
    };
    assert_eq!(report.flagged, penalty);
    let approved = report.status == Status::Approved;
    assert_eq!(entries.len(), 1 + usize::from(approved));
    assert_eq!(report.approval, approved.then_some(How::Automatic));
    approved
}

#[test]
fn each_hold_holds_what_it_names_and_a_comment_holds_all() {
    let mut approvals = 0;
    for (auto, flagged, incomplete) in cube() {
        for (penalty, carried, by_hand) in cube() {
            for comment in [
                CommentPlace::None,
                CommentPlace::OnALine,
                CommentPlace::OnTheReport,
                CommentPlace::WithTheSubmission,
            ] {
                let system_with_words = !by_hand && comment == CommentPlace::WithTheSubmission;
                if by_hand && penalty || system_with_words {
                    continue;
                }
                let held = flagged && penalty || incomplete && carried;
                let expected = auto && !held && comment == CommentPlace::None;
                let set = [auto, flagged, incomplete];
                let found = approved(set, penalty, carried, comment, by_hand);
                let case = format!("{set:?} {penalty} {carried} {comment:?} {by_hand}");
                assert_eq!(found, expected, "{case}");
                approvals += usize::from(found);
            }
        }
    }
    assert_eq!(approvals, 15);
}

fn cube() -> impl Iterator<Item = (bool, bool, bool)> {
    (0..8).map(|bits| (bits & 4 != 0, bits & 2 != 0, bits & 1 != 0))
}

#[test]
fn by_default_everything_without_a_comment_is_approved() {
    for (penalty, carried) in [(false, false), (false, true), (true, false), (true, true)] {
        assert!(approved([true, false, false], penalty, carried, CommentPlace::None, false));
    }
}

#[test]
fn what_was_once_rejected_reopened_or_returned_is_never_approved_automatically() {
    let back: [&[Command]; 3] = [
        &[reject("wrong")],
        &[approve(), reopen("a mistake"), reject("wrong")],
        &[approve(), Command::Dispatch, give_back("not ours"), reject("wrong")],
    ];
    for commands in back {
        for by_hand in [false, true] {
            let mut report = under_review(&[]);
            for command in commands {
                done(&mut report, command, at("03T08:00"));
                assert_ne!(report.status, Status::Preparing);
            }
            done(&mut report, &reset("EP"), at("03T09:00"));
            done(&mut report, &charge("EP", "1000"), at("03T09:00"));
            assert!(report.contested && !report.has_comment());
            let entries = if by_hand {
                done(&mut report, &submit(), at("03T10:00"))
            } else {
                run_clock(&mut report)
            };
            assert_eq!((entries.len(), report.status), (1, Status::UnderReview), "{commands:?}");
        }
    }
}

#[test]
fn each_way_back_marks_the_report_as_contested() {
    for commands in [
        vec![reject("wrong")],
        vec![approve(), reopen("a mistake")],
        vec![approve(), Command::Dispatch, give_back("not ours")],
    ] {
        let mut report = under_review(&[]);
        for command in &commands {
            assert!(!report.contested, "{command:?}");
            done(&mut report, command, at("03T08:00"));
        }
        assert!(report.contested, "{commands:?}");
    }
}

#[test]
fn a_person_approves_with_a_note_that_stands_in_the_history() {
    let mut report = under_review(&[]);
    let command = Command::Approve { note: Some(" as discussed ".into()) };
    let entries = done(&mut report, &command, at("04T08:00"));
    assert_eq!(entries[0].reason.as_deref(), Some("as discussed"));
    assert_eq!((report.approval, report.decided_at), (Some(How::Manual), Some(at("04T08:00"))));
    assert_eq!((report.reasons.as_ref(), report.version), (None, 4));
    let mut report = under_review(&[]);
    let blank = Command::Approve { note: Some("  ".into()) };
    assert_eq!(done(&mut report, &blank, at("04T08:00"))[0].reason, None);
}
