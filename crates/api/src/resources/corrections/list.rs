//! The list of corrections, the last changed first.

use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::paging::{AskedPage, PAGE, Page, PageParameters, instant, wrong_cursor};
use crate::problem::ApiProblem;
use crate::query::{Parameters, wrong};
use countersign_app::reader_scope;
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::correction::CorrectionState;
use countersign_domain::cycle::Cycle;
use countersign_store::corrections::{
    self, CorrectionCursor, CorrectionFilter, ListedCorrection as StoredCorrection,
};
use countersign_store::reports::Key;
use countersign_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

/// The state of corrections that wait for the caller's company.
const WAITING: &str = "waiting";

/// Describes the filter of the list.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct CorrectionParameters {
    /// proposed, agreed, refused, withdrawn, dispatched, completed or returned; `waiting` lists the
    /// corrections that wait for your company's answer.
    #[param(example = "waiting")]
    state: Option<String>,
}

/// A correction in the list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListedCorrection {
    /// The id of the report, a UUID.
    #[schema(format = "uuid")]
    report: String,
    /// Its place among the report's corrections, from 1.
    number: i64,
    #[schema(example = "2026-10")]
    cycle: String,
    partner_name: String,
    distributor_name: String,
    /// The code of the vendor.
    vendor: String,
    /// proposed, agreed, refused, withdrawn, dispatched, completed or returned.
    #[schema(example = "proposed")]
    state: &'static str,
    /// The number of the amendment, from 2, once both companies agreed.
    amendment: Option<i64>,
    /// partner or distributor: the company that proposed it.
    proposed_by: &'static str,
    #[schema(format = "date-time")]
    proposed_at: String,
    #[schema(format = "date-time")]
    changed_at: String,
    /// The reason for the whole correction.
    reason: String,
    /// The number of its lines.
    lines: i64,
}

impl ListedCorrection {
    fn of(it: StoredCorrection) -> Self {
        let by_partner = it.company_id == it.place.report.partner_id;
        Self {
            report: it.report_id.to_string(),
            number: it.place.number,
            cycle: it.place.report.cycle.to_string(),
            partner_name: it.partner_name,
            distributor_name: it.distributor_name,
            vendor: it.vendor,
            state: it.state.token(),
            amendment: it.amendment,
            proposed_by: proposer(by_partner),
            proposed_at: it.proposed_at.to_string(),
            changed_at: it.place.changed_at.to_string(),
            reason: it.reason,
            lines: it.line_count,
        }
    }
}

/// The kind of the company that proposed a correction.
pub(super) const fn proposer(is_partner: bool) -> &'static str {
    if is_partner { CompanyKind::Partner.token() } else { CompanyKind::Distributor.token() }
}

/// List corrections, the last changed first.
#[utoipa::path(
    get,
    path = "/api/v1/corrections",
    operation_id = "listCorrections",
    tag = "Corrections",
    params(CorrectionParameters, PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<ListedCorrection>)),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let mut given = Parameters::read(context, &["state", PAGE[0], PAGE[1]])?;
    let asked = AskedPage::take(&mut given)?;
    let person = context.person()?;
    let which = which(person, given.take("state").as_deref())?;
    let before = asked.after.as_deref().map(place).transpose()?;
    let scope = reader_scope::corrections(person).ok_or(Problem::NotFound)?;
    let limit = asked.one_more();
    let found = context
        .look(async |tx| Ok(corrections::page(tx, scope, which, before, limit).await?))
        .await?;
    tagged(&context.headers, &Page::cut(found, &asked, cursor, ListedCorrection::of), None)
}

fn which(person: &Person, state: Option<&str>) -> Result<CorrectionFilter, ApiProblem> {
    let Some(word) = state else { return Ok(CorrectionFilter::Any) };
    if word == WAITING {
        return Ok(CorrectionFilter::WaitFor(person.company_id));
    }
    CorrectionState::from_token(word).map(CorrectionFilter::State).ok_or_else(|| {
        let known = CorrectionState::ALL.map(CorrectionState::token).join(", ");
        let detail = format!("state is {word:?}; expected {known} or {WAITING}.");
        wrong("bad_request", "state", &detail)
    })
}

fn cursor(it: &StoredCorrection) -> String {
    let CorrectionCursor { changed_at, report, number } = it.place;
    let Key { cycle, partner_id, vendor_id } = report;
    format!("{}.{partner_id}.{cycle}.{vendor_id}.{number}", changed_at.micros())
}

fn place(text: &str) -> Result<CorrectionCursor, ApiProblem> {
    let parts: Vec<&str> = text.split('.').collect();
    let [at, partner, cycle, vendor, number] = parts[..] else { return Err(wrong_cursor()) };
    let whole = |text: &str| text.parse::<i64>().map_err(|_| wrong_cursor());
    let changed_at = instant(at).ok_or_else(wrong_cursor)?;
    let cycle = Cycle::parse(cycle).map_err(|_| wrong_cursor())?;
    let report = Key { cycle, partner_id: whole(partner)?, vendor_id: whole(vendor)? };
    Ok(CorrectionCursor { changed_at, report, number: whole(number)? })
}
