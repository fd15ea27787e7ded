//! Partners.

use super::described_parameters::{OfCode, Search};
use super::named::{code, find};
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::paging::{AskedPage, PAGE, Page, PageParameters};
use crate::problem::ApiProblem;
use crate::query::Parameters;
use countersign_app::actions::read_directory;
use countersign_app::reader_scope;
use countersign_domain::actor::Person;
use countersign_store::directory::{self, DirectoryPage, DirectoryQuery, ListedPartner};
use countersign_store::partners::Partner as StoredPartner;
use countersign_store::retirements::{self, RetirableKind};
use countersign_store::{Tx, companies};
use countersign_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

/// A partner.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Partner {
    #[schema(example = "ANGSTROM")]
    code: String,
    /// The company id, a UUID.
    #[schema(format = "uuid")]
    company_id: String,
    name: String,
    /// The code of its distributor.
    distributor: String,
    /// msp or reseller. Reports are made for MSPs only.
    #[schema(example = "msp")]
    r#type: String,
    city: Option<String>,
    state: Option<String>,
    /// Whether it is retired.
    retired: bool,
}

impl Partner {
    fn of_listed(partner: ListedPartner, retired: bool) -> Self {
        let ListedPartner { code, name, city, state, .. } = partner;
        Self {
            code,
            company_id: partner.company_id.to_string(),
            name,
            distributor: partner.distributor_code,
            r#type: partner.account_type,
            city,
            state,
            retired,
        }
    }

    fn of(partner: StoredPartner, distributor: String, retired: bool) -> Self {
        let StoredPartner { code, name, city, state, .. } = partner;
        let (company_id, r#type) = (partner.company_id.to_string(), partner.account_type);
        Self { code, company_id, name, distributor, r#type, city, state, retired }
    }
}

/// List partners.
///
/// The operator sees all partners, a distributor its own, and a partner itself.
#[utoipa::path(
    get,
    path = "/api/v1/partners",
    operation_id = "listPartners",
    tag = "Directory",
    params(Search, PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<Partner>)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let mut given = Parameters::read(context, &["find", PAGE[0], PAGE[1]])?;
    let (asked, find) = (AskedPage::take(&mut given)?, find(&mut given));
    let person = context.person()?;
    let whose = reader_scope::directory(person).ok_or(Problem::NotFound)?;
    let (after, rows) = (asked.after_text()?, asked.rows());
    let query = DirectoryQuery { whose, find: find.as_deref(), after: &after, rows };
    let (page, retired) = context
        .look(async |tx| {
            let page = directory::partners(tx, &query).await?;
            let ids = page.rows.iter().map(|it| it.id);
            let retired = retirements::among(tx, RetirableKind::Partner, ids).await?;
            Ok((page, retired))
        })
        .await?;
    let DirectoryPage { rows, next } = page;
    let item = |it: ListedPartner| {
        let is_retired = retired.contains(&it.id);
        Partner::of_listed(it, is_retired)
    };
    tagged(&context.headers, &Page::of(rows.into_iter().map(item).collect(), next.as_deref()), None)
}

/// Read a partner.
#[utoipa::path(
    get,
    path = "/api/v1/partners/{code}",
    operation_id = "readPartner",
    tag = "Directory",
    params(OfCode),
    responses((status = 200, description = "The partner.", body = Partner)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let (person, code) = (context.person()?, code(context)?);
    let found = context.look(async |tx| read(tx, person, &code).await).await?;
    tagged(&context.headers, &found, None)
}

/// A partner as the person sees it.
pub(super) async fn read(tx: &mut Tx, person: &Person, code: &str) -> Result<Partner, ApiProblem> {
    let found = read_directory::partner(tx, person, code).await?;
    let found = found.ok_or(Problem::NotFound)?;
    let ids = std::iter::once(found.id);
    let retired = !retirements::among(tx, RetirableKind::Partner, ids).await?.is_empty();
    let all = companies::not_partners(tx).await?;
    let distributor = all.into_iter().find(|it| it.id == found.distributor_id);
    Ok(Partner::of(found, distributor.map(|it| it.code).unwrap_or_default(), retired))
}
