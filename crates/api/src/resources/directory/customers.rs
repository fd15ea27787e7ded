//! Customers of partners.

use super::described_parameters::{OfCode, Search};
use super::named::{code, find, unknown};
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::paging::{AskedPage, PAGE, Page, PageParameters};
use crate::problem::ApiProblem;
use crate::query::Parameters;
use countersign_app::actions::read_directory;
use countersign_app::reader_scope;
use countersign_domain::actor::Person;
use countersign_store::Tx;
use countersign_store::directory::{
    self, DirectoryPage, DirectoryQuery, DirectoryScope, ListedCustomer,
};
use countersign_store::retirements::{self, RetirableKind};
use countersign_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

/// Describes the filter of the list.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct CustomerParameters {
    /// The code of a partner; lists its customers.
    partner: Option<String>,
}

/// A customer of a partner.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Customer {
    #[schema(example = "C1")]
    code: String,
    name: String,
    /// The code of its partner.
    partner: String,
    partner_name: String,
    /// How many subscriptions it has.
    subscriptions: i64,
    /// Whether it is retired.
    retired: bool,
}

impl Customer {
    fn of(customer: ListedCustomer, retired: bool) -> Self {
        let ListedCustomer { code, name, partner, partner_code, subscriptions, .. } = customer;
        Self { code, name, partner: partner_code, partner_name: partner, subscriptions, retired }
    }
}

/// List customers.
///
/// The operator sees all customers, a distributor those of its partners, and a partner its own.
#[utoipa::path(
    get,
    path = "/api/v1/customers",
    operation_id = "listCustomers",
    tag = "Directory",
    params(CustomerParameters, Search, PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<Customer>)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let mut given = Parameters::read(context, &["partner", "find", PAGE[0], PAGE[1]])?;
    let (asked, find) = (AskedPage::take(&mut given)?, find(&mut given));
    let (after, partner) = (asked.after_text()?, given.take("partner"));
    let person = context.person()?;
    let scope = reader_scope::directory(person).ok_or(Problem::NotFound)?;
    let (page, retired) = context
        .look(async |tx| {
            let whose = match &partner {
                None => scope,
                Some(code) => {
                    let found = read_directory::partner(tx, person, code).await?;
                    DirectoryScope::Partners(found.ok_or_else(|| unknown("partner", code))?.id)
                }
            };
            let (after, rows) = (&*after, asked.rows());
            let query = DirectoryQuery { whose, find: find.as_deref(), after, rows };
            let page = directory::customers(tx, &query).await?;
            let ids = page.rows.iter().map(|it| it.id);
            let retired = retirements::among(tx, RetirableKind::Customer, ids).await?;
            Ok((page, retired))
        })
        .await?;
    let DirectoryPage { rows, next } = page;
    let item = |it: ListedCustomer| {
        let is_retired = retired.contains(&it.id);
        Customer::of(it, is_retired)
    };
    tagged(&context.headers, &Page::of(rows.into_iter().map(item).collect(), next.as_deref()), None)
}

/// Read a customer.
#[utoipa::path(
    get,
    path = "/api/v1/customers/{code}",
    operation_id = "readCustomer",
    tag = "Directory",
    params(OfCode),
    responses((status = 200, description = "The customer.", body = Customer)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let (person, code) = (context.person()?, code(context)?);
    let shown = context.look(async |tx| read(tx, person, &code).await).await?;
    tagged(&context.headers, &shown, None)
}

/// A customer as the person sees it.
pub(super) async fn read(tx: &mut Tx, person: &Person, code: &str) -> Result<Customer, ApiProblem> {
    let found = read_directory::customer(tx, person, code).await?;
    let found = found.ok_or(Problem::NotFound)?;
    let ids = std::iter::once(found.id);
    let retired = retirements::among(tx, RetirableKind::Customer, ids).await?;
    Ok(Customer::of(found, !retired.is_empty()))
}
