//! Setting up a new installation: the page that makes the first operator.

mod first_operator;

use crate::route::Route;
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/set-up/{token}", Access::Everyone, first_operator::show),
        Route::post("/set-up/{token}", Access::Everyone, first_operator::submit),
    ]
}
