//! The list of corrections, the last moved first.

use super::whose;
use crate::addresses;
use crate::catalogue::Catalogue;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::pages::reports::amendments;
use crate::reader_zone::zone_of;
use askama::Template;
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::correction::CorrectionState;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_store::corrections::{
    self, CorrectionCursor, CorrectionFilter, CorrectionScope, ListedCorrection,
};
use countersign_store::reports::Key;
use countersign_web::problem::{Answer, Problem};
use serde::Deserialize;

const ROWS: usize = 50;
/// The filter for corrections that wait for the reader's answer.
const WAITING: &str = "waiting";
/// The instants that both engines can represent.
const INSTANTS: std::ops::RangeInclusive<i64> = 0..=253_402_300_799_000_000;

#[derive(Template)]
#[template(path = "corrections.html")]
struct CorrectionListPage {
    layout: Layout,
    is_partner: bool,
    filters: Vec<FilterLink>,
    rows: Vec<CorrectionRow>,
    /// Whether the list is narrowed.
    is_narrowed: bool,
    next: Option<String>,
}

/// A link that narrows the list.
struct FilterLink {
    address: String,
    label: String,
    is_chosen: bool,
}

struct CorrectionRow {
    address: String,
    partner: String,
    cycle: String,
    vendor: String,
    title: String,
    mark: &'static str,
    state: String,
    /// The company that proposed it.
    by: String,
    lines: String,
    reason: String,
    at: Moment,
}

#[derive(Deserialize)]
struct CorrectionListQuery {
    state: Option<String>,
    before: Option<String>,
}

pub(super) async fn show(context: &Context) -> Answer {
    let query: CorrectionListQuery = context.query()?;
    let (person, locale) = (context.person()?, context.locale);
    let asked = query.state.as_deref().filter(|word| !word.is_empty());
    let which = which(person, asked)?;
    let before = query.before.as_deref().map(place).transpose()?;
    let (mut found, waiting, zone, catalogue) = context
        .read(async |tx| {
            let limit = i64::try_from(ROWS).unwrap_or(i64::MAX) + 1;
            let found = corrections::page(tx, whose(context)?, which, before, limit).await?;
            let waiting = corrections::waiting(tx, whose(context)?).await?;
            let zone = zone_of(context)?;
            Ok((found, waiting, zone, context.app.counts.catalogue(tx).await?))
        })
        .await?;
    let is_last = found.len() <= ROWS;
    found.truncate(ROWS);
    let narrowed = asked.map_or_else(String::new, |word| format!("state={word}&"));
    html(&CorrectionListPage {
        layout: context.layout(locale.t("corrections")),
        is_partner: person.company_kind == CompanyKind::Partner,
        filters: filters(context, asked, waiting)?,
        rows: found.iter().map(|it| row(context, it, &zone, &catalogue)).collect(),
        is_narrowed: asked.is_some(),
        next: found.last().filter(|_| !is_last).map(|last| {
            let CorrectionCursor { changed_at, report, number } = last.place;
            let Key { cycle, partner_id, vendor_id } = report;
            let at = changed_at.micros();
            {
                let before =
                    format!("{narrowed}before={at}.{partner_id}.{cycle}.{vendor_id}.{number}");
                addresses::with_text(addresses::CORRECTIONS, &before)
            }
        }),
    })
}

fn which(person: &Person, asked: Option<&str>) -> Result<CorrectionFilter, Problem> {
    match asked {
        None => Ok(CorrectionFilter::Any),
        Some(WAITING) if person.company_kind != CompanyKind::Operator => {
            Ok(CorrectionFilter::WaitFor(person.company_id))
        }
        Some(word) => {
            let unknown =
                || Problem::BadRequest(format!("{word:?} is not a state of a correction"));
            CorrectionState::from_token(word).map(CorrectionFilter::State).ok_or_else(unknown)
        }
    }
}

fn filters(
    context: &Context,
    asked: Option<&str>,
    waiting: i64,
) -> Result<Vec<FilterLink>, Problem> {
    let locale = context.locale;
    let all = FilterLink {
        address: addresses::CORRECTIONS.to_owned(),
        label: locale.t("corrections-all"),
        is_chosen: asked.is_none(),
    };
    let of = |word: &str, label: String| FilterLink {
        address: addresses::with_query(addresses::CORRECTIONS, &[("state", word)]),
        label,
        is_chosen: asked == Some(word),
    };
    let mut filters = vec![all];
    if whose(context)? != CorrectionScope::All {
        let label = locale.say("corrections-waiting").with("count", waiting).to_string();
        filters.push(of(WAITING, label));
    }
    let state = |state: CorrectionState| of(state.token(), locale.t(amendments::words(state)));
    filters.extend(CorrectionState::ALL.map(state));
    Ok(filters)
}

fn row(
    context: &Context,
    listed: &ListedCorrection,
    zone: &Zone,
    catalogue: &Catalogue,
) -> CorrectionRow {
    let locale = context.locale;
    let by_partner = listed.company_id == listed.place.report.partner_id;
    CorrectionRow {
        address: addresses::amendments(listed.report_id),
        partner: listed.partner_name.clone(),
        cycle: listed.place.report.cycle.to_string(),
        vendor: catalogue.company(&listed.vendor).to_owned(),
        title: amendments::title(locale, listed.amendment),
        mark: amendments::mark(listed.state),
        state: locale.t(amendments::words(listed.state)),
        by: match by_partner {
            true => listed.partner_name.clone(),
            false => listed.distributor_name.clone(),
        },
        lines: locale.say("corrections-lines").with("count", listed.line_count).to_string(),
        reason: listed.reason.clone(),
        at: locale.short_moment(listed.place.changed_at, zone),
    }
}

/// A position in an address.
fn place(text: &str) -> Result<CorrectionCursor, Problem> {
    let wrong = || Problem::BadRequest("the address names no such page".to_owned());
    let parts: Vec<&str> = text.split('.').collect();
    let [at, partner, cycle, vendor, number] = parts[..] else { return Err(wrong()) };
    let whole = |text: &str| text.parse::<i64>().map_err(|_| wrong());
    let at = Some(whole(at)?).filter(|at| INSTANTS.contains(at)).ok_or_else(wrong)?;
    let cycle = Cycle::parse(cycle).map_err(|_| wrong())?;
    let report = Key { cycle, partner_id: whole(partner)?, vendor_id: whole(vendor)? };
    Ok(CorrectionCursor { changed_at: Instant::from_micros(at), report, number: whole(number)? })
}
