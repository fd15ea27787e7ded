//! Which subscriptions a company may send readings of.

use crate::actions::import::directory::{Directory, place};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::link::CurrentLinks;

/// Whether a person's company may send readings of a subscription: the operator of all, a vendor of
/// its products', a distributor of its partners', and a partner of its own. The present links
/// decide, so that a company that lost a subscription cannot change its readings any more.
pub(super) fn may_send(directory: &Directory, sender: &Person, subscription: i64) -> bool {
    let thin = &directory.subscriptions[place(subscription)];
    let company = sender.company_id;
    match sender.company_kind {
        CompanyKind::Operator => true,
        CompanyKind::Vendor => {
            let product = &directory.products[place(i64::from(thin.product))];
            product.vendor_id == company
        }
        CompanyKind::Distributor => directory.distributor(directory.owner(thin)) == company,
        CompanyKind::Partner => directory.owner(thin) == company,
    }
}
