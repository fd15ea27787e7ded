//! Deals with readings that arrived for made cycles: refreshes reports that were never submitted,
//! notes what they would have changed of the others, and makes a missing one while its deadline has
//! not passed.

use super::evidence::Window;
use super::figures_of::{Subject, listed, sums, work_out};
use super::make_reports::{Draft, announce, draft, figure_terms, product_terms, report};
use super::world::World;
use countersign_domain::actor::SystemRule;
use countersign_domain::basis::Overflow;
use countersign_domain::correction;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::line::{Figures, Line, ProductTerms};
use countersign_domain::report::Made;
use countersign_domain::schedule;
use countersign_domain::settings::Setting;
use countersign_domain::zone::date_of_number;
use countersign_store::figures::{self, FigureRow};
use countersign_store::installation::{self, Installation};
use countersign_store::partners::{self, Partner};
use countersign_store::reports::{self, Key, Stored};
use countersign_store::{Result, Store, Tx, history, late_differences, subscriptions};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Partners dealt with in one transaction.
const BATCH: i64 = 100;

/// Deals with everything that has arrived, as of `now`; how many reports were touched.
///
/// # Errors
/// The engine's; what was committed stays, and the rest is dealt with by the next run.
pub async fn run(store: &Store, now: Instant) -> Result<u64> {
    let mut touched = 0;
    loop {
        let (partners, reports) = store.write(async |tx| batch(tx, now).await).await?;
        touched += reports;
        if partners == 0 {
            return Ok(touched);
        }
    }
}

async fn batch(tx: &mut Tx, now: Instant) -> Result<(usize, u64)> {
    let installation = installation::take_turn(tx).await?;
    let arrived = partners::arrivals(tx, 0, BATCH).await?;
    if arrived.is_empty() {
        return Ok((0, 0));
    }
    let world = World::load(tx).await?;
    let mut touched = 0;
    for (partner_id, since_day) in &arrived {
        let Some(partner) = partners::by_id(tx, *partner_id).await? else { continue };
        let since = arrived_since(&installation, *since_day);
        for key in reports::open_to_readings(tx, *partner_id, since).await? {
            touched += u64::from(refresh(tx, &world, key, now).await?);
        }
        for key in reports::closed_to_readings(tx, *partner_id, since).await? {
            note_late(tx, &world, key, now).await?;
        }
        touched += make_missing(tx, &world, &partner, since, now).await?;
    }
    let ids: Vec<i64> = arrived.iter().map(|(id, _)| *id).collect();
    partners::clear_arrivals(tx, &ids).await?;
    Ok((arrived.len(), touched))
}

/// What the readings of now make of a report.
pub struct Refreshed {
    /// Its lines with the new figures, by product code.
    pub lines: Vec<Line>,
    /// What they are made of.
    pub figures: Vec<FigureRow>,
}

/// Works a report out again from the readings of now, with everything else as it was frozen:
/// the subscriptions it was made of, and those that came to its partner before it was made.
/// None where a figure is too large to be counted.
///
/// # Errors
/// The engine's.
pub async fn work_out_again(
    tx: &mut Tx,
    world: &World,
    stored: &Stored,
) -> Result<Option<Refreshed>> {
    let report = &stored.report;
    let key = stored.key();
    let terms: HashMap<i64, ProductTerms> =
        report.lines.iter().map(|line| (line.product.id, line.product.clone())).collect();
    let terms_of = |product: i64| match terms.get(&product) {
        Some(terms) => Ok(terms.clone()),
        None => world.product(product).map(product_terms),
    };
    let mut rows = figures::of_report(tx, key).await?;
    let known: HashSet<i64> = rows.iter().map(|row| row.subscription_id).collect();
    let partner_id = key.partner_id;
    for owned in subscriptions::of_partners(tx, partner_id, partner_id).await? {
        let since_making = owned.owned_since.is_some_and(|since| since > report.made_at);
        let of_vendor = world.product(owned.product_id)?.vendor_id == key.vendor_id;
        if of_vendor && !since_making && !known.contains(&owned.id) {
            rows.push(listed(&owned));
        }
    }
    let mut subjects = Vec::new();
    for row in rows {
        let terms = figure_terms(&terms_of(row.product_id)?, row.billable, &report.rules);
        subjects.push(Subject::new(row, terms, None));
    }
    let window = Window::open(tx, key.cycle, &report.zone).await?;
    work_out(tx, &window, &mut subjects).await?;
    let Some(figures) = figures_by_product(&subjects) else { return Ok(None) };
    let mut lines = report.lines.clone();
    for (product, figures) in figures {
        match lines.iter_mut().find(|line| line.product.id == product) {
            Some(line) => line.refresh(figures),
            None => lines.push(Line::new(terms_of(product)?, figures)),
        }
    }
    lines.sort_unstable_by(|a, b| a.product.code.cmp(&b.product.code));
    let listed = subjects.into_iter().filter(Subject::is_listed);
    Ok(Some(Refreshed { lines, figures: listed.map(|subject| subject.row).collect() }))
}

