//! Dated links: the owners of subscriptions, and since when.
//!
//! A subscription belongs to a customer and has a product, a customer belongs to a partner, a
//! partner to a distributor, a distributor to a region. Each of these links, and each value that
//! decides whether usage reports exist, is stored with the instant from which it applies. The first
//! value also applies to all time before it. Reports use the links just before their cycle's
//! closing instant, whenever they are made, so that every reading counts once. `docs/rules.md`,
//! section 3.4, has the rules in full.

use crate::cycle::Cycle;
use crate::instant::Instant;
use crate::zone::day_number;
use std::collections::BTreeMap;

/// The kind of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkKind {
    /// The customer of a subscription.
    SubscriptionCustomer,
    /// The product of a subscription.
    SubscriptionProduct,
    /// The current partner of a customer.
    CustomerPartner,
    /// The current distributor of a partner.
    PartnerDistributor,
    /// Whether a partner is an MSP (1) or a reseller (0).
    PartnerType,
    /// The current region of a distributor.
    DistributorRegion,
    /// Whether a distributor is an ordinary one (1) or an ISP (0).
    DistributorType,
    /// Whether a region has usage reports (1) or not (0).
    RegionUsageReports,
}

impl LinkKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::SubscriptionCustomer,
        Self::SubscriptionProduct,
        Self::CustomerPartner,
        Self::PartnerDistributor,
        Self::PartnerType,
        Self::DistributorRegion,
        Self::DistributorType,
        Self::RegionUsageReports,
    ];

    /// The token in the database.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::SubscriptionCustomer => "subscription-customer",
            Self::SubscriptionProduct => "subscription-product",
            Self::CustomerPartner => "customer-partner",
            Self::PartnerDistributor => "partner-distributor",
            Self::PartnerType => "partner-type",
            Self::DistributorRegion => "distributor-region",
            Self::DistributorType => "distributor-type",
            Self::RegionUsageReports => "region-usage-reports",
        }
    }

    /// The kind of a stored token.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.token() == token)
    }
}

/// A link that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkChange {
    /// The kind of link.
    pub kind: LinkKind,
    /// The number of the subscription, customer, partner, distributor or region.
    pub id: i64,
    /// The instant from which the new value applies.
    pub since: Instant,
    /// The value before.
    pub before: i64,
    /// The value after.
    pub after: i64,
    /// The instant of recording. What was received earlier was read by the value before.
    pub recorded_at: Instant,
}

/// A change of one link, without the link's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LinkStep {
    since: Instant,
    before: i64,
    after: i64,
    recorded_at: Instant,
}

/// By this instant every change is known.
pub const ALWAYS: Instant = Instant::from_micros(i64::MAX);

/// Every change of every link. Links that never changed are not in it and cost nothing.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// Per kind, the changes of each number in the order in which they were made. A later one may
    /// have an earlier instant only if all changes after that instant have its value.
    steps: [BTreeMap<(i64, u32), LinkStep>; LinkKind::ALL.len()],
}

impl Links {
    fn of(&self, kind: LinkKind) -> &BTreeMap<(i64, u32), LinkStep> {
        &self.steps[kind as usize]
    }

    fn steps(&self, kind: LinkKind, id: i64) -> impl DoubleEndedIterator<Item = &LinkStep> {
        self.of(kind).range((id, 0)..=(id, u32::MAX)).map(|(_, step)| step)
    }

    /// Adds a change after the others of its link, and returns its place among them, from 0.
    pub fn push(&mut self, change: LinkChange) -> u32 {
        let LinkChange { kind, id, since, before, after, recorded_at } = change;
        let steps = &mut self.steps[kind as usize];
        let last = steps.range((id, 0)..=(id, u32::MAX)).next_back();
        let place = last.map_or(0, |((_, place), _)| place + 1);
        steps.insert((id, place), LinkStep { since, before, after, recorded_at });
        place
    }

    /// Whether no link ever changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.iter().all(BTreeMap::is_empty)
    }

    /// Whether the link ever changed.
    #[must_use]
    pub fn has_changed(&self, kind: LinkKind, id: i64) -> bool {
        self.steps(kind, id).next().is_some()
    }

    /// The last instant at which the link changed to something other than `value`, if that is after
    /// `since`: a past link is never changed, so the value cannot apply from before.
    #[must_use]
    pub fn contradiction(
        &self,
        kind: LinkKind,
        id: i64,
        since: Instant,
        value: i64,
    ) -> Option<Instant> {
        let others = self.steps(kind, id).filter(|step| step.since > since && step.after != value);
        others.map(|step| step.since).max()
    }

    /// The value just before an instant; `current` is the present one.
    #[must_use]
    pub fn value_before(&self, kind: LinkKind, id: i64, current: i64, instant: Instant) -> i64 {
        self.value_as_known(kind, id, current, (instant, ALWAYS))
    }

    /// The value just before an instant, by the changes that were recorded at another or earlier.
    fn value_as_known(
        &self,
        kind: LinkKind,
        id: i64,
        current: i64,
        (instant, known_at): (Instant, Instant),
    ) -> i64 {
        let mut value = current;
        for step in self.steps(kind, id).rev() {
            if step.since < instant && step.recorded_at <= known_at {
                return step.after;
            }
            value = step.before;
        }
        value
    }

    /// The value just before an instant and all later ones. A value may occur twice.
    #[must_use]
    pub fn values_since(
        &self,
        kind: LinkKind,
        id: i64,
        current: i64,
        instant: Instant,
    ) -> Vec<i64> {
        let mut values = vec![current];
        for step in self.steps(kind, id).rev() {
            if step.since < instant {
                values.push(step.after);
                break;
            }
            values.push(step.before);
        }
        values
    }

    /// Every value that the link has had, including `current`. A value may occur twice.
    pub fn values(&self, kind: LinkKind, id: i64, current: i64) -> impl Iterator<Item = i64> {
        self.steps(kind, id).map(|step| step.before).chain([current])
    }

    /// The numbers whose link of a kind changed at an instant or later.
    #[must_use]
    pub fn changed_since(&self, kind: LinkKind, instant: Instant) -> Vec<i64> {
        let steps = self.of(kind).iter().filter(|(_, step)| step.since >= instant);
        let mut ids: Vec<i64> = steps.map(|((id, _), _)| *id).collect();
        ids.dedup();
        ids
    }
}

