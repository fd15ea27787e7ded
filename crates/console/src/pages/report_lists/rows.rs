//! The rows of a list, as its table shows them.

use crate::addresses;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::report::How;
use countersign_domain::status::Status;
use countersign_domain::zone::Zone;
use countersign_language::datetime::WrittenMoment;
use countersign_language::signed_change::SignedChange;
use countersign_language::text::Locale;
use countersign_store::reports::ListRow;
use std::collections::HashMap;
use std::rc::Rc;

/// A row: the report with its texts.
pub(super) struct ReportRow<'a> {
    pub(super) report: &'a ListRow,
    pub(super) id: String,
    pub(super) address: String,
    pub(super) place: String,
    /// The month as the link names it.
    pub(super) cycle: Rc<str>,
    pub(super) status: String,
    pub(super) kind: Option<String>,
    pub(super) lines: String,
    pub(super) violations: Option<String>,
    pub(super) penalties: Option<String>,
    pub(super) comments: Option<String>,
    pub(super) comment_count: i64,
    pub(super) change: Option<(&'a str, SignedChange)>,
    pub(super) due: Option<WrittenMoment>,
    pub(super) time_left: Option<String>,
    pub(super) decided: Option<WrittenMoment>,
}

/// The rows of a list; a partner's own list names months. A report with an unknown zone has no row.
pub(super) fn rows(
    reports: &[ListRow],
    locale: Locale,
    now: Instant,
    own: bool,
) -> Vec<ReportRow<'_>> {
    let deadlines = HashMap::new();
    let mut said = ReportRowFormatter { locale, now, own, zone: None, deadlines, month: None };
    reports.iter().filter_map(|report| ReportRow::of(report, &mut said)).collect()
}

/// Texts that rows repeat: those of a distributor share their zone, and most their deadline.
struct ReportRowFormatter {
    locale: Locale,
    now: Instant,
    own: bool,
    zone: Option<Zone>,
    deadlines: HashMap<Instant, WrittenMoment>,
    month: Option<(Cycle, Rc<str>)>,
}

impl ReportRowFormatter {
    /// Switches to a report's zone; false if it does not exist.
    fn enter(&mut self, zone: &str) -> bool {
        if self.zone.as_ref().is_none_or(|known| known.name() != zone) {
            self.zone = Zone::parse(zone).ok();
            self.deadlines.clear();
        }
        self.zone.is_some()
    }

    fn deadline(&mut self, at: Instant) -> Option<WrittenMoment> {
        let zone = self.zone.as_ref()?;
        let write = || self.locale.short_deadline(at, zone).written();
        Some(self.deadlines.entry(at).or_insert_with(write).clone())
    }

    fn moment(&self, at: Instant) -> Option<WrittenMoment> {
        self.zone.as_ref().map(|zone| self.locale.short_moment(at, zone).written())
    }

    fn cycle(&mut self, cycle: Cycle) -> Rc<str> {
        match &self.month {
            Some((known, text)) if *known == cycle => Rc::clone(text),
            _ => {
                let text = if self.own { self.locale.month(cycle) } else { cycle.to_string() };
                let (_, text) = self.month.insert((cycle, text.into()));
                Rc::clone(text)
            }
        }
    }
}

impl<'a> ReportRow<'a> {
    /// A report of the list.
    fn of(report: &'a ListRow, said: &mut ReportRowFormatter) -> Option<Self> {
        if !said.enter(&report.time_zone) {
            return None;
        }
        let (locale, now) = (said.locale, said.now);
        let some = |key, count| (count > 0).then(|| locale.counted(key, count));
        let due = report.due_at();
        let comment_count = report.comments + i64::from(report.has_comment);
        let place = [report.city.as_deref(), report.state.as_deref()];
        Some(Self {
            report,
            id: report.id.to_string(),
            address: addresses::report(report.id),
            place: place.into_iter().flatten().collect::<Vec<_>>().join(", "),
            cycle: said.cycle(report.key.cycle),
            status: locale.status(report.status),
            kind: kind(report, locale),
            lines: locale.count(report.lines),
            violations: some("list-violations", report.violations),
            penalties: some("list-penalties", report.penalties),
            comments: some("list-comments", comment_count),
            comment_count,
            change: report.change.as_ref().map(|change| {
                (&*change.name, SignedChange::between(locale, change.before, change.after))
            }),
            due: due.and_then(|at| said.deadline(at)),
            time_left: due.and_then(|at| locale.roughly_left(now, at)),
            decided: report.decided_at.and_then(|at| said.moment(at)),
        })
    }
}

/// The kind of review, or how it was approved.
fn kind(report: &ListRow, locale: Locale) -> Option<String> {
    match report.status {
        Status::UnderReview => report.review.map(|kind| locale.review_kind(kind)),
        Status::Approved => report.approval.map(|how| {
            locale.t(if how == How::Automatic { "list-by-system" } else { "list-by-hand" })
        }),
        _ => None,
    }
}
