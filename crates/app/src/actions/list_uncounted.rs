//! Lists the billable subscriptions that have a reading in a cycle, or a carried figure, and are in
//! no line, each with the reason.
//!
//! Partners are processed in batches, as in making, so that memory does not grow with the cycle.
//! Evidence is collected only for subscriptions that no report counts, by the frozen rules of the
//! report if there is one. Of a cycle whose readings were purged, only subscriptions that a report
//! names are listed.

use super::compute_figures::{FigureSubject, is_too_large};
use super::directory_snapshot::DirectorySnapshot;
use super::frozen_cycle::FrozenCycle;
use super::gather_evidence::CycleWindow;
use super::make_reports::{self, Drawn};
use super::ownership::Ownership;
use super::refresh_reports::{is_named_elsewhere, on_time};
use super::run_clock::cut;
use countersign_domain::cycle::Cycle;
use countersign_domain::figure::Standing;
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_domain::uncounted::Reason;
use countersign_domain::zone::Zone;
use countersign_store::figures::NamedSubscription;
use countersign_store::partners::{self, Partner};
use countersign_store::reports::Key;
use countersign_store::{Result, Tx};
use std::collections::hash_map::{Entry, OccupiedEntry};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A subscription that is in no line of the cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncounted {
    /// The distributor it counts for.
    pub distributor_id: i64,
    /// The report to which it would belong.
    pub key: Key,
    /// Its partner's code.
    pub partner: String,
    /// Its product.
    pub product_id: i64,
    /// The number of the subscription.
    pub subscription_id: i64,
    /// The code of the subscription.
    pub subscription: String,
    /// Code of its customer.
    pub customer: String,
    /// Why it is in no line.
    pub reason: Reason,
    /// Its last reading before the cycle, if it has none on the first day.
    pub last_at: Option<Instant>,
    /// The units that are missing from every line; `None` if it would not count.
    pub default_chargeable: Option<Quantity>,
}

/// The question.
#[derive(Clone, Copy, Debug)]
pub struct UncountedQuery {
    /// The cycle.
    pub cycle: Cycle,
    /// The installation's time.
    pub now: Instant,
    /// Only subscriptions that count for this distributor.
    pub distributor_id: Option<i64>,
    /// Whether to skip partners whose reports of the cycle have yet to be made; so far all of their
    /// subscriptions are in no line.
    pub only_made: bool,
}

impl UncountedQuery {
    /// The question about everything in a cycle.
    #[must_use]
    pub const fn all(cycle: Cycle, now: Instant) -> Self {
        Self { cycle, now, distributor_id: None, only_made: false }
    }

    fn wants(&self, snapshot: &DirectorySnapshot, partner: &Partner) -> bool {
        let is_asked = self
            .distributor_id
            .is_none_or(|asked| snapshot.distributor_at(partner, self.cycle) == asked);
        is_asked && (!self.only_made || partner.made_through >= self.cycle)
    }
}

/// Passes each subscription that is in no line to `take`, by partner and subscription number.
///
/// # Errors
/// Fails when the database does.
pub async fn each(
    tx: &mut Tx,
    ownership: &Ownership,
    asked: UncountedQuery,
    mut take: impl FnMut(Uncounted),
) -> Result<()> {
    let mut after = 0;
    while let Some(last) = batch(tx, ownership, asked, after, &mut take).await? {
        after = last;
    }
    Ok(())
}

/// The same for some partners after a number. Returns the number of the last one, or `None` if
/// there is none.
///
/// # Errors
/// Fails when the database does.
pub async fn batch(
    tx: &mut Tx,
    ownership: &Ownership,
    asked: UncountedQuery,
    after: i64,
    take: &mut impl FnMut(Uncounted),
) -> Result<Option<i64>> {
    let mut batch = partners::after(tx, after, BATCH_PARTNERS).await?;
    let Some(last) = batch.last().map(|partner| partner.id) else { return Ok(None) };
    batch.retain(|partner| asked.wants(&ownership.snapshot, partner));
    let is_cut = cut(tx, &mut batch).await?;
    of_partners(tx, ownership, asked, &batch, take).await?;
    Ok(Some(batch.last().filter(|_| is_cut).map_or(last, |partner| partner.id)))
}

