//! A report as `report show` prints it: the fields of the export and the data behind them.

use countersign_domain::actor::Actor;
use countersign_domain::correction::LateDifference;
use countersign_domain::figure::Standing;
use countersign_domain::history::{Entry, FieldChange};
use countersign_domain::instant::Instant;
use countersign_domain::line::Line;
use countersign_domain::quantity::Quantity;
use countersign_domain::report::{How, Report};
use countersign_domain::settings::Setting;
use countersign_domain::status::{ReviewKind, Status};
use countersign_domain::workflow::{at_deadline, missing_comments};
use countersign_domain::zone::date_of_number;
use countersign_store::figures::FigureRow;
use countersign_store::reports::StoredReport;
use serde::Serialize;
use std::collections::HashMap;

/// A report.
#[derive(Debug, Serialize)]
pub struct ReportJson {
    /// The id of the report, a UUID.
    pub id: String,
    /// Whether the cycle is still running, so that the report is only a preview.
    pub so_far: bool,
    /// The cycle, such as `2026-10`.
    pub cycle: String,
    /// The first date of the cycle.
    pub period_start: String,
    /// The last date of the cycle.
    pub period_end: String,
    /// The region's time zone.
    pub time_zone: String,
    /// Code of the distributor.
    pub distributor: String,
    /// Name of the distributor.
    pub distributor_name: String,
    /// Code of the vendor.
    pub vendor: String,
    /// Code of the partner.
    pub partner: String,
    /// Name of the partner.
    pub partner_name: String,
    /// The partner's company id, a UUID.
    pub company_id: String,
    /// The partner's city.
    pub city: Option<String>,
    /// The partner's state.
    pub state: Option<String>,
    /// The label of its status.
    pub status: &'static str,
    /// The kind of review.
    pub review_kind: Option<&'static str>,
    /// How it was last submitted.
    pub submission: Option<&'static str>,
    /// When it was last submitted.
    pub submitted_at: Option<String>,
    /// How it was approved.
    pub approval: Option<&'static str>,
    /// When it was last decided on.
    pub decided_at: Option<String>,
    /// Why it was rejected.
    pub reasons: Option<String>,
    /// The partner's comment on it.
    pub comment: Option<String>,
    /// "Automatically submitted - may require review".
    pub flagged: bool,
    /// When it was made, or will be.
    pub made_at: String,
    /// The partner's deadline.
    pub deadline: String,
    /// The number of its history entries.
    pub version: i64,
    /// The settings that apply to it: name, value and origin.
    pub settings: Vec<(String, String, String)>,
    /// The number of lines.
    pub lines: Vec<LineJson>,
    /// Lines that need a comment before a person can submit.
    pub comments_needed: Vec<String>,
    /// The effect of its deadline if no one acts; `None` if it is not with the partner.
    pub at_deadline: Option<AtDeadline>,
    /// Changes that late readings would have made.
    pub late_differences: Vec<LateDifferenceView>,
    /// The entries of its history.
    pub history: Vec<HistoryView>,
}

/// A line.
#[derive(Debug, Serialize)]
pub struct LineJson {
    /// Code of the product.
    pub product: String,
    /// Name of the product.
    pub product_name: String,
    /// The billing unit.
    pub unit: String,
    /// The basis of its figures.
    pub basis: &'static str,
    /// Provisioned units.
    pub provisioned: Quantity,
    /// Used units, if any.
    pub used: Option<Quantity>,
    /// Subscriptions that count and have no used units.
    pub without_used: i64,
    /// The over-provisioned percentage with one decimal.
    pub over_provisioned_percent: Option<String>,
    /// Whether it is above the threshold.
    pub violation: bool,
    /// Default chargeable units.
    pub default_chargeable: Quantity,
    /// Chargeable units.
    pub chargeable: Quantity,
    /// Whether the chargeable units are a penalty.
    pub penalty: bool,
    /// Chargeable units without the penalty.
    pub without_penalty: Quantity,
    /// Whether a subscription is carried forward.
    pub carried_forward: bool,
    /// Whether the figures moved since the partner's edit.
    pub moved_since_edit: bool,
    /// The warning of the line.
    pub warning: Option<&'static str>,
    /// The partner's comment.
    pub comment: Option<String>,
    /// Whether the comment counts as an explanation.
    pub comment_counts: bool,
    /// The subscriptions of the line, including those that do not count.
    pub subscriptions: Vec<SubscriptionJson>,
}

