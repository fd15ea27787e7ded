//! The cycles of a distributor, the latest first, each with a short summary.

use super::scope::{CycleScope, distributors, of_address};
use crate::addresses;
use crate::context::Context;
use crate::count_cache::COUNTED;
use crate::html::html;
use crate::layout::Layout;
use crate::reader_zone::zone_of;
use askama::Template;
use countersign_domain::cycle::Cycle;
use countersign_domain::status::Status;
use countersign_store::completeness::DistributorCycle;
use countersign_store::reports::{Filter, Scope};
use countersign_store::{Tx, cycle_closings};
use countersign_web::problem::{Answer, Problem};
use serde::Deserialize;

/// Cycles on a page: each of them is counted.
const CYCLES: usize = 12;

#[derive(Template)]
#[template(path = "cycles.html")]
struct Cycles {
    layout: Layout,
    /// The distributor; none while the operator has to choose.
    distributor: Option<String>,
    choices: Vec<(String, String)>,
    rows: Vec<CycleRow>,
    next: Option<String>,
}

struct CycleRow {
    month: String,
    address: String,
    reports: String,
    statuses: Vec<(&'static str, String)>,
    closed: Option<String>,
}

#[derive(Deserialize)]
struct CycleListQuery {
    before: Option<String>,
}

pub(super) async fn show(context: &Context) -> Answer {
    let query: CycleListQuery = context.query()?;
    let before = query.before.as_deref().map(Cycle::parse).transpose();
    let before = before.map_err(Problem::BadRequest)?;
    context.read(async |tx| page(context, tx, before).await).await
}

async fn page(context: &Context, tx: &mut Tx, before: Option<Cycle>) -> Answer {
    let Some(scope) = CycleScope::of(context, tx).await? else {
        return choose(context, tx, addresses::CYCLES).await;
    };
    let mut present = context.app.counts.cycles(tx, &Scope::Distributor(scope.id)).await?;
    present.retain(|cycle| before.is_none_or(|before| *cycle < before));
    let more = present.len() > CYCLES;
    present.truncate(CYCLES);
    let mut rows = Vec::new();
    for cycle in &present {
        rows.push(row(context, tx, &scope, *cycle).await?);
    }
    let last = present.last().filter(|_| more);
    html(&Cycles {
        layout: context.layout(context.locale.t("cycles-title")),
        choices: Vec::new(),
        rows,
        next: last.map(|last| scope.at(addresses::CYCLES, &[("before", &last.to_string())])),
        distributor: Some(scope.name),
    })
}

/// The distributors to choose from, for a page of one cycle.
pub(super) async fn choose_in(context: &Context, tx: &mut Tx, more: Option<&str>) -> Answer {
    let zone = zone_of(context)?;
    let cycle = of_address(context, &zone)?;
    choose(
        context,
        tx,
        &more.map_or_else(|| addresses::cycle(cycle), |more| addresses::of_cycle(cycle, more)),
    )
    .await
}

async fn choose(context: &Context, tx: &mut Tx, path: &str) -> Answer {
    let all = distributors(tx).await?;
    let choice = |it: countersign_store::companies::Company| {
        (addresses::with_query(path, &[("distributor", &it.code)]), it.name)
    };
    html(&Cycles {
        layout: context.layout(context.locale.t("cycles-title")),
        distributor: None,
        choices: all.into_iter().map(choice).collect(),
        rows: Vec::new(),
        next: None,
    })
}

async fn row(
    context: &Context,
    tx: &mut Tx,
    scope: &CycleScope,
    cycle: Cycle,
) -> Result<CycleRow, Problem> {
    let (locale, filter) = (context.locale, Filter::new(Scope::Distributor(scope.id), cycle));
    let counts = context.app.counts.counts(tx, &filter, COUNTED + 1).await?;
    let closing =
        cycle_closings::last(tx, DistributorCycle { distributor_id: scope.id, cycle }).await?;
    let there = counts.statuses.iter().filter(|(_, count)| *count > 0);
    let text = |&(status, count): &(Status, i64)| {
        let (label, count) = (locale.status(status), locale.bounded(count, COUNTED));
        (status.token(), format!("{label}{}{count}", locale.colon()))
    };
    Ok(CycleRow {
        month: locale.month(cycle),
        address: scope.at(&addresses::cycle(cycle), &[]),
        reports: locale.bounded(counts.all(), COUNTED),
        statuses: there.map(text).collect(),
        closed: closing.map(|it| locale.short_moment(it.at, &scope.zone).words()),
    })
}
