//! Imports: files are uploaded, tried, and imported once a person has seen the dry run. The list
//! keeps all of them.

mod list;
mod templates;
mod upload;

use crate::route::Route;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::Operator;
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let writes = Access::Of(&[Operator], Area::Directory, Right::Full);
    vec![
        Route::get("/imports", writes, list::show),
        Route::get("/imports/templates/{file}", writes, templates::download),
        Route::post("/imports", writes, upload::take).taking_upload(),
    ]
}
