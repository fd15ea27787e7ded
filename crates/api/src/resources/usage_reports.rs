//! Usage reports: the list, single reports, edits and decisions.

pub(crate) mod decide;
pub(crate) mod decide_bodies;
pub(crate) mod described_parameters;
pub(crate) mod document;
pub(crate) mod edit;
pub(crate) mod execute;
pub(crate) mod list;
pub(crate) mod listed_report;
pub(crate) mod one_line_each;
pub(crate) mod pdf;
pub(crate) mod report;
pub(crate) mod show;
pub(crate) mod statement;
pub(crate) mod undo;

use crate::context::{Route, answering};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Partner};
use countersign_domain::api_scope::Scope;
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Area(Area::UsageReports, Right::Read);
    let edits = Access::Of(&[Partner], Area::UsageReports, Right::Full);
    let decides = Access::Of(&[Distributor], Area::UsageReports, Right::Full);
    vec![
        Route::get("/api/v1/usage-reports", reads, answering(list::show))
            .needing(Scope::ReportsRead),
        Route::get("/api/v1/usage-reports/{id}", reads, answering(show::show))
            .needing(Scope::ReportsRead),
        Route::get("/api/v1/usage-reports/{id}/document", reads, answering(document::show))
            .needing(Scope::ReportsRead),
        Route::get("/api/v1/usage-reports/{id}/pdf", reads, answering(pdf::show))
            .needing(Scope::ReportsRead),
        Route::get("/api/v1/usage-reports/{id}/statement", reads, answering(statement::show))
            .needing(Scope::ReportsRead),
        Route::patch("/api/v1/usage-reports/{id}", edits, answering(edit::edit))
            .needing(Scope::ReportsEdit),
        Route::post("/api/v1/usage-reports/{id}/submit", edits, answering(edit::submit))
            .taking_signature()
            .needing(Scope::ReportsEdit),
        Route::post("/api/v1/usage-reports/{id}/approve", decides, answering(decide::approve))
            .taking_signature()
            .needing(Scope::ReportsDecide),
        Route::post("/api/v1/usage-reports/{id}/reject", decides, answering(decide::reject))
            .taking_signature()
            .needing(Scope::ReportsDecide),
        Route::post("/api/v1/usage-reports/{id}/reopen", decides, answering(decide::reopen))
            .needing(Scope::ReportsDecide),
        Route::post("/api/v1/usage-reports/{id}/extend", decides, answering(decide::extend))
            .needing(Scope::ReportsDecide),
        Route::post("/api/v1/usage-reports/{id}/undo", decides, answering(undo::undo))
            .needing(Scope::ReportsDecide),
    ]
}
