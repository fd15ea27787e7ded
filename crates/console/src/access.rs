//! The access rules that several families of pages share.

use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::CompanyKind::{self, Operator};
use countersign_domain::actor::Person;
use countersign_web::access::Access;

/// The operator's Administrator.
pub(crate) const WRITES_DIRECTORY: Access = Access::Of(&[Operator], Area::Directory, Right::Full);

/// Whether the person's role works on reports instead of only reading them.
pub(crate) fn works(person: &Person) -> bool {
    right(person.company_kind, person.role, Area::UsageReports) == Right::Full
}

/// The same for a company of this kind.
pub(crate) fn works_as(person: &Person, kind: CompanyKind) -> bool {
    person.company_kind == kind && works(person)
}
