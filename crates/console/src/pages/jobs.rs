//! The page of a job: its progress, its expected or actual results item by item, and its buttons.

mod correct;
mod execute;
mod header;
mod import;
mod lookup;
mod refused_rows;
mod results;
mod show;

use crate::route::Route;
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/jobs/{id}", Access::Acting, show::show),
        Route::get("/jobs/{id}/results", Access::Acting, results::show),
        Route::get("/jobs/{id}/problems", Access::Acting, import::problems),
        Route::get("/jobs/{id}/correct", Access::Acting, correct::show),
        Route::post("/jobs/{id}/correct", Access::Acting, correct::save)
            .typed_again(correct::again),
        Route::post("/jobs/{id}/confirm", Access::Acting, execute::confirm),
        Route::post("/jobs/{id}/cancel", Access::Acting, execute::cancel),
    ]
}
