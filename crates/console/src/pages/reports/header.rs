//! The header of every page of a report: its companies, its month, its status and its due date.

use super::list_navigation::{ListNavigation, ListPosition};
use super::report_view::ReportView;
use crate::addresses;
use crate::context::Context;
use countersign_domain::actor::CompanyKind;
use countersign_domain::instant::Instant;
use countersign_domain::report::Report;
use countersign_domain::status::Status;
use countersign_language::datetime::Moment;
use uuid::Uuid;

/// The head of a report's pages.
pub(super) struct ReportHeader {
    /// The report's id.
    pub(super) id: Uuid,
    /// The report's address, without the list's query.
    pub(super) address: String,
    /// The list's query, with its `?`; empty if the reader came from no list.
    pub(super) query: String,
    pub(super) list: String,
    /// Where the report is in the list.
    pub(super) place: Option<ListPosition>,
    pub(super) partner: String,
    pub(super) partner_code: String,
    pub(super) company_id: String,
    pub(super) city: Option<String>,
    pub(super) state: Option<String>,
    pub(super) distributor: String,
    /// Whether the reader has to be told the distributor: its own people and partners know it.
    pub(super) names_distributor: bool,
    pub(super) vendor: String,
    pub(super) month: String,
    pub(super) dates: String,
    /// Such as "Berlin time".
    pub(super) zone: String,
    pub(super) status: Status,
    pub(super) status_words: String,
    pub(super) kind: Option<String>,
    pub(super) flagged: bool,
    pub(super) due: Option<DueDate>,
    pub(super) version: i64,
    pub(super) hash: String,
}

/// The due date.
pub(super) struct DueDate {
    /// What is looked for.
    pub(super) label: String,
    pub(super) at: Moment,
    /// The time left.
    pub(super) left: String,
    /// Whether it is less than two days, or over.
    pub(super) is_near: bool,
}

/// A due date within this time is near, in microseconds.
const NEAR: i64 = 2 * 24 * 3_600_000_000;

impl ReportHeader {
    /// The head of an opened report.
    pub(super) fn of(context: &Context, view: &ReportView, navigation: &ListNavigation) -> Self {
        let stored = &view.stored;
        let (report, names, locale) = (&stored.report, &stored.names, context.locale);
        let (first, last) = (report.cycle.first_date(), report.cycle.last_date());
        let under_review = report.status == Status::UnderReview;
        Self {
            id: names.report_id,
            address: addresses::report(names.report_id),
            query: navigation.at(""),
            list: navigation.list_address_at(names.report_id),
            place: None,
            partner: names.partner_name.clone(),
            partner_code: names.partner.clone(),
            company_id: names.company_id.clone(),
            city: names.city.clone(),
            state: names.state.clone(),
            distributor: names.distributor_name.clone(),
            names_distributor: context.person().is_ok_and(|person| {
                matches!(person.company_kind, CompanyKind::Vendor | CompanyKind::Operator)
            }),
            vendor: view.vendor.clone(),
            month: locale.month(report.cycle),
            dates: locale
                .say("mail-months")
                .with("from", locale.written(first))
                .with("to", locale.written(last))
                .to_string(),
            zone: context.locale.zone(report.zone.name()),
            status: report.status,
            status_words: locale.status(report.status),
            kind: report.review.filter(|_| under_review).map(|kind| locale.review_kind(kind)),
            flagged: report.flagged,
            due: due(context, report),
            version: report.version,
            hash: countersign_domain::export::hex(&stored.head),
        }
    }
}

fn due(context: &Context, report: &Report) -> Option<DueDate> {
    let locale = context.locale;
    let (key, at): (_, Instant) = match report.status {
        Status::Preparing | Status::Rejected => ("report-due", report.deadline),
        Status::UnderReview => ("report-review-by", report.review_by?),
        _ => return None,
    };
    let left = match locale.time_left(context.now, at) {
        Some(left) => locale.say("report-due-left").with("left", left).to_string(),
        None => locale.t("report-due-over"),
    };
    let is_near = at.micros() - context.now.micros() < NEAR;
    Some(DueDate { label: locale.t(key), at: locale.deadline(at, &report.zone), left, is_near })
}
