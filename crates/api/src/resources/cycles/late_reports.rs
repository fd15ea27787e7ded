//! Reports of a cycle that came too late for the system: lists them, and makes those of a partner.

use super::scope::{DistributorParameter, DistributorScope, OfCycle};
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::idempotency::{self, Reply, RetryHeaders};
use crate::json_body;
use crate::paging::{AskedPage, PAGE, Page, PageParameters, wrong_cursor};
use crate::problem::ApiProblem;
use crate::query::Parameters;
use crate::refusal;
use countersign_app::actions::list_late_reports::{self, LatePlace, LateQuery, LateReport};
use countersign_app::actions::make_late_report;
use countersign_domain::access::may_make_late;
use countersign_domain::actor::CompanyKind;
use countersign_domain::cycle::Cycle;
use countersign_domain::refusal::Refusal;
use countersign_store::reports::{self, StoredReport};
use countersign_store::{Result as StoreResult, Tx, companies};
use countersign_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A report that can be made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListedLateReport {
    /// The code of the partner.
    partner: String,
    /// The code of the vendor.
    vendor: String,
    /// The number of subscriptions that no report counts without it.
    subscriptions: i64,
}

impl ListedLateReport {
    fn of(late: LateReport) -> Self {
        let LateReport { partner, vendor, subscriptions, .. } = late;
        Self { partner, vendor, subscriptions }
    }
}

/// The late reports to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LateReportsToMake {
    /// The code of the partner.
    partner: String,
    /// The code of a vendor, to make only its report.
    vendor: Option<String>,
}

/// The late reports that were made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeLateReports {
    reports: Vec<MadeLateReport>,
}

/// A late report that was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeLateReport {
    /// The id of the report, a UUID.
    #[schema(format = "uuid")]
    id: String,
    /// The code of the vendor.
    vendor: String,
    #[schema(format = "date-time")]
    deadline: String,
}

impl MadeLateReport {
    fn of(stored: &StoredReport) -> Self {
        Self {
            id: stored.names.report_id.to_string(),
            vendor: stored.names.vendor.clone(),
            deadline: stored.report.deadline.to_string(),
        }
    }
}

/// List the reports of a cycle that came too late.
///
/// Their readings arrived after the deadline that they would have had, so the system makes no
/// report.
#[utoipa::path(
    get,
    path = "/api/v1/cycles/{cycle}/late-reports",
    operation_id = "listLateReports",
    tag = "Cycles",
    params(OfCycle, DistributorParameter, PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<ListedLateReport>)),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let mut given = Parameters::read(context, &["distributor", PAGE[0], PAGE[1]])?;
    let asked = AskedPage::take(&mut given)?;
    let after = asked.after.as_deref().map_or(Ok((0, 0)), place)?;
    let named = given.take("distributor");
    let late = context
        .look(async |tx| {
            let scope = DistributorScope::find(context, tx, named.as_deref()).await?;
            let (distributor_id, cycle) = (scope.id, scope.cycle(context)?);
            let (now, limit) = (context.now, asked.rows() + 1);
            let query = LateQuery { distributor_id, cycle, now, after, limit };
            Ok(list_late_reports::run(tx, query).await?)
        })
        .await?;
    let page = Page::cut(late, &asked, cursor, ListedLateReport::of);
    tagged(&context.headers, &page, None)
}

fn cursor(it: &LateReport) -> String {
    format!("{}.{}", it.place.0, it.place.1)
}

fn place(text: &str) -> Result<LatePlace, ApiProblem> {
    let (partner, vendor) = text.split_once('.').ok_or_else(wrong_cursor)?;
    let number = |text: &str| text.parse().ok().filter(|it: &i64| *it > 0);
    number(partner).zip(number(vendor)).ok_or_else(wrong_cursor)
}

/// Make the late reports of a partner.
///
/// The deadline counts from now. A distributor makes those of its own partners.
#[utoipa::path(
    post,
    path = "/api/v1/cycles/{cycle}/late-reports",
    operation_id = "makeLateReports",
    tag = "Cycles",
    params(OfCycle, RetryHeaders),
    request_body = LateReportsToMake,
    responses((status = 200, description = "The reports are made.", body = MadeLateReports)),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn make(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let person = context.person()?;
    may_make_late(person, person.company_id).map_err(|_| Problem::Forbidden)?;
    let cycle = cycle(context)?;
    let wanted: LateReportsToMake = json_body::read(context)?;
    idempotency::once(context, async |tx: &mut Tx| {
        let refused =
            |refusal: &Refusal| Ok(Reply::refused(&refusal::problem(refusal, None), context));
        let Some(partner_id) = id_of(tx, &wanted.partner, CompanyKind::Partner).await? else {
            return refused(&Refusal::NoSuchReport);
        };
        let vendor_id = match &wanted.vendor {
            None => None,
            Some(code) => match id_of(tx, code, CompanyKind::Vendor).await? {
                None => return refused(&Refusal::NoSuchReport),
                found => found,
            },
        };
        let now = context.now;
        match make_late_report::run(tx, person, cycle, partner_id, vendor_id, now).await? {
            Err(refusal) => refused(&refusal),
            Ok(keys) => {
                let made = reports::find(tx, &keys).await?.into_iter().flatten();
                let reports = made.map(|it| MadeLateReport::of(&it)).collect();
                Reply::ok(&MadeLateReports { reports })
            }
        }
    })
    .await
}

/// The cycle of the address, from the installation's first one.
fn cycle(context: &Context) -> Result<Cycle, ApiProblem> {
    let text: String = context.parameter("cycle")?;
    let first = context.installation.first_cycle;
    let cycle = Cycle::parse(&text).ok().filter(|cycle| *cycle >= first);
    Ok(cycle.ok_or(Problem::NotFound)?)
}

async fn id_of(tx: &mut Tx, code: &str, kind: CompanyKind) -> StoreResult<Option<i64>> {
    if code.contains('\0') {
        return Ok(None);
    }
    let found = companies::of_code(tx, code).await?;
    Ok(found.filter(|company| company.kind == kind).map(|company| company.id))
}
