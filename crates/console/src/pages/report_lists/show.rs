//! The list of reports.

use super::bulk_actions::BulkActions;
use super::empty_list::{self, EmptyListReason};
use super::filters::{FilterFields, FilterInForce, FilterView};
use super::offered_months::OfferedMonths;
use super::participation::Participation;
use super::rows::{self, ListView, ReportRow};
use crate::addresses;
use crate::catalogue::Catalogue;
use crate::context::Context;
use crate::count_cache::COUNTED;
use crate::html::html;
use crate::layout::Layout;
use crate::pages::reports::list_navigation::{ListNavigation, ReportAddresses};
use crate::pages::reports::report_view::ReportView;
use crate::pages::reports::show::{OpenReport, ReportPane, beside_list};
use askama::Template;
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::cycle::Cycle;
use countersign_domain::status::Status;
use countersign_language::text::Locale;
use countersign_store::Tx;
use countersign_store::reports::{self, Cursor, Filter, ListCounts, ListPage, Sort, SortKey};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use countersign_web::report_query::ReportQuery;
use std::rc::Rc;
use std::sync::Arc;

const ROWS: i64 = 50;

#[derive(Template)]
#[template(path = "report_list.html")]
struct ReportList<'a> {
    layout: Rc<Layout>,
    title: String,
    is_partner: bool,
    is_vendor: bool,
    bulk: Option<&'a BulkActions>,
    /// The page of the list's cycle, for people who have one.
    cycle_address: Option<String>,
    query: ReportQuery,
    query_text: String,
    years: Vec<i16>,
    year: Option<i16>,
    /// The months of the year that have reports.
    months: Vec<(i8, String)>,
    /// The months of every year, for the script.
    months_by_year: String,
    /// Whether there is any report to query.
    has_reports: bool,
    month: i8,
    statuses: Vec<StatusFilter>,
    fields: FilterFields,
    filters: Vec<FilterInForce>,
    /// The list without any of them.
    unfiltered: String,
    /// The number of flagged reports, and the address of those alone, or of all again.
    flagged: Option<(String, String)>,
    headings: Headings,
    rows: Vec<ReportRow<'a>>,
    /// Where they lead.
    addresses: ReportAddresses,
    /// Whether rows have to name the vendor.
    several_vendors: bool,
    /// Whether they have to name the distributor.
    several_distributors: bool,
    /// Whether they have to name the month.
    several_months: bool,
    /// "1–50 of 387".
    range: Option<String>,
    previous: Option<String>,
    next: Option<String>,
    empty: Option<EmptyListReason>,
    so_far: Option<(String, String)>,
    /// The month with which the largest change compares.
    against: String,
    /// The other usual order: its address and its label.
    other_order: (String, String),
    ids_address: String,
    /// The report beside the list.
    opened: Option<ReportPane>,
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
    /// For what the first cell names.
    names: Vec<SortLink>,
    /// The city; where rows are of several distributors, those.
    place: SortLink,
    status: StatusHeading,
    lines: SortLink,
    flags: SortLink,
    violations: SortLink,
    comments: SortLink,
    change: SortLink,
    due: SortLink,
    decided: SortLink,
}

impl Headings {
    /// The direction of the first cell's order in force.
    fn names_direction(&self) -> &'static str {
        let directions = self.names.iter().map(|link| link.direction);
        directions.into_iter().find(|direction| !direction.is_empty()).unwrap_or_default()
    }
}

/// The heading above statuses. Reports of one status only say what sets them apart.
enum StatusHeading {
    Sorted(SortLink),
    Plain(String),
    None,
}

impl StatusHeading {
    const fn is_shown(&self) -> bool {
        !matches!(self, Self::None)
    }

    fn label(&self) -> &str {
        match self {
            Self::Sorted(link) => &link.label,
            Self::Plain(label) => label,
            Self::None => "",
        }
    }
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
    if let Some(id) = query.open.filter(|_| query.own) {
        return redirect::to(&ListNavigation::in_list(query).report(id));
    }
    let everything = query.filter(person, context.installation.first_cycle).scope;
    let present = context.app.counts.cycles(tx, &everything).await?;
    let latest = present.first().copied().unwrap_or(context.installation.first_cycle);
    let filter = query.filter(person, latest);
    let view = match query.open {
        Some(id) => Some(ReportView::with_id(context, tx, id).await?),
        None => None,
    };
    let (page, query) = list_page(tx, &filter, query, view.as_ref()).await?;
    let counts = context.app.counts.counts(tx, &filter, COUNTED + 1).await?;
    let first = first_number(tx, &filter, &query, &page).await?;
    let opened = match view {
        Some(view) => {
            let listed = ListedPage { page: &page, first, of: count(&query, &counts) };
            Some(open(context, tx, (&query, view), listed).await?)
        }
        None => None,
    };
    let empty = match page.rows.is_empty() {
        true => Some(empty_list::why_empty(tx, context, &query, present.is_empty()).await?),
        false => None,
    };
    let so_far = so_far(tx, context, person).await?;
    let bulk = BulkActions::of(context.locale, person, &query, &counts);
    let catalogue = context.app.counts.catalogue(tx).await?;
    let cycle = filter.cycle;
    let found = ReportListData { present, cycle, page, first, counts, bulk, catalogue };
    html(&view_of(context, person, query, &found, Beside { empty, so_far, opened }))
}

