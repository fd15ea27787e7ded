//! The export as JSON Lines: the names of the table, quantities as strings, absent values as null;
//! the reasons of the system; and the amendments of a line, if it has any.

use super::repeated::{Repeated, comment};
use countersign_domain::correction::Correction;
use countersign_domain::explanation::{ExplainedRule, Explanation, explain_last};
use countersign_domain::history::Entry;
use countersign_domain::quantity::Quantity;
use countersign_domain::report::How;
use countersign_domain::settings::yes_no;
use countersign_domain::status::ReviewKind;
use countersign_store::reports::StoredReport;
use serde::Serialize;

/// One line, in the order of the table's columns.
#[derive(Serialize)]
struct Object<'a> {
    cycle: &'a str,
    period_start: &'a str,
    period_end: &'a str,
    distributor: &'a str,
    distributor_name: &'a str,
    vendor: &'a str,
    partner: &'a str,
    partner_name: &'a str,
    company_id: &'a str,
    city: Option<&'a str>,
    state: Option<&'a str>,
    status: &'a str,
    review_kind: Option<&'a str>,
    submission: Option<&'a str>,
    approval: Option<&'a str>,
    flagged: &'a str,
    product: &'a str,
    product_name: &'a str,
    unit: &'a str,
    provisioned: String,
    used: Option<String>,
    over_provisioned_percent: Option<String>,
    default_chargeable: String,
    chargeable: String,
    penalty: &'a str,
    carried_forward: &'a str,
    comment: Option<&'a str>,
    report_comment: Option<&'a str>,
    reasons: Option<&'a str>,
    deadline: &'a str,
    submitted_at: Option<&'a str>,
    decided_at: Option<&'a str>,
    version: i64,
    explanation: Option<Explained>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    amendments: Vec<Amended<'a>>,
}

/// The effect of a sent amendment on this line.
#[derive(Serialize)]
struct Amended<'a> {
    number: i64,
    state: &'a str,
    before: Option<Quantity>,
    after: Quantity,
    reason: &'a str,
}

impl<'a> Amended<'a> {
    fn of(correction: &'a Correction, product: &str) -> Option<Self> {
        let line = correction.lines.iter().find(|line| line.product.code == product)?;
        Some(Self {
            number: correction.amendment.filter(|_| correction.state.was_sent())?,
            state: correction.state.token(),
            before: line.before,
            after: line.after,
            reason: &line.reason,
        })
    }
}

/// The system's work at the last submission, and why; the lines are restricted to this one.
#[derive(Serialize)]
struct Explained {
    submission: Option<Explanation>,
    approval: Option<Explanation>,
}

impl Explained {
    /// None if the report was never submitted.
    fn of(explanations: &[Explanation], product: &str) -> Option<Self> {
        let of = |rule: ExplainedRule| {
            let mut one = explanations.iter().find(|it| it.rule == rule)?.clone();
            one.lines.retain(|line| line.product == product);
            Some(one)
        };
        (!explanations.is_empty()).then(|| Self {
            submission: of(ExplainedRule::AutomaticSubmission),
            approval: of(ExplainedRule::AutomaticApproval),
        })
    }
}

pub(super) fn report(out: &mut Vec<u8>, stored: &StoredReport, history: &[Entry]) {
    let (names, report, repeated) = (&stored.names, &stored.report, Repeated::of(stored));
    let explanations = explain_last(report, history);
    let amendments = |product: &str| {
        report.corrections.iter().filter_map(|it| Amended::of(it, product)).collect()
    };
    for line in &report.lines {
        let object = Object {
            cycle: &repeated.cycle,
            period_start: &repeated.period_start,
            period_end: &repeated.period_end,
            distributor: &names.distributor,
            distributor_name: &names.distributor_name,
            vendor: &names.vendor,
            partner: &names.partner,
            partner_name: &names.partner_name,
            company_id: &names.company_id,
            city: names.city.as_deref(),
            state: names.state.as_deref(),
            status: report.status.label(),
            review_kind: report.review.map(ReviewKind::label),
            submission: report.submission.map(How::token),
            approval: report.approval.map(How::token),
            flagged: yes_no(report.flagged),
            product: &line.product.code,
            product_name: &line.product.name,
            unit: &line.product.unit,
            provisioned: line.figures.provisioned.to_string(),
            used: line.figures.used.map(|used| used.to_string()),
            over_provisioned_percent: line.over_provisioned().map(|share| share.to_string()),
            default_chargeable: line.figures.default_chargeable.to_string(),
            chargeable: line.chargeable().to_string(),
            penalty: yes_no(line.penalty),
            carried_forward: yes_no(line.figures.carried_forward),
            comment: comment(line),
            report_comment: report.comment.as_deref(),
            reasons: report.reasons.as_deref(),
            deadline: &repeated.deadline,
            submitted_at: repeated.submitted_at.as_deref(),
            decided_at: repeated.decided_at.as_deref(),
            version: report.version,
            explanation: Explained::of(&explanations, &line.product.code),
            amendments: amendments(&line.product.code),
        };
        serde_json::to_writer(&mut *out, &object).expect("texts and numbers are JSON");
        out.push(b'\n');
    }
}
