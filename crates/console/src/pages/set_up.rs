//! Setting up a new installation: the page that makes the first operator, and the list of what is
//! still to be set up.

mod first_operator;
pub(crate) mod list;

use crate::access::WRITES_DIRECTORY;
use crate::route::Route;
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/set-up/{token}", Access::Everyone, first_operator::show),
        Route::post("/set-up/{token}", Access::Everyone, first_operator::submit),
        Route::post("/set-up-list/dismiss", WRITES_DIRECTORY, list::dismiss),
    ]
}
