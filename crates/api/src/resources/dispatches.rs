//! Dispatches: what distributors sent to vendors, and what became of each report.

pub(crate) mod dispatch;
pub(crate) mod list;
pub(crate) mod reports;
pub(crate) mod show;

use crate::context::{Route, answering};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Operator, Vendor};
use countersign_domain::api_scope::Scope;
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Of(&[Vendor, Distributor, Operator], Area::UsageReports, Right::Read);
    vec![
        Route::get("/api/v1/dispatches", reads, answering(list::list)).needing(Scope::ReportsRead),
        Route::get("/api/v1/dispatches/{dispatch}", reads, answering(show::show))
            .needing(Scope::ReportsRead),
        Route::get("/api/v1/dispatches/{dispatch}/reports", reads, answering(reports::list))
            .needing(Scope::ReportsRead),
    ]
}
