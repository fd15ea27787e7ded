//! The list of each kind.

use crate::addresses;
use countersign_app::actions::edit_directory::EntryKind;

/// The list of a kind, with the message that names it.
pub(super) fn list(kind: EntryKind) -> (&'static str, &'static str) {
    match kind {
        EntryKind::Product => (addresses::PRODUCTS, "nav-products"),
        _ => (addresses::PARTNERS, "directory-all-companies"),
    }
}
