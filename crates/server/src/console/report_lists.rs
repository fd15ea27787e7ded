//! Billing › Usage Reports: the lists of all parties, their query and their export.

mod download;
pub(super) mod query;
mod reason;
mod rows;
mod show;
pub(super) mod standing;

use super::access::Access;
use super::routes::Route;
use countersign_domain::access::{Area, Right};

/// The list and its export.
pub(super) fn routes() -> Vec<Route> {
    let reads = Access::Area(Area::UsageReports, Right::Read);
    vec![
        Route::get("/usage-reports", reads, show::show),
        Route::get("/usage-reports/export", reads, download::show),
    ]
}
