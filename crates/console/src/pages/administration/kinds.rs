//! The list that each kind is in.

use crate::addresses;
use countersign_app::actions::edit_directory::Kind;

/// The list that something stands in, with the message that names it.
pub(super) fn list(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Product => (addresses::PRODUCTS, "nav-products"),
        _ => (addresses::PARTNERS, "directory-all-companies"),
    }
}
