//! Dispatches: those that a distributor sent, those that it could send now, and the vendor's
//! decisions.

mod decide;
pub(crate) mod deliveries;
mod export;
mod list;
mod lookup;
mod new;
mod selection;
mod send;
mod show;
mod sign;

use crate::route::Route;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Operator, Vendor};
use countersign_web::access::Access;

const READ: Access = Access::Of(&[Vendor, Distributor, Operator], Area::UsageReports, Right::Read);
const SEND: Access = Access::Of(&[Distributor], Area::UsageReports, Right::Full);
/// The handler checks who of them may do it.
const DELIVER: Access = Access::Of(&[Distributor, Operator], Area::UsageReports, Right::Read);
const PROCESS: Access = Access::Of(&[Vendor], Area::UsageReports, Right::Full);

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/dispatches", READ, list::show),
        Route::get("/dispatches/new", SEND, new::show),
        Route::post("/dispatches", SEND, send::send).typed_again(send::again),
        Route::post("/dispatches/statements", SEND, sign::state),
        Route::get("/dispatches/{id}", READ, show::show),
        Route::get("/dispatches/{id}/export.csv", READ, export::csv),
        Route::get("/dispatches/{id}/export.xlsx", READ, export::xlsx),
        Route::get("/dispatches/{id}/export.jsonl", READ, export::json_lines),
        Route::get("/dispatches/{id}/totals", READ, export::totals),
        Route::post("/dispatches/{id}/decide", PROCESS, decide::decide).typed_again(decide::again),
        Route::post("/dispatches/{id}/deliver", DELIVER, deliveries::deliver),
    ]
}
