//! The list of corrections, and the late differences of a cycle.
//!
//! Does not own the actions on one correction, which are on its report's page.

mod late;
mod list;

use crate::context::Context;
use crate::route::Route;
use countersign_app::reader_scope;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Operator, Partner};
use countersign_store::corrections::CorrectionScope;
use countersign_web::access::Access;
use countersign_web::problem::Problem;

const READ: Access = Access::Of(&[Distributor, Partner, Operator], Area::UsageReports, Right::Read);

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/corrections", READ, list::show),
        Route::get("/late-differences", READ, late::show),
    ]
}

/// The corrections that the reader may see.
fn whose(context: &Context) -> Result<CorrectionScope, Problem> {
    reader_scope::corrections(context.person()?).ok_or(Problem::NotFound)
}
