//! The operator's pages of the directory: one region, company, product, customer or subscription,
//! read by all of its roles, added and changed by its Administrator; and readings, added singly.
//!
//! [`countersign_app::actions::edit_directory`] checks the fields.

pub(crate) mod changes;
mod currencies;
mod field_table;
mod fields;
pub(crate) mod file_columns;
mod form;
mod kinds;
mod options;
mod reading;
pub(crate) mod retirement;
mod show;

use crate::access::WRITES_DIRECTORY;
use crate::context::Context;
use crate::route::Route;
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::Operator;
use countersign_web::access::Access;

const READS: Access = Access::Of(&[Operator], Area::Directory, Right::Read);

/// The routes of one kind; a partner also has a page for other companies.
macro_rules! routes_of {
    ($kind:expr, $family:literal) => {
        [
            Route::get(
                concat!("/", $family, "/add"),
                WRITES_DIRECTORY,
                async |context: &Context| form::add(context, $kind).await,
            ),
            Route::post(
                concat!("/", $family, "/add"),
                WRITES_DIRECTORY,
                async |context: &Context| form::create(context, $kind).await,
            )
            .typed_again(async |context: &Context| form::add_again(context, $kind).await),
            Route::get(
                concat!("/", $family, "/{id}/edit"),
                WRITES_DIRECTORY,
                async |context: &Context| form::edit(context, $kind).await,
            ),
            Route::post(
                concat!("/", $family, "/{id}/edit"),
                WRITES_DIRECTORY,
                async |context: &Context| form::save(context, $kind).await,
            )
            .typed_again(async |context: &Context| form::edit_again(context, $kind).await),
        ]
    };
}

pub(crate) fn routes() -> Vec<Route> {
    let of_region = async |context: &Context| show::show(context, DirectoryKind::Region).await;
    let of_vendor = async |context: &Context| show::show(context, DirectoryKind::Vendor).await;
    let of_distributor =
        async |context: &Context| show::show(context, DirectoryKind::Distributor).await;
    let of_product = async |context: &Context| show::show(context, DirectoryKind::Product).await;
    let of_subscription =
        async |context: &Context| show::show(context, DirectoryKind::Subscription).await;
    let pages = [
        Route::get("/regions/{id}", READS, of_region),
        Route::get("/vendors/{id}", READS, of_vendor),
        Route::get("/distributors/{id}", READS, of_distributor),
        Route::get("/products/{id}", READS, of_product),
        Route::get("/subscriptions/{id}", READS, of_subscription),
        Route::get("/subscriptions/{id}/readings/add", WRITES_DIRECTORY, reading::show),
        Route::post("/subscriptions/{id}/readings/add", WRITES_DIRECTORY, reading::add)
            .typed_again(reading::again),
    ];
    let retirements = [
        Route::post("/vendors/{id}/retirement", WRITES_DIRECTORY, async |context: &Context| {
            retirement::save(context, DirectoryKind::Vendor).await
        }),
        Route::post(
            "/distributors/{id}/retirement",
            WRITES_DIRECTORY,
            async |context: &Context| retirement::save(context, DirectoryKind::Distributor).await,
        ),
        Route::post("/partners/{id}/retirement", WRITES_DIRECTORY, async |context: &Context| {
            retirement::save(context, DirectoryKind::Partner).await
        }),
        Route::post("/customers/{id}/retirement", WRITES_DIRECTORY, async |context: &Context| {
            retirement::save(context, DirectoryKind::Customer).await
        }),
        Route::post("/products/{id}/retirement", WRITES_DIRECTORY, async |context: &Context| {
            retirement::save(context, DirectoryKind::Product).await
        }),
    ];
    let forms = [
        routes_of!(DirectoryKind::Region, "regions"),
        routes_of!(DirectoryKind::Vendor, "vendors"),
        routes_of!(DirectoryKind::Distributor, "distributors"),
        routes_of!(DirectoryKind::Partner, "partners"),
        routes_of!(DirectoryKind::Product, "products"),
        routes_of!(DirectoryKind::Customer, "customers"),
        routes_of!(DirectoryKind::Subscription, "subscriptions"),
    ];
    pages.into_iter().chain(retirements).chain(forms.into_iter().flatten()).collect()
}
