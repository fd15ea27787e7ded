//! Finds the owner of each subscription at a cycle's closing instant, and the bounds of the cycle
//! for it.
//!
//! The directory has the present owner; dated links record the changes. Everything that computes a
//! report uses this module, so that a subscription is in one report of a cycle whenever it is made.
//! For a subscription that never moved, the cost is a lookup in an empty map.

use super::directory_snapshot::DirectorySnapshot;
use countersign_domain::bounds::Bounds;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::line::ProductTerms;
use countersign_domain::link::{CurrentLinks, LinkKind, LinkedSubscription, closing};
use countersign_domain::product_change::ProductChanges;
use countersign_domain::zone::{CycleDays, Zone};
use countersign_store::partners::Partner;
use countersign_store::products::Product;
use countersign_store::subscriptions::{self, OwnedSubscription};
use countersign_store::{
    Result, StoreError, Tx, customers, installation, links, product_changes, purges,
};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Subscriptions that count for another partner than their present one, by that partner.
type Reassigned = Arc<Vec<(i64, i64)>>;

/// The directory with every dated link.
pub struct Ownership {
    /// Regions, distributors, vendors and products.
    pub snapshot: DirectorySnapshot,
    product_changes: ProductChanges,
    /// The last turn of the work lock whose changes are in it.
    turn: i64,
    first_cycle: Cycle,
    /// The first cycle whose readings were not purged; `None` if none were.
    readings_from: Option<Cycle>,
    /// Customers that subscriptions have left, with their present partners.
    partner_of: HashMap<i64, i64>,
    /// Partners that customers and subscriptions have left, with their present distributors.
    distributor_of: HashMap<i64, i64>,
    /// Per cycle, once it was needed.
    reassigned: Mutex<HashMap<Cycle, Reassigned>>,
}

/// The present links around one subscription.
struct Current<'a> {
    ownership: &'a Ownership,
    customer: i64,
    partner: i64,
    distributor: Option<i64>,
}

impl CurrentLinks for Current<'_> {
    fn partner(&self, customer: i64) -> i64 {
        if customer == self.customer {
            return self.partner;
        }
        self.ownership.partner_of.get(&customer).copied().unwrap_or(self.partner)
    }

    fn distributor(&self, partner: i64) -> i64 {
        let own = self.distributor.filter(|_| partner == self.partner);
        own.or_else(|| self.ownership.distributor_of.get(&partner).copied()).unwrap_or(0)
    }

    fn region(&self, distributor: i64) -> i64 {
        self.ownership.snapshot.distributor(distributor).map_or(0, |it| it.region_id)
    }
}

