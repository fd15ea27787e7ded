//! Regions.

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
use countersign_store::regions::Region as StoredRegion;
use countersign_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

/// A region.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Region {
    #[schema(example = "EU")]
    code: String,
    name: String,
    /// The IANA name of its time zone.
    #[schema(example = "Europe/Berlin")]
    time_zone: String,
    /// The ISO 4217 code of its currency.
    #[schema(example = "EUR")]
    currency: String,
    /// The tag of its language.
    #[schema(example = "de")]
    language: String,
    /// Whether usage reports exist there.
    usage_reports: bool,
}

impl Region {
    fn of(region: StoredRegion) -> Self {
        let StoredRegion { code, name, time_zone, currency, language, usage_reports, .. } = region;
        Self { code, name, time_zone, currency, language, usage_reports }
    }
}

/// List regions.
///
/// Distributors and partners see their own region.
#[utoipa::path(
    get,
    path = "/api/v1/regions",
    operation_id = "listRegions",
    tag = "Directory",
    params(PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<Region>)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let asked = AskedPage::take(&mut Parameters::read(context, &PAGE)?)?;
    let person = context.person()?;
    let found = context.look(async |tx| Ok(read_directory::regions(tx, person).await?)).await?;
    tagged(&context.headers, &Page::of_all(found, &asked, |it| &it.code, Region::of)?, None)
}

/// Read a region.
#[utoipa::path(
    get,
    path = "/api/v1/regions/{code}",
    operation_id = "readRegion",
    tag = "Directory",
    params(OfCode),
    responses((status = 200, description = "The region.", body = Region)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let (person, code) = (context.person()?, code(context)?);
    let shown = context.look(async |tx| read(tx, person, &code).await).await?;
    tagged(&context.headers, &shown, None)
}

/// A region as the person sees it.
pub(super) async fn read(tx: &mut Tx, person: &Person, code: &str) -> Result<Region, ApiProblem> {
    let found = read_directory::regions(tx, person).await?;
    let found = found.into_iter().find(|it| it.code == code).ok_or(Problem::NotFound)?;
    Ok(Region::of(found))
}
