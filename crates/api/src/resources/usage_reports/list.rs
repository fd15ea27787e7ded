//! The list of reports, with every filter and order of the console's list.

use super::listed_report::ListedReport;
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::paging::{AskedPage, wrong_cursor};
use crate::problem::ApiProblem;
use crate::query::{Parameters, wrong};
use countersign_domain::actor::Person;
use countersign_domain::cycle::Cycle;
use countersign_store::Tx;
use countersign_store::reports::{self, Cursor, PagePosition, SortKey};
use countersign_web::report_query::{QueryFault, ReportQuery};
use serde::Serialize;
use utoipa::ToSchema;

/// Describes the parameters of the list. [`ReportQuery`] reads all but the last two.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct ListParameters {
    /// The cycle, such as `2026-10`. The default is the latest cycle with reports, or the last
    /// twelve for a partner.
    #[param(example = "2026-10")]
    cycle: Option<String>,
    /// The status: preparing, under-review, rejected, approved, submitted or completed.
    #[param(example = "under-review")]
    status: Option<String>,
    /// A part of the partner's name, code or company id.
    find: Option<String>,
    /// `yes` for reports with a penalty only, `no` for those without.
    flagged: Option<String>,
    /// The code of a vendor.
    vendor: Option<String>,
    /// The code of a product; lists reports that have a line for it.
    product: Option<String>,
    /// `yes` for reports with a line above its threshold, `no` for those without.
    violations: Option<String>,
    /// `yes` for reports with comments, `no` for those without.
    comments: Option<String>,
    /// `person` or `system`: who decided on the report.
    decided: Option<String>,
    /// Reports with a line that changed by more than this percentage against last month.
    over: Option<String>,
    /// The first of up to twelve months that end with `cycle`. It requires `cycle`, and must not be
    /// after it.
    #[param(example = "2026-08")]
    since: Option<String>,
    /// The order: partner, surprise, due, decided, status, city, name, vendor, distributor, lines,
    /// flags, violations or comments; a leading minus sign reverses it. The default is due
    /// for partners, and partner for everyone else.
    #[param(example = "-surprise")]
    sort: Option<String>,
    /// The `next` value of the previous page.
    after: Option<String>,
    /// The maximum number of reports on the page, from 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
}

/// A page of the list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportPage {
    /// The reports, in the order of the list.
    items: Vec<ListedReport>,
    /// The `after` value for the next page; null on the last page. It stays valid if reports
    /// change.
    next: Option<String>,
}

/// List usage reports.
///
/// Partners, distributors and the operator see their reports; vendors see reports that were sent to
/// them.
#[utoipa::path(
    get,
    path = "/api/v1/usage-reports",
    operation_id = "listUsageReports",
    tag = "Usage reports",
    params(ListParameters),
    responses((status = 200, description = "A page of the list.", body = ReportPage)),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    let mut known = ReportQuery::parameters();
    known.extend(["after", "limit"]);
    let mut given = Parameters::read(context, &known)?;
    let asked = AskedPage::take(&mut given)?;
    let person = context.person()?;
    let query = ReportQuery::of_program(&given.rest(), person).map_err(|it| refused(&it))?;
    let turn = position(asked.after.as_deref(), query.sort.by)?;
    let page = context
        .look(async |tx| {
            let latest = latest(context, tx, person, &query).await?;
            let filter = query.filter(person, latest);
            Ok(reports::page(tx, &filter, query.sort, &turn, asked.limit()).await?)
        })
        .await?;
    let items = page.rows.iter().map(|row| ListedReport::of(row, person.company_kind)).collect();
    let next = page.next.map(|cursor| cursor.to_string());
    tagged(&context.headers, &ReportPage { items, next }, None)
}

fn refused(fault: &QueryFault) -> ApiProblem {
    wrong("bad_request", fault.parameter, &format!("The query is refused: {fault}."))
}

fn position(after: Option<&str>, by: SortKey) -> Result<PagePosition, ApiProblem> {
    let Some(text) = after else { return Ok(PagePosition::First) };
    let cursor = Cursor::parse(text, by).map(PagePosition::After);
    cursor.ok_or_else(wrong_cursor)
}

/// The latest cycle with reports, which is the default.
async fn latest(
    context: &Context,
    tx: &mut Tx,
    person: &Person,
    query: &ReportQuery,
) -> Result<Cycle, ApiProblem> {
    let first = context.installation.first_cycle;
    if query.cycle.is_some() {
        return Ok(first);
    }
    let present = reports::cycles_present(tx, &query.filter(person, first).scope).await?;
    Ok(present.first().copied().unwrap_or(first))
}
