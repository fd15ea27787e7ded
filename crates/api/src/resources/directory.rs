//! The directory: regions, vendors, distributors, partners, customers, subscriptions and products,
//! by code.

pub(crate) mod bodies;
mod cell;
pub(crate) mod customers;
pub(crate) mod described_parameters;
pub(crate) mod distributors;
pub(crate) mod named;
pub(crate) mod partners;
pub(crate) mod products;
pub(crate) mod put;
pub(crate) mod regions;
pub(crate) mod retire;
pub(crate) mod subscriptions;
pub(crate) mod vendors;

use crate::context::{Route, answering};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Operator, Partner};
use countersign_domain::api_scope::Scope;
use countersign_web::access::Access;

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
    let retirements = [
        Route::post("/api/v1/vendors/{code}/retire", writes, answering(retire::retire_vendor)),
        Route::post("/api/v1/vendors/{code}/restore", writes, answering(retire::restore_vendor)),
        Route::post(
            "/api/v1/distributors/{code}/retire",
            writes,
            answering(retire::retire_distributor),
        ),
        Route::post(
            "/api/v1/distributors/{code}/restore",
            writes,
            answering(retire::restore_distributor),
        ),
        Route::post("/api/v1/partners/{code}/retire", writes, answering(retire::retire_partner)),
        Route::post("/api/v1/partners/{code}/restore", writes, answering(retire::restore_partner)),
        Route::post("/api/v1/customers/{code}/retire", writes, answering(retire::retire_customer)),
        Route::post(
            "/api/v1/customers/{code}/restore",
            writes,
            answering(retire::restore_customer),
        ),
        Route::post("/api/v1/products/{code}/retire", writes, answering(retire::retire_product)),
        Route::post("/api/v1/products/{code}/restore", writes, answering(retire::restore_product)),
    ];
    let routes = routes.into_iter().map(|route| route.needing(Scope::DirectoryRead));
    let changes = puts.into_iter().chain(retirements);
    routes.chain(changes.map(|route| route.needing(Scope::DirectoryWrite))).collect()
}
