//! The webhooks of the caller's company, and their messages.

pub(crate) mod change;
pub(crate) mod messages;
pub(crate) mod secret;

use crate::answer::{ApiAnswer, tagged};
use crate::context::{Context, Route, answering};
use crate::paging::{AskedPage, PAGE, Page, PageParameters};
use crate::problem::ApiProblem;
use crate::query::Parameters;
use countersign_app::actions::manage_webhooks;
use countersign_domain::access::{Area, Right};
use countersign_domain::api_scope::Scope;
use countersign_store::Tx;
use countersign_store::webhooks::{self, Webhook as StoredWebhook};
use countersign_web::access::Access;
use countersign_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) fn routes() -> Vec<Route> {
    let access = Access::Area(Area::People, Right::Full);
    let one = "/api/v1/webhooks/{webhook}";
    let routes = vec![
        Route::get("/api/v1/webhooks", access, answering(list)),
        Route::post("/api/v1/webhooks", access, answering(change::create)),
        Route::get(one, access, answering(show)),
        Route::patch(one, access, answering(change::change)),
        Route::delete(one, access, answering(change::remove)),
        Route::post("/api/v1/webhooks/{webhook}/secret", access, answering(secret::rotate)),
        Route::post("/api/v1/webhooks/{webhook}/test", access, answering(messages::test)),
        Route::get("/api/v1/webhooks/{webhook}/messages", access, answering(messages::list)),
        Route::post("/api/v1/webhooks/{webhook}/replay", access, answering(messages::replay)),
    ];
    routes.into_iter().map(|route| route.needing(Scope::WebhooksWrite)).collect()
}

/// An address of your company that gets messages about events.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Webhook {
    /// The id, a UUID.
    #[schema(format = "uuid")]
    id: String,
    name: String,
    #[schema(example = "https://psa.example/in")]
    address: String,
    /// The types of events that it gets.
    #[schema(example = json!(["report.approved"]))]
    events: Vec<&'static str>,
    /// on, off, or gone: its receiver answered 410.
    #[schema(example = "on")]
    state: &'static str,
    #[schema(format = "date-time")]
    created_at: String,
    /// When its receiver answered that it is gone.
    #[schema(format = "date-time")]
    ended_at: Option<String>,
    /// When it is tried again, if the last attempt failed.
    #[schema(format = "date-time")]
    retry_at: Option<String>,
}

impl Webhook {
    fn of(webhook: &StoredWebhook) -> Self {
        let said = &webhook.said;
        Self {
            id: webhook.id.to_string(),
            name: said.name.clone(),
            address: said.address.clone(),
            events: said.events.iter().map(|it| it.token()).collect(),
            state: said.state.token(),
            created_at: webhook.made_at.to_string(),
            ended_at: webhook.ended_at.map(|at| at.to_string()),
            retry_at: webhook.retry_at.map(|at| at.to_string()),
        }
    }
}

/// The webhook of the address, for the description.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct OfWebhook {
    /// The id of the webhook.
    #[param(format = "uuid")]
    webhook: String,
}

/// The webhook of the address, if it is one of the caller's company.
async fn named(context: &Context, tx: &mut Tx) -> Result<StoredWebhook, ApiProblem> {
    let (company_id, id) = (context.person()?.company_id, context.parameter("webhook")?);
    let found = manage_webhooks::find(tx, company_id, id).await?;
    found.ok_or_else(|| Problem::NotFound.into())
}

/// The webhook of the address, read in a transaction of its own.
async fn found(context: &Context) -> Result<StoredWebhook, ApiProblem> {
    context.look(async |tx| named(context, tx).await).await
}

/// List the webhooks of your company.
#[utoipa::path(
    get,
    path = "/api/v1/webhooks",
    operation_id = "listWebhooks",
    tag = "Webhooks",
    params(PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<Webhook>)),
    security(("token" = ["webhooks.write"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let asked = AskedPage::take(&mut Parameters::read(context, &PAGE)?)?;
    let company_id = context.person()?.company_id;
    let all = async |tx: &mut Tx| Ok(webhooks::of_company(tx, company_id).await?);
    let all: Vec<Webhook> = context.look(all).await?.iter().map(Webhook::of).collect();
    let page = Page::of_all(all, &asked, |it| it.id.as_str(), |it| it)?;
    tagged(&context.headers, &page, None)
}

/// Read a webhook.
#[utoipa::path(
    get,
    path = "/api/v1/webhooks/{webhook}",
    operation_id = "readWebhook",
    tag = "Webhooks",
    params(OfWebhook),
    responses((status = 200, description = "The webhook.", body = Webhook)),
    security(("token" = ["webhooks.write"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let webhook = found(context).await?;
    tagged(&context.headers, &Webhook::of(&webhook), Some(webhook.version))
}
