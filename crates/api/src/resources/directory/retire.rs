//! Retires and restores companies, customers and products.

use super::described_parameters::OfCode;
use super::named::code;
use crate::answer::ApiAnswer;
use crate::context::Context;
use crate::idempotency::{self, Reply, RetryHeaders};
use crate::json_body::{self, Empty};
use crate::problem::ApiProblem;
use crate::query::Parameters;
use axum::http::StatusCode;
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_app::actions::edit_directory::StoredRow;
use countersign_app::actions::retire::{self, Retirement, RetirementRefusal};
use countersign_domain::audit::Event;
use countersign_store::Tx;
use countersign_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

/// Whether a row of the directory is retired.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RetirementState {
    #[schema(example = "ANGSTROM")]
    code: String,
    /// Whether it is retired now.
    retired: bool,
}

/// Retire a vendor.
///
/// Its products have to be retired first. A vendor that still counts is not retired.
#[utoipa::path(
    post,
    path = "/api/v1/vendors/{code}/retire",
    operation_id = "retireVendor",
    tag = "Directory",
    params(OfCode, RetryHeaders),
    request_body = Option<Empty>,
    responses((status = 200, description = "The vendor is retired.", body = RetirementState)),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn retire_vendor(context: &Context) -> ApiAnswer {
    set(context, DirectoryKind::Vendor, true).await
}

/// Restore a vendor.
#[utoipa::path(
    post,
    path = "/api/v1/vendors/{code}/restore",
    operation_id = "restoreVendor",
    tag = "Directory",
    params(OfCode, RetryHeaders),
    request_body = Option<Empty>,
    responses((status = 200, description = "The vendor is in use.", body = RetirementState)),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn restore_vendor(context: &Context) -> ApiAnswer {
    set(context, DirectoryKind::Vendor, false).await
}

/// Retire a distributor.
///
/// Its partners have to be retired first. A distributor that still counts is not retired.
#[utoipa::path(
    post,
    path = "/api/v1/distributors/{code}/retire",
    operation_id = "retireDistributor",
    tag = "Directory",
    params(OfCode, RetryHeaders),
    request_body = Option<Empty>,
    responses((status = 200, description = "The distributor is retired.", body = RetirementState)),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn retire_distributor(context: &Context) -> ApiAnswer {
    set(context, DirectoryKind::Distributor, true).await
}

/// Restore a distributor.
#[utoipa::path(
    post,
    path = "/api/v1/distributors/{code}/restore",
    operation_id = "restoreDistributor",
    tag = "Directory",
    params(OfCode, RetryHeaders),
    request_body = Option<Empty>,
    responses((status = 200, description = "The distributor is in use.", body = RetirementState)),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn restore_distributor(context: &Context) -> ApiAnswer {
    set(context, DirectoryKind::Distributor, false).await
}

/// Retire a partner.
///
/// A partner that still counts is not retired.
#[utoipa::path(
    post,
    path = "/api/v1/partners/{code}/retire",
    operation_id = "retirePartner",
    tag = "Directory",
    params(OfCode, RetryHeaders),
    request_body = Option<Empty>,
    responses((status = 200, description = "The partner is retired.", body = RetirementState)),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn retire_partner(context: &Context) -> ApiAnswer {
    set(context, DirectoryKind::Partner, true).await
}

/// Restore a partner.
///
/// Its distributor has to be in use.
#[utoipa::path(
    post,
    path = "/api/v1/partners/{code}/restore",
    operation_id = "restorePartner",
    tag = "Directory",
    params(OfCode, RetryHeaders),
    request_body = Option<Empty>,
    responses((status = 200, description = "The partner is in use.", body = RetirementState)),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn restore_partner(context: &Context) -> ApiAnswer {
    set(context, DirectoryKind::Partner, false).await
}

/// Retire a customer.
///
/// A customer that still counts is not retired.
#[utoipa::path(
    post,
    path = "/api/v1/customers/{code}/retire",
    operation_id = "retireCustomer",
    tag = "Directory",
    params(OfCode, RetryHeaders),
    request_body = Option<Empty>,
    responses((status = 200, description = "The customer is retired.", body = RetirementState)),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn retire_customer(context: &Context) -> ApiAnswer {
    set(context, DirectoryKind::Customer, true).await
}

/// Restore a customer.
#[utoipa::path(
    post,
    path = "/api/v1/customers/{code}/restore",
    operation_id = "restoreCustomer",
    tag = "Directory",
    params(OfCode, RetryHeaders),
    request_body = Option<Empty>,
    responses((status = 200, description = "The customer is in use.", body = RetirementState)),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn restore_customer(context: &Context) -> ApiAnswer {
    set(context, DirectoryKind::Customer, false).await
}

