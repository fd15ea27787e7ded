//! The form of a new dispatch: the approved reports of a cycle and vendor, or the selected ones,
//! with what is missing. Looking at it sends nothing.

mod candidates;

use super::deliveries;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::pages::reports::amendments;
use crate::signing::SigningView;
use askama::Template;
use axum::http::StatusCode;
use countersign_domain::cycle::Cycle;
use countersign_domain::status::{Status, Verb};
use countersign_store::dispatches::Approved;
use countersign_web::problem::{Answer, Problem};
use countersign_web::report_query::ReportQuery;
use serde::Deserialize;

pub(super) use candidates::{Candidates, Picked, fingerprint};

const NAMED: usize = 100;

/// The input in the address or the form.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct NewDispatchQuery {
    pub(super) cycle: Option<String>,
    pub(super) vendor: Option<String>,
    /// Selected reports: id and seen version, as `id.version`.
    #[serde(default)]
    pub(super) report: Vec<String>,
    /// The fingerprint of the approved reports when the page was opened.
    pub(super) seen: Option<String>,
    #[serde(default)]
    pub(super) purchase_order: String,
    #[serde(default)]
    pub(super) note: String,
}

/// Why nothing was sent.
#[derive(Default)]
pub(super) struct NewDispatchErrors {
    /// What is told above everything.
    pub(super) text: Option<String>,
    pub(super) reports: Vec<String>,
    pub(super) purchase_order: Option<String>,
    pub(super) note: Option<String>,
}

#[derive(Template)]
#[template(path = "dispatch_new.html")]
struct NewDispatchPage {
    layout: Layout,
    cycles: Vec<NewDispatchChoice>,
    vendors: Vec<NewDispatchChoice>,
    /// Whether rows were selected, so that there is no month to choose.
    is_picked: bool,
    /// The chosen vendor's name; none while one has to be chosen.
    vendor: Option<String>,
    vendor_code: String,
    cycle: Cycle,
    month: String,
    count: usize,
    /// What would be sent, in a sentence each: reports, and amendments.
    would: Vec<String>,
    /// That some were sent before.
    before: Option<String>,
    missing: Vec<HeldBackReports>,
    /// Partners whose figures are all zero.
    nothing: Vec<String>,
    /// Selected reports that cannot be sent.
    left_out: Vec<(String, String)>,
    /// The delivery channels: kind and name.
    channels: Vec<(String, String)>,
    rows: Vec<CandidateRow>,
    more: Option<String>,
    approved_address: String,
    seen: String,
    reports: Vec<String>,
    purchase_order: String,
    note: String,
    errors: NewDispatchErrors,
    signing: SigningView,
}

/// A cycle or a vendor to choose.
struct NewDispatchChoice {
    value: String,
    label: String,
    is_chosen: bool,
    address: String,
    count: String,
}

/// Reports that are not sent because of their status.
struct HeldBackReports {
    status: Status,
    label: String,
    count: String,
    address: String,
}

struct CandidateRow {
    address: String,
    /// The number of the amendment, if it is one.
    amendment: Option<String>,
    partner: String,
    code: String,
    cycle: String,
    has_units: bool,
}

pub(super) async fn show(context: &Context) -> Answer {
    let asked: NewDispatchQuery = context.query()?;
    page(context, asked, NewDispatchErrors::default()).await
}

/// Shows the form again with why nothing was sent.
pub(super) async fn again(
    context: &Context,
    asked: NewDispatchQuery,
    errors: NewDispatchErrors,
    status: StatusCode,
) -> Answer {
    let mut response = page(context, asked, errors).await?;
    *response.status_mut() = status;
    Ok(response)
}