/// Partners in one batch.
const BATCH_PARTNERS: i64 = 1_000;

/// The same for these partners, sorted by number.
///
/// # Errors
/// Fails when the database does.
pub async fn of_partners(
    tx: &mut Tx,
    ownership: &Ownership,
    asked: UncountedQuery,
    partners: &[Partner],
    take: &mut impl FnMut(Uncounted),
) -> Result<()> {
    let (Some(first), Some(last)) = (partners.first(), partners.last()) else { return Ok(()) };
    let frozen = FrozenCycle::load(tx, asked.cycle, (first.id, last.id)).await?;
    let mut context = UncountedContext { ownership, asked, frozen, too_large: HashSet::new() };
    let mut by_zone: BTreeMap<String, (Zone, Vec<&Partner>)> = BTreeMap::new();
    for partner in partners {
        let (_, zone) = ownership.snapshot.region_at(partner, asked.cycle)?;
        let zoned = by_zone.entry(zone.name().to_owned());
        zoned.or_insert_with(|| (zone.clone(), Vec::new())).1.push(partner);
    }
    let mut named = context.frozen.open();
    let mut found = Vec::new();
    // What is left of purged readings gives no reason for anything.
    let by_zone = by_zone.values().filter(|_| !ownership.is_purged(asked.cycle));
    for (zone, partners) in by_zone {
        let window = CycleWindow::open(tx, asked.cycle, zone).await?;
        let drawn = make_reports::draw_up(tx, ownership, &window, partners, &context.frozen);
        let drawn = drawn.await?;
        context.too_large = context.find_too_large(&drawn)?;
        for drawn in drawn {
            let partner = partners.iter().find(|partner| partner.id == drawn.partner_id);
            let Some(partner) = partner else { continue };
            let id = drawn.subject.row.subscription_id;
            if let Entry::Occupied(named) = named.entry(id) {
                follow(named, &drawn.subject);
                continue;
            }
            let Some(uncounted) = context.uncounted(partner, &drawn)? else { continue };
            if !is_named_elsewhere(tx, uncounted.key, id, &drawn.partners).await? {
                found.push(uncounted);
            }
        }
    }
    let partners: HashMap<i64, &Partner> = partners.iter().map(|it| (it.id, it)).collect();
    for named in named.into_values() {
        let Some(partner) = partners.get(&named.key.partner_id) else { continue };
        found.extend(context.of_named(partner, named));
    }
    found.sort_by_key(|it| (it.key.partner_id, it.subscription_id));
    found.into_iter().for_each(take);
    Ok(())
}

/// Follows the readings that arrived after a report froze how it lists a subscription.
fn follow(mut named: OccupiedEntry<'_, i64, NamedSubscription>, subject: &FigureSubject) {
    match subject.figure.map(|figure| figure.standing).filter(|standing| !standing.counts()) {
        Some(standing) => {
            let named = named.get_mut();
            named.standing = standing;
            named.in_force_at = subject.row.in_force_at;
            named.after_end = subject.row.after_end;
        }
        // It counts by now: a late difference of that report, which counts like a line.
        None => drop(named.remove()),
    }
}

struct UncountedContext<'a> {
    ownership: &'a Ownership,
    asked: UncountedQuery,
    frozen: FrozenCycle,
    /// Missing reports with a figure that is too large to be counted.
    too_large: HashSet<Key>,
}

