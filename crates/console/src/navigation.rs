//! The navigation of every page.

use crate::addresses;
use crate::context::Context;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{self, Distributor, Operator, Partner, Vendor};
use countersign_web::access::{Access, AccessVerdict};

/// An entry of the navigation.
pub(crate) struct NavigationEntry {
    /// The message that names it.
    pub(crate) label: String,
    pub(crate) address: &'static str,
    /// Whether the page belongs to it.
    pub(crate) is_here: bool,
}

/// People who read the settings of reports.
pub(crate) const SETTINGS: Access = reports(&[Operator, Distributor, Partner]);

const PARTIES: &[CompanyKind] = &[Vendor, Distributor, Partner, Operator];

/// Address, message, and access.
const PLACES: [(&str, &str, Access); 11] = [
    (addresses::HOME, "nav-dashboard", Access::Acting),
    (addresses::REPORTS, "nav-usage-reports", reports(PARTIES)),
    (addresses::DISPATCHES, "nav-dispatches", reports(&[Vendor, Distributor, Operator])),
    (addresses::PARTNERS, "nav-partners", directory(&[Distributor, Operator])),
    (addresses::CUSTOMERS, "nav-customers", directory(&[Distributor, Partner, Operator])),
    (addresses::PRODUCTS, "nav-products", directory(PARTIES)),
    (addresses::SETTINGS, "nav-settings", SETTINGS),
    (addresses::PEOPLE, "nav-people", Access::Area(Area::People, Right::Own)),
    (addresses::IMPORTS, "nav-imports", Access::Of(&[Operator], Area::Directory, Right::Full)),
    (addresses::CLOCK, "nav-clock", directory(&[Operator])),
    (addresses::OUTBOX, "nav-outbox", directory(&[Operator])),
];

const fn reports(kinds: &'static [CompanyKind]) -> Access {
    Access::Of(kinds, Area::UsageReports, Right::Read)
}

const fn directory(kinds: &'static [CompanyKind]) -> Access {
    Access::Of(kinds, Area::Directory, Right::Read)
}

/// Pages whose addresses do not begin with that of their entry.
const ELSEWHERE: [(&str, &str); 7] = [
    (addresses::CORRECTIONS, addresses::REPORTS),
    (addresses::LATE_DIFFERENCES, addresses::REPORTS),
    (addresses::CYCLES, addresses::REPORTS),
    ("/regions", addresses::PARTNERS),
    ("/distributors", addresses::PARTNERS),
    ("/vendors", addresses::PARTNERS),
    (addresses::MESSAGE_TEMPLATES, addresses::OUTBOX),
];

/// Whether a page belongs to an entry of the navigation.
fn is_at(path: &str, place: &str) -> bool {
    let elsewhere = ELSEWHERE.iter().find(|(family, _)| path.starts_with(family));
    match elsewhere {
        Some((_, of)) => *of == place,
        None => path == place || (place != "/" && path.starts_with(place)),
    }
}

/// The entries that the visitor may open.
pub(crate) fn places(context: &Context) -> Vec<NavigationEntry> {
    let path = context.uri.path();
    let open = |access: Access| access.check(context.visitor.as_ref()) == AccessVerdict::Open;
    let places = PLACES.iter().filter(|(_, _, access)| open(*access));
    let place = |&(address, key, _): &(&'static str, &str, Access)| NavigationEntry {
        label: context.locale.t(key),
        address,
        is_here: is_at(path, address),
    };
    places.map(place).collect()
}
