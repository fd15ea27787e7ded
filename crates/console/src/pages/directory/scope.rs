//! The part of the directory that a person may see.

use countersign_domain::actor::CompanyKind::{Distributor, Operator, Partner, Vendor};
use countersign_domain::actor::Person;
use countersign_store::directory::DirectoryScope;

/// The directory of a person; none for a vendor, who sees products only.
pub(super) fn whose(person: &Person) -> Option<DirectoryScope> {
    match person.company_kind {
        Operator => Some(DirectoryScope::Everybodys),
        Distributor => Some(DirectoryScope::Distributors(person.company_id)),
        Partner => Some(DirectoryScope::Partners(person.company_id)),
        Vendor => None,
    }
}

/// Whether a partner under a distributor is within that part.
pub(super) fn is_within(whose: DirectoryScope, partner: i64, distributor: i64) -> bool {
    match whose {
        DirectoryScope::Everybodys => true,
        DirectoryScope::Distributors(id) => id == distributor,
        DirectoryScope::Partners(id) => id == partner,
    }
}
