//! The cycles of a distributor: what is done, what is late, and whether they are closed.

pub(crate) mod close;
pub(crate) mod late_reports;
pub(crate) mod list;
pub(crate) mod scope;
pub(crate) mod show;

use crate::context::{Route, answering};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Operator};
use countersign_domain::api_scope::Scope;
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Of(&[Distributor, Operator], Area::UsageReports, Right::Read);
    let closes = Access::Of(&[Distributor], Area::UsageReports, Right::Full);
    vec![
        Route::get("/api/v1/cycles", reads, answering(list::list)).needing(Scope::ReportsRead),
        Route::get("/api/v1/cycles/{cycle}", reads, answering(show::show))
            .needing(Scope::ReportsRead),
        Route::get("/api/v1/cycles/{cycle}/late-reports", reads, answering(late_reports::list))
            .needing(Scope::ReportsRead),
        Route::post("/api/v1/cycles/{cycle}/late-reports", reads, answering(late_reports::make))
            .needing(Scope::ReportsDecide),
        Route::post("/api/v1/cycles/{cycle}/close", closes, answering(close::close))
            .needing(Scope::ReportsDecide),
    ]
}
