//! The list of reports.

use super::empty_list::{self, EmptyListReason};
use super::participation::Participation;
use super::query::ReportQuery;
use super::rows::{self, ReportRow};
use crate::addresses;
use crate::context::Context;
use crate::count_cache::COUNTED;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_domain::access::may_use;
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::cycle::Cycle;
use countersign_domain::status::{Status, Verb};
use countersign_language::text::Locale;
use countersign_store::Tx;
use countersign_store::reports::{self, Cursor, ListCounts, ListPage, Sort, SortKey};
use countersign_web::problem::{Answer, Problem};

const ROWS: i64 = 50;
#[derive(Template)]
#[template(path = "report_list.html")]
struct ReportList<'a> {
    layout: Layout,
    is_partner: bool,
    is_operator: bool,
    is_vendor: bool,
    may_decide: bool,
    /// Whether everything in it is approved, so that it can be sent.
    lists_approved: bool,
    /// The page of the list's cycle, for people who have one.
    cycle_address: Option<String>,
    query: ReportQuery,
    query_text: String,
    years: Vec<i16>,
    year: Option<i16>,
    months: Vec<(i8, String)>,
    month: i8,
    statuses: Vec<StatusFilter>,
    /// The number of flagged reports, and the address of those alone, or of all again.
    flagged: Option<(String, String)>,
    headings: Headings,
    rows: Vec<ReportRow<'a>>,
    /// Whether rows have to name the vendor.
    several_vendors: bool,
    previous: Option<String>,
    next: Option<String>,
    empty: Option<EmptyListReason>,
    so_far: Option<(String, String)>,
    /// The month with which the largest change compares.
    against: String,
    /// The other usual order: its address and its label.
    other_order: (String, String),
    ids_address: String,
}

/// A status to narrow the list to, with how many there are.
struct StatusFilter {
    token: &'static str,
    label: String,
    count: String,
    address: String,
    is_chosen: bool,
}

struct Headings {
    /// For the codes; in a partner's own list, for the months.
    partner: SortLink,
    city: SortLink,
    status: SortLink,
    change: SortLink,
    due: SortLink,
    decided: SortLink,
}

struct SortLink {
    label: String,
    address: String,
    /// `ascending`, `descending`, or nothing if the list is sorted otherwise.
    direction: &'static str,
    arrow: &'static str,
}

pub(super) async fn show(context: &Context) -> Answer {
    let query = ReportQuery::of(context)?;
    context.read(async |tx| page(context, tx, query).await).await
}

async fn page(context: &Context, tx: &mut Tx, query: ReportQuery) -> Answer {
    let person = context.person()?;
    let everything = query.filter(person, context.installation.first_cycle).scope;
    let present = context.app.counts.cycles(tx, &everything).await?;
    let latest = present.first().copied().unwrap_or(context.installation.first_cycle);
    let filter = query.filter(person, latest);
    let page = reports::page(tx, &filter, query.sort, &query.turn, ROWS).await?;
    let counts = context.app.counts.counts(tx, &filter, COUNTED + 1).await?;
    let empty = match page.rows.is_empty() {
        true => Some(empty_list::why_empty(tx, context, &query, present.is_empty()).await?),
        false => None,
    };
    let so_far = so_far(tx, context, person).await?;
    let found = ReportListData { present, cycle: filter.cycle, page, counts };
    html(&view(context, person, query, &found, empty, so_far))
}

/// The data of the page.
struct ReportListData {
    present: Vec<Cycle>,
    cycle: Cycle,
    page: ListPage,
    counts: ListCounts,
}

/// The running month of a partner: its name and its address.
async fn so_far(
    tx: &mut Tx,
    context: &Context,
    person: &Person,
) -> Result<Option<(String, String)>, Problem> {
    if person.company_kind != CompanyKind::Partner {
        return Ok(None);
    }
    let Some(participation) = Participation::of(tx, person).await? else { return Ok(None) };
    let cycle = participation.zone.cycle_of(context.now);
    let address = addresses::so_far(cycle);
    Ok(participation.takes_part.then(|| (context.locale.month(cycle), address)))
}

