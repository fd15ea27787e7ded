//! Processes readings that arrived for made cycles: refreshes reports that were never submitted,
//! records late differences of the others, and makes missing reports whose deadline has not passed.

use super::clear_faults;
use super::compute_figures::{FigureSubject, listed, sums, work_out};
use super::gather_evidence::CycleWindow;
use super::make_reports::{DraftReport, announce, draft, figure_terms, report};
use super::ownership::{Counting, Ownership};
use countersign_domain::actor::{Actor, SystemRule};
use countersign_domain::basis::Overflow;
use countersign_domain::bounds::Bounds;
use countersign_domain::correction;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::line::{Line, LineFigures, ProductTerms};
use countersign_domain::report::Made;
use countersign_domain::schedule;
use countersign_domain::settings::Setting;
use countersign_domain::zone::date_of_number;
use countersign_store::figures::{self, FigureRow};
use countersign_store::installation;
use countersign_store::partners::{self, Partner};
use countersign_store::reports::{self, Key, StoredReport};
use countersign_store::{
    Result, Store, StoreError, Tx, history, late_differences, subscription_changes, subscriptions,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Partners in one transaction.
const BATCH: i64 = 100;

/// Processes all arrivals as of `now` and returns how many reports changed.
///
/// # Errors
/// Fails when the database does. Committed work stays; the next run does the rest.
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
    installation::take_work_lock(tx).await?;
    let arrived = partners::arrivals(tx, 0, BATCH).await?;
    if arrived.is_empty() {
        return Ok((0, 0));
    }
    let ownership = Ownership::load(tx).await?;
    let mut touched = 0;
    for (partner_id, since_day) in &arrived {
        let Some(partner) = partners::by_id(tx, *partner_id).await? else { continue };
        let since = arrived_since(&ownership, *since_day);
        for key in reports::open_to_readings(tx, *partner_id, since).await? {
            touched += u64::from(refresh(tx, &ownership, key, now).await?);
        }
        for key in reports::closed_to_readings(tx, *partner_id, since).await? {
            note_late(tx, &ownership, key, now).await?;
        }
        touched += make_missing(tx, &ownership, &partner, since, now).await?;
        clear_faults::run(tx, &ownership, &partner, since).await?;
    }
    let ids: Vec<i64> = arrived.iter().map(|(id, _)| *id).collect();
    partners::clear_arrivals(tx, &ids).await?;
    Ok((arrived.len(), touched))
}

/// A report computed again from the present readings.
pub struct Refreshed {
    /// Its lines with the new figures, by product code.
    pub lines: Vec<Line>,
    /// The figures of the lines.
    pub figures: Vec<FigureRow>,
}

/// Computes a report again from the present readings, with all other data as it was frozen: from
/// its frozen subscriptions and those added since that count for its partner in its cycle. None if
/// a figure is too large to be counted.
///
/// # Errors
/// Fails when the database does.
pub async fn work_out_again(
    tx: &mut Tx,
    ownership: &Ownership,
    stored: &StoredReport,
) -> Result<Option<Refreshed>> {
    let report = &stored.report;
    let key = stored.key();
    let terms: HashMap<i64, ProductTerms> =
        report.lines.iter().map(|line| (line.product.id, line.product.clone())).collect();
    let terms_of = |product: i64| match terms.get(&product) {
        Some(terms) => Ok(terms.clone()),
        None => ownership.terms_at(product, stored.terms_turn()),
    };
    let window = CycleWindow::open(tx, key.cycle, &report.zone).await?;
    let mut subjects = Vec::new();
    for (row, bounds) in rows_again(tx, ownership, stored, &window).await? {
        let terms = figure_terms(&terms_of(row.product_id)?, row.billable, &report.rules);
        subjects.push(FigureSubject::new(row, terms, bounds, None));
    }
    work_out(tx, &window, &mut subjects).await?;
    let Some(figures) = figures_by_product(&subjects) else { return Ok(None) };
    let mut lines = report.lines.clone();
    for line in &mut lines {
        if !figures.contains_key(&line.product.id) {
            line.refresh(LineFigures::NONE);
        }
    }
    for (product, figures) in figures {
        match lines.iter_mut().find(|line| line.product.id == product) {
            Some(line) => line.refresh(figures),
            None => lines.push(Line::new(terms_of(product)?, figures)),
        }
    }
    lines.sort_unstable_by(|a, b| a.product.code.cmp(&b.product.code));
    let listed = subjects.into_iter().filter(FigureSubject::is_listed);
    Ok(Some(Refreshed { lines, figures: listed.map(|subject| subject.row).collect() }))
}