fn figures_by_product(subjects: &[Subject]) -> Option<BTreeMap<i64, Figures>> {
    let mut by_product = BTreeMap::new();
    for (product, sum) in sums(subjects)? {
        match sum.figures() {
            Ok(Some(figures)) => {
                by_product.insert(product, figures);
            }
            Ok(None) => {}
            Err(Overflow) => return None,
        }
    }
    Some(by_product)
}

/// Refreshes one report; whether anything of it moved.
async fn refresh(tx: &mut Tx, world: &World, key: Key, now: Instant) -> Result<bool> {
    let Some(mut stored) = reports::find(tx, &[key]).await?.into_iter().next().flatten() else {
        return Ok(false);
    };
    let Some(refreshed) = work_out_again(tx, world, &stored).await? else {
        reports::note_fault(tx, key, now, super::figures_of::TOO_LARGE).await?;
        return Ok(false);
    };
    let moved = refreshed.lines != stored.report.lines;
    stored.report.lines = refreshed.lines;
    reports::replace_lines(tx, &stored).await?;
    figures::replace(tx, key, &refreshed.figures).await?;
    Ok(moved)
}

/// Makes the reports of a partner that its made cycles miss.
async fn make_missing(
    tx: &mut Tx,
    world: &World,
    partner: &Partner,
    since: Cycle,
    now: Instant,
) -> Result<u64> {
    let (_, zone) = world.region_of(partner.distributor_id)?;
    let made = Made { at: now, recorded_at: now, rule: SystemRule::ReadingsArrived };
    let mut count = 0;
    for draft in missing(tx, world, partner, since, now).await? {
        let Some(lines) = draft.lines else {
            reports::note_fault(tx, draft.key, now, super::figures_of::TOO_LARGE).await?;
            continue;
        };
        let (stored, links) = report(world, partner, draft.key, lines, zone, made)?;
        reports::insert(tx, &[&stored]).await?;
        history::append(tx, [(draft.key, &links)]).await?;
        figures::insert(tx, draft.figures.iter().map(|row| (draft.key, row))).await?;
        announce(tx, std::iter::once(&stored), now).await?;
        count += 1;
    }
    Ok(count)
}

/// The reports that a partner's made cycles miss, where their deadline, as it would have been, has
/// not passed; written nowhere.
async fn missing(
    tx: &mut Tx,
    world: &World,
    partner: &Partner,
    since: Cycle,
    now: Instant,
) -> Result<Vec<Draft>> {
    let mut missing = Vec::new();
    if !world.takes_part(partner)? {
        return Ok(missing);
    }
    let (_, zone) = world.region_of(partner.distributor_id)?;
    let rules = world.rules(partner.distributor_id, &partner.settings)?;
    let mut cycle = since;
    while cycle <= partner.made_through {
        let on_time = schedule::made_at(cycle, rules.value(Setting::SettleDays), zone);
        let deadline = schedule::deadline(on_time, rules.value(Setting::AutoSubmitDays), zone);
        if now < deadline && now >= on_time {
            let there: HashSet<Key> =
                reports::of_partner(tx, partner.id, cycle).await?.into_iter().collect();
            let drafts = draft(tx, world, partner, cycle, zone).await?;
            missing.extend(drafts.into_iter().filter(|draft| !there.contains(&draft.key)));
        }
        cycle = cycle.plus(1);
    }
    Ok(missing)
}

/// The reports that readings which have arrived for a partner since a day would make.
///
/// # Errors
/// The engine's.
pub async fn missing_of_arrivals(
    tx: &mut Tx,
    world: &World,
    installation: &Installation,
    (partner, since_day): (&Partner, i64),
    now: Instant,
) -> Result<Vec<Draft>> {
    missing(tx, world, partner, arrived_since(installation, since_day), now).await
}

/// The first cycle that readings which have arrived since a day may touch. A day that is one too
/// early costs a look, one that is too late a report.
fn arrived_since(installation: &Installation, since_day: i64) -> Cycle {
    Cycle::of(date_of_number(since_day - 2)).max(installation.first_cycle)
}

/// Notes what the readings of now would have changed of a report whose figures stand.
async fn note_late(tx: &mut Tx, world: &World, key: Key, now: Instant) -> Result<()> {
    let Some(stored) = reports::find(tx, &[key]).await?.into_iter().next().flatten() else {
        return Ok(());
    };
    let Some(refreshed) = work_out_again(tx, world, &stored).await? else {
        return reports::note_fault(tx, key, now, super::figures_of::TOO_LARGE).await;
    };
    let known = late_differences::of_report(tx, key).await?;
    let late = correction::late_differences(&stored.report, &refreshed.lines, &known, now);
    if late != known {
        let distributor_id = stored.report.parties.distributor_id;
        late_differences::replace(tx, key, distributor_id, &late).await?;
    }
    Ok(())
}
