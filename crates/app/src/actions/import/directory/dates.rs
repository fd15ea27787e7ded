//! Which instants a date in a file means, and which ones it meant when other links were known.

use super::{Directory, place};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::link::{
    ALWAYS, CurrentLinks, LinkKind, LinkedSubscription, acts_from, closing,
};
use countersign_domain::zone::{Zone, day_number};
use jiff::civil::Date;
use std::collections::HashSet;
use std::ops::RangeInclusive;

/// A date of a subscription's reading, in a file.
#[derive(Clone, Copy, Debug)]
pub struct DateOfReading {
    /// The number of the subscription.
    pub subscription: i64,
    /// The date.
    pub date: Date,
}

/// Just after the instant at which a date begins in UTC. The links just before it decide.
fn beginning(date: Date) -> Instant {
    Instant::from_utc_day(day_number(date)).plus_micros(1)
}

impl Directory {
    /// The time zones whose noon a date in a file may mean: first that of the region that the
    /// subscription belonged to when the UTC day began, then, if anything moved, all others that it
    /// has had.
    fn zones_of_date(&self, number: i64, date: Date) -> Vec<Zone> {
        let linked = self.linked(number);
        let region = self.links.region_as_known(self, linked, beginning(date), ALWAYS);
        let mut zones = vec![self.regions[place(region)].zone.clone()];
        if self.former_zones.is_empty() && self.links.is_empty() {
            return zones;
        }
        for region in self.regions_of(linked) {
            zones.extend(self.former_zones_of(region));
            zones.push(self.regions[place(region)].zone.clone());
        }
        let mut seen = HashSet::new();
        zones.retain(|zone| seen.insert(zone.name().to_owned()));
        zones
    }

    /// The instants that a date in a file may mean: first the noon of the zone that counts now,
    /// then those of all others.
    #[must_use]
    pub fn noons_of(&self, DateOfReading { subscription, date }: DateOfReading) -> Vec<Instant> {
        let zones = self.zones_of_date(subscription, date);
        zones.iter().filter_map(|zone| zone.noon(date)).collect()
    }

    /// The earliest instant within `read` at which a date that was read then may have become
    /// `instant`, by the links that were known then; `None` if it meant another one all the time.
    /// `first` is the installation's first cycle.
    #[must_use]
    pub fn first_meant(
        &self,
        DateOfReading { subscription, date }: DateOfReading,
        instant: Instant,
        read: &RangeInclusive<Instant>,
        first: Cycle,
    ) -> Option<Instant> {
        let linked = self.linked(subscription);
        let meant = |known_at: &Instant| {
            let region = self.links.region_as_known(self, linked, beginning(date), *known_at);
            let is_noon = |zone: &Zone| zone.noon(date) == Some(instant);
            is_noon(&self.regions[place(region)].zone)
                || !self.is_zone_fixed(linked, region, *known_at, first)
                    && self.former_zones_of(region).any(|zone| is_noon(&zone))
        };
        // What was known stays the same until just before the next change is recorded.
        let mut changes = self.links.region_changes(self, linked);
        changes.sort_unstable();
        let until_changes = changes.into_iter().map(|at| at.plus_micros(-1));
        until_changes.filter(|at| read.contains(at)).chain([*read.end()]).find(meant)
    }

    /// Whether the zone of a region was fixed at an instant because this subscription counted for
    /// the region at a closing instant. When a zone changed before that is not stored.
    fn is_zone_fixed(
        &self,
        linked: LinkedSubscription,
        region: i64,
        known_at: Instant,
        first: Cycle,
    ) -> bool {
        let closed = acts_from(known_at).plus(-1);
        let counted = || self.links.region_as_known(self, linked, closing(closed), known_at);
        closed >= first && counted() == region
    }

    /// The zones that a region had before.
    fn former_zones_of(&self, region: i64) -> impl Iterator<Item = Zone> {
        let former = self.former_zones.iter().filter(move |(of, _)| *of == region);
        former.filter_map(|(_, zone)| Zone::parse(zone).ok())
    }

    /// Every region that a subscription has belonged to.
    fn regions_of(&self, linked: LinkedSubscription) -> Vec<i64> {
        let mut regions = Vec::new();
        for partner in self.links.partners(self, linked) {
            let current = self.distributor(partner);
            for distributor in self.links.values(LinkKind::PartnerDistributor, partner, current) {
                let current = self.region(distributor);
                regions.extend(self.links.values(
                    LinkKind::DistributorRegion,
                    distributor,
                    current,
                ));
            }
        }
        regions.sort_unstable();
        regions.dedup();
        regions
    }
}
