//! How the model calculates the figure of a subscription: the text printed with a difference.

use std::fmt::Debug;

use super::installation::Model;
use super::links::Dated;
use super::number::format_quantity;
use super::zone::Cycle;

impl Model {
    /// Owner, bounds, links and readings of a subscription in a cycle.
    pub fn explain(&self, subscription: &str, cycle: Cycle) -> String {
        let Some(own) = self.directory.subscriptions.get(subscription) else {
            return format!("the model knows no subscription {subscription}");
        };
        let owner = self.owner(subscription, cycle);
        let place = self.place(owner.partner, cycle);
        let (start, end) = self.bounds(subscription, cycle);
        let zone = &self.directory.regions[place.region].zone_name;
        let mut out = format!(
            "{subscription} in {cycle} counts from {start} until {end} ({zone}) for {owner:?} at \
             {place:?}; billable: {}, ends on: {:?}",
            own.billable, own.ends_on
        );
        let mut line = |text: String| out.push_str(&format!("\n    {text}"));
        let partner = &self.directory.partners[owner.partner];
        let distributor = &self.directory.distributors[place.distributor];
        line(format!("customer {}", own.customer.history()));
        line(format!("product {}", own.product.history()));
        let customer = &self.directory.customers[owner.customer];
        line(format!("partner of {} {}", owner.customer, customer.partner.history()));
        line(format!("distributor of {} {}", owner.partner, partner.distributor.history()));
        line(format!("msp {}", partner.msp.history()));
        line(format!("region of {} {}", place.distributor, distributor.region.history()));
        line(format!("isp {}", distributor.isp.history()));
        let on = &self.directory.regions[place.region].usage_reports;
        line(format!("usage reports of {} {}", place.region, on.history()));
        for (instant, reading) in self.readings.get(subscription).into_iter().flatten() {
            let used = reading.used.map(format_quantity);
            let of = self.cycle_of(subscription, *instant);
            let provisioned = format_quantity(reading.provisioned);
            line(format!("{of} {instant}: {provisioned}, used {used:?}"));
        }
        out
    }
}

impl<T: Debug + PartialEq> Dated<T> {
    fn history(&self) -> String {
        let history = |(value, since): (&T, _)| format!("{value:?} since {since}");
        self.all().zip(self.instants()).map(history).collect::<Vec<_>>().join(", ")
    }
}