/// The page of the list, which shows the report that is open, and the query with this page.
async fn list_page(
    tx: &mut Tx,
    filter: &Filter,
    query: ReportQuery,
    opened: Option<&ReportView>,
) -> Result<(ListPage, ReportQuery), Problem> {
    let Some(view) = opened else {
        return Ok((reports::page(tx, filter, query.sort, &query.turn, ROWS).await?, query));
    };
    let asked = (&query.turn, view.key());
    let (page, turn) = reports::page_with(tx, filter, query.sort, asked, ROWS).await?;
    Ok((page, ReportQuery { turn, ..query }))
}

/// The number of the first row in the list; `None` if it is too far down to be counted.
async fn first_number(
    tx: &mut Tx,
    filter: &Filter,
    query: &ReportQuery,
    page: &ListPage,
) -> Result<Option<i64>, Problem> {
    let first = match (page.rows.first(), &page.previous) {
        (None, _) => return Ok(None),
        (Some(_), None) => Some(0),
        (Some(row), Some(_)) => reports::position(tx, filter, query.sort, row.key, COUNTED).await?,
    };
    Ok(first.filter(|before| *before < COUNTED).map(|before| before + 1))
}

/// A page of a list, the number of its first row, and the length of the list.
#[derive(Clone, Copy)]
struct ListedPage<'a> {
    page: &'a ListPage,
    first: Option<i64>,
    of: i64,
}

async fn open(
    context: &Context,
    tx: &mut Tx,
    (query, view): (&ReportQuery, ReportView),
    listed: ListedPage<'_>,
) -> Result<ReportPane, Problem> {
    let list = ListNavigation::in_list(query.clone());
    let numbers = listed.first.map(|first| (first, listed.of));
    let seen =
        numbers.and_then(|numbers| list.place_on(context.locale, listed.page, view.key(), numbers));
    let place = match seen {
        Some(place) => Some(place),
        None => list.place(context, tx, view.key(), view.report().status).await?,
    };
    beside_list(context, tx, OpenReport { view, list, place }).await
}

/// The number of reports of the query.
fn count(query: &ReportQuery, counts: &ListCounts) -> i64 {
    query.status.map_or_else(|| counts.all(), |status| counts.of(status))
}

/// The data of the page.
struct ReportListData {
    present: Vec<Cycle>,
    cycle: Cycle,
    page: ListPage,
    first: Option<i64>,
    counts: ListCounts,
    bulk: Option<BulkActions>,
    catalogue: Arc<Catalogue>,
}

/// What the page shows beside its rows.
struct Beside {
    empty: Option<EmptyListReason>,
    so_far: Option<(String, String)>,
    opened: Option<ReportPane>,
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

fn view_of<'a>(
    context: &Context,
    person: &Person,
    query: ReportQuery,
    found: &'a ReportListData,
    Beside { empty, so_far, opened }: Beside,
) -> ReportList<'a> {
    let locale = context.locale;
    let date = found.cycle.first_date();
    let own = person.company_kind == CompanyKind::Partner;
    let offered = OfferedMonths::of(&found.present, found.cycle);
    let place = |name: &str, cursor: &Option<Cursor>| {
        cursor.as_ref().map(|cursor| query.text_at(name, cursor))
    };
    let title = locale.t(title(person.company_kind));
    let shown = ListView {
        query: &query,
        bulk: found.bulk.as_ref(),
        catalogue: &found.catalogue,
        now: context.now,
    };
    let filters = FilterView {
        locale,
        person,
        query: &query,
        catalogue: &found.catalogue,
        cycle: found.cycle,
        present: &found.present,
    };
    let (fields, filters) = (filters.fields(), filters.in_force());
    let several = Several::of(person, &query, found);
    ReportList {
        layout: match &opened {
            Some(pane) => Rc::clone(&pane.layout),
            None => Rc::new(context.layout(title.clone())),
        },
        title,
        is_partner: own,
        is_vendor: person.company_kind == CompanyKind::Vendor,
        bulk: found.bulk.as_ref(),
        cycle_address: addresses::cycle_for(person, found.cycle)
            .filter(|_| !found.present.is_empty()),
        query_text: query.text(),
        years: offered.years(),
        months_by_year: offered.by_year(),
        has_reports: !found.present.is_empty(),
        year: (!own || query.year.is_some()).then(|| date.year()),
        months: offered.months(locale, date.year()),
        month: date.month(),
        statuses: statuses(locale, &query, &found.counts),
        flagged: (query.flagged || found.counts.flagged > 0).then(|| {
            let count = locale.bounded(found.counts.flagged, COUNTED);
            (count, query.with_flagged(!query.flagged).text())
        }),
        fields,
        filters,
        unfiltered: query.unfiltered().text(),
        headings: headings(locale, &query, &several),
        rows: rows::rows(&found.page.rows, locale, &shown),
        addresses: ListNavigation::in_list(query.clone()).reports(),
        several_vendors: several.vendors,
        several_distributors: several.distributors,
        several_months: several.months && !own,
        range: range(locale, &query, found),
        previous: place("before", &found.page.previous),
        next: place("after", &found.page.next),
        empty,
        so_far,
        against: against(locale, &several, found.cycle),
        other_order: other_order(locale, &query),
        opened,
        ids_address: ReportQuery { ids: !query.ids, ..query.clone() }.text(),
        query,
    }
}

