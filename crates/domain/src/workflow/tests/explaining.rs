//! The explanations of the system's decisions: rule, settings with their origin, figures, outcome.

use super::*;
use crate::explanation::{
    Applied, ApprovalFacts, DeadlineFrom, ExplainedRule, Explanation, Finding, Hold,
    RuleOutcome as Came, explain_last,
};
use crate::explanation::{LineWhy, explain as explain_all, foresee};
use crate::settings::Origin;

/// A report of three lines that keeps its history.
struct ExplainedReport {
    report: Report,
    history: Vec<Entry>,
}

impl ExplainedReport {
    fn new(set: &[(Setting, i64)]) -> Self {
        let lines =
            vec![line("EP", 1000, Some(780)), line("BK", 500, Some(480)), line("MX", 200, None)];
        let (report, first) = made_of(lines, set);
        Self { report, history: vec![first] }
    }

    fn done(&mut self, command: &Command, now: &str) {
        self.history.extend(done(&mut self.report, command, at(now)));
    }

    /// The deadline does what was foreseen.
    fn deadline(&mut self) {
        let foreseen = foresee(&self.report, &self.history);
        self.history.extend(run_clock(&mut self.report));
        assert_eq!(foreseen, self.last());
    }

    fn last(&self) -> Vec<Explanation> {
        explain_last(&self.report, &self.history)
    }
}

fn applied(setting: Setting, value: &str, origin: Origin) -> Applied {
    Applied { setting, value: value.to_owned(), origin }
}

fn why(code: &str, [provisioned, default]: [i64; 2], percent: Option<&str>) -> LineWhy {
    LineWhy {
        product: code.to_owned(),
        provisioned: units(provisioned),
        used: percent.map(|_| units(default)),
        default_chargeable: units(default),
        over_provisioned_percent: percent.map(str::to_owned),
        saved: units(default),
        back_to_default: false,
        chargeable: units(default),
        finding: if percent.is_some() { Finding::Within } else { Finding::NotCompared },
    }
}

#[test]
fn a_submission_by_the_system_tells_the_figures_that_it_compared() {
    let mut explained = ExplainedReport::new(&[(Setting::OverProvisioningThresholdPercent, 1250)]);
    explained.done(&charge("BK", "300"), "03T10:00");
    explained.deadline();
    let [submitted, approved] = &explained.last()[..] else { panic!("{:?}", explained.last()) };
    assert_eq!((submitted.version, submitted.rule), (3, ExplainedRule::AutomaticSubmission));
    assert_eq!(submitted.at, explained.report.deadline);
    assert_eq!(submitted.deadline_from, Some(DeadlineFrom::Making));
    let threshold = Setting::OverProvisioningThresholdPercent;
    let expected = [
        applied(Setting::AutoSubmitDays, "5", Origin::Default),
        applied(threshold, "12.5", Origin::Partner),
    ];
    assert_eq!(submitted.settings, expected);
    let penalty = LineWhy {
        chargeable: units(1000),
        finding: Finding::Penalty,
        ..why("EP", [1000, 780], Some("22.0"))
    };
    let back =
        LineWhy { saved: units(300), back_to_default: true, ..why("BK", [500, 480], Some("4.0")) };
    assert_eq!(submitted.lines, [penalty, back, why("MX", [200, 200], None)]);
    assert_eq!(submitted.outcome, Came::SubmittedWithPenalties);
    assert_eq!((approved.version, approved.outcome), (4, Came::Approved));
    let facts = ApprovalFacts { comments: 0, flagged: true, carried_forward: 0, contested: false };
    assert_eq!((approved.facts, &approved.holds), (Some(facts), &vec![]));
    let expected = [
        applied(Setting::AutoApprove, "yes", Origin::Default),
        applied(Setting::HoldFlagged, "no", Origin::Default),
        applied(Setting::HoldIncomplete, "no", Origin::Default),
    ];
    assert_eq!(approved.settings, expected);
}

#[test]
fn an_edit_that_goes_back_to_its_default_may_end_in_a_penalty() {
    let mut explained = ExplainedReport::new(&[]);
    explained.done(&charge("EP", "500"), "03T10:00");
    explained.deadline();
    let lines = &explained.last()[0].lines;
    let expected = LineWhy {
        saved: units(500),
        back_to_default: true,
        chargeable: units(1000),
        finding: Finding::Penalty,
        ..why("EP", [1000, 780], Some("22.0"))
    };
    assert_eq!(lines[0], expected);
}

