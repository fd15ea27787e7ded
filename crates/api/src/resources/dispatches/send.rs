//! Sends approved reports and agreed amendments to a vendor.

use super::dispatch::Dispatch;
use super::show;
use crate::answer::ApiAnswer;
use crate::context::Context;
use crate::idempotency::{self, Reply, RetryHeaders};
use crate::json_body;
use crate::problem::{ApiProblem, ProblemItem};
use crate::query::Parameters;
use crate::refusal;
use crate::resources::bulk_decisions::body::{SeenReport, checked};
use crate::resources::bulk_decisions::selection::find_named;
use axum::http::StatusCode;
use countersign_app::actions::dispatch_reports::{
    self, DispatchOrder, DispatchOutcome, RefusedReport, ReportToSend,
};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::cycle::Cycle;
use countersign_domain::dispatch;
use countersign_store::dispatches::Approved;
use countersign_store::{Result as StoreResult, Tx, companies, reports};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A dispatch to send.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewDispatch {
    /// The code of the vendor.
    #[schema(example = "ACME")]
    vendor: String,
    /// A cycle: all approved reports of it, and all agreed amendments.
    #[schema(example = "2026-10")]
    cycle: Option<String>,
    /// The reports instead, up to 1,000.
    reports: Option<Vec<SeenReport>>,
    /// Your purchase-order number.
    purchase_order: Option<String>,
    /// A note for the vendor.
    note: Option<String>,
    /// Whether to send nothing and show what would be sent.
    #[serde(default)]
    preview: bool,
}

/// What would be sent.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DispatchPreview {
    reports: Vec<ReportReady>,
}

/// A report, or the amendment of one, that can be sent.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportReady {
    /// The id of the report, a UUID.
    #[schema(format = "uuid")]
    id: String,
    version: i64,
    #[schema(example = "2026-10")]
    cycle: String,
    /// The code of the partner.
    partner: String,
    partner_name: String,
}

/// The reports of a request.
enum Wanted {
    Named(Vec<SeenReport>),
    All(Cycle),
}

/// Send a dispatch.
///
/// Either all reports are sent, or none. With `preview`, nothing is sent, and the answer lists the
/// reports that would be, with their versions.
#[utoipa::path(
    post,
    path = "/api/v1/dispatches",
    operation_id = "sendDispatch",
    tag = "Dispatches",
    params(RetryHeaders),
    request_body = NewDispatch,
    responses(
        (status = 201, description = "The dispatch is sent. `Location` leads to it.",
            body = Dispatch),
        (status = 200, description = "The preview.", body = DispatchPreview),
    ),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn send(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let body: NewDispatch = json_body::read(context)?;
    let wanted = body.wanted()?;
    let invalid = |field: &str, detail| ApiProblem::invalid_body(format!("/{field}"), detail);
    let purchase_order = dispatch::purchase_order(body.purchase_order.as_deref().unwrap_or(""))
        .map_err(|_| invalid("purchase_order", "The purchase order is refused.".to_owned()))?;
    let note = dispatch::note(body.note.as_deref().unwrap_or_default())
        .map_err(|_| invalid("note", "The note is refused.".to_owned()))?;
    let person = context.person()?;
    let order = DispatchOrder { person, purchase_order, note, now: context.now, signed: None };
    idempotency::once(context, async |tx| {
        let found = match find(tx, person, &body.vendor, &wanted).await? {
            Ok(found) => found,
            Err(problem) => return Ok(Reply::refused(&problem, context)),
        };
        if body.preview {
            return preview(context, tx, &order, &found).await;
        }
        match dispatch_reports::run(tx, &order, &found).await? {
            DispatchOutcome::Sent(sent) => {
                let address = format!("/api/v1/dispatches/{}", sent.id);
                Reply::at(StatusCode::CREATED, &show::read(tx, &sent).await?, address)
            }
            DispatchOutcome::Refused(refused) => Ok(Reply::refused(&not_sent(&refused), context)),
            DispatchOutcome::Nothing => Ok(Reply::refused(&nothing(), context)),
        }
    })
    .await
}