/// A subscription of a line.
#[derive(Debug, Serialize)]
pub struct SubscriptionJson {
    /// The code of the subscription.
    pub subscription: String,
    /// The plan's name.
    pub plan: Option<String>,
    /// Code of its customer.
    pub customer: String,
    /// Name of the customer.
    pub customer_name: String,
    /// Whether and why it counts.
    pub standing: &'static str,
    /// Provisioned units.
    pub provisioned: Option<Quantity>,
    /// The local day of the provisioned figure.
    pub provisioned_on: Option<String>,
    /// Days that counted for provisioned.
    pub provisioned_days: i64,
    /// Used units.
    pub used: Option<Quantity>,
    /// The local day of the used figure.
    pub used_on: Option<String>,
    /// Days that counted for used.
    pub used_days: i64,
    /// The reading that supplied the first day, or after which there is no data.
    pub in_force_at: Option<String>,
    /// The last day of the subscription.
    pub ends_on: Option<String>,
    /// Readings after its last day.
    pub readings_after_end: i64,
}

/// The effect of a deadline.
#[derive(Debug, Serialize)]
pub struct AtDeadline {
    /// The status after the deadline.
    pub status: &'static str,
    /// Whether it would be flagged.
    pub flagged: bool,
    /// Lines that would be charged on other units: product, from, to.
    pub changes: Vec<(String, Quantity, Quantity)>,
    /// The effect as a sentence.
    pub words: String,
}

/// A line that late readings would have changed.
#[derive(Debug, Serialize)]
pub struct LateDifferenceView {
    /// Code of the product.
    pub product: String,
    /// Provisioned units of the report; `None` if there is no line.
    pub provisioned: Option<Quantity>,
    /// Provisioned units with the late readings.
    pub provisioned_now: Quantity,
    /// Default chargeable units of the report.
    pub default_chargeable: Option<Quantity>,
    /// Default chargeable units with the late readings.
    pub default_chargeable_now: Quantity,
}

/// A history entry.
#[derive(Debug, Serialize)]
pub struct HistoryView {
    /// The version after the entry.
    pub version: i64,
    /// The instant of the entry.
    pub at: String,
    /// The person or the system, in words.
    pub by: String,
    /// The verb of the entry.
    pub action: &'static str,
    /// The status after the entry.
    pub status: &'static str,
    /// The reason, if one was given.
    pub reason: Option<String>,
    /// The changed lines.
    pub changes: Vec<FieldChange>,
}

impl ReportJson {
    /// The view of a stored report, or of one that would be made.
    #[must_use]
    pub fn of(stored: &StoredReport, rows: &[FigureRow], so_far: bool) -> Self {
        let (names, report) = (&stored.names, &stored.report);
        let instant = |at: Option<Instant>| at.map(|at| at.to_string());
        Self {
            id: names.report_id.to_string(),
            so_far,
            cycle: report.cycle.to_string(),
            period_start: report.cycle.first_date().to_string(),
            period_end: report.cycle.last_date().to_string(),
            time_zone: report.zone.name().to_owned(),
            distributor: names.distributor.clone(),
            distributor_name: names.distributor_name.clone(),
            vendor: names.vendor.clone(),
            partner: names.partner.clone(),
            partner_name: names.partner_name.clone(),
            company_id: names.company_id.clone(),
            city: names.city.clone(),
            state: names.state.clone(),
            status: report.status.label(),
            review_kind: report.review.map(ReviewKind::label),
            submission: report.submission.map(How::token),
            submitted_at: instant(report.submitted_at),
            approval: report.approval.map(How::token),
            decided_at: instant(report.decided_at),
            reasons: report.reasons.clone(),
            comment: report.comment.clone(),
            flagged: report.flagged,
            made_at: report.made_at.to_string(),
            deadline: report.deadline.to_string(),
            version: report.version,
            settings: settings(report),
            lines: report.lines.iter().map(|line| LineJson::of(line, report, rows)).collect(),
            comments_needed: missing_comments(report),
            at_deadline: report.status.with_partner().then(|| AtDeadline::of(report)),
            late_differences: Vec::new(),
            history: Vec::new(),
        }
    }
}