/// Retire a product.
///
/// A product that still counts is not retired.
#[utoipa::path(
    post,
    path = "/api/v1/products/{code}/retire",
    operation_id = "retireProduct",
    tag = "Directory",
    params(OfCode, RetryHeaders),
    request_body = Option<Empty>,
    responses((status = 200, description = "The product is retired.", body = RetirementState)),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn retire_product(context: &Context) -> ApiAnswer {
    set(context, DirectoryKind::Product, true).await
}

/// Restore a product.
///
/// Its vendor has to be in use.
#[utoipa::path(
    post,
    path = "/api/v1/products/{code}/restore",
    operation_id = "restoreProduct",
    tag = "Directory",
    params(OfCode, RetryHeaders),
    request_body = Option<Empty>,
    responses((status = 200, description = "The product is in use.", body = RetirementState)),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn restore_product(context: &Context) -> ApiAnswer {
    set(context, DirectoryKind::Product, false).await
}

/// Retires or restores the row of the address. No version has to be named: nothing that another
/// person wrote is replaced.
async fn set(context: &Context, kind: DirectoryKind, retires: bool) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let Empty {} = json_body::read(context)?;
    let (person, code) = (context.person()?, code(context)?);
    let (clock, entry) = (&context.state.clock, context.audit(Event::DirectoryChanged));
    idempotency::once(context, async |tx: &mut Tx| {
        let Some(row) = StoredRow::of_code(tx, kind, &code).await? else {
            return Ok(Reply::refused(&Problem::NotFound.into(), context));
        };
        let asked = Retirement { kind, id: row.id, retires, person, entry: &entry };
        match retire::run(tx, clock, &asked).await? {
            Ok(()) => Reply::ok(&RetirementState { code: code.clone(), retired: retires }),
            Err(refused) => Ok(Reply::refused(&refusal(kind, refused), context)),
        }
    })
    .await
}

fn refusal(kind: DirectoryKind, refused: RetirementRefusal) -> ApiProblem {
    let is_of_vendor = matches!(kind, DirectoryKind::Vendor | DirectoryKind::Product);
    let (below, above) = match is_of_vendor {
        true => (["product", "products"], "vendor"),
        false => (["partner", "partners"], "distributor"),
    };
    let then = "retire the entry once the reports of that month are made";
    match refused {
        RetirementRefusal::NotHere => Problem::NotFound.into(),
        RetirementRefusal::NotPermitted => Problem::Forbidden.into(),
        RetirementRefusal::InUseBelow(1) => {
            still_in_use(&format!("1 {} is in use. Retire it first", below[0]))
        }
        RetirementRefusal::InUseBelow(count) => {
            still_in_use(&format!("{count} {} are in use. Retire them first", below[1]))
        }
        RetirementRefusal::Subscriptions(1) => {
            still_in_use(&format!("1 subscription still counts. Give it a last day, and {then}"))
        }
        RetirementRefusal::Subscriptions(count) => still_in_use(&format!(
            "{count} subscriptions still count. Give them a last day, and {then}"
        )),
        RetirementRefusal::FormerSubscriptions(1) => still_in_use(&format!(
            "1 of its former subscriptions still counts for it in a month whose reports are not \
             made yet; {then}"
        )),
        RetirementRefusal::FormerSubscriptions(count) => still_in_use(&format!(
            "{count} of its former subscriptions still count for it in a month whose reports are \
             not made yet; {then}"
        )),
        RetirementRefusal::OpenReports(1) => still_in_use("1 report is still open"),
        RetirementRefusal::OpenReports(count) => {
            still_in_use(&format!("{count} reports are still open"))
        }
        RetirementRefusal::OpenCorrections(1) => still_in_use("1 correction is still open"),
        RetirementRefusal::OpenCorrections(count) => {
            still_in_use(&format!("{count} corrections are still open"))
        }
        RetirementRefusal::Deliveries(1) => {
            still_in_use("1 delivery of a dispatch has not arrived yet")
        }
        RetirementRefusal::Deliveries(count) => {
            still_in_use(&format!("{count} deliveries of dispatches have not arrived yet"))
        }
        RetirementRefusal::RetiredAbove => {
            let detail = format!("Its {above} is retired. Restore the {above} first.");
            ApiProblem::new(StatusCode::CONFLICT, "retired_above", &detail)
        }
    }
}

fn still_in_use(why: &str) -> ApiProblem {
    let detail = format!("It cannot be retired yet: {why}.");
    ApiProblem::new(StatusCode::CONFLICT, "still_in_use", &detail)
}
