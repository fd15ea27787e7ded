//! Billing › Usage Reports: the lists of all parties, their query and their export.

mod bulk_actions;
mod download;
mod empty_list;
pub(crate) mod filters;
mod offered_months;
pub(crate) mod participation;
mod rows;
mod show;
mod totals;

use crate::route::Route;
use countersign_domain::access::{Area, Right};
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Area(Area::UsageReports, Right::Read);
    vec![
        Route::get("/usage-reports", reads, show::show),
        Route::get("/usage-reports/export", reads, download::show),
        Route::get("/usage-reports/totals", reads, totals::show),
        Route::get("/usage-reports/totals/export", reads, totals::export),
    ]
}