/// The subscriptions of a report: those frozen with it, with their frozen bounds, and those added
/// since.
async fn rows_again(
    tx: &mut Tx,
    ownership: &Ownership,
    stored: &StoredReport,
    window: &CycleWindow<'_>,
) -> Result<Vec<(FigureRow, Bounds)>> {
    let key = stored.key();
    let missing =
        || StoreError::Corrupt(format!("the partner number {} is missing", key.partner_id));
    let partner = partners::by_id(tx, key.partner_id).await?.ok_or_else(missing)?;
    let mut counting: HashMap<i64, Counting> = HashMap::new();
    for it in ownership.subscriptions(tx, key.cycle, (partner.id, partner.id)).await? {
        counting.insert(it.owned.id, it);
    }
    let mut rows = Vec::new();
    for row in figures::of_report(tx, key).await? {
        let owned = match counting.remove(&row.subscription_id) {
            Some(counting) => Some(counting.owned),
            None => subscriptions::by_id(tx, row.subscription_id).await?,
        };
        let bounds = match owned {
            Some(owned) => ownership.bounds(&owned, &partner, key.cycle, &window.days)?,
            None => Bounds::of_month(&window.days),
        };
        let start = row.begins_at.unwrap_or_else(|| window.days.start());
        rows.push((row, bounds.beginning_at(start)));
    }
    let mut new = Vec::new();
    for counting in counting.into_values() {
        if ownership.snapshot.product(counting.product_id)?.vendor_id == key.vendor_id {
            new.push(counting);
        }
    }
    new.sort_unstable_by_key(|counting| counting.owned.id);
    let turn = stored.terms_turn();
    let mut unlisted: Vec<_> = new.iter_mut().map(|it| (&mut it.owned, turn)).collect();
    subscription_changes::put_back(tx, &mut unlisted).await?;
    for counting in new {
        let owned = &counting.owned;
        let others = ownership.other_partners(owned);
        if !is_named_elsewhere(tx, key, owned.id, &others).await? {
            let bounds = ownership.bounds(owned, &partner, key.cycle, &window.days)?;
            rows.push((listed(&counting), bounds));
        }
    }
    Ok(rows)
}

