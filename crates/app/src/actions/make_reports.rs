//! Makes the reports of a cycle, a batch of partners at a time; each batch is one transaction.

use super::compute_figures::{FigureSubject, TOO_LARGE, listed, sums, work_out};
use super::directory_snapshot::DirectorySnapshot;
use super::frozen_cycle::FrozenCycle;
use super::gather_evidence::CycleWindow;
use super::ownership::{Counting, Ownership};
use super::remind_partners;
use crate::events;
use crate::notifications::{self, announce};
use countersign_domain::access::Parties;
use countersign_domain::basis::Overflow;
use countersign_domain::code::report_uuid;
use countersign_domain::cycle::Cycle;
use countersign_domain::export::Names;
use countersign_domain::figure::FigureTerms;
use countersign_domain::frozen;
use countersign_domain::history::genesis;
use countersign_domain::instant::Instant;
use countersign_domain::line::{Line, ProductTerms};
use countersign_domain::report::{Made, Report};
use countersign_domain::settings::{Rules, Setting};
use countersign_domain::zone::Zone;
use countersign_store::figures::{self, FigureRow};
use countersign_store::history::{self, HashedEntries};
use countersign_store::partners::{self, Partner};
use countersign_store::readings::{self, InForceReading};
use countersign_store::reports::{self, Key, StoredReport};
use countersign_store::subscriptions;
use countersign_store::{Result, Tx};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A report to make, or the reason why it cannot be made.
pub struct DraftReport {
    /// What it is a report of.
    pub key: Key,
    /// Its lines; `None` if a figure is too large.
    pub lines: Option<Vec<Line>>,
    /// The figures of the lines.
    pub figures: Vec<FigureRow>,
}

/// The inputs of a subscription's figure.
#[must_use]
pub fn figure_terms(product: &ProductTerms, billable: bool, rules: &Rules) -> FigureTerms {
    FigureTerms {
        basis: product.basis,
        decimals: product.decimals,
        reports_usage: product.reports_usage,
        billable,
        first_day: 0,
        ended: false,
        read_after_end: false,
        carry_forward_cycles: rules.value(Setting::CarryForwardCycles),
    }
}

/// Makes the reports of one cycle for partners that are due, all in one time zone in that cycle and
/// sorted by number. Returns how many reports were made.
///
/// # Errors
/// Fails when the database does.
pub async fn make(
    tx: &mut Tx,
    ownership: &Ownership,
    due: &[&Partner],
    cycle: Cycle,
    zone: &Zone,
    made: &Made,
) -> Result<u64> {
    let snapshot = &ownership.snapshot;
    let mut taking_part = Vec::new();
    for partner in due {
        if snapshot.takes_part_at(partner, cycle)? {
            taking_part.push(*partner);
        }
    }
    let window = CycleWindow::open(tx, cycle, zone).await?;
    let subjects = draw_up(tx, ownership, &window, &taking_part, &FrozenCycle::default()).await?;
    hold_in_force(tx, &window, &subjects).await?;
    let drafts = drafts(snapshot, cycle, subjects)?;
    let count = write(tx, ownership, &taking_part, drafts, made).await?;
    let held = window.next_in_force_day();
    let by_id: HashSet<i64> = taking_part.iter().map(|partner| partner.id).collect();
    let held_since = |id| by_id.contains(&id).then_some(held);
    let marks = due.iter().map(|partner| (partner.id, held_since(partner.id)));
    partners::set_made(tx, &marks.collect::<Vec<_>>(), cycle).await?;
    Ok(count)
}

/// The reports that a partner would get from its present readings; nothing is written.
///
/// # Errors
/// Fails when the database does.
pub async fn draft(
    tx: &mut Tx,
    ownership: &Ownership,
    partner: &Partner,
    cycle: Cycle,
) -> Result<Vec<DraftReport>> {
    let (_, zone) = ownership.snapshot.region_at(partner, cycle)?;
    draft_all(tx, ownership, &[partner], cycle, zone).await
}

/// The same for several partners in one time zone in that cycle, sorted by number.
///
/// # Errors
/// Fails when the database does.
pub async fn draft_all(
    tx: &mut Tx,
    ownership: &Ownership,
    partners: &[&Partner],
    cycle: Cycle,
    zone: &Zone,
) -> Result<Vec<DraftReport>> {
    let window = CycleWindow::open(tx, cycle, zone).await?;
    let subjects = draw_up(tx, ownership, &window, partners, &FrozenCycle::default()).await?;
    drafts(&ownership.snapshot, cycle, subjects)
}

