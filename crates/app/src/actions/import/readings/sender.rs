//! The readings that a company may send.

use crate::actions::import::directory::{Directory, place};
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::link::{LinkKind, LinkedSubscription, closing};

/// Whether a person may send readings at all. Every role of a vendor, a distributor or a partner
/// may; of the operator's, only one that also changes the directory.
#[must_use]
pub fn may_send_readings(sender: &Person) -> bool {
    let (kind, role) = (sender.company_kind, sender.role);
    kind != CompanyKind::Operator || right(kind, role, Area::Directory) == Right::Full
}

/// A reading that a company sends.
#[derive(Clone, Copy, Debug)]
pub(super) struct SentReading {
    /// The number of its subscription.
    pub(super) subscription: i64,
    /// Its instant; `None` if the row has none that can be read.
    pub(super) observed_at: Option<Instant>,
    /// The first cycle of the installation.
    pub(super) first_cycle: Cycle,
}

/// Whether a person's company may send a reading: the operator all, a vendor those of its products,
/// a distributor those of its partners, and a partner its own.
///
/// The owner in the cycle of the reading decides. A company that takes a subscription over reads
/// and changes nothing of the former owner's cycles, and the former owner corrects its own. Without
/// an instant, the present owner decides.
pub(super) fn may_send(directory: &Directory, sender: &Person, sent: SentReading) -> bool {
    let company = sender.company_id;
    let owners = || Owners::of(directory, sent);
    match sender.company_kind {
        CompanyKind::Operator => may_send_readings(sender),
        CompanyKind::Vendor => owners().vendor == company,
        CompanyKind::Distributor => owners().distributor == company,
        CompanyKind::Partner => owners().partner == company,
    }
}

/// The companies for which a reading counts.
struct Owners {
    partner: i64,
    distributor: i64,
    vendor: i64,
}

impl Owners {
    fn of(directory: &Directory, sent: SentReading) -> Self {
        let linked = directory.linked(sent.subscription);
        let at = sent.observed_at.filter(|_| has_moved(directory, linked));
        // The present links hold from now on, and so just before the last instant of all.
        let at = at.map_or(Instant::from_micros(i64::MAX), |at| {
            closing(directory.cycle_of(sent.subscription, at, sent.first_cycle))
        });
        let links = &directory.links;
        let partner = links.partner_before(directory, linked, at);
        let distributor = links.distributor_before(directory, partner, at);
        let kind = LinkKind::SubscriptionProduct;
        let product = links.value_before(kind, linked.id, linked.product, at);
        Self { partner, distributor, vendor: directory.products[place(product)].vendor_id }
    }
}

/// Whether another company may have owned the subscription. Most have never moved, and need no
/// search for the cycle.
fn has_moved(directory: &Directory, linked: LinkedSubscription) -> bool {
    let links = &directory.links;
    let partner = i64::from(directory.customers[place(linked.customer)]);
    links.has_changed(LinkKind::SubscriptionCustomer, linked.id)
        || links.has_changed(LinkKind::SubscriptionProduct, linked.id)
        || links.has_changed(LinkKind::CustomerPartner, linked.customer)
        || links.has_changed(LinkKind::PartnerDistributor, partner)
}
