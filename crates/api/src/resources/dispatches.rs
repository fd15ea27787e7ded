//! Dispatches: what distributors sent to vendors, and what became of each report.

pub(crate) mod dispatch;
pub(crate) mod list;
pub(crate) mod process;
pub(crate) mod reports;
pub(crate) mod send;
pub(crate) mod show;

use crate::context::{Route, answering};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Operator, Vendor};
use countersign_domain::api_scope::Scope;
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Of(&[Vendor, Distributor, Operator], Area::UsageReports, Right::Read);
    let sends = Access::Of(&[Distributor], Area::UsageReports, Right::Full);
    let processes = Access::Of(&[Vendor], Area::UsageReports, Right::Full);
    vec![
        Route::get("/api/v1/dispatches", reads, answering(list::list)).needing(Scope::ReportsRead),
        Route::get("/api/v1/dispatches/{dispatch}", reads, answering(show::show))
            .needing(Scope::ReportsRead),
        Route::get("/api/v1/dispatches/{dispatch}/reports", reads, answering(reports::list))
            .needing(Scope::ReportsRead),
        Route::post("/api/v1/dispatches", sends, answering(send::send))
            .needing(Scope::ReportsDecide),
        Route::post(
            "/api/v1/dispatches/{dispatch}/complete",
            processes,
            answering(process::complete),
        )
        .needing(Scope::ReportsDecide),
        Route::post(
            "/api/v1/dispatches/{dispatch}/return",
            processes,
            answering(process::give_back),
        )
        .needing(Scope::ReportsDecide),
    ]
}
