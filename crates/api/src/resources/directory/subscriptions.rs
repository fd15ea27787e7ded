//! Subscriptions of customers.

use super::described_parameters::OfCode;
use super::named::{code, unknown};
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::paging::{AskedPage, PAGE, Page, PageParameters, cursor};
use crate::problem::ApiProblem;
use crate::query::{Parameters, wrong};
use countersign_app::actions::read_directory;
use countersign_app::reader_scope;
use countersign_domain::actor::Person;
use countersign_domain::zone::date_of_number;
use countersign_store::Tx;
use countersign_store::directory::{
    self, DirectoryScope, DirectorySubscription, SubscriptionFilter,
};
use countersign_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

/// Describes the filters of the list; one of them at a time.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct SubscriptionParameters {
    /// The code of a customer; lists its subscriptions.
    customer: Option<String>,
    /// The code of a partner; lists the subscriptions of its customers.
    partner: Option<String>,
}

/// A subscription of a customer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Subscription {
    #[schema(example = "S1")]
    code: String,
    /// The code of its customer.
    customer: String,
    customer_name: String,
    /// The code of the customer's partner.
    partner: String,
    /// The code of its product.
    product: String,
    /// The billing unit.
    unit: String,
    /// The name of its plan.
    plan: Option<String>,
    /// Whether it is billable.
    billable: bool,
    /// Its last day.
    #[schema(format = "date")]
    ends_on: Option<String>,
}

impl Subscription {
    fn of(it: DirectorySubscription) -> Self {
        Self {
            code: it.code,
            customer: it.customer_code,
            customer_name: it.customer,
            partner: it.partner_code,
            product: it.product_code,
            unit: it.unit,
            plan: it.plan,
            billable: it.billable,
            ends_on: it.ends_on.map(|day| date_of_number(day).to_string()),
        }
    }
}

/// List subscriptions.
///
/// The operator sees all subscriptions, a distributor those of its partners, and a partner its own.
#[utoipa::path(
    get,
    path = "/api/v1/subscriptions",
    operation_id = "listSubscriptions",
    tag = "Directory",
    params(SubscriptionParameters, PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<Subscription>)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let mut given = Parameters::read(context, &["customer", "partner", PAGE[0], PAGE[1]])?;
    let asked = AskedPage::take(&mut given)?;
    let after = asked.after_text()?;
    let named = (given.take("customer"), given.take("partner"));
    let person = context.person()?;
    let found = context
        .look(async |tx| {
            let filter = filter(tx, person, &named).await?;
            Ok(directory::subscription_page(tx, filter, &after, asked.one_more()).await?)
        })
        .await?;
    let page = Page::cut(found, &asked, |it| cursor(&it.code), Subscription::of);
    tagged(&context.headers, &page, None)
}

async fn filter(
    tx: &mut Tx,
    person: &Person,
    named: &(Option<String>, Option<String>),
) -> Result<SubscriptionFilter, ApiProblem> {
    Ok(match named {
        (Some(_), Some(_)) => {
            let detail = "Narrow the list by customer or by partner, not by both.";
            return Err(wrong("bad_request", "partner", detail));
        }
        (Some(code), None) => {
            let found = read_directory::customer(tx, person, code).await?;
            SubscriptionFilter::OfCustomer(found.ok_or_else(|| unknown("customer", code))?.id)
        }
        (None, Some(code)) => {
            let found = read_directory::partner(tx, person, code).await?;
            let id = found.ok_or_else(|| unknown("partner", code))?.id;
            SubscriptionFilter::Within(DirectoryScope::Partners(id))
        }
        (None, None) => {
            let scope = reader_scope::directory(person).ok_or(Problem::NotFound)?;
            SubscriptionFilter::Within(scope)
        }
    })
}

/// Read a subscription.
#[utoipa::path(
    get,
    path = "/api/v1/subscriptions/{code}",
    operation_id = "readSubscription",
    tag = "Directory",
    params(OfCode),
    responses((status = 200, description = "The subscription.", body = Subscription)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let (person, code) = (context.person()?, code(context)?);
    let shown = context.look(async |tx| read(tx, person, &code).await).await?;
    tagged(&context.headers, &shown, None)
}

/// A subscription as the person sees it.
pub(super) async fn read(
    tx: &mut Tx,
    person: &Person,
    code: &str,
) -> Result<Subscription, ApiProblem> {
    let found = read_directory::subscription(tx, person, code).await?;
    Ok(Subscription::of(found.ok_or(Problem::NotFound)?))
}
