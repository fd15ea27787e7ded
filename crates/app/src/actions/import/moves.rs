//! What an import or a form moves: links that change, since when, and from which cycle on that
//! counts.

use super::directory::{Directory, place};
use super::directory_files::Context;
use crate::formats::sheet::Problem;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::link::{CurrentLinks, LinkChange, LinkKind, Linked, acts_from, closing};
use countersign_domain::zone::{Zone, day_number};
use countersign_store::installation::Installation;
use countersign_store::links::{self, Recorded};
use countersign_store::{StoreError, Tx, regions};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashSet};

/// How many links of each kind change, by the cycle from which on that counts.
pub type Moves = BTreeMap<(LinkKind, Cycle), u64>;

/// What a link of a kind is of, and what it changes: one, and several.
const fn words(kind: LinkKind) -> [&'static str; 2] {
    match kind {
        LinkKind::SubscriptionCustomer => {
            ["subscription changes customer", "subscriptions change customer"]
        }
        LinkKind::SubscriptionProduct => {
            ["subscription changes product", "subscriptions change product"]
        }
        LinkKind::CustomerPartner => ["customer changes partner", "customers change partner"],
        LinkKind::PartnerDistributor => {
            ["partner changes distributor", "partners change distributor"]
        }
        LinkKind::PartnerType => ["partner changes type", "partners change type"],
        LinkKind::DistributorRegion => ["distributor changes region", "distributors change region"],
        LinkKind::DistributorType => ["distributor changes type", "distributors change type"],
        LinkKind::RegionUsageReports => {
            ["region switches usage reports on or off", "regions switch usage reports on or off"]
        }
    }
}

/// Says what moves: `12 customers change partner; October 2026 is closed: from November 2026 on`.
#[must_use]
pub fn sentence((kind, from): (LinkKind, Cycle), count: u64) -> String {
    let [one, several] = words(kind);
    let what = if count == 1 { one } else { several };
    let month = |cycle: Cycle| cycle.first_date().strftime("%B %Y").to_string();
    let (closed, from) = (month(from.plus(-1)), month(from));
    format!("{count} {what}; {closed} is closed: from {from} on")
}

/// What is said of a file's column `since`.
pub(super) const SINCE_EXPECTED: &str = "an instant such as 2026-11-01T08:30:00Z";

/// Since when a link holds that is changed now: later than anything the clock has worked on.
#[must_use]
pub fn link_instant(installation: &Installation, now: Instant) -> Instant {
    let stands = installation.rehearsal.then_some(installation.clock_at);
    let done = installation.ran_until.max(stands);
    done.map_or(now, |done| now.max(done.plus_micros(1)))
}

/// A link that a row sets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    pub(super) kind: LinkKind,
    pub(super) id: i64,
    pub(super) before: i64,
    pub(super) after: i64,
}

impl Context<'_> {
    /// Notes that a row sets a link; nothing where it says what is so already.
    pub(super) fn set_link(&mut self, set: Set, since: Option<Instant>) -> Result<(), Problem> {
        let Set { kind, id, before: current, after } = set;
        let links = &self.directory.links;
        let at = since.unwrap_or(self.linked_at);
        let before = links.value_before(kind, id, current, at.plus_micros(1));
        if current == after && before == after {
            return Ok(());
        }
        if let Some(since) = since {
            self.check_since(since)?;
            if let Some(last) = links.contradiction(kind, id, since, after) {
                let expected = format!("{last} or later: it last changed then");
                return Err(Problem::cell("since", &since.to_string(), expected));
            }
        } else if current == after {
            return Ok(());
        }
        let change = LinkChange { kind, id, since: at, before, after };
        let place = self.directory.links.push(change);
        let (recorded_at, person_id) = (self.now, self.person_id);
        self.staged_links.push(Recorded { change, place, recorded_at, person_id });
        *self.moves.entry((kind, acts_from(at))).or_default() += 1;
        Ok(())
    }

    /// A link may have changed earlier than now: back to the closing instant of the last cycle, so
    /// that no report changes for which it is settled whose the units are.
    pub(super) fn check_since(&self, since: Instant) -> Result<(), Problem> {
        let wrong = |expected: String| Problem::cell("since", &since.to_string(), expected);
        let last = acts_from(self.linked_at).plus(-1);
        if since < closing(last) {
            return Err(wrong(format!("{} or later: {last} is closed", closing(last))));
        }
        Ok(())
    }

    /// Writes the links that were set so far.
    pub(super) async fn write_links(&mut self) -> Result<(), StoreError> {
        links::record(self.tx, &self.staged_links).await?;
        self.staged_links.clear();
        Ok(())
    }
}

/// Whether a region's time zone can change no more: from the first closing instant on at which a
/// subscription counts for it.
///
/// # Errors
/// The engine's.
pub async fn is_zone_fixed(
    tx: &mut Tx,
    installation: &Installation,
    region_id: i64,
    now: Instant,
) -> Result<bool, StoreError> {
    if regions::has_reports(tx, region_id).await? {
        return Ok(true);
    }
    let first = installation.first_cycle;
    let closed = acts_from(now).months_since(first);
    if closed <= 0 {
        return Ok(false);
    }
    let directory = Directory::load(tx).await?;
    let closings =
        (0..closed).map(|months| closing(first.plus(i32::try_from(months).unwrap_or(i32::MAX))));
    let closings: Vec<Instant> = closings.collect();
    Ok((1..=directory.subscriptions.len() as i64).any(|number| {
        let counts = |at: &Instant| {
            let partner = directory.links.partner_before(&directory, directory.linked(number), *at);
            directory.links.region_before(&directory, partner, *at) == region_id
        };
        closings.iter().any(counts)
    }))
}

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

/// Reads the links and the former time zones into a directory.
///
/// # Errors
/// The engine's.
pub(super) async fn load(tx: &mut Tx, directory: &mut Directory) -> Result<(), StoreError> {
    directory.links = links::all(tx).await?;
    directory.former_zones = links::former_zones(tx).await?;
    Ok(())
}

impl Directory {
    /// Every partner that a subscription belongs to or has belonged to, and the one whose readings
    /// it is filed under.
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

    /// The time zones that a date of a subscription's file may have meant the noon of: first the
    /// one of the region that the subscription belonged to when the UTC day began, then, where
    /// anything moved, all others that it has had.
    #[must_use]
    pub fn zones_of_date(&self, number: i64, date: Date) -> Vec<Zone> {
        let linked = self.linked(number);
        let just_after = Instant::from_utc_day(day_number(date)).plus_micros(1);
        let partner = self.links.partner_before(self, linked, just_after);
        let region = self.links.region_before(self, partner, just_after);
        let mut zones = vec![self.regions[place(region)].zone.clone()];
        if self.former_zones.is_empty() && self.links.is_empty() {
            return zones;
        }
        for region in self.regions_of(linked) {
            let former = self.former_zones.iter().filter(|(of, _)| *of == region);
            zones.extend(former.filter_map(|(_, zone)| Zone::parse(zone).ok()));
            zones.push(self.regions[place(region)].zone.clone());
        }
        let mut seen = HashSet::new();
        zones.retain(|zone| seen.insert(zone.name().to_owned()));
        zones
    }

    /// Every region that a subscription has belonged to.
    fn regions_of(&self, linked: Linked) -> Vec<i64> {
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

    /// A subscription with its links of now.
    #[must_use]
    pub fn linked(&self, number: i64) -> Linked {
        let subscription = self.subscriptions[place(number)];
        let (customer, product) = (subscription.customer, subscription.product);
        Linked { id: number, customer: i64::from(customer), product: i64::from(product) }
    }
}
