//! Billing › Usage Reports: the lists of all parties, their query and their export.

mod download;
pub(crate) mod query;
mod reason;
mod rows;
mod show;
pub(crate) mod standing;

use crate::route::Route;
use countersign_domain::access::{Area, Right};
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Area(Area::UsageReports, Right::Read);
    vec![
        Route::get("/usage-reports", reads, show::show),
        Route::get("/usage-reports/export", reads, download::show),
    ]
}
