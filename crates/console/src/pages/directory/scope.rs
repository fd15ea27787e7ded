//! The part of the directory that a person may see.

use countersign_domain::actor::CompanyKind::{Distributor, Operator, Partner, Vendor};
use countersign_domain::actor::Person;
use countersign_store::directory::Whose;

/// The directory of a person; none for a vendor, who sees products only.
pub(super) fn whose(person: &Person) -> Option<Whose> {
    match person.company_kind {
        Operator => Some(Whose::Everybodys),
        Distributor => Some(Whose::Distributors(person.company_id)),
        Partner => Some(Whose::Partners(person.company_id)),
        Vendor => None,
    }
}

/// Whether a partner under a distributor is within that part.
pub(super) fn is_within(whose: Whose, partner: i64, distributor: i64) -> bool {
    match whose {
        Whose::Everybodys => true,
        Whose::Distributors(id) => id == distributor,
        Whose::Partners(id) => id == partner,
    }
}
