//! Distributors.

use super::described_parameters::OfCode;
use super::named::code;
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::paging::{AskedPage, PAGE, Page, PageParameters};
use crate::problem::ApiProblem;
use crate::query::Parameters;
use countersign_app::actions::read_directory::{self, ReadDistributor};
use countersign_domain::actor::Person;
use countersign_store::Tx;
use countersign_store::companies::Company;
use countersign_store::retirements::{self, RetirableKind};
use countersign_web::problem::Problem;
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A distributor.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Distributor {
    #[schema(example = "NORDLICHT")]
    code: String,
    /// The company id, a UUID.
    #[schema(format = "uuid")]
    company_id: String,
    name: String,
    /// The code of its region.
    #[schema(example = "EU")]
    region: String,
    /// distributor or isp. Reports are made under distributors only.
    #[schema(example = "distributor")]
    r#type: String,
    /// Whether it is retired.
    retired: bool,
}

impl Distributor {
    fn of(distributor: ReadDistributor, retired: &BTreeSet<i64>) -> Self {
        let ReadDistributor { company, region, account_type, .. } = distributor;
        let Company { id, code, name, company_id, .. } = company;
        let (company_id, retired) = (company_id.to_string(), retired.contains(&id));
        Self { code, company_id, name, region, r#type: account_type, retired }
    }
}

async fn read_all(
    tx: &mut Tx,
    person: &Person,
) -> Result<(Vec<ReadDistributor>, BTreeSet<i64>), ApiProblem> {
    let found = read_directory::distributors(tx, person).await?;
    let ids = found.iter().map(|it| it.company.id);
    let retired = retirements::among(tx, RetirableKind::Distributor, ids).await?;
    Ok((found, retired))
}

/// List distributors.
///
/// A distributor sees itself, and a partner its distributor.
#[utoipa::path(
    get,
    path = "/api/v1/distributors",
    operation_id = "listDistributors",
    tag = "Directory",
    params(PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<Distributor>)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let asked = AskedPage::take(&mut Parameters::read(context, &PAGE)?)?;
    let person = context.person()?;
    let (found, retired) = context.look(async |tx| read_all(tx, person).await).await?;
    let item = |it| Distributor::of(it, &retired);
    tagged(&context.headers, &Page::of_all(found, &asked, |it| &it.company.code, item)?, None)
}

/// Read a distributor.
#[utoipa::path(
    get,
    path = "/api/v1/distributors/{code}",
    operation_id = "readDistributor",
    tag = "Directory",
    params(OfCode),
    responses((status = 200, description = "The distributor.", body = Distributor)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let (person, code) = (context.person()?, code(context)?);
    let shown = context.look(async |tx| read(tx, person, &code).await).await?;
    tagged(&context.headers, &shown, None)
}

/// A distributor as the person sees it.
pub(super) async fn read(
    tx: &mut Tx,
    person: &Person,
    code: &str,
) -> Result<Distributor, ApiProblem> {
    let (found, retired) = read_all(tx, person).await?;
    let found = found.into_iter().find(|it| it.company.code == code).ok_or(Problem::NotFound)?;
    Ok(Distributor::of(found, &retired))
}
