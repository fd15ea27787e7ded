//! Who owns a subscription in a cycle, and which instants belong to the cycle.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::directory::{Owner, PartnerPlace};
use super::installation::Model;
use super::zone::Cycle;

/// "For the moment just before it": before a cycle's closing instant.
pub(super) fn deciding_moment(cycle: Cycle) -> Timestamp {
    closing_instant(cycle) - SignedDuration::from_micros(1)
}

/// "A cycle's closing instant is the first instant of the next month in UTC."
pub(super) fn closing_instant(cycle: Cycle) -> Timestamp {
    cycle.end(&TimeZone::UTC)
}

impl Model {
    /// "In that cycle a subscription counts for the product, partner, distributor and region
    /// that the links give for the moment just before it (until it has come: for those of now)."
    /// No link begins later than now, so that the same moment answers for a cycle to come.
    pub(super) fn owner(&self, subscription: &str, cycle: Cycle) -> Owner<'_> {
        self.directory.owner_of(subscription, deciding_moment(cycle))
    }

    /// The distributor and region that a partner's report of a cycle belongs to, and whether there
    /// is a report.
    pub(super) fn place(&self, partner: &str, cycle: Cycle) -> PartnerPlace<'_> {
        self.directory.place_of(partner, deciding_moment(cycle))
    }

    /// The zone of the region that a subscription counts for.
    pub(super) fn zone(&self, subscription: &str, cycle: Cycle) -> &TimeZone {
        self.directory.zone_of(subscription, deciding_moment(cycle))
    }

    /// "A subscription's cycle ends with the month in the zone of that region … and begins where
    /// its cycle before ended": from the first instant to the one that is past it.
    pub(super) fn bounds(&self, subscription: &str, cycle: Cycle) -> (Timestamp, Timestamp) {
        (self.end(subscription, cycle.plus(-1)), self.end(subscription, cycle))
    }

    fn end(&self, subscription: &str, cycle: Cycle) -> Timestamp {
        let next = cycle.plus(1);
        // "The first cycle begins with the month in the zone of the region that the subscription
        // counts for in it."
        let whose = if next == self.first_cycle { next } else { cycle };
        cycle.end(self.zone(subscription, whose))
    }

    /// "A reading counts in the cycle whose bounds hold its instant."
    pub(super) fn cycle_of(&self, subscription: &str, instant: Timestamp) -> Cycle {
        let near = Cycle::running(instant);
        let holds = |cycle: &Cycle| {
            let (start, end) = self.bounds(subscription, *cycle);
            start <= instant && instant < end
        };
        let near = [near.plus(-1), near, near.plus(1)];
        near.into_iter().find(holds).expect("bounds meet, and no zone is a month away")
    }

    /// The cycles that have closed, from the installation's first on.
    pub(super) fn closed_cycles(&self) -> impl Iterator<Item = Cycle> + use<> {
        let running = Cycle::running(self.stand);
        let months = running.index() - self.first_cycle.index();
        let first = self.first_cycle;
        (0..months).map(move |add| first.plus(add))
    }
}
