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

/// An operation that retires or restores a row: its texts, its name, the kind of the row, whether
/// it retires, its path and id, and what its answer says.
macro_rules! operation {
    (
        $(#[$text:meta])+
        $name:ident: $kind:ident, $retires:tt, $path:tt, $id:tt, $done:tt
    ) => {
        $(#[$text])+
        #[utoipa::path(
            post,
            path = $path,
            operation_id = $id,
            tag = "Directory",
            params(OfCode, RetryHeaders),
            request_body = Option<Empty>,
            responses((status = 200, description = $done, body = RetirementState)),
            security(("token" = ["directory.write"]))
        )]
        pub(crate) async fn $name(context: &Context) -> ApiAnswer {
            set(context, DirectoryKind::$kind, $retires).await
        }
    };
}

operation! {
    /// Retire a vendor.
    ///
    /// Its products have to be retired first. A vendor that still counts is not retired.
    retire_vendor: Vendor, true, "/api/v1/vendors/{code}/retire",
        "retireVendor", "The vendor is retired."
}

operation! {
    /// Restore a vendor.
    restore_vendor: Vendor, false, "/api/v1/vendors/{code}/restore",
        "restoreVendor", "The vendor is in use."
}

operation! {
    /// Retire a distributor.
    ///
    /// Its partners have to be retired first. A distributor that still counts is not retired.
    retire_distributor: Distributor, true, "/api/v1/distributors/{code}/retire",
        "retireDistributor", "The distributor is retired."
}

operation! {
    /// Restore a distributor.
    restore_distributor: Distributor, false, "/api/v1/distributors/{code}/restore",
        "restoreDistributor", "The distributor is in use."
}

operation! {
    /// Retire a partner.
    ///
    /// A partner that still counts is not retired.
    retire_partner: Partner, true, "/api/v1/partners/{code}/retire",
        "retirePartner", "The partner is retired."
}

operation! {
    /// Restore a partner.
    ///
    /// Its distributor has to be in use.
    restore_partner: Partner, false, "/api/v1/partners/{code}/restore",
        "restorePartner", "The partner is in use."
}

operation! {
    /// Retire a customer.
    ///
    /// A customer that still counts is not retired.
    retire_customer: Customer, true, "/api/v1/customers/{code}/retire",
        "retireCustomer", "The customer is retired."
}

operation! {
    /// Restore a customer.
    restore_customer: Customer, false, "/api/v1/customers/{code}/restore",
        "restoreCustomer", "The customer is in use."
}

operation! {
    /// Retire a product.
    ///
    /// A product that still counts is not retired.
    retire_product: Product, true, "/api/v1/products/{code}/retire",
        "retireProduct", "The product is retired."
}

operation! {
    /// Restore a product.
    ///
    /// Its vendor has to be in use.
    restore_product: Product, false, "/api/v1/products/{code}/restore",
        "restoreProduct", "The product is in use."
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
