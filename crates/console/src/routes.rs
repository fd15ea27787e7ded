//! The one table of routes.

use crate::pages::{
    account, administration, approve_by_rule, assets, audit, bulk, channels, clock, corrections,
    cycles, dashboard, demo, directory, dispatches, help, imports, jobs, message_templates, outbox,
    people, preferences, reason_templates, report_lists, reports, set_up, settings, sign_in,
    sign_on, sources, transparency, unsubscribe, webhooks,
};
use crate::route::Route;
use countersign_web::probes;

pub(crate) fn all() -> Vec<Route> {
    let families = [
        dashboard::routes(),
        report_lists::routes(),
        reports::routes(),
        cycles::routes(),
        bulk::routes(),
        approve_by_rule::routes(),
        reason_templates::routes(),
        corrections::routes(),
        dispatches::routes(),
        channels::routes(),
        directory::routes(),
        administration::routes(),
        settings::routes(),
        imports::routes(),
        clock::routes(),
        outbox::routes(),
        sources::routes(),
        message_templates::routes(),
        jobs::routes(),
        set_up::routes(),
        help::routes(),
        sign_in::routes(),
        sign_on::routes(),
        account::routes(),
        unsubscribe::routes(),
        people::routes(),
        webhooks::routes(),
        audit::routes(),
        preferences::routes(),
        assets::routes(),
        transparency::routes(),
        demo::routes(),
        vec![Route::probe("/healthz", probes::alive), Route::probe("/readyz", probes::ready)],
    ];
    families.into_iter().flatten().collect()
}
