//! Late differences: what readings after the first submission would have changed.

use crate::answer::{ApiAnswer, tagged};
use crate::context::{Context, Route, answering};
use crate::paging::{AskedPage, PAGE, Page, PageParameters, wrong_cursor};
use crate::problem::ApiProblem;
use crate::query::{Parameters, wrong};
use countersign_app::reader_scope;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Operator, Partner};
use countersign_domain::api_scope::Scope;
use countersign_domain::correction::current_lines;
use countersign_domain::cycle::Cycle;
use countersign_domain::quantity::Quantity;
use countersign_store::late_differences::{self, ListedDifference};
use countersign_store::reports::{self, Key, StoredReport};
use countersign_web::access::Access;
use countersign_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Of(&[Operator, Distributor, Partner], Area::UsageReports, Right::Read);
    vec![Route::get("/api/v1/late-differences", reads, answering(list)).needing(Scope::ReportsRead)]
}

/// Describes the filter of the list.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct LateParameters {
    /// The cycle, such as `2026-10`. The default is the latest cycle with late differences.
    #[param(example = "2026-10")]
    cycle: Option<String>,
}

/// The change to a line that late readings would have made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListedLateDifference {
    /// The id of the report, a UUID.
    #[schema(format = "uuid")]
    report: String,
    #[schema(example = "2026-10")]
    cycle: String,
    /// The code of the partner.
    partner: String,
    partner_name: String,
    /// The code of the vendor.
    vendor: String,
    /// The code of the product.
    product: String,
    product_name: String,
    /// The billing unit.
    unit: String,
    /// The chargeable units of the report; null if it has no line for the product.
    #[schema(value_type = Option<String>, example = "780")]
    chargeable: Option<Quantity>,
    /// The provisioned units with the late readings.
    #[schema(value_type = String, example = "1000")]
    provisioned: Quantity,
    /// The used units with the late readings.
    #[schema(value_type = Option<String>, example = "812")]
    used: Option<Quantity>,
    /// The default chargeable units with the late readings.
    #[schema(value_type = String, example = "812")]
    default_chargeable: Quantity,
    #[schema(format = "date-time")]
    found_at: String,
}

impl ListedLateDifference {
    fn of(listed: &ListedDifference, stored: &StoredReport) -> Self {
        let (late, names) = (&listed.late, &stored.names);
        let lines = current_lines(&stored.report);
        let line = lines.iter().find(|it| it.product.code == late.product.code);
        Self {
            report: names.report_id.to_string(),
            cycle: listed.key.cycle.to_string(),
            partner: names.partner.clone(),
            partner_name: names.partner_name.clone(),
            vendor: names.vendor.clone(),
            product: late.product.code.clone(),
            product_name: late.product.name.clone(),
            unit: late.product.unit.clone(),
            chargeable: line.map(|line| line.chargeable),
            provisioned: late.provisioned,
            used: late.used,
            default_chargeable: late.default_chargeable,
            found_at: late.found_at.to_string(),
        }
    }
}

/// List the late differences of a cycle.
///
/// They change no report. Propose a correction to charge them.
#[utoipa::path(
    get,
    path = "/api/v1/late-differences",
    operation_id = "listLateDifferences",
    tag = "Corrections",
    params(LateParameters, PageParameters),
    responses(
        (status = 200, description = "A page of the list.", body = Page<ListedLateDifference>)
    ),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let mut given = Parameters::read(context, &["cycle", PAGE[0], PAGE[1]])?;
    let asked = AskedPage::take(&mut given)?;
    let cycle = given.take("cycle").map(|text| Cycle::parse(&text)).transpose();
    let cycle = cycle.map_err(|why| wrong("bad_request", "cycle", &why))?;
    let last = asked.after.as_deref().map(place).transpose()?;
    // Between two pages, another cycle may have become the latest one, and the places of one cycle
    // mean nothing in another.
    let of_cursor = last.map(|(cycle, _)| cycle);
    if cycle.is_some() && of_cursor.is_some() && cycle != of_cursor {
        return Err(wrong_cursor());
    }
    let (cycle, after) = (cycle.or(of_cursor), last.map_or((0, 0, 0), |(_, place)| place));
    let scope = reader_scope::corrections(context.person()?).ok_or(Problem::NotFound)?;
    let first = context.installation.first_cycle;
    let (found, stored) = context
        .look(async |tx| {
            let cycle = match cycle {
                Some(cycle) => cycle,
                None => {
                    late_differences::cycles(tx, scope).await?.first().copied().unwrap_or(first)
                }
            };
            let found = late_differences::page(tx, scope, cycle, after, asked.one_more()).await?;
            let mut keys: Vec<Key> = found.iter().map(|it| it.key).collect();
            keys.dedup();
            let stored = reports::find(tx, &keys).await?;
            Ok((found, stored.into_iter().flatten().collect::<Vec<_>>()))
        })
        .await?;
    let with_report = |it: ListedDifference| {
        let of = stored.iter().find(|stored| stored.key() == it.key)?;
        Some((it, of))
    };
    let rows = found.into_iter().filter_map(with_report).collect();
    let cursor = |(it, _): &(ListedDifference, _)| cursor(it);
    let page = Page::cut(rows, &asked, cursor, |(it, of)| ListedLateDifference::of(&it, of));
    tagged(&context.headers, &page, None)
}

fn cursor(it: &ListedDifference) -> String {
    let Key { cycle, partner_id, vendor_id } = it.key;
    format!("{cycle}.{partner_id}.{vendor_id}.{}", it.late.product.id)
}

/// The cycle of the last row, and its partner, vendor and product.
fn place(text: &str) -> Result<(Cycle, (i64, i64, i64)), ApiProblem> {
    let (cycle, rest) = text.split_once('.').ok_or_else(wrong_cursor)?;
    let cycle = Cycle::parse(cycle).map_err(|_| wrong_cursor())?;
    let numbers: Vec<i64> = rest.split('.').filter_map(|part| part.parse().ok()).collect();
    match numbers[..] {
        [partner, vendor, product] => Ok((cycle, (partner, vendor, product))),
        _ => Err(wrong_cursor()),
    }
}
