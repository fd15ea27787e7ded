//! The table of all routes.

use crate::context::Route;
use crate::{oauth, reference, resources};

pub(crate) fn all() -> Vec<Route> {
    let families = [
        reference::routes(),
        oauth::routes(),
        resources::usage_reports::routes(),
        resources::evidence::routes(),
        resources::readings::routes(),
        resources::events::routes(),
        resources::event_mappings::routes(),
        resources::corrections::routes(),
        resources::late_differences::routes(),
        resources::bulk_decisions::routes(),
        resources::jobs::routes(),
        resources::dispatches::routes(),
        resources::cycles::routes(),
        resources::directory::routes(),
        resources::settings::routes(),
        resources::people::routes(),
        resources::audit::routes(),
        resources::webhooks::routes(),
        resources::log::routes(),
    ];
    families.into_iter().flatten().collect()
}