fn view<'a>(
    context: &Context,
    person: &Person,
    query: ReportQuery,
    found: &'a ReportListData,
    empty: Option<EmptyListReason>,
    so_far: Option<(String, String)>,
) -> ReportList<'a> {
    let locale = context.locale;
    let date = found.cycle.first_date();
    let own = person.company_kind == CompanyKind::Partner;
    let mut years: Vec<i16> = found.present.iter().map(|cycle| cycle.first_date().year()).collect();
    years.dedup();
    let place = |name: &str, cursor: &Option<Cursor>| {
        cursor.as_ref().map(|cursor| query.text_at(name, cursor))
    };
    ReportList {
        layout: context.layout(locale.t(title(person.company_kind))),
        is_partner: own,
        is_operator: person.company_kind == CompanyKind::Operator,
        is_vendor: person.company_kind == CompanyKind::Vendor,
        may_decide: may_use(person, Verb::Approve).is_ok(),
        lists_approved: query.status == Some(Status::Approved),
        cycle_address: addresses::cycle_for(person, found.cycle)
            .filter(|_| !found.present.is_empty()),
        query_text: query.text(),
        years,
        year: (!own || query.year.is_some()).then(|| date.year()),
        months: (1..=12).map(|month| (month, locale.t(&format!("month-{month}")))).collect(),
        month: date.month(),
        statuses: statuses(locale, &query, &found.counts),
        flagged: (query.flagged || found.counts.flagged > 0).then(|| {
            let count = locale.bounded(found.counts.flagged, COUNTED);
            (count, query.with_flagged(!query.flagged).text())
        }),
        headings: headings(locale, &query, own),
        rows: rows::rows(&found.page.rows, locale, context.now, own),
        several_vendors: found.page.rows.windows(2).any(|two| two[0].vendor != two[1].vendor),
        previous: place("before", &found.page.previous),
        next: place("after", &found.page.next),
        empty,
        so_far,
        against: against(locale, person, found.cycle),
        other_order: other_order(locale, &query),
        ids_address: ReportQuery { ids: !query.ids, ..query.clone() }.text(),
        query,
    }
}

/// A vendor's list has the reports that were dispatched to it.
pub(super) const fn title(kind: CompanyKind) -> &'static str {
    match kind {
        CompanyKind::Vendor => "list-title-vendor",
        _ => "list-title",
    }
}

fn statuses(locale: Locale, query: &ReportQuery, counts: &ListCounts) -> Vec<StatusFilter> {
    let all = StatusFilter {
        token: "all",
        label: locale.t("list-all"),
        count: locale.bounded(counts.all(), COUNTED),
        address: query.with_status(None).text(),
        is_chosen: query.status.is_none(),
    };
    let of = |&(status, count): &(Status, i64)| StatusFilter {
        token: status.token(),
        label: locale.status(status),
        count: locale.bounded(count, COUNTED),
        address: query.with_status(Some(status)).text(),
        is_chosen: query.status == Some(status),
    };
    std::iter::once(all).chain(counts.statuses.iter().map(of)).collect()
}

fn headings(locale: Locale, query: &ReportQuery, own: bool) -> Headings {
    let link = |label, by| sort_link(locale, query, label, by);
    Headings {
        partner: link(if own { "list-report-cycle" } else { "list-partner" }, SortKey::Partner),
        city: link("list-city", SortKey::City),
        status: link("list-status", SortKey::Status),
        change: link("list-change", SortKey::Surprise),
        due: link("list-due", SortKey::Due),
        decided: link("list-decided", SortKey::Decided),
    }
}

/// The month before the list's; a partner's own list has several.
fn against(locale: Locale, person: &Person, cycle: Cycle) -> String {
    match person.company_kind {
        CompanyKind::Partner => locale.t("list-against-last"),
        _ => {
            let before = locale.short_month(cycle.plus(-1));
            locale.say("list-against").with_text("month", before).to_string()
        }
    }
}

fn sort_link(locale: Locale, query: &ReportQuery, label: &str, by: SortKey) -> SortLink {
    let now = query.sort.by == by;
    let next = Sort { by, reversed: now && !query.sort.reversed };
    let (direction, arrow) = match (now, query.sort.reversed) {
        (false, _) => ("", ""),
        (true, false) => ("ascending", " ↑"),
        (true, true) => ("descending", " ↓"),
    };
    let address = query.sorted(next).text();
    SortLink { label: locale.t(label), address, direction, arrow }
}

/// By surprise, or by partner if the list is sorted by surprise already.
fn other_order(locale: Locale, query: &ReportQuery) -> (String, String) {
    let (by, key) = match query.sort.by {
        SortKey::Surprise => (SortKey::Partner, "list-order-partner"),
        _ => (SortKey::Surprise, "list-order-surprise"),
    };
    (query.sorted(by.into()).text(), locale.t(key))
}