/// Whether a report of another partner names a subscription that has moved: a report that was made
/// before links were dated keeps it.
pub(super) async fn is_named_elsewhere(
    tx: &mut Tx,
    key: Key,
    subscription_id: i64,
    others: &[i64],
) -> Result<bool> {
    for &partner in others.iter().filter(|partner| **partner != key.partner_id) {
        if figures::names(tx, key.cycle, partner, subscription_id).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn figures_by_product(subjects: &[FigureSubject]) -> Option<BTreeMap<i64, LineFigures>> {
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

/// Refreshes one report; true if it changed.
async fn refresh(tx: &mut Tx, ownership: &Ownership, key: Key, now: Instant) -> Result<bool> {
    let Some(mut stored) = reports::find(tx, &[key]).await?.into_iter().next().flatten() else {
        return Ok(false);
    };
    let Some(mut refreshed) = work_out_again(tx, ownership, &stored).await? else {
        reports::note_fault(tx, key, now, super::compute_figures::TOO_LARGE).await?;
        return Ok(false);
    };
    refreshed.lines.retain(|line| !line.is_empty());
    let moved = refreshed.lines != stored.report.lines;
    stored.report.lines = refreshed.lines;
    reports::replace_lines(tx, &stored).await?;
    figures::replace(tx, key, &refreshed.figures).await?;
    Ok(moved)
}

/// Makes the reports that are missing from a partner's made cycles.
async fn make_missing(
    tx: &mut Tx,
    ownership: &Ownership,
    partner: &Partner,
    since: Cycle,
    now: Instant,
) -> Result<u64> {
    let mut count = 0;
    for missing in missing(tx, ownership, partner, since, now).await? {
        count += u64::from(write_missing(tx, ownership, partner, missing, now).await?.is_some());
    }
    Ok(count)
}

/// A missing report, and who makes it when.
pub struct MissingReport {
    /// The content of the report.
    pub draft: DraftReport,
    /// When it is made, and by whom.
    pub made: Made,
}

/// Makes a missing report and returns its key; none if a figure is too large to be counted.
///
/// # Errors
/// Fails when the database does.
pub async fn write_missing(
    tx: &mut Tx,
    ownership: &Ownership,
    partner: &Partner,
    MissingReport { draft, made }: MissingReport,
    now: Instant,
) -> Result<Option<Key>> {
    let Some(lines) = draft.lines else {
        reports::note_fault(tx, draft.key, now, super::compute_figures::TOO_LARGE).await?;
        return Ok(None);
    };
    let (stored, links) = report(ownership, partner, draft.key, lines, &made)?;
    reports::insert(tx, &[&stored]).await?;
    history::append(tx, [(draft.key, &links)]).await?;
    figures::insert(tx, draft.figures.iter().map(|row| (draft.key, row))).await?;
    announce(tx, std::iter::once(&stored), now).await?;
    reports::clear_fault(tx, draft.key).await?;
    Ok(Some(draft.key))
}

/// When a partner's report of a cycle is made on time, and the deadline that it then gets.
///
/// # Errors
/// [`StoreError::Corrupt`] when its distributor is missing.
pub fn on_time(
    ownership: &Ownership,
    partner: &Partner,
    cycle: Cycle,
) -> Result<(Instant, Instant)> {
    let (_, zone) = ownership.snapshot.region_at(partner, cycle)?;
    let rules = ownership.snapshot.rules_at(partner, cycle)?;
    let made_at = schedule::made_at(cycle, rules.value(Setting::SettleDays), zone);
    Ok((made_at, schedule::deadline(made_at, rules.value(Setting::AutoSubmitDays), zone)))
}

/// The reports that are missing from a partner's made cycles and whose deadline has not passed;
/// nothing is written. They get that deadline.
async fn missing(
    tx: &mut Tx,
    ownership: &Ownership,
    partner: &Partner,
    since: Cycle,
    now: Instant,
) -> Result<Vec<MissingReport>> {
    let mut missing = Vec::new();
    let mut cycle = since;
    while cycle <= partner.made_through {
        let (due_from, deadline) = on_time(ownership, partner, cycle)?;
        let in_time = now < deadline && now >= due_from;
        if in_time && ownership.snapshot.takes_part_at(partner, cycle)? {
            let actor = Actor::System(SystemRule::ReadingsArrived);
            let made = Made { at: now, recorded_at: now, due_from, actor };
            for draft in missing_of_cycle(tx, ownership, partner, cycle).await? {
                missing.push(MissingReport { draft, made: made.clone() });
            }
        }
        cycle = cycle.plus(1);
    }
    Ok(missing)
}

/// The missing reports of a partner in a cycle, whatever their deadline.
///
/// # Errors
/// Fails when the database does.
pub async fn missing_of_cycle(
    tx: &mut Tx,
    ownership: &Ownership,
    partner: &Partner,
    cycle: Cycle,
) -> Result<Vec<DraftReport>> {
    let there: HashSet<Key> =
        reports::of_partner(tx, partner.id, cycle).await?.into_iter().collect();
    let mut drafts = draft(tx, ownership, partner, cycle).await?;
    drafts.retain(|draft| !there.contains(&draft.key));
    Ok(drafts)
}

/// The reports that a partner's readings since a day would make.
///
/// # Errors
/// Fails when the database does.
pub async fn missing_of_arrivals(
    tx: &mut Tx,
    ownership: &Ownership,
    (partner, since_day): (&Partner, i64),
    now: Instant,
) -> Result<Vec<MissingReport>> {
    missing(tx, ownership, partner, arrived_since(ownership, since_day), now).await
}

/// The first cycle that readings since a day may affect. A day that is too early only costs a
/// lookup, but one that is too late would miss a report. A cycle whose readings were purged is left
/// alone, because its remaining readings would give other figures.
fn arrived_since(ownership: &Ownership, since_day: i64) -> Cycle {
    let first = ownership.first_cycle();
    let kept = ownership.readings_from().unwrap_or(first);
    Cycle::of(date_of_number(since_day - 2)).max(first).max(kept)
}

/// Records the late differences of a report with frozen figures.
async fn note_late(tx: &mut Tx, ownership: &Ownership, key: Key, now: Instant) -> Result<()> {
    let Some(stored) = reports::find(tx, &[key]).await?.into_iter().next().flatten() else {
        return Ok(());
    };
    let Some(refreshed) = work_out_again(tx, ownership, &stored).await? else {
        return reports::note_fault(tx, key, now, super::compute_figures::TOO_LARGE).await;
    };
    let known = late_differences::of_report(tx, key).await?;
    let late = correction::late_differences(&stored.report, &refreshed.lines, &known, now);
    if late != known {
        let distributor_id = stored.report.parties.distributor_id;
        late_differences::replace(tx, key, distributor_id, &late).await?;
    }
    Ok(())
}
