//! The navigation of every page.

use crate::addresses;
use crate::context::Context;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{self, Distributor, Operator, Partner, Vendor};
use countersign_web::access::{Access, AccessVerdict};

/// An entry of the navigation: a page, or a menu of pages that belong together.
pub(crate) enum NavigationEntry {
    Page(NavigationPage),
    Menu(NavigationMenu),
}

pub(crate) struct NavigationPage {
    /// The message that names it.
    pub(crate) label: String,
    pub(crate) address: &'static str,
    /// Whether the page belongs to it.
    pub(crate) is_here: bool,
}

pub(crate) struct NavigationMenu {
    pub(crate) label: String,
    pub(crate) pages: Vec<NavigationPage>,
    /// Whether the page belongs to one of its pages.
    pub(crate) is_here: bool,
}

/// People who read the settings of reports.
pub(crate) const SETTINGS: Access = reports(&[Operator, Distributor, Partner]);

const PARTIES: &[CompanyKind] = &[Vendor, Distributor, Partner, Operator];

type Place = (&'static str, &'static str, Access);

/// The message that names a menu, and its pages: address, message, and access. What has no name
/// stands by itself.
const GROUPS: [(&str, &[Place]); 5] = [
    ("", &[(addresses::HOME, "nav-dashboard", Access::Acting)]),
    (
        "list-billing",
        &[
            (addresses::REPORTS, "nav-usage-reports", reports(PARTIES)),
            (addresses::DISPATCHES, "nav-dispatches", reports(&[Vendor, Distributor, Operator])),
            (addresses::CORRECTIONS, "corrections", reports(&[Distributor, Partner, Operator])),
            (addresses::CYCLES, "cycles-title", reports(&[Distributor, Operator])),
        ],
    ),
    (
        "nav-companies",
        &[
            (addresses::PARTNERS, "nav-partners", directory(&[Distributor, Operator])),
            (addresses::CUSTOMERS, "nav-customers", directory(&[Distributor, Partner, Operator])),
            (addresses::PRODUCTS, "nav-products", directory(PARTIES)),
        ],
    ),
    (
        "",
        &[
            (addresses::SETTINGS, "nav-settings", SETTINGS),
            (addresses::PEOPLE, "nav-people", Access::Area(Area::People, Right::Own)),
        ],
    ),
    (
        "nav-operation",
        &[
            (
                addresses::IMPORTS,
                "nav-imports",
                Access::Of(&[Operator], Area::Directory, Right::Full),
            ),
            (addresses::SOURCES, "nav-sources", directory(&[Operator])),
            (addresses::CLOCK, "nav-clock", directory(&[Operator])),
            (addresses::OUTBOX, "nav-outbox", directory(&[Operator])),
        ],
    ),
];

const fn reports(kinds: &'static [CompanyKind]) -> Access {
    Access::Of(kinds, Area::UsageReports, Right::Read)
}

const fn directory(kinds: &'static [CompanyKind]) -> Access {
    Access::Of(kinds, Area::Directory, Right::Read)
}

/// Pages whose addresses do not begin with that of their entry.
const ELSEWHERE: [(&str, &str); 5] = [
    (addresses::LATE_DIFFERENCES, addresses::CORRECTIONS),
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

/// The entries that the visitor may open. A menu of one page is that page.
pub(crate) fn places(context: &Context) -> Vec<NavigationEntry> {
    let path = context.uri.path();
    let open = |access: Access| access.check(context.visitor.as_ref()) == AccessVerdict::Open;
    let page = |&(address, key, _): &Place| NavigationPage {
        label: context.locale.t(key),
        address,
        is_here: is_at(path, address),
    };
    let mut entries = Vec::new();
    for (name, places) in GROUPS {
        let pages = places.iter().filter(|(_, _, access)| open(*access)).map(page);
        let pages: Vec<NavigationPage> = pages.collect();
        if name.is_empty() || pages.len() < 2 {
            entries.extend(pages.into_iter().map(NavigationEntry::Page));
            continue;
        }
        let is_here = pages.iter().any(|page| page.is_here);
        let label = context.locale.t(name);
        entries.push(NavigationEntry::Menu(NavigationMenu { label, pages, is_here }));
    }
    entries
}