#[test]
fn a_violation_is_explained_or_charged_in_full() {
    let mut explained = ExplainedReport::new(&[]);
    explained.done(&explain("EP", "because"), "03T10:00");
    explained.deadline();
    let [submitted, kept] = &explained.last()[..] else { panic!("{:?}", explained.last()) };
    assert_eq!(
        (submitted.lines[0].finding, submitted.outcome),
        (Finding::Explained, Came::Submitted)
    );
    assert_eq!((kept.version, kept.outcome), (3, Came::KeptUnderReview));
    assert_eq!(kept.holds, [Hold::Comments]);
    assert_eq!(kept.facts.unwrap().comments, 1);

    let mut explained = ExplainedReport::new(&[]);
    explained.done(&charge("EP", "1000"), "03T10:00");
    explained.deadline();
    assert_eq!(explained.last()[0].lines[0].finding, Finding::ChargedInFull);
}

#[test]
fn what_is_kept_under_review_tells_each_reason() {
    let every =
        [(Setting::AutoApprove, 0), (Setting::HoldFlagged, 1), (Setting::HoldIncomplete, 1)];
    let mut explained = ExplainedReport::new(&every);
    explained.report.lines[1].figures.carried_forward = true;
    explained.done(&remark("about all of it"), "03T10:00");
    explained.deadline();
    let holds = [Hold::SwitchedOff, Hold::Flagged, Hold::CarriedForward, Hold::Comments];
    let last = explained.last();
    assert_eq!(last[1].holds, holds);
    let facts = ApprovalFacts { comments: 1, flagged: true, carried_forward: 1, contested: false };
    assert_eq!(last[1].facts, Some(facts));
}

#[test]
fn after_a_rejection_the_deadline_is_the_rejections_and_earlier_explanations_stay() {
    let mut explained = ExplainedReport::new(&[(Setting::ResubmitDays, 4)]);
    explained.done(&explain("EP", "because"), "03T10:00");
    explained.done(&submit(), "03T11:00");
    let first = explained.last();
    assert_eq!((first.len(), first[0].outcome), (1, Came::KeptUnderReview));
    explained.done(&reject("explain more"), "05T09:00");
    explained.deadline();
    let last = explained.last();
    assert_eq!(last[0].deadline_from, Some(DeadlineFrom::Rejection));
    assert_eq!(last[0].settings[0], applied(Setting::ResubmitDays, "4", Origin::Partner));
    assert_eq!(last[0].lines[0].finding, Finding::Penalty, "the comment no longer counts");
    assert_eq!(last[1].holds, [Hold::Contested, Hold::Comments]);
    explained.done(&approve(), "20T09:00");
    explained.done(&reopen("once more"), "21T09:00");
    assert_eq!(explained.last(), last, "a later decision changes no explanation");
    let all = explain_all(&explained.report, &explained.history);
    assert_eq!(all, [first, last].concat());
}

#[test]
fn an_explanation_is_written_with_names_and_texts() {
    let mut explained = ExplainedReport::new(&[]);
    explained.deadline();
    let text = serde_json::to_string(&explained.last()).unwrap();
    for part in [
        r#""version":2,"at":"2026-10-06T22:00:00Z","rule":"automatic-submission""#,
        r#"{"name":"auto_submit_days","value":"5","origin":"default"}"#,
        r#""deadline_from":"making""#,
        r#""product":"EP","provisioned":"1000","used":"780","default_chargeable":"780""#,
        r#""over_provisioned_percent":"22.0","saved":"780","back_to_default":false"#,
        r#""chargeable":"1000","finding":"penalty""#,
        r#""outcome":"submitted-with-penalties""#,
        r#""facts":{"comments":0,"flagged":true,"carried_forward":0,"contested":false}"#,
        r#""outcome":"approved""#,
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[test]
fn an_extended_deadline_is_told_as_what_it_is() {
    let until = crate::schedule::Until::parse("2026-10-20").unwrap();
    let extend = Command::Extend { until, reason: Some("holidays".into()) };
    let mut explained = ExplainedReport::new(&[]);
    explained.done(&extend, "03T10:00");
    explained.deadline();
    let submitted = explained.last().remove(0);
    assert_eq!(submitted.deadline_from, Some(DeadlineFrom::Extension));
    assert_eq!(submitted.at, at("21T00:00"));
    let threshold = Setting::OverProvisioningThresholdPercent;
    assert_eq!(submitted.settings, [applied(threshold, "10", Origin::Default)]);

    let mut explained = ExplainedReport::new(&[]);
    let entry =
        crate::workflow::extend_missed(&mut explained.report, at("21T00:00"), at("15T00:00"));
    explained.history.push(entry);
    explained.deadline();
    assert_eq!(explained.last()[0].deadline_from, Some(DeadlineFrom::OperatorsChoice));
}
