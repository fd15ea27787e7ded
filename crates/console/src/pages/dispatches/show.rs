//! One dispatch: its heading, its reports with their later fate, and the vendor's actions.

use super::deliveries::{self, may_send};
use super::lookup::{months, names, of_address};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::pages::reports::amendments;
use crate::pages::totals_table::TotalsTable;
use crate::reader_zone::zone_of;
use askama::Template;
use countersign_app::actions::dispatch_units::{self, DocumentUnits};
use countersign_domain::access::{may_use, sees};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::correction::FIRST_AMENDMENT;
use countersign_domain::export::hex;
use countersign_domain::quantity::Quantity;
use countersign_domain::status::{Status, Verb};
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_language::text::Locale;
use countersign_store::dispatches::{
    self, Became, Dispatch, DispatchOutcomes, ListedDispatchReport,
};
use countersign_store::reports::Scope;
use countersign_store::{Tx, people};
use countersign_web::problem::Answer;
use serde::Deserialize;

/// Rows of a page.
const ROWS: i64 = 50;
/// Digits of a hash that a row shows.
const DIGITS: usize = 12;

#[derive(Template)]
#[template(path = "dispatch.html")]
struct DispatchPage {
    layout: Layout,
    dispatch: Dispatch,
    distributor: String,
    vendor: String,
    months: String,
    at: Moment,
    who: String,
    hash: String,
    /// How many reports wait, or that none does.
    summary: String,
    channels: Vec<deliveries::DeliveryRow>,
    may_send: bool,
    may_decide: bool,
    filters: Vec<DispatchFilterLink>,
    rows: Vec<DispatchReportRow>,
    totals: TotalsTable,
    /// Whether the totals leave amendments out.
    has_amendments: bool,
    previous: Option<String>,
    next: Option<String>,
}

/// A link that narrows the table.
struct DispatchFilterLink {
    address: String,
    label: String,
    is_chosen: bool,
}

struct DispatchReportRow {
    /// Id and version for a decision; `None` if there is nothing to decide.
    seen: Option<String>,
    partner: String,
    /// The number of the amendment, if it is one.
    amendment: Option<String>,
    /// The units of each product.
    units: Vec<(String, String)>,
    code: String,
    cycle: String,
    /// The address of the report; `None` if the reader no longer sees it.
    report: Option<String>,
    mark: &'static str,
    label: String,
    at: Option<Moment>,
    reason: Option<String>,
    /// Its present status, if that differs.
    now: Option<String>,
    short_hash: String,
    hash: String,
}

#[derive(Deserialize)]
struct DispatchReportsQuery {
    #[serde(default)]
    after: i64,
    only: Option<String>,
}

/// Shows it.
pub(super) async fn show(context: &Context) -> Answer {
    let query: DispatchReportsQuery = context.query()?;
    context.read(async |tx| page(context, tx, &query).await).await
}

async fn page(context: &Context, tx: &mut Tx, query: &DispatchReportsQuery) -> Answer {
    let only = query.only.as_deref().and_then(Became::from_token);
    let (person, locale) = (context.person()?, context.locale);
    let dispatch = of_address(context, tx).await?;
    let rows = dispatches::listed(tx, dispatch.id, query.after, ROWS + 1, only).await?;
    let outcomes = dispatches::outcomes(tx, &[dispatch.id]).await?;
    let outcomes = outcomes.first().copied().unwrap_or_default();
    let zone = zone_of(context)?;
    let companies = names(tx).await?;
    let channels = deliveries::rows(context, tx, &dispatch, &outcomes, &zone).await?;
    let who = people::name(tx, dispatch.person_id).await?.filter(|name| !name.is_empty());
    let (shown, more) = rows.split_at(rows.len().min(usize::try_from(ROWS).unwrap_or(0)));
    let name = |id: i64| companies.get(&id).cloned().unwrap_or_default();
    let title = locale.say("dispatch-title").with_text("number", dispatch.name()).to_string();
    let units = dispatch_units::run(tx, dispatch.id, &scope_of(person)).await?;
    let catalogue = context.app.counts.catalogue(tx).await?;
    let address = addresses::dispatch(dispatch.id);
    let narrowed = only.map_or_else(String::new, |only| format!("&only={}", only.token()));
    let may_decide = may_use(person, Verb::Complete).is_ok() && outcomes.waiting > 0;
    html(&DispatchPage {
        layout: context.layout(title),
        distributor: name(dispatch.distributor_id),
        vendor: name(dispatch.vendor_id),
        months: months(context, &dispatch),
        at: locale.moment(dispatch.created_at, &zone),
        who: who.map_or_else(|| locale.t("report-somebody"), |name| locale.person(name)),
        hash: hex(&dispatch.hash),
        summary: summary(context, person, &outcomes),
        channels,
        may_send: may_send(context)?,
        may_decide,
        filters: filters(context, &dispatch, &outcomes, &address, only),
        rows: shown
            .iter()
            .map(|it| {
                let units = units.documents.get(&it.position);
                row(context, person, it, units_text(locale, units), may_decide, &zone)
            })
            .collect(),
        totals: TotalsTable::of(context, &catalogue, &units.totals),
        has_amendments: units.has_amendments,
        previous: (query.after > 0).then(|| match only {
            Some(only) => format!("{address}?only={}", only.token()),
            None => address.clone(),
        }),
        next: shown
            .last()
            .filter(|_| !more.is_empty())
            .map(|last| format!("{address}?after={}{narrowed}", last.position)),
        dispatch,
    })
}

