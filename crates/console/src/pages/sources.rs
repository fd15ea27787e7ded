//! The programs that send readings, for the operator: their state, and the days of which two of
//! them sent readings.

mod mappings;
mod show;

use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::reader_zone::zone_of;
use crate::route::Route;
use askama::Template;
use countersign_app::actions::report_silent_sources::is_silent;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::Operator;
use countersign_domain::instant::Instant;
use countersign_domain::source::SourceMode;
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_language::text::Locale;
use countersign_store::sources::{self, Source, SourceOverlap};
use countersign_store::subscriptions;
use countersign_web::access::Access;
use countersign_web::problem::{Answer, Problem};
use std::collections::HashMap;

/// The UTC days before today whose overlaps are shown.
const DAYS: i64 = 31;
/// The most overlaps that are shown.
const OVERLAPS: i64 = 50;

pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Of(&[Operator], Area::Directory, Right::Read);
    let writes = Access::Of(&[Operator], Area::Directory, Right::Full);
    vec![
        Route::get("/sources", reads, list),
        Route::get(addresses::EVENT_MAPPINGS, reads, mappings::show),
        Route::post(addresses::EVENT_MAPPINGS, writes, mappings::put).typed_again(mappings::again),
        Route::post("/sources/mappings/remove", writes, mappings::remove),
        Route::get("/sources/{id}", reads, show::show),
        Route::post("/sources/{id}", writes, show::change).typed_again(show::again),
    ]
}

#[derive(Template)]
#[template(path = "sources.html")]
struct Sources {
    layout: Layout,
    rows: Vec<SourceRow>,
    overlaps: Vec<OverlapRow>,
}

/// A source as its people see it.
struct SourceRow {
    address: String,
    name: String,
    company: String,
    mode: String,
    is_test: bool,
    seen: Option<Moment>,
    /// After how long it is reported; `None` if it is not.
    limit: Option<String>,
    is_silent: bool,
}

struct OverlapRow {
    subscription: String,
    customer: String,
    sources: [(String, String); 2],
    days: i64,
    first: Moment,
    /// The last day, if it is another one.
    last: Option<Moment>,
}

impl SourceRow {
    fn of(context: &Context, source: &Source, zone: &Zone) -> Self {
        let locale = context.locale;
        let limit = |hours| locale.say("source-after-hours").with("count", hours).to_string();
        Self {
            address: addresses::source(source.id),
            name: source.name.clone(),
            company: source.company_name.clone(),
            mode: mode_words(locale, source.mode),
            is_test: source.mode == SourceMode::Test,
            seen: source.seen_at.map(|at| locale.moment(at, zone)),
            limit: source.silent_after_hours.map(limit),
            is_silent: is_silent(source, context.now),
        }
    }
}

fn mode_words(locale: Locale, mode: SourceMode) -> String {
    match mode {
        SourceMode::Live => locale.t("source-mode-live"),
        SourceMode::Test => locale.t("source-mode-test"),
    }
}

async fn list(context: &Context) -> Answer {
    let zone = zone_of(context)?;
    let today = context.now.utc_day();
    let days = today - DAYS..=today;
    let utc = Zone::parse("UTC").map_err(Problem::Fault)?;
    let (all, overlaps) = context
        .read(async |tx| {
            let all = sources::all(tx).await?;
            let mut overlaps = Vec::new();
            for overlap in sources::overlaps(tx, &days, OVERLAPS).await? {
                if let Some(of) = subscriptions::by_id(tx, overlap.subscription_id).await? {
                    overlaps.push((overlap, of.code, addresses::customer(of.customer_id)));
                }
            }
            Ok::<_, Problem>((all, overlaps))
        })
        .await?;
    let names: HashMap<i64, &str> = all.iter().map(|it| (it.id, it.name.as_str())).collect();
    let called = |id: i64| {
        let name = names.get(&id).copied().unwrap_or_default();
        (name.to_owned(), addresses::source(id))
    };
    let overlap = |(overlap, subscription, customer): (SourceOverlap, String, String)| {
        let day = |day| context.locale.date(Instant::from_utc_day(day), &utc);
        let (first, last) = overlap.between;
        OverlapRow {
            subscription,
            customer,
            sources: [called(overlap.sources.0), called(overlap.sources.1)],
            days: overlap.days,
            first: day(first),
            last: (last != first).then(|| day(last)),
        }
    };
    html(&Sources {
        layout: context.layout(context.locale.t("sources")),
        rows: all.iter().map(|source| SourceRow::of(context, source, &zone)).collect(),
        overlaps: overlaps.into_iter().map(overlap).collect(),
    })
}