/// A subject with the partner for which it counts.
pub struct Drawn {
    /// The number of the partner.
    pub partner_id: i64,
    /// Every partner that owns or owned it; empty if it never moved. Only a subscription that has
    /// moved keeps its own readings in force.
    pub partners: Vec<i64>,
    /// The subscription with its figure.
    pub subject: FigureSubject,
}

/// Computes the figures of everything that counts for partners in a cycle, by partner, except for
/// subscriptions whose figure is settled. What existing reports froze is as they froze it.
///
/// # Errors
/// Fails when the database does.
pub async fn draw_up(
    tx: &mut Tx,
    ownership: &Ownership,
    window: &CycleWindow<'_>,
    partners: &[&Partner],
    frozen: &FrozenCycle,
) -> Result<Vec<Drawn>> {
    let (Some(first), Some(last)) = (partners.first(), partners.last()) else {
        return Ok(Vec::new());
    };
    let mut rules: HashMap<i64, (&Partner, Rules)> = HashMap::new();
    for &partner in partners {
        let own = ownership.snapshot.rules_at(partner, window.cycle)?;
        rules.insert(partner.id, (partner, own));
    }
    let mut wanted = Vec::new();
    let range = (first.id, last.id);
    for counting in ownership.subscriptions(tx, window.cycle, range).await? {
        if rules.contains_key(&counting.partner_id) && !frozen.settles(counting.owned.id) {
            let vendor_id = ownership.snapshot.product(counting.product_id)?.vendor_id;
            let partner_id = counting.partner_id;
            wanted.push((counting, Key { cycle: window.cycle, partner_id, vendor_id }));
        }
    }
    frozen.put_back(tx, wanted.iter_mut().map(|(it, key)| (&mut it.owned, *key))).await?;
    let mut drawn = Vec::new();
    let mut subjects = Vec::new();
    for (counting, key) in wanted {
        let (partner, own) = &rules[&counting.partner_id];
        let rules = frozen.rules_of(counting.owned.id, key).unwrap_or(own);
        drawn.push((counting.partner_id, ownership.other_partners(&counting.owned)));
        subjects.push(subject(ownership, window, partner, rules, &counting)?);
    }
    work_out(tx, window, &mut subjects).await?;
    let whole = drawn.into_iter().zip(subjects);
    Ok(whole
        .map(|((partner_id, partners), subject)| Drawn { partner_id, partners, subject })
        .collect())
}

fn subject(
    ownership: &Ownership,
    window: &CycleWindow<'_>,
    partner: &Partner,
    rules: &Rules,
    counting: &Counting,
) -> Result<FigureSubject> {
    let owned = &counting.owned;
    let product = ownership.snapshot.product(counting.product_id)?.terms();
    let terms = figure_terms(&product, owned.billable, rules);
    let bounds = ownership.bounds(owned, partner, window.cycle, &window.days)?;
    let in_force_day = match ownership.has_moved(owned) {
        true => owned.in_force_day,
        false => partner.in_force_day,
    };
    Ok(FigureSubject::new(listed(counting), terms, bounds, in_force_day))
}

/// Keeps the last reading of each subscription that fell silent before the cycle's last days, so
/// that the next cycle need not look further back.
async fn hold_in_force(tx: &mut Tx, window: &CycleWindow<'_>, drawn: &[Drawn]) -> Result<()> {
    let from = window.next_in_force_day();
    let moved = drawn.iter().filter(|drawn| !drawn.partners.is_empty());
    let moved: Vec<i64> = moved.map(|drawn| drawn.subject.row.subscription_id).collect();
    subscriptions::set_in_force_day(tx, &moved, from).await?;
    let silent = drawn.iter().filter_map(|Drawn { subject, .. }| {
        let (observed_at, provisioned) = subject.last?;
        let day = observed_at.utc_day();
        let held_already = subject.in_force_day.is_some_and(|held| day < held);
        let last = InForceReading { key: subject.key(), observed_at, provisioned };
        (day < from && !held_already).then_some(last)
    });
    readings::hold_in_force(tx, &silent.collect::<Vec<_>>()).await
}

/// Groups subjects by partner and vendor; a group without a line is no report.
fn drafts(
    snapshot: &DirectorySnapshot,
    cycle: Cycle,
    drawn: Vec<Drawn>,
) -> Result<Vec<DraftReport>> {
    let mut by_report: BTreeMap<(i64, i64), Vec<FigureSubject>> = BTreeMap::new();
    for Drawn { partner_id, subject, .. } in drawn {
        let vendor = snapshot.product(subject.row.product_id)?.vendor_id;
        by_report.entry((partner_id, vendor)).or_default().push(subject);
    }
    let mut drafts = Vec::new();
    for ((partner_id, vendor_id), subjects) in by_report {
        let key = Key { cycle, partner_id, vendor_id };
        let lines = lines(snapshot, &subjects)?;
        if lines.as_ref().is_some_and(Vec::is_empty) {
            continue;
        }
        let listed = subjects.into_iter().filter(FigureSubject::is_listed);
        drafts.push(DraftReport {
            key,
            lines,
            figures: listed.map(|subject| subject.row).collect(),
        });
    }
    Ok(drafts)
}

