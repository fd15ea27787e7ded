//! Where the pages of each kind are.

use countersign_app::actions::edit_directory::Kind;

/// How the addresses of a kind begin.
pub(super) fn family(kind: Kind) -> &'static str {
    match kind {
        Kind::Region => "/regions",
        Kind::Vendor => "/vendors",
        Kind::Distributor => "/distributors",
        Kind::Partner => "/partners",
        Kind::Product => "/products",
    }
}

/// The list that something stands in, with the message that names it.
pub(super) fn list(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Product => ("/products", "nav-products"),
        _ => ("/partners", "directory-all-companies"),
    }
}
