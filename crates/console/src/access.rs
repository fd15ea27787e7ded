//! The access rules that several families of pages share.

use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::Operator;
use countersign_web::access::Access;

/// The operator's Administrator.
pub(crate) const WRITES_DIRECTORY: Access = Access::Of(&[Operator], Area::Directory, Right::Full);
