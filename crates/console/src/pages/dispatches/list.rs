//! The list of dispatches, the newest first.

use super::lookup::{months, names};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::reader_zone::zone_of;
use askama::Template;
use countersign_app::reader_scope;
use countersign_domain::access::may_use;
use countersign_domain::actor::CompanyKind;
use countersign_domain::instant::Instant;
use countersign_domain::status::Verb;
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_store::dispatches::{self, Became, Dispatch, DispatchCursor, DispatchOutcomes};
use countersign_store::{Tx, people};
use countersign_web::problem::{Answer, Problem};
use serde::Deserialize;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use uuid::Uuid;

/// Rows of a page.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "dispatches.html")]
struct Dispatches {
    layout: Layout,
    is_vendor: bool,
    is_operator: bool,
    may_send: bool,
    rows: Vec<DispatchRow>,
    next: Option<String>,
}

struct DispatchRow {
    id: Uuid,
    number: String,
    distributor: String,
    vendor: String,
    months: String,
    reports: String,
    became: Vec<(&'static str, String)>,
    at: Moment,
    who: String,
    purchase_order: Option<String>,
}

/// The last row of the page before.
#[derive(Deserialize)]
struct DispatchListQuery {
    before: Option<String>,
}

/// Shows the list.
pub(super) async fn show(context: &Context) -> Answer {
    let query: DispatchListQuery = context.query()?;
    context.read(async |tx| page(context, tx, &query).await).await
}

async fn page(context: &Context, tx: &mut Tx, query: &DispatchListQuery) -> Answer {
    let person = context.person()?;
    let scope = reader_scope::dispatches(person).ok_or(Problem::NotFound)?;
    let before = query.before.as_deref().map(place).transpose()?;
    let rows = i64::try_from(ROWS).unwrap_or(i64::MAX);
    let mut found = dispatches::page(tx, scope, before, rows + 1).await?;
    let is_last = found.len() <= ROWS;
    found.truncate(ROWS);
    let ids: Vec<Uuid> = found.iter().map(|it| it.id).collect();
    let outcomes = dispatches::outcomes(tx, &ids).await?;
    let formatter = RowFormatter {
        context,
        zone: zone_of(context)?,
        companies: names(tx).await?,
        people: people_of(tx, &found).await?,
    };
    html(&Dispatches {
        layout: context.layout(context.locale.t("nav-dispatches")),
        is_vendor: person.company_kind == CompanyKind::Vendor,
        is_operator: person.company_kind == CompanyKind::Operator,
        may_send: may_use(person, Verb::Dispatch).is_ok(),
        rows: found
            .iter()
            .zip(&outcomes)
            .map(|(it, outcomes)| formatter.row(it, outcomes))
            .collect(),
        next: found.last().filter(|_| !is_last).map(|last| {
            let DispatchCursor { at, number, distributor_id } = last.place();
            addresses::with_query(
                addresses::DISPATCHES,
                &[("before", format!("{}.{number}.{distributor_id}", at.micros()))],
            )
        }),
    })
}

/// A position in an address.
fn place(text: &str) -> Result<DispatchCursor, Problem> {
    let mut numbers = text.splitn(3, '.').map(str::parse::<i64>);
    let (at, number, distributor) = (numbers.next(), numbers.next(), numbers.next());
    // The instants that both engines can represent.
    let at = at.and_then(Result::ok).filter(|at| (0..=253_402_300_799_000_000).contains(at));
    match (at, number, distributor) {
        (Some(at), Some(Ok(number)), Some(Ok(distributor_id))) => {
            Ok(DispatchCursor { at: Instant::from_micros(at), number, distributor_id })
        }
        _ => Err(Problem::BadRequest("the address names no such page".to_owned())),
    }
}

async fn people_of(tx: &mut Tx, found: &[Dispatch]) -> Result<HashMap<i64, String>, Problem> {
    let mut people: HashMap<i64, String> = HashMap::new();
    for id in found.iter().map(|it| it.person_id) {
        if let Entry::Vacant(place) = people.entry(id) {
            place.insert(people::name(tx, id).await?.unwrap_or_default());
        }
    }
    Ok(people)
}

/// What the rows are told with.
struct RowFormatter<'a> {
    context: &'a Context,
    zone: Zone,
    companies: HashMap<i64, String>,
    people: HashMap<i64, String>,
}

impl RowFormatter<'_> {
    fn row(&self, dispatch: &Dispatch, outcomes: &DispatchOutcomes) -> DispatchRow {
        let locale = self.context.locale;
        let name = |id: i64| self.companies.get(&id).cloned().unwrap_or_default();
        let who = self.people.get(&dispatch.person_id).filter(|name| !name.is_empty()).cloned();
        let of = |became: Became| (became, outcomes.of(became));
        let became = Became::ALL.map(of).into_iter().filter(|(_, count)| *count > 0);
        DispatchRow {
            id: dispatch.id,
            number: dispatch.name(),
            distributor: name(dispatch.distributor_id),
            vendor: name(dispatch.vendor_id),
            months: months(self.context, dispatch),
            reports: locale.count(dispatch.report_count),
            became: became
                .map(|(became, count)| {
                    let words = locale.say(super::show::counted(became)).with("count", count);
                    (super::show::mark(became), words.to_string())
                })
                .collect(),
            at: locale.moment(dispatch.created_at, &self.zone),
            who: who.map_or_else(|| locale.t("report-somebody"), |name| locale.person(name)),
            purchase_order: dispatch.purchase_order.clone(),
        }
    }
}