/// "1–50 of 387".
fn range(locale: Locale, query: &ReportQuery, found: &ReportListData) -> Option<String> {
    let first = found.first?;
    let rows = i64::try_from(found.page.rows.len()).ok()?;
    let of = locale.bounded(count(query, &found.counts), COUNTED);
    let text = locale.say("list-range").with_text("first", locale.count(first));
    let text = text.with_text("last", locale.count(first + rows - 1)).with_text("of", of);
    Some(text.to_string())
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

/// What the rows of a list differ in, so that they have to name it.
struct Several {
    /// Whether it is a partner's own list, which names months and no partners.
    own: bool,
    months: bool,
    vendors: bool,
    distributors: bool,
}

impl Several {
    fn of(person: &Person, query: &ReportQuery, found: &ReportListData) -> Self {
        let own = person.company_kind == CompanyKind::Partner;
        Self {
            own,
            months: own || !query.earlier.is_empty(),
            vendors: found.page.rows.windows(2).any(|two| two[0].vendor != two[1].vendor),
            distributors: matches!(
                person.company_kind,
                CompanyKind::Operator | CompanyKind::Vendor
            ),
        }
    }

    /// The orders by what the first cell names.
    fn names(&self) -> impl Iterator<Item = (&'static str, SortKey)> {
        let all = [
            (!self.own, "list-partner", SortKey::Name),
            (
                self.months,
                if self.own { "list-report-cycle" } else { "list-month" },
                SortKey::Partner,
            ),
            (self.vendors, "company-vendor", SortKey::Vendor),
        ];
        all.into_iter().filter(|(is, ..)| *is).map(|(_, label, by)| (label, by))
    }
}

fn headings(locale: Locale, query: &ReportQuery, several: &Several) -> Headings {
    let link = |label, by| sort_link(locale, query, label, by);
    Headings {
        names: several.names().map(|(label, by)| link(label, by)).collect(),
        lines: link("list-lines", SortKey::Lines),
        flags: link("list-flag-heading", SortKey::Flags),
        violations: link("list-violations-heading", SortKey::Violations),
        comments: link("list-comments-heading", SortKey::Comments),
        place: match several.distributors {
            true => link("company-distributor", SortKey::Distributor),
            false => link("list-city", SortKey::City),
        },
        status: match query.status {
            None => StatusHeading::Sorted(link("list-status", SortKey::Status)),
            Some(Status::UnderReview) => StatusHeading::Plain(locale.t("list-submitted")),
            Some(Status::Approved) => StatusHeading::Plain(locale.status(Status::Approved)),
            Some(_) => StatusHeading::None,
        },
        change: link("list-change", SortKey::Surprise),
        due: link("list-due", SortKey::Due),
        decided: link("list-decided", SortKey::Decided),
    }
}

/// The month before the list's, if the list has one.
fn against(locale: Locale, several: &Several, cycle: Cycle) -> String {
    match (several.own, several.months) {
        (true, _) => return locale.t("list-against-last"),
        (false, true) => return String::new(),
        (false, false) => {}
    }
    let before = locale.short_month(cycle.plus(-1));
    locale.say("list-against").with_text("month", before).to_string()
}

fn sort_link(locale: Locale, query: &ReportQuery, label: &str, by: SortKey) -> SortLink {
    let now = query.sort.by == by;
    let next = Sort { by, reversed: now && !query.sort.reversed };
    let (direction, arrow) = match (now, query.sort.reversed == by.descends()) {
        (false, _) => ("", ""),
        (true, true) => ("ascending", " ↑"),
        (true, false) => ("descending", " ↓"),
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
