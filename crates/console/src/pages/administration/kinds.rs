//! The list that each kind is in.

use crate::addresses;
use countersign_app::actions::edit_directory::EntryKind;

/// The list that something stands in, with the message that names it.
pub(super) fn list(kind: EntryKind) -> (&'static str, &'static str) {
    match kind {
        EntryKind::Product => (addresses::PRODUCTS, "nav-products"),
        _ => (addresses::PARTNERS, "directory-all-companies"),
    }
}
