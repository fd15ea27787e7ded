//! A report as it is shown: the fields of the export, and what lies behind them.

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
    /// Its id.
    pub id: String,
    /// Whether its cycle is still running, so that nothing of this is made yet.
    pub so_far: bool,
    /// The month.
    pub cycle: String,
    /// Its first date.
    pub period_start: String,
    /// Its last date.
    pub period_end: String,
    /// The region's time zone.
    pub time_zone: String,
    /// Code of the distributor.
    pub distributor: String,
    /// Its name.
    pub distributor_name: String,
    /// Code of the vendor.
    pub vendor: String,
    /// Code of the partner.
    pub partner: String,
    /// Its name.
    pub partner_name: String,
    /// Its company id.
    pub company_id: String,
    /// Its city.
    pub city: Option<String>,
    /// Its state.
    pub state: Option<String>,
    /// Where it stands.
    pub status: &'static str,
    /// How it came under review.
    pub review_kind: Option<&'static str>,
    /// How it was last submitted.
    pub submission: Option<&'static str>,
    /// When it was last submitted.
    pub submitted_at: Option<String>,
    /// How it was approved.
    pub approval: Option<&'static str>,
    /// When it was decided on.
    pub decided_at: Option<String>,
    /// Why it was rejected.
    pub reasons: Option<String>,
    /// The partner's comment on it.
    pub comment: Option<String>,
    /// "Automatically submitted - may require review".
    pub flagged: bool,
    /// When it was made, or will be.
    pub made_at: String,
    /// The end of the partner's time.
    pub deadline: String,
    /// The number of its history entries.
    pub version: i64,
    /// Settings that bind it: name, value and where that came from.
    pub settings: Vec<(String, String, String)>,
    /// Its lines.
    pub lines: Vec<LineJson>,
    /// Lines that need a comment before a person can submit.
    pub comments_needed: Vec<String>,
    /// What happens at the deadline if nobody acts; none where it is not with the partner.
    pub at_deadline: Option<AtDeadline>,
    /// What later readings would have changed.
    pub late_differences: Vec<LateDifferenceView>,
    /// What was done to it.
    pub history: Vec<HistoryView>,
}

/// A line.
#[derive(Debug, Serialize)]
pub struct LineJson {
    /// Code of the product.
    pub product: String,
    /// Its name.
    pub product_name: String,
    /// Its unit.
    pub unit: String,
    /// How readings became figures.
    pub basis: &'static str,
    /// Provisioned units.
    pub provisioned: Quantity,
    /// Used units, if any.
    pub used: Option<Quantity>,
    /// Subscriptions that count and have no used units.
    pub without_used: i64,
    /// Over-provisioned percentage.
    pub over_provisioned_percent: Option<String>,
    /// Whether that is above the threshold.
    pub violation: bool,
    /// Default chargeable units.
    pub default_chargeable: Quantity,
    /// Chargeable units.
    pub chargeable: Quantity,
    /// Whether they are a penalty.
    pub penalty: bool,
    /// The figure it would have without.
    pub without_penalty: Quantity,
    /// Whether a subscription counts as it last was.
    pub carried_forward: bool,
    /// Whether the figures moved since the partner's edit.
    pub moved_since_edit: bool,
    /// Why it deserves a look.
    pub warning: Option<&'static str>,
    /// What the partner says about it.
    pub comment: Option<String>,
    /// Whether that explains it.
    pub comment_counts: bool,
    /// What it is made of, and what is listed beside.
    pub subscriptions: Vec<SubscriptionJson>,
}

/// A subscription of a line.
#[derive(Debug, Serialize)]
pub struct SubscriptionJson {
    /// Its code.
    pub subscription: String,
    /// The plan's name.
    pub plan: Option<String>,
    /// Code of its customer.
    pub customer: String,
    /// Its name.
    pub customer_name: String,
    /// Whether and why it counts.
    pub standing: &'static str,
    /// Provisioned units.
    pub provisioned: Option<Quantity>,
    /// The local day they were provisioned on.
    pub provisioned_on: Option<String>,
    /// Days that counted.
    pub provisioned_days: i64,
    /// Used units.
    pub used: Option<Quantity>,
    /// The local day they were used on.
    pub used_on: Option<String>,
    /// Days that counted.
    pub used_days: i64,
    /// The reading that counted for the first day, or since which there is no data.
    pub in_force_at: Option<String>,
    /// Its last day.
    pub ends_on: Option<String>,
    /// Readings after that.
    pub readings_after_end: i64,
}

/// What a deadline would do.
#[derive(Debug, Serialize)]
pub struct AtDeadline {
    /// Where the report would stand.
    pub status: &'static str,
    /// Whether it would be flagged.
    pub flagged: bool,
    /// Lines that would be charged on other units: product, from, to.
    pub changes: Vec<(String, Quantity, Quantity)>,
    /// The same for a person.
    pub words: String,
}

/// A line that later readings would have changed.
#[derive(Debug, Serialize)]
pub struct LateDifferenceView {
    /// Code of the product.
    pub product: String,
    /// Provisioned units as they stand; none where there is no line.
    pub provisioned: Option<Quantity>,
    /// Provisioned units as they would be.
    pub provisioned_now: Quantity,
    /// Default chargeable units as they stand.
    pub default_chargeable: Option<Quantity>,
    /// Default chargeable units as they would be.
    pub default_chargeable_now: Quantity,
}

/// A history entry.
#[derive(Debug, Serialize)]
pub struct HistoryView {
    /// The version it made.
    pub version: i64,
    /// When.
    pub at: String,
    /// Who.
    pub by: String,
    /// What.
    pub action: &'static str,
    /// Where the report stood after it.
    pub status: &'static str,
    /// Why.
    pub reason: Option<String>,
    /// What became different.
    pub changes: Vec<FieldChange>,
}

impl ReportJson {
    /// A stored report, or one that would be made.
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
    let told = |setting: Setting| {
        let resolved = report.rules.get(setting);
        let origin = format!("{:?}", resolved.origin).to_lowercase();
        (setting.name().to_owned(), setting.format(resolved.value), origin)
    };
    Setting::ALL.map(told).to_vec()
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
            "the system submits it as it stands".to_owned()
        } else {
            let told = |change: &countersign_domain::workflow::FigureChange| {
                format!("{} charged on {} instead of {}", change.product, change.to, change.from)
            };
            let told: Vec<String> = changes.iter().map(told).collect();
            format!("the system submits it: {}", told.join("; "))
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
    /// What would have become of a line, and what it stands with in the report.
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
