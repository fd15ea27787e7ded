//! A single report with its lines, their subscriptions, its history and its dispatches.

use countersign_domain::actor::{Actor, Channel};
use countersign_domain::erasure::in_words;
use countersign_domain::export::{Names, hex};
use countersign_domain::figure::Standing;
use countersign_domain::history::{Entry, FieldChange, Hash, HistoryField};
use countersign_domain::instant::Instant;
use countersign_domain::line::Line;
use countersign_domain::quantity::Quantity;
use countersign_domain::report::{How, Report};
use countersign_domain::settings::Setting;
use countersign_domain::status::ReviewKind;
use countersign_domain::workflow::missing_comments;
use countersign_domain::zone::date_of_number;
use countersign_store::dispatches::Dispatch;
use countersign_store::figures::FigureRow;
use countersign_store::reports::StoredReport;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// A usage report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UsageReport {
    /// The id, a UUID.
    #[schema(format = "uuid")]
    id: String,
    /// The month, such as `2026-10`.
    #[schema(example = "2026-10")]
    cycle: String,
    /// The first day of the month.
    #[schema(format = "date")]
    period_start: String,
    /// The last day of the month.
    #[schema(format = "date")]
    period_end: String,
    /// The time zone of its region, which applies to its days.
    time_zone: String,
    /// The code of the distributor.
    distributor: String,
    distributor_name: String,
    /// The code of the vendor.
    vendor: String,
    /// The code of the partner.
    partner: String,
    partner_name: String,
    /// The partner's company id, a UUID.
    company_id: String,
    city: Option<String>,
    state: Option<String>,
    /// preparing, under-review, rejected, approved, submitted or completed.
    #[schema(example = "under-review")]
    status: &'static str,
    /// How it last came under review, in English.
    review: Option<&'static str>,
    /// manual or automatic.
    submission: Option<&'static str>,
    #[schema(format = "date-time")]
    submitted_at: Option<String>,
    /// manual or automatic.
    approval: Option<&'static str>,
    #[schema(format = "date-time")]
    decided_at: Option<String>,
    /// The distributor's reasons for the last rejection.
    reasons: Option<String>,
    /// The partner's comment on the report.
    comment: Option<String>,
    /// Whether a line is charged on provisioned units as a penalty.
    flagged: bool,
    #[schema(format = "date-time")]
    made_at: String,
    /// The deadline for its partner to submit it.
    #[schema(format = "date-time")]
    deadline: String,
    /// The number of its history entries, which `If-Match` compares.
    version: i64,
    lines: Vec<ReportLine>,
    /// The lines that need a comment before the partner can submit.
    comments_needed: Vec<String>,
    /// The settings that apply to it.
    settings: Vec<AppliedSetting>,
    history: Vec<HistoryEntry>,
    /// Its dispatches to the vendor, in order.
    documents: Vec<SentDocument>,
}

/// A setting that applies to a report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppliedSetting {
    name: &'static str,
    value: String,
    /// Where it is set: default, region, distributor or partner.
    origin: String,
}

/// A line: the units of one product.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportLine {
    /// The code of the product.
    product: String,
    product_name: String,
    /// The billing unit.
    unit: String,
    /// How a month's figures are computed: peak, average, p85, last or sum.
    basis: &'static str,
    #[schema(value_type = String, example = "1000")]
    provisioned: Quantity,
    #[schema(value_type = Option<String>, example = "780")]
    used: Option<Quantity>,
    /// The number of subscriptions that count and have no used units.
    without_used: i64,
    /// The over-provisioned percentage, with one decimal.
    #[schema(example = "28.2")]
    over_provisioned_percent: Option<String>,
    /// Whether that is above the threshold.
    violation: bool,
    /// The chargeable units if the partner does not edit them.
    #[schema(value_type = String, example = "780")]
    default_chargeable: Quantity,
    #[schema(value_type = String, example = "780")]
    chargeable: Quantity,
    /// Whether the chargeable units include a penalty.
    penalty: bool,
    /// The chargeable units without the penalty.
    #[schema(value_type = String, example = "780")]
    without_penalty: Quantity,
    /// Whether a figure is carried forward from an earlier month.
    carried_forward: bool,
    /// Whether the figures have changed since the partner's edit.
    moved_since_edit: bool,
    /// The partner's comment.
    comment: Option<String>,
    /// Whether the comment counts as an explanation.
    comment_counts: bool,
    /// The subscriptions behind the line.
    subscriptions: Vec<LineSubscription>,
}

/// A subscription of a line.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LineSubscription {
    /// The code of the subscription.
    subscription: String,
    plan: Option<String>,
    /// The code of the customer.
    customer: String,
    customer_name: String,
    /// Whether it counts, or why not.
    standing: &'static str,
    #[schema(value_type = Option<String>)]
    provisioned: Option<Quantity>,
    /// The local day of the provisioned figure.
    #[schema(format = "date")]
    provisioned_on: Option<String>,
    /// The number of days that counted for it.
    provisioned_days: i64,
    #[schema(value_type = Option<String>)]
    used: Option<Quantity>,
    /// The local day of the used figure.
    #[schema(format = "date")]
    used_on: Option<String>,
    /// The number of days that counted for it.
    used_days: i64,
    /// The reading before the month that supplied the first day, or was the last one.
    #[schema(format = "date-time")]
    in_force_at: Option<String>,
    /// The last day of the subscription.
    #[schema(format = "date")]
    ends_on: Option<String>,
    /// The number of readings after that day.
    readings_after_end: i64,
}

