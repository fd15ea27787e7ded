//! The list behind a count.

use super::list;
use super::metric::Metric;
use super::scope::CycleScope;
use super::show::label;
use super::times::times;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_domain::figure::Standing;
use countersign_domain::status::Status;
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_store::Tx;
use countersign_store::completeness::{self, DistributorCycle, ListedReport, MetricCursor, Silent};
use countersign_web::problem::{Answer, Problem};
use serde::Deserialize;

const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "cycle_rows.html")]
struct MetricPage {
    layout: Layout,
    month: String,
    distributor: String,
    cycle_address: String,
    /// Whether the rows are subscriptions.
    is_silent: bool,
    is_unmade: bool,
    rows: Vec<MetricRow>,
    next: Option<String>,
}

/// A row of any of the lists.
#[derive(Default)]
struct MetricRow {
    place: MetricCursor,
    name: String,
    address: Option<String>,
    status: Option<(Status, String)>,
    /// The subscription: its customer and its product.
    customer: String,
    product: String,
    /// The due date, or the instant of the last reading.
    at: Option<Moment>,
}

#[derive(Deserialize)]
struct MetricQuery {
    /// The codes of the last row before the page.
    #[serde(default)]
    after: Vec<String>,
}

impl MetricQuery {
    fn place(self) -> MetricCursor {
        let mut codes = self.after.into_iter();
        let mut next = || codes.next().unwrap_or_default();
        MetricCursor { partner: next(), vendor: next(), subscription: next() }
    }
}

pub(super) async fn show(context: &Context) -> Answer {
    let word: String = context.parameter("metric")?;
    let metric = Metric::parse(&word).ok_or(Problem::NotFound)?;
    let query: MetricQuery = context.query()?;
    context.read(async |tx| page(context, tx, metric, query).await).await
}

async fn page(context: &Context, tx: &mut Tx, metric: Metric, query: MetricQuery) -> Answer {
    let word = metric.word();
    let Some(scope) = CycleScope::of(context, tx).await? else {
        return list::choose_in(context, tx, Some(word)).await;
    };
    let cycle = scope.cycle(context)?;
    let of = DistributorCycle { distributor_id: scope.id, cycle };
    let mut rows = found(context, tx, of, metric, &query.place()).await?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let here = addresses::of_cycle(cycle, word);
    html(&MetricPage {
        layout: context.layout(label(context.locale, metric)),
        month: context.locale.month(cycle),
        cycle_address: scope.at(&addresses::cycle(cycle), &[]),
        is_silent: matches!(metric, Metric::NoData | Metric::CarriedForward),
        is_unmade: metric == Metric::NotMade,
        next: rows.last().filter(|_| more).map(|last| {
            let MetricCursor { partner, vendor, subscription } = &last.place;
            let after = [partner, vendor, subscription].map(|code| ("after", code.as_str()));
            scope.at(&here, &after)
        }),
        rows,
        distributor: scope.name,
    })
}

/// The rows of a page, and one more if there are more.
async fn found(
    context: &Context,
    tx: &mut Tx,
    of: DistributorCycle,
    metric: Metric,
    after: &MetricCursor,
) -> Result<Vec<MetricRow>, Problem> {
    let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let times = times(context);
    Ok(match metric {
        Metric::Reports(item) => {
            let found = completeness::items(tx, of, item, times, after, limit).await?;
            found.into_iter().map(|it| of_report(context, it)).collect()
        }
        Metric::NoData | Metric::CarriedForward => {
            let standing = match metric {
                Metric::NoData => Standing::NoData,
                _ => Standing::CarriedForward,
            };
            let found = completeness::silent(tx, of, standing, after, limit).await?;
            found.into_iter().map(|it| of_subscription(context, it)).collect()
        }
        Metric::NotMade => {
            let found = completeness::unmade_items(tx, of, after, limit).await?;
            found.into_iter().map(|(code, name)| of_partner(code, name)).collect()
        }
    })
}

fn of_report(context: &Context, it: ListedReport) -> MetricRow {
    let due = match it.status {
        status if status.with_partner() => Some(it.deadline),
        Status::UnderReview => it.review_by,
        _ => None,
    };
    let zone = Zone::parse(&it.time_zone).ok();
    MetricRow {
        place: MetricCursor { partner: it.partner, vendor: it.vendor, ..MetricCursor::default() },
        name: it.partner_name,
        address: Some(addresses::report(it.id)),
        status: Some((it.status, context.locale.status(it.status))),
        at: due.zip(zone).map(|(at, zone)| context.locale.short_deadline(at, &zone)),
        ..MetricRow::default()
    }
}

fn of_subscription(context: &Context, it: Silent) -> MetricRow {
    let zone = Zone::parse(&it.time_zone).ok();
    let product = [it.product, it.plan].into_iter().flatten().collect::<Vec<_>>();
    MetricRow {
        place: MetricCursor {
            partner: it.partner,
            vendor: it.vendor,
            subscription: it.subscription,
        },
        name: it.partner_name,
        address: Some(addresses::report(it.report_id)),
        customer: it.customer,
        product: product.join(" · "),
        at: it.last_at.zip(zone).map(|(at, zone)| context.locale.short_moment(at, &zone)),
        ..MetricRow::default()
    }
}

fn of_partner(code: String, name: String) -> MetricRow {
    MetricRow {
        place: MetricCursor { partner: code, ..MetricCursor::default() },
        name,
        ..MetricRow::default()
    }
}