fn settings(report: &Report) -> Vec<(String, String, String)> {
    let traced = |setting: Setting| {
        let resolved = report.rules.get(setting);
        let origin = resolved.origin.token().to_owned();
        (setting.name().to_owned(), setting.format(resolved.value), origin)
    };
    Setting::ALL.map(traced).to_vec()
}

impl LineJson {
    fn of(line: &Line, report: &Report, rows: &[FigureRow]) -> Self {
        let (product, figures) = (&line.product, &line.figures);
        let own = rows.iter().filter(|row| row.product_id == product.id);
        Self {
            product: product.code.clone(),
            product_name: product.name.clone(),
            unit: product.unit.clone(),
            basis: product.basis.token(),
            provisioned: figures.provisioned,
            used: figures.used,
            without_used: figures.without_used,
            over_provisioned_percent: line.over_provisioned().map(|share| share.to_string()),
            violation: line.is_violation(report.rules.threshold()),
            default_chargeable: figures.default_chargeable,
            chargeable: line.chargeable(),
            penalty: line.penalty,
            without_penalty: line.without_penalty(),
            carried_forward: figures.carried_forward,
            moved_since_edit: line.moved,
            warning: line.warning().map(countersign_domain::line::Warning::words),
            comment: line.comment.as_ref().map(|comment| comment.text.clone()),
            comment_counts: line.is_commented(),
            subscriptions: own.map(SubscriptionJson::of).collect(),
        }
    }
}

impl SubscriptionJson {
    fn of(row: &FigureRow) -> Self {
        let date = |day: Option<i64>| day.map(|day| date_of_number(day).to_string());
        Self {
            subscription: row.subscription_code.clone(),
            plan: row.plan.clone(),
            customer: row.customer_code.clone(),
            customer_name: row.customer_name.clone(),
            standing: Standing::token(row.standing),
            provisioned: row.provisioned,
            provisioned_on: date(row.provisioned_on),
            provisioned_days: row.provisioned_days,
            used: row.used,
            used_on: date(row.used_on),
            used_days: row.used_days,
            in_force_at: row.in_force_at.map(|at| at.to_string()),
            ends_on: date(row.ends_on),
            readings_after_end: row.after_end,
        }
    }
}

impl AtDeadline {
    fn of(report: &Report) -> Self {
        let (after, changes) = at_deadline(report);
        let approved = after.status == Status::Approved;
        let mut words = if changes.is_empty() {
            "the system submits it as last saved".to_owned()
        } else {
            let sentence = |change: &countersign_domain::workflow::FigureChange| {
                format!("{} charged on {} instead of {}", change.product, change.to, change.from)
            };
            let sentences: Vec<String> = changes.iter().map(sentence).collect();
            format!("the system submits it: {}", sentences.join("; "))
        };
        if after.flagged {
            words.push_str(", and flags it");
        }
        words.push_str(if approved { "; it is approved at once" } else { "; it waits for review" });
        Self {
            status: after.status.label(),
            flagged: after.flagged,
            changes: changes.into_iter().map(|it| (it.product, it.from, it.to)).collect(),
            words,
        }
    }
}

impl LateDifferenceView {
    /// A late difference beside the figures of the report.
    #[must_use]
    pub fn of(report: &Report, late: &LateDifference) -> Self {
        let line = report.lines.iter().find(|line| line.product.id == late.product.id);
        let stands = line.map(|line| line.figures);
        Self {
            product: late.product.code.clone(),
            provisioned: stands.map(|figures| figures.provisioned),
            provisioned_now: late.provisioned,
            default_chargeable: stands.map(|figures| figures.default_chargeable),
            default_chargeable_now: late.default_chargeable,
        }
    }
}

impl HistoryView {
    /// An entry with the names of people.
    #[must_use]
    pub fn of(entry: &Entry, names: &HashMap<i64, String>) -> Self {
        let by = match &entry.actor {
            Actor::System(rule) => format!("the system, because {}", rule.words()),
            Actor::Person(person) => {
                let name = names.get(&person.id).map_or("somebody", String::as_str);
                format!("{name}, {} of the {}", person.role.name(), person.company_kind.token())
            }
        };
        Self {
            version: entry.version,
            at: entry.at.to_string(),
            by,
            action: entry.verb.word(),
            status: entry.to.label(),
            reason: entry.reason.clone(),
            changes: entry.changes.clone(),
        }
    }
}
