//! Imports: files are uploaded, tried, and taken in once a person has seen what they would do. The
//! list keeps everything that came.

mod list;
mod upload;

pub(super) use upload::UPLOAD_BYTES;

use super::access::Access;
use super::routes::Route;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::Operator;

/// The list and the upload.
pub(super) fn routes() -> Vec<Route> {
    let writes = Access::Of(&[Operator], Area::Directory, Right::Full);
    vec![
        Route::get("/imports", writes, list::show),
        Route::post("/imports", writes, upload::take).taking_upload(),
    ]
}
