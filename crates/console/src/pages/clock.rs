//! The operator's page of the clock: how far it ran, what comes next, what waits for a choice,
//! what it would do, and how it stands with backups.

mod backups;
mod choose_deadlines;
mod dry_run;
pub(crate) mod move_clock;
mod show;

use crate::route::Route;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::Operator;
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Of(&[Operator], Area::Directory, Right::Read);
    let runs = Access::Of(&[Operator], Area::Directory, Right::Full);
    vec![
        Route::get("/clock", reads, show::show),
        Route::post("/clock/missed-deadlines", runs, choose_deadlines::choose),
        Route::post("/clock/move", runs, move_clock::run),
    ]
}
