//! Jobs: decisions on many reports that the people and programs of a company started.

pub(crate) mod items;
pub(crate) mod job;
pub(crate) mod list;
pub(crate) mod show;

use crate::context::{Route, answering};
use countersign_domain::access::{Area, Right};
use countersign_domain::api_scope::Scope;
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Area(Area::UsageReports, Right::Read);
    vec![
        Route::get("/api/v1/jobs", reads, answering(list::list)).needing(Scope::ReportsRead),
        Route::get("/api/v1/jobs/{job}", reads, answering(show::show)).needing(Scope::ReportsRead),
        Route::get("/api/v1/jobs/{job}/items", reads, answering(items::list))
            .needing(Scope::ReportsRead),
    ]
}
