//! The page of a job: how far it is, what it would do or did, item by item; and its buttons.

mod execute;
mod header;
mod import;
mod lookup;
mod results;
mod show;

use crate::route::Route;
use countersign_web::access::Access;

/// The page, the file of results, and what can be done about a job.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/jobs/{id}", Access::Acting, show::show),
        Route::get("/jobs/{id}/results", Access::Acting, results::show),
        Route::get("/jobs/{id}/problems", Access::Acting, import::problems),
        Route::post("/jobs/{id}/confirm", Access::Acting, execute::confirm),
        Route::post("/jobs/{id}/cancel", Access::Acting, execute::cancel),
    ]
}
