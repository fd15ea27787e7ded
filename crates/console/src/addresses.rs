//! The addresses of pages: each is made here, and by nobody else. Routes have their patterns in the
//! tables of their families.

use countersign_domain::actor::CompanyKind::{Distributor, Operator};
use countersign_domain::actor::Person;
use countersign_domain::cycle::Cycle;
use countersign_store::settings::Level;
use uuid::Uuid;

/// Where an identity provider sends browsers back to.
pub(crate) const SIGN_ON_CALLBACK: &str = "/sign-on/callback";

/// The whole address that is registered with a provider.
pub(crate) fn registered_callback(origin: &str) -> String {
    format!("{origin}{SIGN_ON_CALLBACK}")
}

/// A report.
pub(crate) fn report(id: Uuid) -> String {
    format!("/usage-reports/{id}")
}

/// The form of a new dispatch.
pub(crate) fn new_dispatch(pairs: &[(&str, String)]) -> String {
    // Plain pairs of texts can always be written.
    format!("/dispatches/new?{}", serde_html_form::to_string(pairs).unwrap_or_default())
}

/// The page of a cycle, for companies of a kind that has one.
pub(crate) fn cycle_for(person: &Person, cycle: Cycle) -> Option<String> {
    let has_one = matches!(person.company_kind, Distributor | Operator);
    has_one.then(|| format!("/cycles/{cycle}"))
}

/// The settings of a level.
pub(crate) fn settings(level: Level, id: i64) -> String {
    let family = match level {
        Level::Region => "regions",
        Level::Distributor => "distributors",
        Level::Partner => "partners",
    };
    format!("/settings/{family}/{id}")
}