impl Ownership {
    /// Loads it.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn load(tx: &mut Tx) -> Result<Self> {
        let all = links::all(tx).await?;
        let missing = || StoreError::Corrupt("the installation's row is missing".to_owned());
        let installation = installation::load(tx).await?.ok_or_else(missing)?;
        Ok(Self {
            snapshot: DirectorySnapshot::load_with(tx, all).await?,
            product_changes: product_changes::all(tx).await?,
            turn: installation.turns,
            first_cycle: installation.first_cycle,
            readings_from: purges::readings_from(tx).await?,
            partner_of: links::former_customers(tx).await?.into_iter().collect(),
            distributor_of: links::former_partners(tx).await?.into_iter().collect(),
            reassigned: Mutex::default(),
        })
    }

    /// The first cycle of the installation, before which no reports are made.
    #[must_use]
    pub const fn first_cycle(&self) -> Cycle {
        self.first_cycle
    }

    /// The last turn of the work lock whose changes are in it.
    #[must_use]
    pub const fn turn(&self) -> i64 {
        self.turn
    }

    /// The terms that a product had at the end of a turn.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when there is no such product.
    pub fn terms_at(&self, product_id: i64, turn: i64) -> Result<ProductTerms> {
        Ok(self.product_changes.terms_at(turn, self.snapshot.product(product_id)?.terms()))
    }

    /// Every product, and the changes of their terms.
    pub fn products(&self) -> (impl Iterator<Item = &Product>, &ProductChanges) {
        (self.snapshot.products(), &self.product_changes)
    }

    /// The first cycle whose readings were not purged; `None` if none were.
    #[must_use]
    pub const fn readings_from(&self) -> Option<Cycle> {
        self.readings_from
    }

    /// Whether readings of a cycle were purged, so that nothing can be computed from the rest.
    #[must_use]
    pub fn is_purged(&self, cycle: Cycle) -> bool {
        self.readings_from.is_some_and(|from| cycle < from)
    }

    /// Whether a subscription, or its customer, has ever moved.
    #[must_use]
    pub fn has_moved(&self, owned: &OwnedSubscription) -> bool {
        let links = self.snapshot.links();
        owned.in_force_day.is_some()
            || links.has_changed(LinkKind::SubscriptionCustomer, owned.id)
            || links.has_changed(LinkKind::CustomerPartner, owned.customer_id)
    }

    /// The partner that a subscription counts for in a cycle.
    #[must_use]
    pub fn partner_at(&self, owned: &OwnedSubscription, cycle: Cycle) -> i64 {
        let current = self.around(owned, None);
        self.snapshot.links().partner_before(&current, linked(owned), closing(cycle))
    }

    /// The product that a subscription counts for in a cycle.
    #[must_use]
    pub fn product_at(&self, owned: &OwnedSubscription, cycle: Cycle) -> i64 {
        let (kind, at) = (LinkKind::SubscriptionProduct, closing(cycle));
        self.snapshot.links().value_before(kind, owned.id, owned.product_id, at)
    }

    /// Every partner that owns or owned a subscription that has moved.
    #[must_use]
    pub fn other_partners(&self, owned: &OwnedSubscription) -> Vec<i64> {
        if !self.has_moved(owned) {
            return Vec::new();
        }
        let mut partners = self.snapshot.links().partners(&self.around(owned, None), linked(owned));
        partners.extend([owned.partner_id, owned.home_partner_id]);
        partners.sort_unstable();
        partners.dedup();
        partners
    }

    fn around(&self, owned: &OwnedSubscription, distributor: Option<i64>) -> Current<'_> {
        let (customer, partner) = (owned.customer_id, owned.partner_id);
        Current { ownership: self, customer, partner, distributor }
    }

    /// The bounds of a cycle for a subscription that counts for `partner` in it. `days` are those
    /// of the cycle in the zone of its region.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when a region is missing.
    pub fn bounds(
        &self,
        owned: &OwnedSubscription,
        partner: &Partner,
        cycle: Cycle,
        days: &CycleDays,
    ) -> Result<Bounds> {
        if !self.has_moved(owned) && !self.has_moved_zone(partner) {
            return Ok(Bounds::of_month(days));
        }
        let mut around = self.around(owned, Some(partner.distributor_id));
        if partner.id != owned.partner_id {
            around.distributor = self.distributor_of.get(&owned.partner_id).copied();
        }
        let zone = |of: Cycle| self.zone_at(&around, linked(owned), closing(of));
        let zones: HashMap<Cycle, &Zone> = (0..=Bounds::EARLIER)
            .map(|months| cycle.plus(-months))
            .map(|of| Ok((of, zone(of)?)))
            .collect::<Result<_>>()?;
        Ok(Bounds::across(cycle, self.first_cycle, |of| zones[&of]))
    }

    /// Whether a partner may have counted for another time zone before.
    fn has_moved_zone(&self, partner: &Partner) -> bool {
        let links = self.snapshot.links();
        let moved = |distributor| links.has_changed(LinkKind::DistributorRegion, distributor);
        links.has_changed(LinkKind::PartnerDistributor, partner.id) || moved(partner.distributor_id)
    }

    fn zone_at(&self, current: &Current<'_>, of: LinkedSubscription, at: Instant) -> Result<&Zone> {
        let links = self.snapshot.links();
        let partner = links.partner_before(current, of, at);
        let region = links.region_before(current, partner, at);
        Ok(&self.snapshot.region(region)?.1)
    }

    /// The subscriptions that count in a cycle for a partner with a number from `first` to `last`,
    /// each with its partner then, by partner and number. Product, customer and the customer's name
    /// are those with which it counts.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn subscriptions(
        &self,
        tx: &mut Tx,
        cycle: Cycle,
        (first, last): (i64, i64),
    ) -> Result<Vec<Counting>> {
        let mut found = Vec::new();
        for owned in subscriptions::of_partners(tx, first, last).await? {
            if self.partner_at(&owned, cycle) == owned.partner_id {
                found.push(self.counting(tx, owned, cycle).await?);
            }
        }
        let reassigned = self.reassigned(tx, cycle).await?;
        let from = reassigned.partition_point(|(partner, _)| *partner < first);
        let of_range = reassigned[from..].iter().take_while(|(partner, _)| *partner <= last);
        let before = found.len();
        for (_, id) in of_range {
            if let Some(owned) = subscriptions::by_id(tx, *id).await? {
                found.push(self.counting(tx, owned, cycle).await?);
            }
        }
        if found.len() > before {
            found.sort_by_key(|it| (it.partner_id, it.owned.id));
        }
        Ok(found)
    }

    async fn counting(
        &self,
        tx: &mut Tx,
        owned: OwnedSubscription,
        cycle: Cycle,
    ) -> Result<Counting> {
        let partner_id = self.partner_at(&owned, cycle);
        let product_id = self.product_at(&owned, cycle);
        let kind = LinkKind::SubscriptionCustomer;
        let links = self.snapshot.links();
        let customer = links.value_before(kind, owned.id, owned.customer_id, closing(cycle));
        let (mut customer_code, mut customer_name) = (None, None);
        if customer != owned.customer_id
            && let Some(then) = customers::by_id(tx, customer).await?
        {
            (customer_code, customer_name) = (Some(then.code), Some(then.name));
        }
        Ok(Counting { owned, partner_id, product_id, customer_code, customer_name })
    }

    fn known_reassigned(&self, cycle: Cycle) -> Option<Reassigned> {
        self.reassigned.lock().unwrap_or_else(PoisonError::into_inner).get(&cycle).cloned()
    }

    /// Subscriptions that count in a cycle for another partner than their present one.
    async fn reassigned(&self, tx: &mut Tx, cycle: Cycle) -> Result<Reassigned> {
        if let Some(known) = self.known_reassigned(cycle) {
            return Ok(known);
        }
        let links = self.snapshot.links();
        let at = closing(cycle);
        let mut ids = links.changed_since(LinkKind::SubscriptionCustomer, at);
        for customer in links.changed_since(LinkKind::CustomerPartner, at) {
            ids.extend(subscriptions::of_customer(tx, customer).await?);
        }
        ids.sort_unstable();
        ids.dedup();
        let mut found = Vec::new();
        for id in ids {
            let Some(owned) = subscriptions::by_id(tx, id).await? else { continue };
            let partner = self.partner_at(&owned, cycle);
            if partner != owned.partner_id {
                found.push((partner, id));
            }
        }
        found.sort_unstable();
        let found = Arc::new(found);
        let mut known = self.reassigned.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(cycle, found.clone());
        Ok(found)
    }
}

const fn linked(owned: &OwnedSubscription) -> LinkedSubscription {
    LinkedSubscription { id: owned.id, customer: owned.customer_id, product: owned.product_id }
}

/// A subscription as it counts in a cycle.
#[derive(Clone, Debug)]
pub struct Counting {
    /// Its present links.
    pub owned: OwnedSubscription,
    /// The partner for which it counts.
    pub partner_id: i64,
    /// The product for which it counts.
    pub product_id: i64,
    customer_code: Option<String>,
    customer_name: Option<String>,
}

impl Counting {
    /// Code of the customer with which it counts.
    #[must_use]
    pub fn customer_code(&self) -> &str {
        self.customer_code.as_deref().unwrap_or(&self.owned.customer_code)
    }

    /// Name of the customer with which it counts.
    #[must_use]
    pub fn customer_name(&self) -> &str {
        self.customer_name.as_deref().unwrap_or(&self.owned.customer_name)
    }
}