/// The reports that a reader of dispatches knows.
pub(super) fn scope_of(person: &Person) -> Scope {
    match person.company_kind {
        CompanyKind::Vendor => Scope::Vendor(person.company_id),
        CompanyKind::Distributor => Scope::Distributor(person.company_id),
        CompanyKind::Operator | CompanyKind::Partner => Scope::All,
    }
}

/// Each product with its units: "780 Seats", or "+12 Seats" of an amendment.
fn units_text(locale: Locale, units: Option<&Vec<DocumentUnits>>) -> Vec<(String, String)> {
    let text = |it: &DocumentUnits| {
        let amount = match it.is_difference {
            true => locale.signed(it.micros),
            false => locale.units(Quantity::from_micros(it.micros)),
        };
        (it.name.clone(), format!("{amount} {}", it.unit))
    };
    units.into_iter().flatten().map(text).collect()
}

/// The next step of the reader.
fn summary(context: &Context, person: &Person, outcomes: &DispatchOutcomes) -> String {
    let key = match (outcomes.waiting, person.company_kind) {
        (0, CompanyKind::Distributor) if outcomes.returned > 0 => "dispatch-stand-returned",
        (0, _) => "dispatch-stand-over",
        _ if may_use(person, Verb::Complete).is_ok() => "dispatch-stand-yours",
        _ => "dispatch-stand-waits",
    };
    context.locale.say(key).with("count", outcomes.waiting).to_string()
}

fn filters(
    context: &Context,
    dispatch: &Dispatch,
    outcomes: &DispatchOutcomes,
    address: &str,
    only: Option<Became>,
) -> Vec<DispatchFilterLink> {
    let locale = context.locale;
    let all = DispatchFilterLink {
        address: address.to_owned(),
        label: locale.say("dispatch-in-all").with("count", dispatch.report_count).to_string(),
        is_chosen: only.is_none(),
    };
    let of = |became: Became| DispatchFilterLink {
        address: format!("{address}?only={}", became.token()),
        label: locale.say(counted(became)).with("count", outcomes.of(became)).to_string(),
        is_chosen: only == Some(became),
    };
    std::iter::once(all).chain(Became::ALL.map(of)).collect()
}

fn row(
    context: &Context,
    person: &Person,
    listed: &ListedDispatchReport,
    units: Vec<(String, String)>,
    may_decide: bool,
    zone: &Zone,
) -> DispatchReportRow {
    let locale = context.locale;
    let decides = may_decide && listed.became == Became::Waiting;
    let entry = listed.entry.as_ref();
    let hash = hex(&listed.hash);
    let seen = sees(person, &listed.parties, listed.status);
    let is_amendment = listed.amendment >= FIRST_AMENDMENT;
    let usual = match listed.became {
        _ if is_amendment => Status::Completed,
        Became::Waiting => Status::Submitted,
        Became::Completed => Status::Completed,
        Became::Returned => Status::UnderReview,
    };
    DispatchReportRow {
        seen: decides.then(|| format!("{}.{}", listed.report_id, listed.version)),
        partner: listed.partner_name.clone(),
        units,
        amendment: is_amendment.then(|| amendments::title(locale, Some(listed.amendment))),
        code: listed.partner.clone(),
        cycle: listed.key.cycle.to_string(),
        report: seen.then(|| addresses::report(listed.report_id)),
        mark: mark(listed.became),
        label: locale.t(match listed.became {
            Became::Waiting if decides => "dispatch-waits-you",
            Became::Waiting => "dispatch-waits",
            Became::Completed => "dispatch-completed",
            Became::Returned => "dispatch-returned",
        }),
        at: entry.map(|entry| locale.short_moment(entry.at, zone)),
        reason: entry.and_then(|entry| entry.reason.clone()),
        now: (seen && listed.status != usual).then(|| {
            let status = locale.status(listed.status);
            locale.say("dispatch-now").with("status", status).to_string()
        }),
        short_hash: hash.chars().take(DIGITS).collect(),
        hash,
    }
}

/// The message that counts them.
pub(super) const fn counted(became: Became) -> &'static str {
    match became {
        Became::Waiting => "dispatch-count-waiting",
        Became::Completed => "dispatch-count-completed",
        Became::Returned => "dispatch-count-returned",
    }
}

/// The class of the mark.
pub(super) const fn mark(became: Became) -> &'static str {
    match became {
        Became::Waiting => "submitted",
        Became::Completed => "completed",
        Became::Returned => "rejected",
    }
}
