//! The list of each kind.

use crate::addresses;
use countersign_app::actions::directory_kind::DirectoryKind;

/// The list of a kind, with the message that names it.
pub(super) fn list(kind: DirectoryKind) -> (&'static str, &'static str) {
    match kind {
        DirectoryKind::Customer | DirectoryKind::Subscription => {
            (addresses::CUSTOMERS, "nav-customers")
        }
        DirectoryKind::Product => (addresses::PRODUCTS, "nav-products"),
        _ => (addresses::PARTNERS, "directory-all-companies"),
    }
}