/// The lines of a report by product code; `None` if one is too large to be counted.
fn lines(snapshot: &DirectorySnapshot, subjects: &[FigureSubject]) -> Result<Option<Vec<Line>>> {
    let Some(sums) = sums(subjects) else { return Ok(None) };
    let mut lines = Vec::new();
    for (product, sum) in sums {
        match sum.figures() {
            Ok(None) => {}
            Ok(Some(figures)) => {
                lines.push(Line::new(snapshot.product(product)?.terms(), figures));
            }
            Err(Overflow) => return Ok(None),
        }
    }
    lines.sort_unstable_by(|a, b| a.product.code.cmp(&b.product.code));
    Ok(Some(lines))
}

async fn write(
    tx: &mut Tx,
    ownership: &Ownership,
    partners: &[&Partner],
    drafts: Vec<DraftReport>,
    made: &Made,
) -> Result<u64> {
    let partners: HashMap<i64, &Partner> = partners.iter().map(|it| (it.id, *it)).collect();
    let mut new = Vec::new();
    let mut frozen = Vec::new();
    for draft in drafts {
        let Some(lines) = draft.lines else {
            reports::note_fault(tx, draft.key, made.at, TOO_LARGE).await?;
            continue;
        };
        let partner = partners[&draft.key.partner_id];
        new.push(report(ownership, partner, draft.key, lines, made)?);
        frozen.push((draft.key, draft.figures));
    }
    reports::insert(tx, &new.iter().map(|(stored, _)| stored).collect::<Vec<_>>()).await?;
    history::append(tx, new.iter().map(|(stored, links)| (stored.key(), links))).await?;
    let rows = frozen.iter().flat_map(|(key, rows)| rows.iter().map(move |row| (*key, row)));
    figures::insert(tx, rows).await?;
    announce(tx, new.iter().map(|(stored, _)| stored), made.recorded_at).await?;
    Ok(new.len() as u64)
}

/// Writes the notifications and events of new reports, and schedules the reminders of their
/// partners.
///
/// # Errors
/// Fails when the database does.
pub async fn announce<'a>(
    tx: &mut Tx,
    made: impl Iterator<Item = &'a StoredReport> + Clone,
    recorded_at: Instant,
) -> Result<()> {
    let announcements = made.clone().filter_map(|stored| announce::made(stored, recorded_at));
    notifications::notify(tx, &announcements.collect::<Vec<_>>()).await?;
    events::reports::made(tx, made.clone(), recorded_at).await?;
    remind_partners::begin(tx, made, recorded_at).await
}

/// A new report with its names and the first entry of its history.
///
/// # Errors
/// [`countersign_store::StoreError::Corrupt`] when its distributor or vendor is missing.
pub fn report(
    ownership: &Ownership,
    partner: &Partner,
    key: Key,
    lines: Vec<Line>,
    made: &Made,
) -> Result<(StoredReport, HashedEntries)> {
    let snapshot = &ownership.snapshot;
    let distributor_id = snapshot.distributor_at(partner, key.cycle);
    let distributor = snapshot.company(distributor_id)?;
    let vendor = snapshot.company(key.vendor_id)?;
    let names = Names {
        report_id: report_uuid(&partner.code, &vendor.code, key.cycle),
        distributor: distributor.code.clone(),
        distributor_name: distributor.name.clone(),
        vendor: vendor.code.clone(),
        partner: partner.code.clone(),
        partner_name: partner.name.clone(),
        company_id: partner.company_id.to_string(),
        city: partner.city.clone(),
        state: partner.state.clone(),
    };
    let parties = Parties { partner_id: partner.id, distributor_id, vendor_id: key.vendor_id };
    let rules = snapshot.rules_at(partner, key.cycle)?;
    let (_, zone) = snapshot.region_at(partner, key.cycle)?;
    let (report, mut entry) = Report::make(parties, key.cycle, zone.clone(), rules, lines, made);
    let rules = reports::rules_text(&report.rules);
    let terms = report.lines.iter().map(|line| &line.product);
    entry.frozen = Some(frozen::digest(&names, &report, &rules, report.deadline, terms));
    let links = history::chain(&genesis(names.report_id), vec![entry]);
    let head = links.head().unwrap_or_default();
    let made_turn = Some(ownership.turn());
    Ok((StoredReport { names, report, head, made_turn }, links))
}
