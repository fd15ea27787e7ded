//! Makes the reports of a cycle, a batch of partners at a time; each batch is one transaction.

use super::evidence::Window;
use super::figures_of::{Subject, TOO_LARGE, listed, sums, work_out};
use super::remind_partners;
use super::world::World;
use crate::messages::{self, announce};
use countersign_domain::access::Parties;
use countersign_domain::basis::Overflow;
use countersign_domain::code::report_uuid;
use countersign_domain::cycle::Cycle;
use countersign_domain::export::Names;
use countersign_domain::figure::Terms;
use countersign_domain::frozen;
use countersign_domain::history::genesis;
use countersign_domain::instant::Instant;
use countersign_domain::line::{Line, ProductTerms};
use countersign_domain::report::{Made, Report};
use countersign_domain::settings::{Rules, Setting};
use countersign_domain::zone::Zone;
use countersign_store::figures::{self, FigureRow};
use countersign_store::history::{self, Links};
use countersign_store::partners::{self, Partner};
use countersign_store::products::Product;
use countersign_store::readings::{self, Last};
use countersign_store::reports::{self, Key, Stored};
use countersign_store::subscriptions;
use countersign_store::{Result, Tx};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A report to be, or why it cannot be.
pub struct Draft {
    /// What it is a report of.
    pub key: Key,
    /// Its lines; none where a figure is too large.
    pub lines: Option<Vec<Line>>,
    /// What the lines are made of.
    pub figures: Vec<FigureRow>,
}

/// The terms of a product as it is now.
#[must_use]
pub fn product_terms(product: &Product) -> ProductTerms {
    ProductTerms {
        id: product.id,
        code: product.code.clone(),
        name: product.name.clone(),
        unit: product.unit.clone(),
        decimals: product.decimals,
        basis: product.basis,
        reports_usage: product.reports_usage,
    }
}

/// What the figure of a subscription depends on.
#[must_use]
pub fn figure_terms(product: &ProductTerms, billable: bool, rules: &Rules) -> Terms {
    Terms {
        basis: product.basis,
        decimals: product.decimals,
        reports_usage: product.reports_usage,
        billable,
        ended: false,
        carry_forward_cycles: rules.value(Setting::CarryForwardCycles),
    }
}

/// Makes the reports of one cycle for partners that are due, all in one time zone and in order of
/// their numbers; how many were made.
///
/// # Errors
/// The engine's.
pub async fn make(
    tx: &mut Tx,
    world: &World,
    due: &[&Partner],
    cycle: Cycle,
    zone: &Zone,
    made: Made,
) -> Result<u64> {
    let mut taking_part = Vec::new();
    for partner in due {
        if world.takes_part(partner)? {
            taking_part.push(*partner);
        }
    }
    let window = Window::open(tx, cycle, zone).await?;
    let subjects = draw_up(tx, world, &window, &taking_part).await?;
    hold_in_force(tx, &window, &subjects).await?;
    let drafts = drafts(world, cycle, subjects)?;
    let count = write(tx, world, &taking_part, drafts, zone, made).await?;
    let held = window.next_in_force_day();
    let by_id: HashSet<i64> = taking_part.iter().map(|partner| partner.id).collect();
    let held_since = |id| by_id.contains(&id).then_some(held);
    let marks = due.iter().map(|partner| (partner.id, held_since(partner.id)));
    partners::set_made(tx, &marks.collect::<Vec<_>>(), cycle).await?;
    Ok(count)
}

/// The reports that a partner would get of a cycle as its readings stand, written nowhere.
///
/// # Errors
/// The engine's.
pub async fn draft(
    tx: &mut Tx,
    world: &World,
    partner: &Partner,
    cycle: Cycle,
    zone: &Zone,
) -> Result<Vec<Draft>> {
    draft_all(tx, world, &[partner], cycle, zone).await
}

/// The same of several partners, in order of their numbers.
///
/// # Errors
/// The engine's.
pub async fn draft_all(
    tx: &mut Tx,
    world: &World,
    partners: &[&Partner],
    cycle: Cycle,
    zone: &Zone,
) -> Result<Vec<Draft>> {
    let window = Window::open(tx, cycle, zone).await?;
    let subjects = draw_up(tx, world, &window, partners).await?;
    drafts(world, cycle, subjects)
}

/// A subject with the partner that owns it.
type Drawn = (i64, Subject);

/// Works out the figures of everything that partners own now, by partner.
async fn draw_up(
    tx: &mut Tx,
    world: &World,
    window: &Window<'_>,
    partners: &[&Partner],
) -> Result<Vec<Drawn>> {
    let (Some(first), Some(last)) = (partners.first(), partners.last()) else {
        return Ok(Vec::new());
    };
    let mut rules: HashMap<i64, (Rules, Option<i64>)> = HashMap::new();
    for partner in partners {
        let own = world.rules(partner.distributor_id, &partner.settings)?;
        rules.insert(partner.id, (own, partner.in_force_day));
    }
    let mut owners = Vec::new();
    let mut subjects = Vec::new();
    for owned in subscriptions::of_partners(tx, first.id, last.id).await? {
        let Some((rules, in_force_day)) = rules.get(&owned.partner_id) else { continue };
        let product = product_terms(world.product(owned.product_id)?);
        let terms = figure_terms(&product, owned.billable, rules);
        let in_force_day = in_force_day.filter(|_| owned.former_partner_id.is_none());
        owners.push(owned.partner_id);
        subjects.push(Subject::new(listed(&owned), terms, in_force_day));
    }
    work_out(tx, window, &mut subjects).await?;
    Ok(owners.into_iter().zip(subjects).collect())
}

