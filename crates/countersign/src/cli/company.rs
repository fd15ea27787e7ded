//! Finds a company by its code.

use countersign_app::failure::{Failure, Result};
use countersign_domain::actor::CompanyKind;
use countersign_store::Tx;
use countersign_store::companies::{self, Company};

/// The company with this code and kind.
pub(super) async fn of_code(tx: &mut Tx, code: &str, kind: CompanyKind) -> Result<Company> {
    let found = companies::of_code(tx, code).await?.filter(|company| company.kind == kind);
    found.ok_or_else(|| Failure::Usage(format!("no {} {code}", kind.token())))
}

/// The company with this code, of any kind.
pub(super) async fn of_any_kind(tx: &mut Tx, code: &str) -> Result<Company> {
    let none = || Failure::Usage(format!("there is no company with the code {code}"));
    companies::of_code(tx, code).await?.ok_or_else(none)
}
