//! The table of all routes.

use crate::context::Route;
use crate::{oauth, reference, resources};

pub(crate) fn all() -> Vec<Route> {
    let families = [
        reference::routes(),
        oauth::routes(),
        resources::usage_reports::routes(),
        resources::readings::routes(),
    ];
    families.into_iter().flatten().collect()
}
