//! What each party may do with a report, status by status.

use super::*;
use crate::workflow::{Available, available};
use CompanyKind::{Distributor, Partner, Vendor};

fn verbs(answer: &Available) -> Vec<Verb> {
    answer.verbs().collect()
}

#[test]
fn each_party_has_its_verbs_in_each_status() {
    let now = at("02T11:00");
    let report = ready(&[]);
    let partner = available(&report, &worker(Partner), true, now);
    assert_eq!(verbs(&partner), [Verb::Edit, Verb::Reset, Verb::Submit]);
    assert_eq!(verbs(&available(&report, &worker(Distributor), false, now)), [Verb::Extend]);
    assert_eq!(verbs(&available(&report, &worker(Vendor), false, now)), []);
    let report = under_review(&[]);
    let reviews = [Verb::Approve, Verb::Reject];
    assert_eq!(verbs(&available(&report, &worker(Distributor), false, now)), reviews);
    let own = available(&report, &worker(Distributor), true, now);
    assert_eq!(own.refusal(Verb::Approve).map(Refusal::code), Some("own_work"));
    assert_eq!(verbs(&available(&report, &worker(Partner), true, now)), []);
}

#[test]
fn a_line_without_its_comment_and_a_passed_deadline_are_in_the_way() {
    let partner = worker(Partner);
    let (report, _) = made_of(vec![line("EP", 1000, Some(780))], &[]);
    let refusal = |report: &Report, verb, time: &str| {
        available(report, &partner, false, at(time)).refusal(verb).map(Refusal::code)
    };
    assert_eq!(refusal(&report, Verb::Submit, "02T09:00"), Some("comment_needed"));
    assert_eq!(refusal(&report, Verb::Edit, "02T09:00"), None);
    assert_eq!(refusal(&report, Verb::Edit, "20T00:00"), Some("deadline_passed"));
    let mut report = report;
    done(&mut report, &explain("EP", "spare"), at("02T09:00"));
    assert_eq!(refusal(&report, Verb::Submit, "02T09:00"), None);
}