/// An entry of the history.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HistoryEntry {
    /// The version afterwards.
    version: i64,
    #[schema(format = "date-time")]
    at: String,
    /// The verb, such as `report.submit`.
    #[schema(example = "report.submit")]
    action: &'static str,
    by: HistoryActor,
    /// The status afterwards.
    status: &'static str,
    /// The reason, or the note of an approval.
    reason: Option<String>,
    changes: Vec<HistoryChange>,
    /// The hash over this entry and the one before it.
    hash: String,
}

/// Who made an entry.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HistoryActor {
    /// person or system.
    kind: &'static str,
    /// The name of the person, or the rule of the system in English.
    name: String,
    /// The kind of the person's company.
    company: Option<&'static str>,
    role: Option<&'static str>,
    /// console, api or cli.
    channel: Option<&'static str>,
    /// The service account through which the person acted.
    account: Option<String>,
}

/// A field that an entry changed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HistoryChange {
    /// The code of the line's product; null for the report itself.
    product: Option<String>,
    field: &'static str,
    before: Option<String>,
    after: Option<String>,
}

/// A dispatch that contains the report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SentDocument {
    /// The id of the dispatch, a UUID.
    #[schema(format = "uuid")]
    dispatch: String,
    /// Its number, which the distributor assigns.
    number: i64,
    #[schema(format = "date-time")]
    sent_at: String,
    /// The distributor's purchase-order number.
    purchase_order: Option<String>,
    /// The hash over the dispatch.
    hash: String,
}

/// What a report is shown together with.
pub(crate) struct Around<'a> {
    pub(crate) figures: &'a [FigureRow],
    pub(crate) history: &'a [(Entry, Hash)],
    /// The names of people, by number.
    pub(crate) people: &'a HashMap<i64, String>,
    pub(crate) dispatches: &'a [Dispatch],
}

impl UsageReport {
    pub(crate) fn of(stored: &StoredReport, around: &Around<'_>) -> Self {
        let (names, report) = (&stored.names, &stored.report);
        let instant = |at: Option<Instant>| at.map(|at| at.to_string());
        let Names { distributor, distributor_name, vendor, partner, partner_name, .. } =
            names.clone();
        let line = |line: &Line| ReportLine::of(line, report, around.figures);
        Self {
            id: names.report_id.to_string(),
            cycle: report.cycle.to_string(),
            period_start: report.cycle.first_date().to_string(),
            period_end: report.cycle.last_date().to_string(),
            time_zone: report.zone.name().to_owned(),
            distributor,
            distributor_name,
            vendor,
            partner,
            partner_name,
            company_id: names.company_id.clone(),
            city: names.city.clone(),
            state: names.state.clone(),
            status: report.status.token(),
            review: report.review.map(ReviewKind::label),
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
            lines: report.lines.iter().map(line).collect(),
            comments_needed: missing_comments(report),
            settings: settings(report),
            history: around.history.iter().map(|it| HistoryEntry::of(it, around.people)).collect(),
            documents: around.dispatches.iter().map(SentDocument::of).collect(),
        }
    }
}

fn settings(report: &Report) -> Vec<AppliedSetting> {
    let applied = |setting: Setting| {
        let resolved = report.rules.get(setting);
        AppliedSetting {
            name: setting.name(),
            value: setting.format(resolved.value),
            origin: resolved.origin.token().to_owned(),
        }
    };
    Setting::ALL.into_iter().map(applied).collect()
}

impl ReportLine {
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
            comment: line.comment.as_ref().map(|comment| comment.text.clone()),
            comment_counts: line.is_commented(),
            subscriptions: own.map(LineSubscription::of).collect(),
        }
    }
}

impl LineSubscription {
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

impl HistoryEntry {
    fn of((entry, hash): &(Entry, Hash), people: &HashMap<i64, String>) -> Self {
        Self {
            version: entry.version,
            at: entry.at.to_string(),
            action: entry.verb.key(),
            by: HistoryActor::of(&entry.actor, people),
            status: entry.to.token(),
            reason: entry.reason.clone(),
            changes: entry.changes.iter().map(HistoryChange::of).collect(),
            hash: hex(hash),
        }
    }
}

impl HistoryActor {
    fn of(actor: &Actor, people: &HashMap<i64, String>) -> Self {
        let person = match actor {
            Actor::Person(person) => person,
            Actor::System(rule) => {
                let (kind, name) = ("system", rule.words().to_owned());
                let (company, role, channel, account) = (None, None, None, None);
                return Self { kind, name, company, role, channel, account };
            }
        };
        let name = people.get(&person.id).map_or("", String::as_str);
        Self {
            kind: "person",
            name: in_words(name).into_owned(),
            company: Some(person.company_kind.token()),
            role: Some(person.role.name()),
            channel: Some(match person.channel {
                Channel::Console => "console",
                Channel::Api => "api",
                Channel::Cli => "cli",
            }),
            account: person.account.clone(),
        }
    }
}

impl HistoryChange {
    fn of(change: &FieldChange) -> Self {
        Self {
            product: change.product.clone(),
            field: match change.field {
                HistoryField::Chargeable => "chargeable",
                HistoryField::Comment => "comment",
                HistoryField::CommentConfirmed => "comment_confirmed",
                HistoryField::Reasons => "reasons",
                HistoryField::Deadline => "deadline",
                HistoryField::Amendment => "amendment",
            },
            before: change.before.clone(),
            after: change.after.clone(),
        }
    }
}

impl SentDocument {
    fn of(dispatch: &Dispatch) -> Self {
        Self {
            dispatch: dispatch.id.to_string(),
            number: dispatch.number,
            sent_at: dispatch.created_at.to_string(),
            purchase_order: dispatch.purchase_order.clone(),
            hash: hex(&dispatch.hash),
        }
    }
}
