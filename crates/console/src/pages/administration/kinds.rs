//! The list of each kind.

use crate::addresses;
use countersign_app::actions::edit_directory::Kind;

/// The list of a kind, with the message that names it.
pub(super) fn list(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Product => (addresses::PRODUCTS, "nav-products"),
        _ => (addresses::PARTNERS, "directory-all-companies"),
    }
}
