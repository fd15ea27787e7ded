//! Answers from the dated links about a subscription: its owners and its cycles.

use super::{Directory, place};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::link::{CurrentLinks, LinkKind, LinkedSubscription, closing};
use countersign_domain::zone::date_of_number;

impl CurrentLinks for Directory {
    fn partner(&self, customer: i64) -> i64 {
        self.customers.get(place(customer)).map_or(0, |partner| i64::from(*partner))
    }

    fn distributor(&self, partner: i64) -> i64 {
        self.companies.get(place(partner)).map_or(0, |company| company.above)
    }

    fn region(&self, distributor: i64) -> i64 {
        self.companies.get(place(distributor)).map_or(0, |company| company.above)
    }
}

impl Directory {
    /// Every partner that owns or owned a subscription, and its home partner.
    #[must_use]
    pub fn owners(&self, number: i64) -> Vec<i64> {
        let subscription = self.subscriptions[place(number)];
        let owner = self.owner(&subscription);
        let customer = i64::from(subscription.customer);
        let moved = self.links.has_changed(LinkKind::SubscriptionCustomer, number)
            || self.links.has_changed(LinkKind::CustomerPartner, customer);
        if !moved && i64::from(subscription.home) == owner {
            return vec![owner];
        }
        let mut owners = self.links.partners(self, self.linked(number));
        owners.push(i64::from(subscription.home));
        owners.sort_unstable();
        owners.dedup();
        owners
    }

    /// The cycle of an instant for a subscription: the first one that had not ended by then in the
    /// zone of the region that the subscription counts for in it.
    #[must_use]
    pub fn cycle_of(&self, number: i64, instant: Instant, first: Cycle) -> Cycle {
        let linked = self.linked(number);
        // No zone is a whole month away from UTC.
        let earliest = Cycle::of(date_of_number(instant.utc_day())).plus(-1);
        let has_ended = |cycle: Cycle| {
            // The first cycle begins with the month in its own zone.
            let by = if cycle.plus(1) == first { first } else { cycle };
            let partner = self.links.partner_before(self, linked, closing(by));
            let region = self.links.region_before(self, partner, closing(by));
            self.regions[place(region)].zone.cycle_end(cycle) <= instant
        };
        let known = [earliest, earliest.plus(1)].into_iter().find(|cycle| !has_ended(*cycle));
        known.unwrap_or(earliest.plus(2))
    }

    /// The decimals that a reading may have: those of the product that it counts for, but no more
    /// than a later product of the subscription has, to which the figure may be carried.
    #[must_use]
    pub fn decimals_of(&self, number: i64, instant: Instant, first: Cycle) -> u8 {
        let linked = self.linked(number);
        let decimals = |product: i64| self.products[place(product)].decimals;
        let kind = LinkKind::SubscriptionProduct;
        if !self.links.has_changed(kind, number) {
            return decimals(linked.product);
        }
        let closing = closing(self.cycle_of(number, instant, first));
        let products = self.links.values_since(kind, number, linked.product, closing);
        products.into_iter().map(decimals).min().unwrap_or(0)
    }

    /// A subscription with its present links.
    #[must_use]
    pub fn linked(&self, number: i64) -> LinkedSubscription {
        let subscription = self.subscriptions[place(number)];
        let (customer, product) = (subscription.customer, subscription.product);
        LinkedSubscription {
            id: number,
            customer: i64::from(customer),
            product: i64::from(product),
        }
    }
}
