//! The late differences of a cycle, report by report.

use super::whose;
use crate::addresses;
use crate::catalogue::Catalogue;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::pages::reports::amendments::{LateRow, late_rows};
use askama::Template;
use countersign_domain::actor::CompanyKind;
use countersign_domain::cycle::Cycle;
use countersign_store::late_differences::{self, ListedDifference};
use countersign_store::reports::{self, Key, StoredReport};
use countersign_store::{Result, Tx};
use countersign_web::problem::{Answer, Problem};
use serde::Deserialize;

const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "late_differences.html")]
struct LateDifferencesPage {
    layout: Layout,
    is_partner: bool,
    /// The cycles that have some: token, name, whether it is shown.
    cycles: Vec<(String, String, bool)>,
    groups: Vec<LateReportGroup>,
    next: Option<String>,
}

/// The rows of one report.
struct LateReportGroup {
    address: String,
    partner: String,
    vendor: String,
    cycle: String,
    status: &'static str,
    status_words: String,
    rows: Vec<LateRow>,
}

#[derive(Deserialize)]
struct LateQuery {
    cycle: Option<String>,
    after: Option<String>,
}

pub(super) async fn show(context: &Context) -> Answer {
    let query: LateQuery = context.query()?;
    context.read(async |tx| page(context, tx, &query).await).await
}

async fn page(context: &Context, tx: &mut Tx, query: &LateQuery) -> Answer {
    let (whose, locale) = (whose(context)?, context.locale);
    let after = query.after.as_deref().map(place).transpose()?.unwrap_or_default();
    let named = query.cycle.as_deref().filter(|text| !text.is_empty());
    let named = named.map(Cycle::parse).transpose().map_err(Problem::BadRequest)?;
    let mut cycles = late_differences::cycles(tx, whose).await?;
    let cycle = named.or_else(|| cycles.first().copied());
    let cycle = cycle.unwrap_or(context.installation.first_cycle);
    if named.is_some_and(|named| !cycles.contains(&named)) {
        cycles.push(cycle);
        cycles.sort_unstable_by(|a, b| b.cmp(a));
    }
    let limit = i64::try_from(ROWS).unwrap_or(i64::MAX) + 1;
    let mut found = late_differences::page(tx, whose, cycle, after, limit).await?;
    let is_last = found.len() <= ROWS;
    found.truncate(ROWS);
    let groups = groups(context, tx, &found).await?;
    let month = |it: Cycle| (it.to_string(), locale.month(it), it == cycle);
    html(&LateDifferencesPage {
        layout: context.layout(locale.t("late-differences")),
        is_partner: context.person()?.company_kind == CompanyKind::Partner,
        cycles: cycles.into_iter().map(month).collect(),
        groups,
        next: found.last().filter(|_| !is_last).map(|last| {
            let Key { partner_id, vendor_id, .. } = last.key;
            let product = last.late.product.id;
            {
                let after = format!("{partner_id}.{vendor_id}.{product}");
                let pairs = [("cycle", cycle.to_string()), ("after", after)];
                addresses::with_query(addresses::LATE_DIFFERENCES, &pairs)
            }
        }),
    })
}

async fn groups(
    context: &Context,
    tx: &mut Tx,
    found: &[ListedDifference],
) -> Result<Vec<LateReportGroup>> {
    let mut keys: Vec<Key> = found.iter().map(|it| it.key).collect();
    keys.dedup();
    let stored = reports::find(tx, &keys).await?;
    let catalogue = context.app.counts.catalogue(tx).await?;
    let group = |stored| group(context, stored, found, &catalogue);
    Ok(stored.iter().flatten().map(group).collect())
}

fn group(
    context: &Context,
    stored: &StoredReport,
    found: &[ListedDifference],
    catalogue: &Catalogue,
) -> LateReportGroup {
    let (locale, report, names) = (context.locale, &stored.report, &stored.names);
    let own = found.iter().filter(|it| it.key == stored.key());
    let late: Vec<_> = own.map(|it| it.late.clone()).collect();
    LateReportGroup {
        address: addresses::late(names.report_id),
        partner: names.partner_name.clone(),
        vendor: catalogue.company(&names.vendor).to_owned(),
        cycle: report.cycle.to_string(),
        status: report.status.token(),
        status_words: locale.status(report.status),
        rows: late_rows(locale, report, &late).0,
    }
}

/// A position in an address: partner, vendor and product.
fn place(text: &str) -> std::result::Result<(i64, i64, i64), Problem> {
    let numbers: Vec<i64> = text.split('.').filter_map(|part| part.parse().ok()).collect();
    match numbers[..] {
        [partner, vendor, product] => Ok((partner, vendor, product)),
        _ => Err(Problem::BadRequest("the address names no such page".to_owned())),
    }
}