/// Holds the last reading of each subscription that has fallen silent before the cycle's last
/// days: the next cycle does not look further back than those.
async fn hold_in_force(tx: &mut Tx, window: &Window<'_>, drawn: &[Drawn]) -> Result<()> {
    let from = window.next_in_force_day();
    let silent = drawn.iter().filter_map(|(_, subject)| {
        let (observed_at, provisioned) = subject.last?;
        let day = observed_at.utc_day();
        let held_already = subject.in_force_day.is_some_and(|held| day < held);
        let last = Last { key: subject.key(), observed_at, provisioned };
        (day < from && !held_already).then_some(last)
    });
    readings::hold_in_force(tx, &silent.collect::<Vec<_>>()).await
}

/// Groups subjects by partner and vendor; what has no line is no report.
fn drafts(world: &World, cycle: Cycle, drawn: Vec<Drawn>) -> Result<Vec<Draft>> {
    let mut by_report: BTreeMap<(i64, i64), Vec<Subject>> = BTreeMap::new();
    for (partner, subject) in drawn {
        let vendor = world.product(subject.row.product_id)?.vendor_id;
        by_report.entry((partner, vendor)).or_default().push(subject);
    }
    let mut drafts = Vec::new();
    for ((partner_id, vendor_id), subjects) in by_report {
        let key = Key { cycle, partner_id, vendor_id };
        let lines = lines(world, &subjects)?;
        if lines.as_ref().is_some_and(Vec::is_empty) {
            continue;
        }
        let listed = subjects.into_iter().filter(Subject::is_listed);
        drafts.push(Draft { key, lines, figures: listed.map(|subject| subject.row).collect() });
    }
    Ok(drafts)
}

/// The lines of a report by product code; none where one is too large to be counted.
fn lines(world: &World, subjects: &[Subject]) -> Result<Option<Vec<Line>>> {
    let Some(sums) = sums(subjects) else { return Ok(None) };
    let mut lines = Vec::new();
    for (product, sum) in sums {
        match sum.figures() {
            Ok(None) => {}
            Ok(Some(figures)) => {
                lines.push(Line::new(product_terms(world.product(product)?), figures));
            }
            Err(Overflow) => return Ok(None),
        }
    }
    lines.sort_unstable_by(|a, b| a.product.code.cmp(&b.product.code));
    Ok(Some(lines))
}

async fn write(
    tx: &mut Tx,
    world: &World,
    partners: &[&Partner],
    drafts: Vec<Draft>,
    zone: &Zone,
    made: Made,
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
        new.push(report(world, partner, draft.key, lines, zone, made)?);
        frozen.push((draft.key, draft.figures));
    }
    reports::insert(tx, &new.iter().map(|(stored, _)| stored).collect::<Vec<_>>()).await?;
    history::append(tx, new.iter().map(|(stored, links)| (stored.key(), links))).await?;
    let rows = frozen.iter().flat_map(|(key, rows)| rows.iter().map(move |row| (*key, row)));
    figures::insert(tx, rows).await?;
    announce(tx, new.iter().map(|(stored, _)| stored), made.recorded_at).await?;
    Ok(new.len() as u64)
}

/// Writes what is to be told of reports that were made, and when their partners are reminded.
///
/// # Errors
/// The engine's.
pub async fn announce<'a>(
    tx: &mut Tx,
    made: impl Iterator<Item = &'a Stored> + Clone,
    recorded_at: Instant,
) -> Result<()> {
    let told = made.clone().filter_map(|stored| announce::made(stored, recorded_at));
    messages::tell(tx, &told.collect::<Vec<_>>()).await?;
    remind_partners::begin(tx, made, recorded_at).await
}

/// A new report with its names and the first link of its history.
///
/// # Errors
/// [`countersign_store::StoreError::Corrupt`] when its distributor or vendor is missing.
pub fn report(
    world: &World,
    partner: &Partner,
    key: Key,
    lines: Vec<Line>,
    zone: &Zone,
    made: Made,
) -> Result<(Stored, Links)> {
    let distributor = world.company(partner.distributor_id)?;
    let vendor = world.company(key.vendor_id)?;
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
    let parties = Parties {
        partner_id: partner.id,
        distributor_id: partner.distributor_id,
        vendor_id: key.vendor_id,
    };
    let rules = world.rules(partner.distributor_id, &partner.settings)?;
    let (report, mut entry) = Report::make(parties, key.cycle, zone.clone(), rules, lines, made);
    let rules = reports::rules_text(&report.rules);
    let terms = report.lines.iter().map(|line| &line.product);
    entry.frozen = Some(frozen::digest(&names, &report, &rules, report.deadline, terms));
    let links = history::chain(&genesis(names.report_id), vec![entry]);
    let head = links.head().unwrap_or_default();
    Ok((Stored { names, report, head }, links))
}
