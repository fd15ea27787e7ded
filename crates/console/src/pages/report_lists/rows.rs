//! The rows of a list, as its table shows them.

use super::bulk_actions::BulkActions;
use crate::catalogue::Catalogue;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::report::How;
use countersign_domain::status::{ReviewKind, Status};
use countersign_domain::zone::Zone;
use countersign_language::datetime::WrittenMoment;
use countersign_language::signed_change::SignedChange;
use countersign_language::text::Locale;
use countersign_store::reports::ListRow;
use countersign_web::report_query::ReportQuery;
use std::collections::HashMap;
use std::rc::Rc;

/// A row: the report with its texts.
pub(super) struct ReportRow<'a> {
    pub(super) report: &'a ListRow,
    pub(super) id: String,
    /// Whether it is the report beside the list.
    pub(super) is_open: bool,
    /// Whether a decision on many reports can take it.
    pub(super) can_pick: bool,
    pub(super) place: String,
    /// The month: the link of a partner's own list, and a remark in others.
    pub(super) cycle: Rc<str>,
    pub(super) vendor: &'a str,
    pub(super) distributor: &'a str,
    /// The status; `None` if the whole list has it.
    pub(super) status: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) lines: String,
    /// The number of violations; nothing if there is none.
    pub(super) violations: String,
    pub(super) comments: String,
    pub(super) change: Option<(&'a str, SignedChange)>,
    pub(super) due: Option<WrittenMoment>,
    pub(super) time_left: Option<String>,
    pub(super) decided: Option<WrittenMoment>,
}

/// The list whose rows are shown.
pub(super) struct ListView<'q, 'a> {
    pub(super) query: &'q ReportQuery,
    pub(super) bulk: Option<&'q BulkActions>,
    pub(super) catalogue: &'a Catalogue,
    pub(super) now: Instant,
}

/// The rows of a list; a partner's own list names months. A report with an unknown zone has no row.
pub(super) fn rows<'a>(
    reports: &'a [ListRow],
    locale: Locale,
    view: &ListView<'_, 'a>,
) -> Vec<ReportRow<'a>> {
    let deadlines = HashMap::new();
    let mut said = ReportRowFormatter { locale, view, zone: None, deadlines, month: None };
    reports.iter().filter_map(|report| ReportRow::of(report, &mut said)).collect()
}

/// Texts that rows repeat: those of a distributor share their zone, and most their deadline.
struct ReportRowFormatter<'v, 'a> {
    locale: Locale,
    view: &'v ListView<'v, 'a>,
    zone: Option<Zone>,
    deadlines: HashMap<Instant, WrittenMoment>,
    month: Option<(Cycle, Rc<str>)>,
}

impl ReportRowFormatter<'_, '_> {
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
                let text = match self.view.query.own {
                    true => self.locale.month(cycle),
                    false => self.locale.month_in_year(cycle),
                };
                let (_, text) = self.month.insert((cycle, text.into()));
                Rc::clone(text)
            }
        }
    }
}

impl<'a> ReportRow<'a> {
    /// A report of the list.
    fn of(report: &'a ListRow, said: &mut ReportRowFormatter<'_, 'a>) -> Option<Self> {
        if !said.enter(&report.time_zone) {
            return None;
        }
        let (locale, view) = (said.locale, said.view);
        let some = |count| if count > 0 { locale.count(count) } else { String::new() };
        let due = report.due_at();
        let place = [report.city.as_deref(), report.state.as_deref()];
        Some(Self {
            report,
            id: report.id.to_string(),
            is_open: view.query.open == Some(report.id),
            can_pick: view.bulk.is_some_and(|bulk| bulk.takes(report.status)),
            place: locale.items(&place.into_iter().flatten().collect::<Vec<_>>()),
            cycle: said.cycle(report.key.cycle),
            vendor: view.catalogue.company(&report.vendor),
            distributor: view.catalogue.company(&report.distributor),
            status: view.query.status.is_none().then(|| locale.status(report.status)),
            kind: kind(report, locale),
            lines: locale.count(report.lines),
            violations: some(report.violations),
            comments: some(report.comments + i64::from(report.has_comment)),
            change: report.change.as_ref().map(|change| {
                (&*change.name, SignedChange::between(locale, change.before, change.after))
            }),
            due: due.and_then(|at| said.deadline(at)),
            time_left: due.and_then(|at| locale.roughly_left(view.now, at)),
            decided: report.decided_at.and_then(|at| said.moment(at)),
        })
    }
}

/// Who submitted it for review, or who approved it; why it is reviewed once more.
fn kind(report: &ListRow, locale: Locale) -> Option<String> {
    let key = match report.status {
        Status::UnderReview => match report.review? {
            ReviewKind::Manual => "list-by-hand",
            ReviewKind::Automatic | ReviewKind::AutomaticWithPenalties => "list-by-system",
            again @ (ReviewKind::Reopened | ReviewKind::Returned) => {
                return Some(locale.review_kind(again));
            }
        },
        Status::Approved => match report.approval? {
            How::Automatic => "list-by-system",
            How::Manual => "list-by-hand",
        },
        _ => return None,
    };
    Some(locale.t(key))
}
