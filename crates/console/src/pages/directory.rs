//! The directory: the partners, customers with their subscriptions, and products that a reader may
//! see.

mod customer;
mod customers;
mod list_query;
mod partner;
mod partners;
mod products;
mod tree;

use crate::route::Route;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{self, Distributor, Operator, Partner, Vendor};
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let of = |kinds: &'static [CompanyKind]| Access::Of(kinds, Area::Directory, Right::Read);
    vec![
        Route::get("/partners", of(&[Distributor, Operator]), partners::show),
        Route::get("/partners/{id}", of(&[Distributor, Operator, Partner]), partner::show),
        Route::get("/customers", of(&[Distributor, Partner, Operator]), customers::show),
        Route::get("/customers/{id}", of(&[Distributor, Partner, Operator]), customer::show),
        Route::get("/products", of(&[Vendor, Distributor, Partner, Operator]), products::show),
    ]
}
