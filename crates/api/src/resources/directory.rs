//! The directory: regions, vendors, distributors, partners, customers, subscriptions and products,
//! by code.

pub(crate) mod bodies;
mod cell;
pub(crate) mod customers;
pub(crate) mod described_parameters;
pub(crate) mod distributors;
pub(crate) mod partners;
pub(crate) mod products;
pub(crate) mod put;
pub(crate) mod regions;
pub(crate) mod subscriptions;
pub(crate) mod vendors;

use crate::context::{Context, Route, answering};
use crate::problem::ApiProblem;
use crate::query::{Parameters, wrong};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Operator, Partner};
use countersign_domain::api_scope::Scope;
use countersign_web::access::Access;
use countersign_web::problem::Problem;

pub(crate) fn routes() -> Vec<Route> {
    let all = Access::Area(Area::Directory, Right::Read);
    let but_vendors = Access::Of(&[Operator, Distributor, Partner], Area::Directory, Right::Read);
    let routes = vec![
        Route::get("/api/v1/regions", but_vendors, answering(regions::list)),
        Route::get("/api/v1/regions/{code}", but_vendors, answering(regions::show)),
        Route::get("/api/v1/vendors", all, answering(vendors::list)),
        Route::get("/api/v1/vendors/{code}", all, answering(vendors::show)),
        Route::get("/api/v1/distributors", but_vendors, answering(distributors::list)),
        Route::get("/api/v1/distributors/{code}", but_vendors, answering(distributors::show)),
        Route::get("/api/v1/partners", but_vendors, answering(partners::list)),
        Route::get("/api/v1/partners/{code}", but_vendors, answering(partners::show)),
        Route::get("/api/v1/customers", but_vendors, answering(customers::list)),
        Route::get("/api/v1/customers/{code}", but_vendors, answering(customers::show)),
        Route::get("/api/v1/subscriptions", but_vendors, answering(subscriptions::list)),
        Route::get("/api/v1/subscriptions/{code}", but_vendors, answering(subscriptions::show)),
        Route::get("/api/v1/products", all, answering(products::list)),
        Route::get("/api/v1/products/{code}", all, answering(products::show)),
    ];
    let writes = Access::Of(&[Operator], Area::Directory, Right::Full);
    let puts = vec![
        Route::put("/api/v1/regions/{code}", writes, answering(put::region)),
        Route::put("/api/v1/vendors/{code}", writes, answering(put::vendor)),
        Route::put("/api/v1/distributors/{code}", writes, answering(put::distributor)),
        Route::put("/api/v1/partners/{code}", writes, answering(put::partner)),
        Route::put("/api/v1/customers/{code}", writes, answering(put::customer)),
        Route::put("/api/v1/subscriptions/{code}", writes, answering(put::subscription)),
        Route::put("/api/v1/products/{code}", writes, answering(put::product)),
    ];
    let routes = routes.into_iter().map(|route| route.needing(Scope::DirectoryRead));
    routes.chain(puts.into_iter().map(|route| route.needing(Scope::DirectoryWrite))).collect()
}

/// The code in the address.
///
/// # Errors
/// The answer for a row that does not exist, if no row can have the code.
pub(super) fn code(context: &Context) -> Result<String, ApiProblem> {
    let code: String = context.parameter("code")?;
    if code.contains('\0') {
        return Err(Problem::NotFound.into());
    }
    Ok(code)
}

/// The text to find, without blanks around it.
fn find(given: &mut Parameters) -> Option<String> {
    let text = given.take("find").map(|text| text.trim().to_owned());
    text.filter(|text| !text.is_empty())
}

/// A parameter that names a row which does not exist for the caller.
fn unknown(parameter: &str, code: &str) -> ApiProblem {
    wrong("bad_request", parameter, &format!("{parameter} is {code:?}, which does not exist."))
}
