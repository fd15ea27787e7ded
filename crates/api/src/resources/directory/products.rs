//! Products of vendors.

use super::described_parameters::OfCode;
use super::named::code;
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::paging::{AskedPage, PAGE, Page, PageParameters};
use crate::problem::ApiProblem;
use crate::query::Parameters;
use countersign_app::actions::read_directory;
use countersign_domain::actor::Person;
use countersign_store::products::Product as StoredProduct;
use countersign_store::retirements::{self, RetirableKind};
use countersign_store::{Tx, companies};
use countersign_web::problem::Problem;
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use utoipa::ToSchema;

/// A product of a vendor.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Product {
    #[schema(example = "EP")]
    code: String,
    name: String,
    /// The billing unit.
    #[schema(example = "Seats")]
    unit: String,
    /// The code of its vendor.
    vendor: String,
    /// The decimals of its quantities, from 0 to 6.
    decimals: u8,
    /// Whether used units count.
    reports_usage: bool,
    /// How a month's figures are computed: peak, average, p85, last or sum.
    #[schema(example = "peak")]
    basis: &'static str,
    /// Whether it is retired.
    retired: bool,
}

/// What the rows of a list need besides.
struct Beside {
    vendors: HashMap<i64, String>,
    retired: BTreeSet<i64>,
}

impl Product {
    fn of(product: StoredProduct, beside: &Beside) -> Self {
        let StoredProduct { code, name, unit, decimals, reports_usage, .. } = product;
        Self {
            code,
            name,
            unit,
            vendor: beside.vendors.get(&product.vendor_id).cloned().unwrap_or_default(),
            decimals,
            reports_usage,
            basis: product.basis.token(),
            retired: beside.retired.contains(&product.id),
        }
    }
}

async fn read_all(
    tx: &mut Tx,
    person: &Person,
) -> Result<(Vec<StoredProduct>, Beside), ApiProblem> {
    let found = read_directory::products(tx, person).await?;
    let all = companies::not_partners(tx).await?;
    let vendors = all.into_iter().map(|it| (it.id, it.code)).collect();
    let ids = found.iter().map(|it| it.id);
    let retired = retirements::among(tx, RetirableKind::Product, ids).await?;
    Ok((found, Beside { vendors, retired }))
}

/// List products.
///
/// A vendor sees its own products.
#[utoipa::path(
    get,
    path = "/api/v1/products",
    operation_id = "listProducts",
    tag = "Directory",
    params(PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<Product>)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let asked = AskedPage::take(&mut Parameters::read(context, &PAGE)?)?;
    let person = context.person()?;
    let (found, beside) = context.look(async |tx| read_all(tx, person).await).await?;
    let page = Page::of_all(found, &asked, |it| &it.code, |it| Product::of(it, &beside))?;
    tagged(&context.headers, &page, None)
}

/// Read a product.
#[utoipa::path(
    get,
    path = "/api/v1/products/{code}",
    operation_id = "readProduct",
    tag = "Directory",
    params(OfCode),
    responses((status = 200, description = "The product.", body = Product)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let (person, code) = (context.person()?, code(context)?);
    let shown = context.look(async |tx| read(tx, person, &code).await).await?;
    tagged(&context.headers, &shown, None)
}

/// A product as the person sees it.
pub(super) async fn read(tx: &mut Tx, person: &Person, code: &str) -> Result<Product, ApiProblem> {
    let (found, beside) = read_all(tx, person).await?;
    let found = found.into_iter().find(|it| it.code == code).ok_or(Problem::NotFound)?;
    Ok(Product::of(found, &beside))
}