impl NewDispatch {
    fn wanted(&self) -> Result<Wanted, ApiProblem> {
        match (&self.reports, &self.cycle) {
            (Some(reports), None) => Ok(Wanted::Named(checked(reports)?)),
            (None, Some(text)) => Cycle::parse(text)
                .map(Wanted::All)
                .map_err(|why| ApiProblem::invalid_body("/cycle".to_owned(), format!("{why}."))),
            _ => {
                let detail = "Give either reports or a cycle.".to_owned();
                Err(ApiProblem::invalid_body("/reports".to_owned(), detail))
            }
        }
    }
}

async fn find(
    tx: &mut Tx,
    person: &Person,
    vendor: &str,
    wanted: &Wanted,
) -> StoreResult<Result<Vec<ReportToSend>, ApiProblem>> {
    let company = companies::of_code(tx, vendor).await?;
    let Some(company) = company.filter(|it| it.kind == CompanyKind::Vendor) else {
        let detail = format!("There is no vendor {vendor:?}.");
        return Ok(Err(ApiProblem::invalid_body("/vendor".to_owned(), detail)));
    };
    let cycle = match wanted {
        Wanted::All(cycle) => *cycle,
        Wanted::Named(named) => {
            let found = match find_named(tx, person, named).await? {
                Ok(found) => found,
                Err(problem) => return Ok(Err(problem)),
            };
            if let Some(at) = found.iter().position(|it| it.key.vendor_id != company.id) {
                let detail = "The report is for another vendor.".to_owned();
                return Ok(Err(ApiProblem::invalid_body(format!("/reports/{at}/id"), detail)));
            }
            let send = found.into_iter();
            return Ok(Ok(send
                .map(|it| ReportToSend { key: it.key, version: it.version })
                .collect()));
        }
    };
    let ready = dispatch_reports::ready(tx, person.company_id, cycle, company.id).await?;
    let send = |it: Approved| ReportToSend { key: it.key, version: Some(it.version) };
    Ok(Ok(ready.into_iter().map(send).collect()))
}

async fn preview(
    context: &Context,
    tx: &mut Tx,
    order: &DispatchOrder<'_>,
    wanted: &[ReportToSend],
) -> StoreResult<Reply> {
    let refused = dispatch_reports::check(tx, order, wanted).await?;
    if !refused.is_empty() {
        return Ok(Reply::refused(&not_sent(&refused), context));
    }
    let keys: Vec<_> = wanted.iter().map(|it| it.key).collect();
    let found = reports::find(tx, &keys).await?;
    let ready = found.into_iter().flatten().map(|stored| ReportReady {
        id: stored.names.report_id.to_string(),
        version: stored.report.version,
        cycle: stored.report.cycle.to_string(),
        partner: stored.names.partner,
        partner_name: stored.names.partner_name,
    });
    Reply::ok(&DispatchPreview { reports: ready.collect() })
}

/// Why nothing was sent, report by report.
fn not_sent(refused: &[RefusedReport]) -> ApiProblem {
    let detail = "Some reports cannot be sent. Nothing was sent.";
    let problem = ApiProblem::new(StatusCode::CONFLICT, "not_sent", detail);
    refused.iter().fold(problem, |problem, it| {
        let item = refusal::item(&it.refusal);
        let partner = it.partner.as_deref().unwrap_or("A report");
        let detail = format!("{partner}, {}: {}", it.key.cycle, item.detail);
        problem.about(ProblemItem { detail, ..item })
    })
}

/// Nothing can be sent.
fn nothing() -> ApiProblem {
    let detail = "No report of the cycle is approved, and no amendment is agreed.";
    ApiProblem::new(StatusCode::CONFLICT, "nothing_to_do", detail)
}
