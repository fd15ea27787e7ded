//! Adds or changes a row of the directory, checked like a row of its file.

use super::bodies::{
    CustomerRow, DistributorRow, PartnerRow, ProductRow, RegionRow, RowBody, SubscriptionRow,
    VendorRow,
};
use super::cell::Cell;
use super::customers::{self, Customer};
use super::described_parameters::{ContentHeaders, OfCode};
use super::distributors::{self, Distributor};
use super::named::code;
use super::partners::{self, Partner};
use super::products::{self, Product};
use super::regions::{self, Region};
use super::subscriptions::{self, Subscription};
use super::vendors::{self, Vendor};
use crate::answer::{ApiAnswer, of_write};
use crate::context::Context;
use crate::etag::{self, stale};
use crate::json_body;
use crate::problem::ApiProblem;
use crate::query::Parameters;
use axum::http::{StatusCode, header};
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_app::actions::edit_directory::{
    self, DirectoryRefusal, Edit, FilledCell, FilledRow, StoredRow,
};
use countersign_app::actions::import::filled_cells::CellError;
use countersign_app::formats::problem::Cause;
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_domain::language::CODES;
use countersign_store::Tx;
use countersign_web::problem::Problem;
use serde::Serialize;

/// Add or change a region.
///
/// Send `If-Match` to change a region. Without it, only a new region is added.
#[utoipa::path(
    put,
    path = "/api/v1/regions/{code}",
    operation_id = "putRegion",
    tag = "Directory",
    params(OfCode, ContentHeaders),
    request_body = RegionRow,
    responses(
        (status = 200, description = "The region as it is stored now.", body = Region),
        (status = 201, description = "The region was added.", body = Region),
    ),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn region(context: &Context) -> ApiAnswer {
    let body: RegionRow = json_body::read(context)?;
    put(context, DirectoryKind::Region, &body, regions::read).await
}

/// Add or change a vendor.
///
/// Send `If-Match` to change a vendor. Without it, only a new vendor is added.
#[utoipa::path(
    put,
    path = "/api/v1/vendors/{code}",
    operation_id = "putVendor",
    tag = "Directory",
    params(OfCode, ContentHeaders),
    request_body = VendorRow,
    responses(
        (status = 200, description = "The vendor as it is stored now.", body = Vendor),
        (status = 201, description = "The vendor was added.", body = Vendor),
    ),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn vendor(context: &Context) -> ApiAnswer {
    let body: VendorRow = json_body::read(context)?;
    put(context, DirectoryKind::Vendor, &body, vendors::read).await
}

/// Add or change a distributor.
///
/// Send `If-Match` to change a distributor. Without it, only a new distributor is added.
#[utoipa::path(
    put,
    path = "/api/v1/distributors/{code}",
    operation_id = "putDistributor",
    tag = "Directory",
    params(OfCode, ContentHeaders),
    request_body = DistributorRow,
    responses(
        (status = 200, description = "The distributor as it is stored now.", body = Distributor),
        (status = 201, description = "The distributor was added.", body = Distributor),
    ),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn distributor(context: &Context) -> ApiAnswer {
    let body: DistributorRow = json_body::read(context)?;
    put(context, DirectoryKind::Distributor, &body, distributors::read).await
}

/// Add or change a partner.
///
/// Send `If-Match` to change a partner. Without it, only a new partner is added.
#[utoipa::path(
    put,
    path = "/api/v1/partners/{code}",
    operation_id = "putPartner",
    tag = "Directory",
    params(OfCode, ContentHeaders),
    request_body = PartnerRow,
    responses(
        (status = 200, description = "The partner as it is stored now.", body = Partner),
        (status = 201, description = "The partner was added.", body = Partner),
    ),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn partner(context: &Context) -> ApiAnswer {
    let body: PartnerRow = json_body::read(context)?;
    put(context, DirectoryKind::Partner, &body, partners::read).await
}

/// Add or change a product.
///
/// Send `If-Match` to change a product. Without it, only a new product is added.
#[utoipa::path(
    put,
    path = "/api/v1/products/{code}",
    operation_id = "putProduct",
    tag = "Directory",
    params(OfCode, ContentHeaders),
    request_body = ProductRow,
    responses(
        (status = 200, description = "The product as it is stored now.", body = Product),
        (status = 201, description = "The product was added.", body = Product),
    ),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn product(context: &Context) -> ApiAnswer {
    let body: ProductRow = json_body::read(context)?;
    put(context, DirectoryKind::Product, &body, products::read).await
}

