//! Totals per product: of a query, or of the reports that were selected in a list.

use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::pages::reports::report_view::seen;
use crate::pages::totals_file::totals_file;
use crate::pages::totals_table::TotalsTable;
use askama::Template;
use countersign_domain::cycle::Cycle;
use countersign_store::Tx;
use countersign_store::reports::{self, Key, ProductTotal};
use countersign_web::problem::{Answer, Problem};
use countersign_web::report_query::ReportQuery;
use serde::Deserialize;
use uuid::Uuid;

/// The most reports that an address can name.
const MOST_PICKED: usize = 200;

#[derive(Deserialize)]
struct Picked {
    /// Ids, with or without the version that was seen.
    #[serde(default)]
    report: Vec<String>,
}

#[derive(Template)]
#[template(path = "totals.html")]
struct Totals {
    layout: Layout,
    /// The list that the totals are of.
    list: String,
    /// The number of reports, or the months and the filters of the query.
    about: String,
    /// What the month before holds.
    beside: String,
    export: String,
    totals: TotalsTable,
}

/// The totals, with what they are of.
struct Found {
    query: ReportQuery,
    cycle: Cycle,
    totals: Vec<ProductTotal>,
    /// How many reports were selected, if the totals are of those.
    picked: Option<usize>,
}

async fn find(context: &Context, tx: &mut Tx, picked: &Picked) -> Result<Found, Problem> {
    let query = ReportQuery::of(context)?;
    let person = context.person()?;
    let first = context.installation.first_cycle;
    let everything = query.filter(person, first).scope;
    let present = context.app.counts.cycles(tx, &everything).await?;
    let latest = present.first().copied().unwrap_or(first);
    let filter = query.filter(person, latest);
    let cycle = filter.cycle;
    if picked.report.is_empty() {
        let totals = reports::totals(tx, &filter).await?;
        return Ok(Found { query, cycle, totals, picked: None });
    }
    let keys = picked_keys(context, tx, &picked.report).await?;
    let totals = reports::totals_of(tx, &filter.scope, &keys).await?;
    Ok(Found { query, cycle, totals, picked: Some(keys.len()) })
}

/// The reports that were selected, without those that the reader may not know of.
async fn picked_keys(
    context: &Context,
    tx: &mut Tx,
    reports: &[String],
) -> Result<Vec<Key>, Problem> {
    if reports.len() > MOST_PICKED {
        return Err(Problem::BadRequest(format!("at most {MOST_PICKED} reports")));
    }
    let mut keys = Vec::new();
    for text in reports {
        let id = text.split_once('.').map_or(text.as_str(), |(id, _)| id);
        let id: Uuid = id.parse().map_err(|error| Problem::BadRequest(format!("{error}")))?;
        keys.extend(seen(tx, context.person()?, id).await?);
    }
    keys.sort_unstable();
    keys.dedup();
    Ok(keys)
}

pub(super) async fn show(context: &Context) -> Answer {
    let picked: Picked = context.query()?;
    let (found, catalogue) = context
        .read(async |tx| {
            let found = find(context, tx, &picked).await?;
            Ok((found, context.app.counts.catalogue(tx).await?))
        })
        .await?;
    let locale = context.locale;
    let reports = picked.report.iter().map(|report| ("report", report.clone()));
    let pairs = serde_html_form::to_string(reports.collect::<Vec<_>>()).unwrap_or_default();
    let text = [found.query.text(), pairs].into_iter().filter(|text| !text.is_empty());
    let text = text.collect::<Vec<_>>().join("&");
    let is_whole = found.picked.is_none() && found.query.is_whole();
    html(&Totals {
        layout: context.layout(locale.t("totals-title")),
        list: addresses::with_text(addresses::REPORTS, &found.query.text()),
        about: match found.picked {
            Some(count) => locale.say("totals-of-picked").with("count", count).to_string(),
            None => super::filters::about(context, &catalogue, &found.query, found.cycle)?,
        },
        beside: locale.t(if is_whole { "totals-beside-all" } else { "totals-beside-same" }),
        export: format!("{}/export?{text}", addresses::TOTALS),
        totals: TotalsTable::of(context, &catalogue, &found.totals),
    })
}

pub(super) async fn export(context: &Context) -> Answer {
    let picked: Picked = context.query()?;
    let found = context.read(async |tx| find(context, tx, &picked).await).await?;
    totals_file(context, &found.totals, &format!("totals-{}", found.cycle)).await
}
