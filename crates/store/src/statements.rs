//! Every statement there is, by module, for the test that prepares each of them on both engines.

/// A module's name and its statements.
type Module = (&'static str, &'static [(&'static str, &'static str)]);

const MODULES: &[Module] = &[
    ("accounts", crate::accounts::STATEMENTS),
    ("api_tokens", crate::api_tokens::STATEMENTS),
    ("apply_progress", crate::apply_progress::STATEMENTS),
    ("audit", crate::audit::STATEMENTS),
    ("companies", crate::companies::STATEMENTS),
    ("completeness", crate::completeness::STATEMENTS),
    ("completeness::list", crate::completeness::LIST_STATEMENTS),
    ("corrections", crate::corrections::STATEMENTS),
    ("corrections::list", crate::corrections::LIST_STATEMENTS),
    ("customers", crate::customers::STATEMENTS),
    ("deliveries", crate::deliveries::STATEMENTS),
    ("cycle_closings", crate::cycle_closings::STATEMENTS),
    ("external_identities", crate::external_identities::STATEMENTS),
    ("deadline_choices", crate::deadline_choices::STATEMENTS),
    ("directory", crate::directory::STATEMENTS),
    ("directory_changes", crate::directory_changes::STATEMENTS),
    ("dispatches", crate::dispatches::STATEMENTS),
    ("dispatches::contents", crate::dispatches::CONTENT_STATEMENTS),
    ("dispatches::ready", crate::dispatches::READY_STATEMENTS),
    ("erasures", crate::erasures::STATEMENTS),
    ("figures", crate::figures::STATEMENTS),
    ("history", crate::history::STATEMENTS),
    ("idempotent_requests", crate::idempotent_requests::STATEMENTS),
    ("installation", crate::installation::STATEMENTS),
    ("job_items", crate::job_items::STATEMENTS),
    ("jobs", crate::jobs::STATEMENTS),
    ("known_browsers", crate::known_browsers::STATEMENTS),
    ("late_differences", crate::late_differences::STATEMENTS),
    ("links", crate::links::STATEMENTS),
    ("message_choices", crate::message_choices::STATEMENTS),
    ("one_time_links", crate::one_time_links::STATEMENTS),
    ("outbox", crate::outbox::STATEMENTS),
    ("outbox::list", crate::outbox::LIST_STATEMENTS),
    ("partners", crate::partners::STATEMENTS),
    ("passwords", crate::passwords::STATEMENTS),
    ("people", crate::people::STATEMENTS),
    ("preferences", crate::preferences::STATEMENTS),
    ("products", crate::products::STATEMENTS),
    ("purges", crate::purges::STATEMENTS),
    ("purges::open_work", crate::purges::OPEN_WORK_STATEMENTS),
    ("readings", crate::readings::STATEMENTS),
    ("readings::purge", crate::readings::PURGE_STATEMENTS),
    ("reason_templates", crate::reason_templates::STATEMENTS),
    ("regions", crate::regions::STATEMENTS),
    ("reminders", crate::reminders::STATEMENTS),
    ("report_openings", crate::first_views::STATEMENTS),
    ("refold", crate::refold_texts::STATEMENTS),
    ("reports", crate::reports::STATEMENTS),
    ("reports::keys", crate::reports::KEY_STATEMENTS),
    ("reports::load", crate::reports::LOAD_STATEMENTS),
    ("reports::beside", crate::reports::BESIDE_STATEMENTS),
    ("reports::counts", crate::reports::COUNT_STATEMENTS),
    ("reports::faults", crate::reports::FAULT_STATEMENTS),
    ("reports::fill", crate::reports::FILL_STATEMENTS),
    ("reports::identify", crate::reports::IDENTIFY_STATEMENTS),
    ("reports::page", crate::reports::PAGE_STATEMENTS),
    ("reports::progress", crate::reports::PROGRESS_STATEMENTS),
    ("reports::sources", crate::reports::SOURCE_STATEMENTS),
    ("reports::summary", crate::reports::SUMMARY_STATEMENTS),
    ("reports::trend", crate::reports::TREND_STATEMENTS),
    ("reset_requests", crate::reset_requests::STATEMENTS),
    ("sealing", crate::sealing::STATEMENTS),
    ("sealing::batches", crate::sealing::BATCH_STATEMENTS),
    ("second_factors", crate::second_factors::STATEMENTS),
    ("service_accounts", crate::service_accounts::STATEMENTS),
    ("sessions", crate::sessions::STATEMENTS),
    ("set_up", crate::set_up::STATEMENTS),
    ("settings", crate::settings::STATEMENTS),
    ("sign_in_policies", crate::sign_in_policies::STATEMENTS),
    ("sign_on_flows", crate::sign_on_flows::STATEMENTS),
    ("stored_texts", crate::stored_texts::STATEMENTS),
    ("subscriptions", crate::subscriptions::STATEMENTS),
    ("throttles", crate::throttles::STATEMENTS),
    ("ways", crate::delivery_channels::STATEMENTS),
];

/// Every statement that serves both engines, as module, name and text.
#[must_use]
pub fn all_statements() -> Vec<(&'static str, &'static str, &'static str)> {
    let named = |&(module, statements): &Module| {
        statements.iter().map(move |(name, sql)| (module, *name, *sql)).collect::<Vec<_>>()
    };
    let walks = crate::reports::walk_statements();
    let walks = walks.map(|(name, sql)| ("reports::walk", name, sql));
    MODULES.iter().flat_map(named).chain(walks).collect()
}
