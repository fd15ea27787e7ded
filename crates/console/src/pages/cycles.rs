//! The cycles of a distributor: the reports by status, what is late or missing, and the closing.
//!
//! Each count leads to its list. A cycle cannot be closed while anything is open; `completeness` in
//! the domain decides that.

mod close;
mod evidence;
mod list;
mod metric;
mod metric_list;
mod scope;
mod show;
mod times;
pub(crate) mod uncounted;

use crate::route::Route;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Operator};
use countersign_web::access::Access;

const READ: Access = Access::Of(&[Distributor, Operator], Area::UsageReports, Right::Read);
const CLOSE: Access = Access::Of(&[Distributor], Area::UsageReports, Right::Full);

/// A distributor's people who work on reports, and the operator's Administrators.
const MAKE: Access = Access::Of(&[Distributor, Operator], Area::UsageReports, Right::Read);

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/cycles", READ, list::show),
        Route::get("/cycles/{cycle}", READ, show::show),
        Route::get("/cycles/{cycle}/in-no-line", READ, uncounted::show),
        Route::get("/cycles/{cycle}/evidence.zip", READ, evidence::show),
        Route::post("/cycles/{cycle}/make", MAKE, uncounted::make),
        Route::get("/cycles/{cycle}/{metric}", READ, metric_list::show),
        Route::post("/cycles/{cycle}/close", CLOSE, close::close),
    ]
}
