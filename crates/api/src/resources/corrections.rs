//! Corrections of completed reports: the list, and those of one report.

pub(crate) mod act;
pub(crate) mod list;
pub(crate) mod show;

use crate::context::{Route, answering};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Operator, Partner};
use countersign_domain::api_scope::Scope;
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Of(&[Operator, Distributor, Partner], Area::UsageReports, Right::Read);
    let of_report = Access::Area(Area::UsageReports, Right::Read);
    let works = Access::Of(&[Distributor, Partner], Area::UsageReports, Right::Full);
    vec![
        Route::get("/api/v1/corrections", reads, answering(list::list)).needing(Scope::ReportsRead),
        Route::get("/api/v1/usage-reports/{id}/corrections", of_report, answering(show::show))
            .needing(Scope::ReportsRead),
        Route::post("/api/v1/usage-reports/{id}/corrections", works, answering(act::propose))
            .needing(Scope::ReportsEdit),
        Route::post("/api/v1/usage-reports/{id}/corrections/agree", works, answering(act::agree))
            .taking_signature()
            .needing(Scope::ReportsDecide),
        Route::post("/api/v1/usage-reports/{id}/corrections/refuse", works, answering(act::refuse))
            .needing(Scope::ReportsDecide),
        Route::post(
            "/api/v1/usage-reports/{id}/corrections/withdraw",
            works,
            answering(act::withdraw),
        )
        .needing(Scope::ReportsEdit),
    ]
}
