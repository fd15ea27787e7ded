//! The distributor's decisions on a report.

use super::decide_bodies::{Approval, Extension, Rejection, Reopening};
use super::described_parameters::{ChangeHeaders, OfReport, SignatureHeaders};
use super::execute::{self, Outcome};
use super::one_line_each;
use crate::answer::ApiAnswer;
use crate::context::Context;
use crate::json_body;
use crate::problem::ApiProblem;
use countersign_domain::schedule::Until;
use countersign_domain::workflow::Command;

/// Approve a usage report.
#[utoipa::path(
    post,
    path = "/api/v1/usage-reports/{id}/approve",
    operation_id = "approveUsageReport",
    tag = "Usage reports",
    params(OfReport, ChangeHeaders, SignatureHeaders),
    request_body = Option<Approval>,
    responses((status = 200, description = "The report is approved.", body = Outcome)),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn approve(context: &Context) -> ApiAnswer {
    let Approval { note } = json_body::read(context)?;
    execute::all(context, vec![Command::Approve { note }.into()]).await
}

/// Reject a usage report.
#[utoipa::path(
    post,
    path = "/api/v1/usage-reports/{id}/reject",
    operation_id = "rejectUsageReport",
    tag = "Usage reports",
    params(OfReport, ChangeHeaders, SignatureHeaders),
    request_body = Rejection,
    responses((status = 200, description = "The report is back with its partner.", body = Outcome)),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn reject(context: &Context) -> ApiAnswer {
    let Rejection { reasons, lines } = json_body::read(context)?;
    one_line_each::check(lines.iter().map(|line| line.product.as_str()))?;
    let line_reasons = lines.into_iter().map(|line| (line.product, line.reason)).collect();
    execute::all(context, vec![Command::Reject { reasons, line_reasons }.into()]).await
}

/// Reopen an approved usage report.
#[utoipa::path(
    post,
    path = "/api/v1/usage-reports/{id}/reopen",
    operation_id = "reopenUsageReport",
    tag = "Usage reports",
    params(OfReport, ChangeHeaders),
    request_body = Reopening,
    responses((status = 200, description = "The report is under review.", body = Outcome)),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn reopen(context: &Context) -> ApiAnswer {
    let Reopening { reason } = json_body::read(context)?;
    execute::all(context, vec![Command::Reopen { reason }.into()]).await
}

/// Give the partner of a usage report more time.
#[utoipa::path(
    post,
    path = "/api/v1/usage-reports/{id}/extend",
    operation_id = "extendUsageReport",
    tag = "Usage reports",
    params(OfReport, ChangeHeaders),
    request_body = Extension,
    responses((status = 200, description = "The report has a later deadline.", body = Outcome)),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn extend(context: &Context) -> ApiAnswer {
    let Extension { until, reason } = json_body::read(context)?;
    let until = Until::parse(&until).map_err(|expected| {
        let detail = format!("until is {until:?}; expected {expected}.");
        ApiProblem::invalid_body("/until".to_owned(), detail)
    })?;
    execute::all(context, vec![Command::Extend { until, reason }.into()]).await
}
