//! The part of the directory, of the dispatches and of the corrections that a person may read.
//!
//! Console and API narrow their lists with it, so that both show the same rows.

use countersign_domain::actor::CompanyKind::{Distributor, Operator, Partner, Vendor};
use countersign_domain::actor::Person;
use countersign_store::corrections::CorrectionScope;
use countersign_store::directory::DirectoryScope;
use countersign_store::dispatches::DispatchScope;

/// The directory of a person; none for a vendor, who sees products only.
#[must_use]
pub const fn directory(person: &Person) -> Option<DirectoryScope> {
    match person.company_kind {
        Operator => Some(DirectoryScope::Everybodys),
        Distributor => Some(DirectoryScope::Distributors(person.company_id)),
        Partner => Some(DirectoryScope::Partners(person.company_id)),
        Vendor => None,
    }
}

/// Whether a partner under a distributor is within that part of the directory.
#[must_use]
pub const fn is_within(scope: DirectoryScope, partner: i64, distributor: i64) -> bool {
    match scope {
        DirectoryScope::Everybodys => true,
        DirectoryScope::Distributors(id) => id == distributor,
        DirectoryScope::Partners(id) => id == partner,
    }
}

/// The dispatches of a person; none for a partner.
#[must_use]
pub const fn dispatches(person: &Person) -> Option<DispatchScope> {
    match person.company_kind {
        Operator => Some(DispatchScope::All),
        Distributor => Some(DispatchScope::Distributor(person.company_id)),
        Vendor => Some(DispatchScope::Vendor(person.company_id)),
        Partner => None,
    }
}

/// The reports whose corrections and late differences a person may read; none for a vendor.
#[must_use]
pub const fn corrections(person: &Person) -> Option<CorrectionScope> {
    match person.company_kind {
        Operator => Some(CorrectionScope::All),
        Distributor => Some(CorrectionScope::Distributor(person.company_id)),
        Partner => Some(CorrectionScope::Partner(person.company_id)),
        Vendor => None,
    }
}