/// The present links from a subscription's customer upwards.
pub trait CurrentLinks {
    /// The current partner of a customer.
    fn partner(&self, customer: i64) -> i64;
    /// The current distributor of a partner.
    fn distributor(&self, partner: i64) -> i64;
    /// The current region of a distributor.
    fn region(&self, distributor: i64) -> i64;
}

/// A subscription with its present links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkedSubscription {
    /// The primary key.
    pub id: i64,
    /// The number of its customer.
    pub customer: i64,
    /// The number of its product.
    pub product: i64,
}

impl Links {
    /// The partner that a subscription belongs to just before an instant.
    #[must_use]
    pub fn partner_before(
        &self,
        current: &impl CurrentLinks,
        subscription: LinkedSubscription,
        instant: Instant,
    ) -> i64 {
        let LinkedSubscription { id, customer, .. } = subscription;
        let customer = self.value_before(LinkKind::SubscriptionCustomer, id, customer, instant);
        let partner = current.partner(customer);
        self.value_before(LinkKind::CustomerPartner, customer, partner, instant)
    }

    /// The distributor of a partner just before an instant.
    #[must_use]
    pub fn distributor_before(
        &self,
        current: &impl CurrentLinks,
        partner: i64,
        instant: Instant,
    ) -> i64 {
        let distributor = current.distributor(partner);
        self.value_before(LinkKind::PartnerDistributor, partner, distributor, instant)
    }

    /// The region of a partner just before an instant.
    #[must_use]
    pub fn region_before(
        &self,
        current: &impl CurrentLinks,
        partner: i64,
        instant: Instant,
    ) -> i64 {
        let distributor = self.distributor_before(current, partner, instant);
        let region = current.region(distributor);
        self.value_before(LinkKind::DistributorRegion, distributor, region, instant)
    }

    /// Every partner that has owned a subscription, each once.
    #[must_use]
    pub fn partners(
        &self,
        current: &impl CurrentLinks,
        subscription: LinkedSubscription,
    ) -> Vec<i64> {
        let LinkedSubscription { id, customer, .. } = subscription;
        let mut partners = Vec::new();
        for customer in self.values(LinkKind::SubscriptionCustomer, id, customer) {
            let partner = current.partner(customer);
            partners.extend(self.values(LinkKind::CustomerPartner, customer, partner));
        }
        partners.sort_unstable();
        partners.dedup();
        partners
    }

    /// The region that a subscription belonged to just before an instant, by the changes that were
    /// recorded at `known_at` or earlier.
    #[must_use]
    pub fn region_as_known(
        &self,
        current: &impl CurrentLinks,
        subscription: LinkedSubscription,
        instant: Instant,
        known_at: Instant,
    ) -> i64 {
        let value = |kind, id, now| self.value_as_known(kind, id, now, (instant, known_at));
        let LinkedSubscription { id, customer, .. } = subscription;
        let customer = value(LinkKind::SubscriptionCustomer, id, customer);
        let partner = value(LinkKind::CustomerPartner, customer, current.partner(customer));
        let above = current.distributor(partner);
        let distributor = value(LinkKind::PartnerDistributor, partner, above);
        value(LinkKind::DistributorRegion, distributor, current.region(distributor))
    }

    /// When the changes were recorded that decided to which region a subscription belongs.
    #[must_use]
    pub fn region_changes(
        &self,
        current: &impl CurrentLinks,
        subscription: LinkedSubscription,
    ) -> Vec<Instant> {
        let LinkedSubscription { id, customer, .. } = subscription;
        let mut links = vec![(LinkKind::SubscriptionCustomer, id)];
        for customer in self.values(LinkKind::SubscriptionCustomer, id, customer) {
            links.push((LinkKind::CustomerPartner, customer));
        }
        for partner in self.partners(current, subscription) {
            links.push((LinkKind::PartnerDistributor, partner));
            let above = current.distributor(partner);
            for distributor in self.values(LinkKind::PartnerDistributor, partner, above) {
                links.push((LinkKind::DistributorRegion, distributor));
            }
        }
        let steps = links.into_iter().flat_map(|(kind, id)| self.steps(kind, id));
        steps.map(|step| step.recorded_at).collect()
    }
}

/// The closing instant of a cycle: the first instant of the next month in UTC. Links that change at
/// it or later act from the next cycle on, and no report is made before it.
#[must_use]
pub fn closing(cycle: Cycle) -> Instant {
    Instant::from_utc_day(day_number(cycle.plus(1).first_date()))
}

/// The first cycle for which a link counts that changes at an instant.
#[must_use]
pub fn acts_from(since: Instant) -> Cycle {
    Cycle::of(crate::zone::date_of_number(since.utc_day()))
}

#[cfg(test)]
mod tests;
