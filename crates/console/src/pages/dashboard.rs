//! The dashboard: the counts by status, the progress of the cycle, and the reader's tasks.

mod failures;
mod needs;

use crate::addresses;
use crate::charts::progress::ProgressChart;
use crate::context::Context;
use crate::count_cache::COUNTED;
use crate::html::html;
use crate::layout::Layout;
use crate::pages::report_lists::participation::Participation;
use crate::pages::set_up::list::SetUpList;
use crate::reader_zone::zone_of;
use crate::route::Route;
use askama::Template;
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::status::Status;
use countersign_domain::zone::{Zone, day_number};
use countersign_store::Tx;
use countersign_store::reports::{self, DayCount, Filter, ListCounts};
use countersign_web::access::Access;
use countersign_web::problem::{Answer, Problem};
use countersign_web::report_query::ReportQuery;
use needs::Need;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/", Access::Acting, show)]
}

#[derive(Template)]
#[template(path = "dashboard.html")]
struct Dashboard {
    layout: Layout,
    month: Option<String>,
    statuses: Vec<StatusCount>,
    /// Whether the counts are links for this role.
    opens: bool,
    chart: Option<ProgressChart>,
    headings: Vec<String>,
    /// The reader's tasks; none for readers who never have any, or who are still setting up.
    needs: Option<Vec<Need>>,
    /// What is said where there are no tasks.
    no_needs: String,
    /// What is still to be set up, for the operator's Administrator.
    set_up: Option<SetUpList>,
    /// The page of the cycle, for people who have one.
    cycle_address: Option<String>,
    reason: Option<String>,
}

/// How many reports have a status.
struct StatusCount {
    token: &'static str,
    label: String,
    count: String,
    address: String,
}

async fn show(context: &Context) -> Answer {
    context.read(async |tx| page(context, tx).await).await
}

async fn page(context: &Context, tx: &mut Tx) -> Answer {
    let (person, locale) = (context.person()?, context.locale);
    let opens = right(person.company_kind, person.role, Area::StatusWidget) >= Right::Read;
    let reads = right(person.company_kind, person.role, Area::UsageReports) >= Right::Read;
    let latest = latest(tx, context, person).await?;
    let filter = latest.map(|cycle| plain_query(cycle).filter(person, cycle));
    let counts = match &filter {
        Some(filter) => Some(context.app.counts.counts(tx, filter, COUNTED + 1).await?),
        None => None,
    };
    let chart = match &filter {
        Some(filter) if reads => chart(tx, context, person, filter).await?,
        _ => None,
    };
    let needs = match (&filter, &counts) {
        _ if !reads => Vec::new(),
        (filter, counts) => needs::of(tx, context, filter.as_ref(), counts.as_ref()).await?,
    };
    let set_up = SetUpList::of(tx, context).await?;
    let is_idle = needs.is_empty();
    let reason = match latest {
        Some(_) => None,
        None => Participation::of(tx, person)
            .await?
            .and_then(|participation| participation.reason(locale)),
    };
    html(&Dashboard {
        layout: context.layout(locale.t("nav-dashboard")),
        month: latest.map(|cycle| locale.month(cycle)),
        statuses: tallies(context, latest, counts.as_ref()),
        opens,
        chart,
        headings: ProgressChart::headings(locale),
        needs: Some(needs).filter(|_| !is_idle || reads && set_up.is_none() && reason.is_none()),
        no_needs: locale.t(match needs::acts(person) {
            true => "dash-needs-nothing",
            false => "dash-needs-reader",
        }),
        set_up,
        cycle_address: latest
            .filter(|_| reads)
            .and_then(|cycle| addresses::cycle_for(person, cycle)),
        reason,
    })
}

/// The last cycle in which this person's company has reports.
async fn latest(tx: &mut Tx, context: &Context, person: &Person) -> Result<Option<Cycle>, Problem> {
    let first = context.installation.first_cycle;
    let scope = plain_query(first).filter(person, first).scope;
    Ok(reports::cycles_present(tx, &scope).await?.first().copied())
}

fn plain_query(cycle: Cycle) -> ReportQuery {
    ReportQuery::of_cycle(cycle)
}

fn tallies(
    context: &Context,
    latest: Option<Cycle>,
    counts: Option<&ListCounts>,
) -> Vec<StatusCount> {
    let (Some(cycle), Some(counts)) = (latest, counts) else { return Vec::new() };
    let locale = context.locale;
    let tally = |&(status, count): &(Status, i64)| StatusCount {
        token: status.token(),
        label: locale.status(status),
        count: locale.bounded(count, COUNTED),
        address: plain_query(cycle).with_status(Some(status)).text(),
    };
    counts.statuses.iter().map(tally).collect()
}

/// The chart, unless there are so many reports that it would delay the page.
async fn chart(
    tx: &mut Tx,
    context: &Context,
    person: &Person,
    filter: &Filter,
) -> Result<Option<ProgressChart>, Problem> {
    let zone = zone_of(context)?;
    let mut days = context.app.counts.progress(tx, filter, &zone, context.now).await?;
    let mut deadline = deadline_day(tx, filter, &zone).await?;
    if person.company_kind == CompanyKind::Vendor {
        // The history of a report before its dispatch is between distributor and partner.
        days = days.into_iter().map(DayCount::beyond_alone).collect();
        deadline = None;
    }
    Ok(ProgressChart::of(context.locale, &days, deadline))
}

/// The local day that ends with the first deadline of the cycle.
async fn deadline_day(tx: &mut Tx, filter: &Filter, zone: &Zone) -> Result<Option<i64>, Problem> {
    let first = reports::page(
        tx,
        filter,
        reports::SortKey::Partner.into(),
        &reports::PagePosition::First,
        1,
    )
    .await?;
    let day = |at: Instant| day_number(zone.date_of(at.plus_micros(-1)));
    Ok(first.rows.first().map(|report| day(report.deadline)))
}