impl UncountedContext<'_> {
    /// The report that a subscription would belong to.
    fn key(&self, drawn: &Drawn) -> Result<Key> {
        let vendor_id = self.ownership.snapshot.product(drawn.subject.row.product_id)?.vendor_id;
        Ok(Key { cycle: self.asked.cycle, partner_id: drawn.partner_id, vendor_id })
    }

    fn find_too_large(&self, drawn: &[Drawn]) -> Result<HashSet<Key>> {
        let mut missing: HashMap<Key, Vec<&FigureSubject>> = HashMap::new();
        for drawn in drawn {
            let key = self.key(drawn)?;
            if !self.frozen.has(key) {
                missing.entry(key).or_default().push(&drawn.subject);
            }
        }
        missing.retain(|_, subjects| is_too_large(subjects.iter().copied()));
        Ok(missing.into_keys().collect())
    }

    /// A subscription that a report names without counting it.
    fn of_named(&self, partner: &Partner, named: NamedSubscription) -> Option<Uncounted> {
        let reason = match named.standing {
            Standing::NoData if named.in_force_at.is_some() => Reason::NoData,
            Standing::Ended if named.after_end > 0 => Reason::Ended,
            _ => return None,
        };
        Some(Uncounted {
            distributor_id: self.ownership.snapshot.distributor_at(partner, self.asked.cycle),
            key: named.key,
            partner: partner.code.clone(),
            product_id: named.product_id,
            subscription_id: named.id,
            subscription: named.code,
            customer: named.customer_code,
            reason,
            last_at: named.in_force_at,
            default_chargeable: None,
        })
    }

    /// A subscription that no report names.
    fn uncounted(&self, partner: &Partner, drawn: &Drawn) -> Result<Option<Uncounted>> {
        let (snapshot, cycle) = (&self.ownership.snapshot, self.asked.cycle);
        let row = &drawn.subject.row;
        let key = self.key(drawn)?;
        let Some(reason) = self.reason(partner, key, drawn)? else { return Ok(None) };
        let counts = drawn.subject.figure.filter(|figure| figure.standing.counts());
        Ok(Some(Uncounted {
            distributor_id: snapshot.distributor_at(partner, cycle),
            key,
            partner: partner.code.clone(),
            product_id: row.product_id,
            subscription_id: row.subscription_id,
            subscription: row.subscription_code.clone(),
            customer: row.customer_code.clone(),
            reason,
            last_at: row.in_force_at,
            default_chargeable: counts.map(|figure| figure.default_chargeable()),
        }))
    }

    fn reason(&self, partner: &Partner, key: Key, drawn: &Drawn) -> Result<Option<Reason>> {
        let subject = &drawn.subject;
        // A figure that is too large to be counted counts here.
        let standing = subject.figure.map_or(Standing::Counted, |figure| figure.standing);
        let counts = match standing {
            Standing::NotBillable => return Ok(None),
            Standing::Counted | Standing::CarriedForward => true,
            Standing::Ended if subject.has_readings => false,
            Standing::NoData if subject.row.in_force_at.is_some() => false,
            Standing::Ended | Standing::NoData => return Ok(None),
        };
        if key.cycle < self.ownership.first_cycle() {
            let is_there = counts || subject.has_readings;
            return Ok(is_there.then_some(Reason::BeforeFirstCycle));
        }
        if !counts {
            let ended = standing == Standing::Ended;
            return Ok(Some(if ended { Reason::Ended } else { Reason::NoData }));
        }
        let exclusion = self.ownership.snapshot.exclusion_at(partner, key.cycle)?;
        if exclusion.is_some() {
            return Ok(exclusion);
        }
        if self.frozen.has(key) {
            // It arrived after the figures were frozen: a late difference of that report.
            return Ok(None);
        }
        let was_due = partner.made_through >= key.cycle;
        if was_due && self.too_large.contains(&key) {
            return Ok(Some(Reason::Fault));
        }
        let (_, deadline) = on_time(self.ownership, partner, key.cycle)?;
        let may_come = !was_due || self.asked.now < deadline;
        Ok(Some(if may_come { Reason::NotMadeYet } else { Reason::CameTooLate }))
    }
}
