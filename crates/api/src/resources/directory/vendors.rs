//! Vendors.

use super::described_parameters::OfCode;
use super::named::code;
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::paging::{AskedPage, PAGE, Page, PageParameters};
use crate::problem::ApiProblem;
use crate::query::Parameters;
use countersign_app::actions::read_directory;
use countersign_domain::actor::Person;
use countersign_store::Tx;
use countersign_store::companies::Company;
use countersign_store::retirements::{self, RetirableKind};
use countersign_web::problem::Problem;
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A vendor.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Vendor {
    #[schema(example = "ACME")]
    code: String,
    /// The company id, a UUID.
    #[schema(format = "uuid")]
    company_id: String,
    name: String,
    /// Whether it is retired.
    retired: bool,
}

impl Vendor {
    fn of(company: Company, retired: &BTreeSet<i64>) -> Self {
        let Company { id, code, name, company_id, .. } = company;
        Self { code, company_id: company_id.to_string(), name, retired: retired.contains(&id) }
    }
}

async fn read_all(
    tx: &mut Tx,
    person: &Person,
) -> Result<(Vec<Company>, BTreeSet<i64>), ApiProblem> {
    let found = read_directory::vendors(tx, person).await?;
    let ids = found.iter().map(|it| it.id);
    let retired = retirements::among(tx, RetirableKind::Vendor, ids).await?;
    Ok((found, retired))
}

/// List vendors.
///
/// A vendor sees itself.
#[utoipa::path(
    get,
    path = "/api/v1/vendors",
    operation_id = "listVendors",
    tag = "Directory",
    params(PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<Vendor>)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let asked = AskedPage::take(&mut Parameters::read(context, &PAGE)?)?;
    let person = context.person()?;
    let (found, retired) = context.look(async |tx| read_all(tx, person).await).await?;
    let page = Page::of_all(found, &asked, |it| &it.code, |it| Vendor::of(it, &retired))?;
    tagged(&context.headers, &page, None)
}

/// Read a vendor.
#[utoipa::path(
    get,
    path = "/api/v1/vendors/{code}",
    operation_id = "readVendor",
    tag = "Directory",
    params(OfCode),
    responses((status = 200, description = "The vendor.", body = Vendor)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let (person, code) = (context.person()?, code(context)?);
    let shown = context.look(async |tx| read(tx, person, &code).await).await?;
    tagged(&context.headers, &shown, None)
}

/// A vendor as the person sees it.
pub(super) async fn read(tx: &mut Tx, person: &Person, code: &str) -> Result<Vendor, ApiProblem> {
    let (found, retired) = read_all(tx, person).await?;
    let found = found.into_iter().find(|it| it.code == code).ok_or(Problem::NotFound)?;
    Ok(Vendor::of(found, &retired))
}