/// Add or change a customer.
///
/// Send `If-Match` to change a customer. Without it, only a new customer is added.
#[utoipa::path(
    put,
    path = "/api/v1/customers/{code}",
    operation_id = "putCustomer",
    tag = "Directory",
    params(OfCode, ContentHeaders),
    request_body = CustomerRow,
    responses(
        (status = 200, description = "The customer as it is stored now.", body = Customer),
        (status = 201, description = "The customer was added.", body = Customer),
    ),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn customer(context: &Context) -> ApiAnswer {
    let body: CustomerRow = json_body::read(context)?;
    put(context, DirectoryKind::Customer, &body, customers::read).await
}

/// Add or change a subscription.
///
/// Send `If-Match` to change a subscription. Without it, only a new subscription is added.
#[utoipa::path(
    put,
    path = "/api/v1/subscriptions/{code}",
    operation_id = "putSubscription",
    tag = "Directory",
    params(OfCode, ContentHeaders),
    request_body = SubscriptionRow,
    responses(
        (status = 200, description = "The subscription as it is stored now.", body = Subscription),
        (status = 201, description = "The subscription was added.", body = Subscription),
    ),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn subscription(context: &Context) -> ApiAnswer {
    let body: SubscriptionRow = json_body::read(context)?;
    put(context, DirectoryKind::Subscription, &body, subscriptions::read).await
}

/// Puts the row of the address; `read` shows it as its resource does.
async fn put<T: Serialize>(
    context: &Context,
    kind: DirectoryKind,
    body: &impl RowBody,
    read: impl AsyncFn(&mut Tx, &Person, &str) -> Result<T, ApiProblem> + Copy,
) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let (person, code) = (context.person()?, code(context)?);
    if code.trim() != code {
        // A row's code has none, so the answer would show another row than the address names.
        let detail = "The code in the address has blanks around it.".to_owned();
        return Err(ApiProblem::invalid_body("/code".to_owned(), detail));
    }
    let stored = context.look(async |tx| Ok(StoredRow::of_code(tx, kind, &code).await?)).await?;
    match &stored {
        Some(_) => {
            let seen = etag::seen_content(&context.headers)?;
            seen.check(&context.look(async |tx| read(tx, person, &code).await).await?)?;
        }
        // No version of a missing row can have been seen.
        None if context.headers.contains_key(header::IF_MATCH) => return Err(stale()),
        None => {}
    }
    let row = filled(&code, stored.as_ref(), body);
    let (id, entry) = (stored.as_ref().map(|it| it.id), context.audit(Event::DirectoryChanged));
    let edit = Edit { kind, id, row: &row, person, entry: &entry };
    let (store, clock) = (&context.state.store, &context.state.clock);
    let done = edit_directory::run(store, clock, &edit).await.map_err(Problem::from)?;
    done.map_err(|refused| refusal(&refused))?;
    let after = context.look(async |tx| read(tx, person, &code).await).await?;
    let status = if stored.is_some() { StatusCode::OK } else { StatusCode::CREATED };
    of_write(status, &after)
}

/// The row as a form would send it: each cell with the value that was seen.
fn filled(code: &str, stored: Option<&StoredRow>, body: &impl RowBody) -> FilledRow {
    let was = |column| stored.map_or("", |stored| stored.cell(column)).to_owned();
    let cell = |(column, cell): (&'static str, &Cell)| {
        let (was, wanted) = (was(column), cell.text()?.to_owned());
        Some((column, FilledCell { was, wanted }))
    };
    let code = ("code", FilledCell { was: was("code"), wanted: code.to_owned() });
    std::iter::once(code).chain(body.cells().into_iter().filter_map(cell)).collect()
}

fn refusal(refused: &DirectoryRefusal) -> ApiProblem {
    match refused {
        DirectoryRefusal::NotHere => Problem::NotFound.into(),
        DirectoryRefusal::NotPermitted => Problem::Forbidden.into(),
        DirectoryRefusal::Stale => stale(),
        DirectoryRefusal::Cell(CellError { column, cause }) => {
            let detail = match cause {
                Cause::Malformed if *column == "language" => {
                    format!("language is none of {}.", CODES.join(", "))
                }
                Cause::Malformed => format!("{column} does not have the form that is expected."),
                Cause::Blank => format!("{column} needs a value."),
                Cause::Unknown(of) => format!("{column} is {:?}, which does not exist.", of.code),
                Cause::Fixed => format!("{column} can no longer be changed."),
                Cause::Taken => {
                    let detail = "The code belongs to another row.";
                    return ApiProblem::new(StatusCode::CONFLICT, "code_taken", detail);
                }
                Cause::Retired => format!("{column} names a retired row."),
            };
            ApiProblem::invalid_body(format!("/{column}"), detail)
        }
    }
}
