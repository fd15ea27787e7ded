//! A distributor's cycles: what stands where, what is late or missing, and whether one is done.
//!
//! Each count leads to the list behind it. Nothing is called done while anything stands in the
//! way; what that is, the domain says (`completeness`).

mod close;
mod list;
mod rows;
mod show;
pub(crate) mod uncounted;
mod what;
mod whose;

use crate::context::Context;
use crate::route::Route;
use countersign_app::actions::close_cycle;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Operator};
use countersign_domain::actor::Person;
use countersign_domain::cycle::Cycle;
use countersign_store::completeness::Times;
use countersign_web::access::Access;

const READ: Access = Access::Of(&[Distributor, Operator], Area::UsageReports, Right::Read);
const CLOSE: Access = Access::Of(&[Distributor], Area::UsageReports, Right::Full);

/// A distributor's people who work on reports, and the operator's Administrators.
const MAKE: Access = Access::Of(&[Distributor, Operator], Area::UsageReports, Right::Read);

/// What is counted further than this is "10,000+".
const COUNTED: i64 = 10_000;

/// What a cycle is measured against.
fn times(context: &Context) -> Times {
    close_cycle::times(&context.installation, context.now, context.machine_time)
}

/// Where the page of a cycle is, for companies of a kind that has one.
pub(crate) fn address_for(person: &Person, cycle: Cycle) -> Option<String> {
    let has_one = matches!(person.company_kind, Distributor | Operator);
    has_one.then(|| format!("/cycles/{cycle}"))
}

/// The pages.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/cycles", READ, list::show),
        Route::get("/cycles/{cycle}", READ, show::show),
        Route::get("/cycles/{cycle}/in-no-line", READ, uncounted::show),
        Route::post("/cycles/{cycle}/make", MAKE, uncounted::make),
        Route::get("/cycles/{cycle}/{what}", READ, rows::show),
        Route::post("/cycles/{cycle}/close", CLOSE, close::close),
    ]
}
