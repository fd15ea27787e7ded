//! The rows of a list, as its table shows them.

use crate::console::change::Change;
use crate::console::moments::Moment;
use crate::console::text::Locale;
use countersign_domain::instant::Instant;
use countersign_domain::report::How;
use countersign_domain::status::Status;
use countersign_domain::zone::Zone;
use countersign_store::reports::ListRow;

/// A row.
pub(super) struct Row {
    pub(super) id: String,
    /// Id and version, as a decision names the report that was seen.
    pub(super) seen: String,
    pub(super) partner: String,
    pub(super) code: String,
    pub(super) company_id: String,
    pub(super) distributor: String,
    pub(super) vendor: String,
    pub(super) place: String,
    pub(super) cycle: String,
    pub(super) month: String,
    pub(super) status: Status,
    pub(super) status_label: String,
    pub(super) kind: Option<String>,
    pub(super) flagged: bool,
    pub(super) lines: String,
    pub(super) violations: Option<String>,
    pub(super) penalties: Option<String>,
    pub(super) comments: Option<String>,
    pub(super) comment_count: i64,
    pub(super) change: Option<(String, Change)>,
    pub(super) due: Option<Moment>,
    pub(super) time_left: Option<String>,
    pub(super) decided: Option<Moment>,
}

impl Row {
    /// A report of the list.
    pub(super) fn of(report: &ListRow, locale: Locale, now: Instant) -> Option<Self> {
        let zone = Zone::parse(&report.time_zone).ok()?;
        let some = |key: &'static str, count: i64| {
            (count > 0).then(|| locale.say(key).with("count", count).to_string())
        };
        let due = report.due_at();
        let comment_count = report.comments + i64::from(report.has_comment);
        let place = [report.city.as_deref(), report.state.as_deref()];
        Some(Self {
            id: report.id.to_string(),
            seen: format!("{}.{}", report.id, report.version),
            partner: report.partner_name.clone(),
            code: report.partner.clone(),
            company_id: report.company_id.clone(),
            distributor: report.distributor.clone(),
            vendor: report.vendor.clone(),
            place: place.into_iter().flatten().collect::<Vec<_>>().join(", "),
            cycle: report.key.cycle.to_string(),
            month: locale.month(report.key.cycle),
            status: report.status,
            status_label: locale.status(report.status),
            kind: kind(report, locale),
            flagged: report.flagged,
            lines: locale.count(report.lines),
            violations: some("list-violations", report.violations),
            penalties: some("list-penalties", report.penalties),
            comments: some("list-comments", comment_count),
            comment_count,
            change: report.change.as_ref().map(|change| {
                (change.name.clone(), Change::between(locale, change.before, change.after))
            }),
            due: due.map(|at| locale.short_deadline(at, &zone)),
            time_left: due.and_then(|at| locale.roughly_left(now, at)),
            decided: report.decided_at.map(|at| locale.short_moment(at, &zone)),
        })
    }
}

/// How it came under review, or who approved it.
fn kind(report: &ListRow, locale: Locale) -> Option<String> {
    match report.status {
        Status::UnderReview => report.review.map(|kind| locale.review_kind(kind)),
        Status::Approved => report.approval.map(|how| {
            locale.t(if how == How::Automatic { "list-by-system" } else { "list-by-hand" })
        }),
        _ => None,
    }
}
