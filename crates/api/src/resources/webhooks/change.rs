//! Adds, changes and removes webhooks.

use super::secret::NewWebhook;
use super::{OfWebhook, Webhook, found};
use crate::answer::{ApiAnswer, no_content, tagged};
use crate::context::Context;
use crate::etag::{self, stale};
use crate::idempotency::{self, Reply, RetryHeaders};
use crate::json_body;
use crate::problem::ApiProblem;
use crate::query::Parameters;
use crate::resources::directory::described_parameters::ContentHeaders;
use axum::http::{HeaderMap, StatusCode};
use countersign_app::actions::manage_webhooks::{self, NOT_PUBLIC, WebhookEdit, WebhookFault};
use countersign_app::actions::manage_webhooks::{WebhookInput, WebhookOwner};
use countersign_app::channels::address::CLOSED_NETWORK;
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_domain::webhook::{EventType, MOST_WEBHOOKS, WebhookState, choices};
use countersign_store::{Tx, webhooks};
use countersign_web::problem::Problem;
use serde::Deserialize;
use utoipa::ToSchema;

/// A new webhook.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebhookToAdd {
    /// The name by which people know it.
    name: String,
    /// The address that is called: https://…
    #[schema(example = "https://psa.example/in")]
    address: String,
    /// The types of events.
    #[schema(example = json!(["report.approved", "correction.completed"]))]
    events: Vec<String>,
}

/// The changes to a webhook. Omitted fields keep their values.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebhookChange {
    name: Option<String>,
    address: Option<String>,
    events: Option<Vec<String>>,
    /// on or off. Send on to switch a webhook that is gone on again.
    #[schema(example = "off")]
    state: Option<String>,
}

/// Add a webhook.
///
/// The answer has its secret, which is shown only this once: a repeated request gets the answer
/// without it.
#[utoipa::path(
    post,
    path = "/api/v1/webhooks",
    operation_id = "addWebhook",
    tag = "Webhooks",
    params(RetryHeaders),
    request_body = WebhookToAdd,
    responses((status = 201, description = "The webhook is added.", body = NewWebhook)),
    security(("token" = ["webhooks.write"]))
)]
pub(crate) async fn create(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let WebhookToAdd { name, address, events } = json_body::read(context)?;
    let person = context.person()?;
    let owner = WebhookOwner { company_id: person.company_id, kind: person.company_kind };
    let input = WebhookInput { name, address, events, is_on: true };
    let destinations = &context.api.destinations;
    idempotency::once(context, async |tx| {
        let entry = context.audit(Event::WebhookChanged);
        let added =
            manage_webhooks::add(tx, owner, &input, destinations, &SystemRandom, &entry).await?;
        match added {
            Err(fault) => Ok(Reply::refused(&problem(context, fault), context)),
            Ok(made) => {
                let place = format!("/api/v1/webhooks/{}", made.webhook.id);
                let shown = NewWebhook::of(&made.webhook, Some(made.secret));
                let kept = NewWebhook::of(&made.webhook, None);
                Reply::at(StatusCode::CREATED, &shown, place)?.keeping(&kept)
            }
        }
    })
    .await
}

/// Change a webhook.
///
/// Messages that wait after a failed attempt are tried at once.
#[utoipa::path(
    patch,
    path = "/api/v1/webhooks/{webhook}",
    operation_id = "changeWebhook",
    tag = "Webhooks",
    params(OfWebhook, ContentHeaders),
    request_body = WebhookChange,
    responses((status = 200, description = "The webhook.", body = Webhook)),
    security(("token" = ["webhooks.write"]))
)]
pub(crate) async fn change(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let webhook = found(context).await?;
    let wanted: WebhookChange = json_body::read(context)?;
    let is_on = match wanted.state.as_deref() {
        None => webhook.said.state == WebhookState::On,
        Some("on") => true,
        Some("off") => false,
        Some(other) => {
            let detail = format!("{other:?} is not one of on, off.");
            return Err(ApiProblem::invalid_body("/state".to_owned(), detail));
        }
    };
    let said = &webhook.said;
    let events = || said.events.iter().map(|it| it.token().to_owned()).collect();
    let input = WebhookInput {
        name: wanted.name.unwrap_or_else(|| said.name.clone()),
        address: wanted.address.unwrap_or_else(|| said.address.clone()),
        events: wanted.events.unwrap_or_else(events),
        is_on,
    };
    let seen = etag::seen_version(&context.headers)?;
    let seen = seen.expected(webhook.version).unwrap_or(webhook.version);
    let (kind, destinations) = (context.person()?.company_kind, &context.api.destinations);
    let edit = WebhookEdit { version: seen, input: &input };
    let changed = context
        .change(async |tx| {
            let entry = context.audit(Event::WebhookChanged);
            let changed =
                manage_webhooks::change(tx, &webhook, kind, edit, destinations, &entry).await?;
            Ok((changed, webhooks::find(tx, webhook.id).await?))
        })
        .await?;
    match changed {
        (Ok(()), Some(after)) => {
            tagged(&HeaderMap::new(), &Webhook::of(&after), Some(after.version))
        }
        (Err(fault), _) => Err(problem(context, fault)),
        (Ok(()), None) => Err(Problem::NotFound.into()),
    }
}

/// Remove a webhook with its messages.
#[utoipa::path(
    delete,
    path = "/api/v1/webhooks/{webhook}",
    operation_id = "removeWebhook",
    tag = "Webhooks",
    params(OfWebhook),
    responses((status = 204, description = "The webhook is removed.")),
    security(("token" = ["webhooks.write"]))
)]
pub(crate) async fn remove(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let webhook = found(context).await?;
    let remove = async |tx: &mut Tx| {
        let entry = context.audit(Event::WebhookChanged);
        manage_webhooks::remove(tx, &webhook, &entry).await
    };
    context.change(remove).await?;
    Ok(no_content())
}

fn problem(context: &Context, fault: WebhookFault) -> ApiProblem {
    let wrong = |field: &str, detail: &str| {
        ApiProblem::invalid_body(format!("/{field}"), detail.to_owned())
    };
    match fault {
        WebhookFault::Name => wrong("name", "Use 1 to 200 visible characters."),
        WebhookFault::Address(CLOSED_NETWORK) => {
            wrong("address", "The address is in a network to which requests are not allowed.")
        }
        WebhookFault::Address(NOT_PUBLIC) => {
            wrong("address", "The address is in a network that is not public.")
        }
        WebhookFault::Address(_) => wrong(
            "address",
            "Use an address that begins with https://, without user, password and fragment, of at \
             most 1,000 characters.",
        ),
        WebhookFault::Events => {
            let kind = context.person().map(|it| it.company_kind);
            let known = kind.map(|kind| choices(kind).map(EventType::token).collect::<Vec<_>>());
            let known = known.unwrap_or_default().join(", ");
            wrong("events", &format!("Choose one or more of {known}."))
        }
        WebhookFault::TooMany => ApiProblem::new(
            StatusCode::CONFLICT,
            "too_many_webhooks",
            &format!("Your company has {MOST_WEBHOOKS} webhooks already. Remove one first."),
        ),
        WebhookFault::Stale => stale(),
    }
}
