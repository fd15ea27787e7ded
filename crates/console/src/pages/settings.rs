//! The settings of a region, a distributor or a partner: their values, their origin, and changing
//! them.
//!
//! People who read the reports of a level can read its settings; only a level above writes them:
//! the operator those of regions and distributors, a distributor's Administrator those of its
//! partners.

mod form;
mod history;
mod level;
mod overview;
mod rows;
mod save;

use crate::context::Context;
use crate::navigation;
use crate::route::Route;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Operator};
use countersign_store::settings::Level;
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let reads = |kinds| Access::Of(kinds, Area::PartnerSettings, Right::Read);
    let writes = |kinds| Access::Of(kinds, Area::PartnerSettings, Right::Full);
    let of_region = async |context: &Context| level::show(context, Level::Region).await;
    let of_distributor = async |context: &Context| level::show(context, Level::Distributor).await;
    let of_partner = async |context: &Context| level::show(context, Level::Partner).await;
    let save_region = async |context: &Context| save::save(context, Level::Region).await;
    let save_distributor = async |context: &Context| save::save(context, Level::Distributor).await;
    let save_partner = async |context: &Context| save::save(context, Level::Partner).await;
    let again_region = async |context: &Context| save::again(context, Level::Region).await;
    let again_distributor =
        async |context: &Context| save::again(context, Level::Distributor).await;
    let again_partner = async |context: &Context| save::again(context, Level::Partner).await;
    vec![
        Route::get("/settings", navigation::SETTINGS, overview::show),
        Route::get("/settings/regions/{id}", reads(&[Operator]), of_region),
        Route::post("/settings/regions/{id}", writes(&[Operator]), save_region)
            .typed_again(again_region),
        Route::get("/settings/distributors/{id}", reads(&[Operator, Distributor]), of_distributor),
        Route::post("/settings/distributors/{id}", writes(&[Operator]), save_distributor)
            .typed_again(again_distributor),
        Route::get("/settings/partners/{id}", navigation::SETTINGS, of_partner),
        Route::post("/settings/partners/{id}", writes(&[Distributor]), save_partner)
            .typed_again(again_partner),
    ]
}
