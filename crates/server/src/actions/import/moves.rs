//! What an import or a form moves: links that change, since when, and from which cycle on that
//! counts.

use super::directory::{Directory, place};
use super::directory_files::{Context, RowError};
use crate::formats::sheet::Problem;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::link::{CurrentLinks, LinkChange, LinkKind, Linked, acts_from, closing};
use countersign_domain::zone::{Zone, day_number};
use countersign_store::installation::Installation;
use countersign_store::links::{self, Recorded};
use countersign_store::{StoreError, Tx, partners, regions, reports};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashSet};

/// How many links of each kind change, by the cycle from which on that counts.
pub type Moves = BTreeMap<(LinkKind, Cycle), u64>;

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
    /// Notes that a row sets a link; nothing where that is its value already. `partners` are those
    /// whose reports the change bears on.
    pub(super) async fn set_link(
        &mut self,
        set: Set,
        since: Option<Instant>,
        partners: &[i64],
    ) -> Result<(), RowError> {
        if set.before == set.after {
            return Ok(());
        }
        let at = since.unwrap_or(self.linked_at);
        if let Some(since) = since {
            self.check_since(set, since, partners).await?;
        }
        let Set { kind, id, before, after } = set;
        let change = LinkChange { kind, id, since: at, before, after };
        let place = self.directory.links.push(change);
        let (recorded_at, person_id) = (self.now, self.person_id);
        self.staged_links.push(Recorded { change, place, recorded_at, person_id });
        *self.moves.entry((kind, acts_from(at))).or_default() += 1;
        Ok(())
    }

    /// A link may have changed earlier than now, as long as no report that this would change has
    /// been made: back to the beginning of the last month that has ended.
    async fn check_since(
        &mut self,
        set: Set,
        since: Instant,
        partners: &[i64],
    ) -> Result<(), RowError> {
        let wrong = |expected: String| Problem::cell("since", &since.to_string(), expected);
        if since > self.linked_at {
            return Err(wrong("an instant that has come".to_owned()).into());
        }
        if let Some(last) = self.directory.links.last_change(set.kind, set.id)
            && since < last
        {
            return Err(wrong(format!("{last} or later: it last changed then")).into());
        }
        let earliest = closing(acts_from(self.linked_at).plus(-2));
        if since < earliest {
            return Err(wrong(format!("{earliest} or later: months before are closed")).into());
        }
        let from = acts_from(since);
        for &partner in partners {
            if let Some(made) = reports::last_made(self.tx, partner, from).await? {
                let expected = format!(
                    "{} or later: a report of {made} that this would change has been made",
                    closing(made)
                );
                return Err(wrong(expected).into());
            }
        }
        self.note_made_cycles(from, partners).await?;
        Ok(())
    }

    /// Partners whose making of a cycle has come without a report may be missing one now.
    async fn note_made_cycles(&mut self, from: Cycle, of: &[i64]) -> Result<(), StoreError> {
        let day = closing(from.plus(-1)).utc_day();
        let made = of.iter().filter(|partner| {
            let through = self.directory.companies.get(place(**partner));
            through.is_some_and(|company| company.made_through >= from.number())
        });
        let notes: Vec<(i64, i64)> = made.map(|partner| (*partner, day)).collect();
        partners::note_arrivals(self.tx, &notes).await
    }

    /// Writes the links that were set so far.
    pub(super) async fn write_links(&mut self) -> Result<(), StoreError> {
        links::record(self.tx, &self.staged_links).await?;
        self.staged_links.clear();
        Ok(())
    }
}

/// Whether a region's time zone can change no more: from the first closing instant on at which
/// subscriptions count for it.
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
    let has_closed = closing(installation.first_cycle) <= now;
    Ok(has_closed && regions::has_subscriptions(tx, region_id).await?)
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

    /// The time zones that a date of a subscription's file may have meant the noon of: first the one
    /// of the region that the subscription belonged to when the UTC day began, then, where anything
    /// moved, all others that it has had.
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