async fn page(context: &Context, asked: NewDispatchQuery, errors: NewDispatchErrors) -> Answer {
    let (found, channels, signing) = context
        .read(async |tx| {
            let found = Candidates::find(context, tx, &asked).await?;
            let own = context.person()?.company_id;
            let channels = match found.vendor() {
                Some(vendor) => deliveries::would_go_by(tx, own, vendor.id).await?,
                None => Vec::new(),
            };
            let signing = match found.vendor() {
                Some(_) => {
                    let address = addresses::DISPATCH_STATEMENTS.to_owned();
                    SigningView::of(context, tx, Verb::Dispatch, address).await?
                }
                None => SigningView::default(),
            };
            Ok((found, channels, signing))
        })
        .await?;
    let locale = context.locale;
    let chosen = found.vendor();
    let count = found.approved.len();
    let months = || found.cycles.iter().map(|cycle| cycle_choice(context, &asked, &found, *cycle));
    html(&NewDispatchPage {
        layout: context.layout(locale.t("dispatch-new-title")),
        cycles: months().collect(),
        vendors: found
            .vendors
            .iter()
            .map(|vendor| vendor_choice(context, &asked, vendor, &found))
            .collect(),
        is_picked: !asked.report.is_empty(),
        vendor: chosen.map(|vendor| vendor.name.clone()),
        vendor_code: chosen.map(|vendor| vendor.code.clone()).unwrap_or_default(),
        cycle: found.cycle,
        month: locale.month(found.cycle),
        count,
        would: would(context, &found.approved),
        before: sent_before(context, &found).filter(|_| asked.report.is_empty()),
        missing: missing(context, &found),
        nothing: found
            .approved
            .iter()
            .filter(|it| !it.has_units)
            .take(NAMED)
            .map(|it| it.partner_name.clone())
            .collect(),
        left_out: found
            .left_out
            .iter()
            .map(|(partner, status)| (partner.clone(), locale.status(*status)))
            .collect(),
        channels: channels.into_iter().map(|(kind, name)| (locale.way_kind(kind), name)).collect(),
        rows: found.approved.iter().take(NAMED).map(|it| row(context, it)).collect(),
        more: (count > NAMED)
            .then(|| locale.say("dispatch-more").with("count", count - NAMED).to_string()),
        approved_address: list_address(found.cycle, Status::Approved),
        seen: fingerprint(&found.approved),
        reports: if asked.report.is_empty() {
            Vec::new()
        } else {
            found.approved.iter().map(|it| format!("{}.{}", it.report_id, it.version)).collect()
        },
        purchase_order: asked.purchase_order,
        note: asked.note,
        errors,
        signing,
    })
}

/// What would be sent, in a sentence each. Amendments are sent as differences.
fn would(context: &Context, ready: &[Approved]) -> Vec<String> {
    let amendments = ready.iter().filter(|it| it.amendment.is_some()).count();
    let reports = ready.len() - amendments;
    let say = |key, count| context.locale.say(key).with("count", count).to_string();
    let mut would = Vec::new();
    if reports > 0 || amendments == 0 {
        would.push(say("dispatch-would", reports));
    }
    if amendments > 0 {
        would.push(say("dispatch-would-amendments", amendments));
    }
    would
}

fn row(context: &Context, report: &Approved) -> CandidateRow {
    CandidateRow {
        amendment: report.amendment.map(|number| amendments::title(context.locale, Some(number))),
        address: addresses::report(report.report_id),
        partner: report.partner_name.clone(),
        code: report.partner.clone(),
        cycle: report.key.cycle.to_string(),
        has_units: report.has_units,
    }
}

fn list_address(cycle: Cycle, status: Status) -> String {
    let query = ReportQuery::of_cycle(cycle).with_status(Some(status));
    addresses::reports(&query.text())
}

fn sent_before(context: &Context, found: &Candidates) -> Option<String> {
    let count = found.count_of(Status::Submitted) + found.count_of(Status::Completed);
    let text = || context.locale.say("dispatch-sent-before").with("count", count).to_string();
    (count > 0).then(text)
}

/// The reports that are not approved, by status in the order of a report's life.
fn missing(context: &Context, found: &Candidates) -> Vec<HeldBackReports> {
    let locale = context.locale;
    let open = Status::ALL.into_iter().filter(|status| !status.is_agreed());
    let counted = open.map(|status| (status, found.count_of(status)));
    let missing = |(status, count): (Status, i64)| HeldBackReports {
        status,
        label: locale.status(status),
        count: locale.count(count),
        address: list_address(found.cycle, status),
    };
    counted.filter(|(_, count)| *count > 0).map(missing).collect()
}

fn cycle_choice(
    context: &Context,
    asked: &NewDispatchQuery,
    found: &Candidates,
    cycle: Cycle,
) -> NewDispatchChoice {
    let vendor = asked.vendor.as_deref().unwrap_or_default();
    NewDispatchChoice {
        value: cycle.to_string(),
        label: context.locale.month(cycle),
        is_chosen: cycle == found.cycle,
        address: addresses::new_dispatch(&[
            ("cycle", cycle.to_string()),
            ("vendor", vendor.to_owned()),
        ]),
        count: String::new(),
    }
}

fn vendor_choice(
    context: &Context,
    asked: &NewDispatchQuery,
    vendor: &candidates::Vendor,
    found: &Candidates,
) -> NewDispatchChoice {
    let mut pairs = vec![("cycle", found.cycle.to_string()), ("vendor", vendor.code.clone())];
    pairs.extend(asked.report.iter().map(|report| ("report", report.clone())));
    let count = context.locale.say("dispatch-count-ready").with("count", vendor.approved);
    NewDispatchChoice {
        value: vendor.code.clone(),
        label: vendor.name.clone(),
        is_chosen: found.vendor().is_some_and(|chosen| chosen.id == vendor.id),
        address: addresses::new_dispatch(&pairs),
        count: count.to_string(),
    }
}

fn cycle(text: &str) -> Result<Cycle, Problem> {
    Cycle::parse(text).map_err(Problem::BadRequest)
}
