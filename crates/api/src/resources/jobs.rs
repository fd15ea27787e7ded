//! Jobs: decisions on many reports that the people and programs of a company started.

pub(crate) mod carry_on;
pub(crate) mod items;
pub(crate) mod job;
pub(crate) mod list;
pub(crate) mod numbers;
pub(crate) mod show;
pub(crate) mod started;

use crate::context::{Route, answering};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Vendor};
use countersign_domain::api_scope::Scope;
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Area(Area::UsageReports, Right::Read);
    let decides = Access::Of(&[Distributor, Vendor], Area::UsageReports, Right::Full);
    let undoes = Access::Of(&[Distributor], Area::UsageReports, Right::Full);
    vec![
        Route::get("/api/v1/jobs", reads, answering(list::list)).needing(Scope::ReportsRead),
        Route::get("/api/v1/jobs/{job}", reads, answering(show::show)).needing(Scope::ReportsRead),
        Route::get("/api/v1/jobs/{job}/items", reads, answering(items::list))
            .needing(Scope::ReportsRead),
        Route::post("/api/v1/jobs/{job}/confirm", decides, answering(carry_on::confirm))
            .needing(Scope::ReportsDecide),
        Route::post("/api/v1/jobs/{job}/cancel", decides, answering(carry_on::cancel))
            .needing(Scope::ReportsDecide),
        Route::post("/api/v1/jobs/{job}/undo", undoes, answering(carry_on::undo))
            .needing(Scope::ReportsDecide),
    ]
}
