//! Jobs: the list of decisions on many reports, and the page of each job with its progress, its
//! expected or actual results item by item, and its buttons.

mod correct;
mod execute;
mod header;
mod import;
mod list;
mod lookup;
pub(crate) mod preview;
mod problem_words;
mod refused_rows;
mod results;
mod show;
mod sign;
mod texts;
mod undo;

use crate::context::Context;
use crate::route::Route;
use countersign_app::jobs::decisions::at_once::RequestTime;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Vendor};
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let deciding = Access::Of(&[Distributor, Vendor], Area::UsageReports, Right::Read);
    vec![
        Route::get("/jobs", deciding, list::show),
        Route::get("/jobs/{id}", Access::Acting, show::show),
        Route::get("/jobs/{id}/results", Access::Acting, results::show),
        Route::get("/jobs/{id}/problems", Access::Acting, import::problems),
        Route::get("/jobs/{id}/correct", Access::Acting, correct::show),
        Route::post("/jobs/{id}/correct", Access::Acting, correct::save)
            .typed_again(correct::again),
        Route::post("/jobs/{id}/confirm", Access::Acting, execute::confirm),
        Route::post("/jobs/{id}/statements", Access::Acting, sign::state),
        Route::post("/jobs/{id}/cancel", Access::Acting, execute::cancel),
        Route::post("/jobs/{id}/undo", Access::Acting, undo::undo),
    ]
}

/// The time of a request, for decisions that it makes itself.
pub(crate) fn request_time(context: &Context) -> RequestTime {
    RequestTime { now: context.now, machine_time: context.machine_time }
}
