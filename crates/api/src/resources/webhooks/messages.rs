//! The messages of a webhook: their list, a test, and sending them again.

use super::{OfWebhook, found, named};
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::id::Id;
use crate::idempotency::{self, Reply, RetryHeaders};
use crate::json_body::{self, Empty};
use crate::paging::{AskedPage, Page, PageParameters, wrong_cursor};
use crate::problem::ApiProblem;
use crate::query::{Parameters, wrong};
use axum::http::StatusCode;
use countersign_app::actions::manage_webhooks::{self, ReplayScope};
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::Tx;
use countersign_store::webhooks::{
    self, ListedEvent, LogCursor, LogQuery, MessageState, Webhook as StoredWebhook,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A message of a webhook.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookMessage {
    /// The id, which the receiver sees as `webhook-id`.
    #[schema(format = "uuid")]
    id: String,
    /// The type of the event.
    #[schema(example = "report.approved")]
    r#type: String,
    /// When the event happened.
    #[schema(format = "date-time")]
    created_at: String,
    /// waiting, sent or failed.
    #[schema(example = "sent")]
    state: &'static str,
    attempts: i64,
    #[schema(format = "date-time")]
    next_attempt_at: Option<String>,
    #[schema(format = "date-time")]
    last_attempt_at: Option<String>,
    /// The HTTP status of the last answer; null if there was none, or it may not be quoted.
    status: Option<i64>,
    error: Option<String>,
}

impl WebhookMessage {
    fn of(listed: ListedEvent) -> Self {
        let instant = |at: Option<Instant>| at.map(|at| at.to_string());
        Self {
            id: listed.event.to_string(),
            created_at: listed.created_at.to_string(),
            state: listed.state().token(),
            attempts: listed.attempts,
            next_attempt_at: instant(listed.next_attempt_at),
            last_attempt_at: instant(listed.tried_at),
            status: listed.status,
            error: listed.last_error,
            r#type: listed.event_type,
        }
    }
}

/// The parameters of the list, for the description.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct MessageParameters {
    /// waiting, sent or failed.
    state: Option<String>,
    /// The type of the event, such as report.approved.
    r#type: Option<String>,
}

/// List the messages of a webhook, the latest first.
#[utoipa::path(
    get,
    path = "/api/v1/webhooks/{webhook}/messages",
    operation_id = "listWebhookMessages",
    tag = "Webhooks",
    params(OfWebhook, MessageParameters, PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<WebhookMessage>)),
    security(("token" = ["webhooks.write"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let mut given = Parameters::read(context, &["state", "type", "after", "limit"])?;
    let asked = AskedPage::take(&mut given)?;
    let state = given.take("state").map(|text| {
        let unknown = || {
            let detail = format!("{text:?} is not one of waiting, sent, failed.");
            wrong("bad_request", "state", &detail)
        };
        MessageState::from_token(&text).ok_or_else(unknown)
    });
    let state = state.transpose()?;
    let event_type = given.take("type").unwrap_or_default();
    let after = asked.after.as_deref().map_or(Ok(LogCursor::FIRST), str::parse);
    let after = after.map_err(|()| wrong_cursor())?;
    let query = LogQuery { event_type: &event_type, state, after, limit: asked.one_more() };
    let listed = context
        .look(async |tx| {
            let webhook = named(context, tx).await?;
            Ok(webhooks::list(tx, webhook.id, &query).await?)
        })
        .await?;
    let cursor = |it: &ListedEvent| it.cursor().to_string();
    tagged(&context.headers, &Page::cut(listed, &asked, cursor, WebhookMessage::of), None)
}

/// A test on its way.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QueuedTest {
    /// The id of its message.
    #[schema(format = "uuid")]
    message: String,
}

/// Send a test.
///
/// It is an event of the type `webhook.test`. The messages of the webhook show its result.
#[utoipa::path(
    post,
    path = "/api/v1/webhooks/{webhook}/test",
    operation_id = "testWebhook",
    tag = "Webhooks",
    params(OfWebhook, RetryHeaders),
    request_body = Option<Empty>,
    responses((status = 202, description = "The test is on its way.", body = QueuedTest)),
    security(("token" = ["webhooks.write"]))
)]
pub(crate) async fn test(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let Empty {} = json_body::read(context)?;
    let test = async |tx: &mut Tx, webhook: &StoredWebhook| {
        let entry = context.audit(Event::WebhookChanged);
        let event = manage_webhooks::test(tx, webhook, &SystemRandom, &entry).await?;
        let place = format!("/api/v1/webhooks/{}/messages", webhook.id);
        Reply::at(StatusCode::ACCEPTED, &QueuedTest { message: event.to_string() }, place)
    };
    idempotency::once_after(context, async || found(context).await, test).await
}

/// The messages to send again: one, or those of a period.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Replay {
    /// The id of one message.
    #[schema(value_type = Option<String>)]
    message: Option<Id>,
    /// Send the messages of events from this instant on.
    #[schema(format = "date-time")]
    from: Option<String>,
    /// Send the messages of events before this instant.
    #[schema(format = "date-time")]
    until: Option<String>,
}

/// The messages that are sent again.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Replayed {
    /// The number of messages, without those that were already waiting.
    messages: u64,
}

impl Replay {
    fn scope(&self) -> Result<ReplayScope, ApiProblem> {
        let instant = |pointer: &str, text: &str| {
            let fault = |why: String| ApiProblem::invalid_body(pointer.to_owned(), why);
            Instant::parse(text).map_err(|why| fault(why.to_string()))
        };
        match (&self.message, &self.from, &self.until) {
            (Some(Id(message)), None, None) => Ok(ReplayScope::One(*message)),
            (None, Some(from), Some(until)) => {
                let (from, until) = (instant("/from", from)?, instant("/until", until)?);
                if until <= from {
                    let detail = "until must be after from.".to_owned();
                    return Err(ApiProblem::invalid_body("/until".to_owned(), detail));
                }
                Ok(ReplayScope::Span(from, until))
            }
            _ => {
                let detail = "Give message, or from and until.".to_owned();
                Err(ApiProblem::invalid_body(String::new(), detail))
            }
        }
    }
}

/// Send messages again.
///
/// Each message keeps its id, so that the receiver recognises a repetition. If the webhook does not
/// have the message, the answer is 404.
#[utoipa::path(
    post,
    path = "/api/v1/webhooks/{webhook}/replay",
    operation_id = "replayWebhookMessages",
    tag = "Webhooks",
    params(OfWebhook, RetryHeaders),
    request_body = Replay,
    responses((status = 200, description = "They are on their way.", body = Replayed)),
    security(("token" = ["webhooks.write"]))
)]
pub(crate) async fn replay(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let scope = json_body::read::<Replay>(context)?.scope()?;
    let replay = async |tx: &mut Tx, webhook: &StoredWebhook| {
        let entry = context.audit(Event::WebhookChanged);
        match manage_webhooks::replay(tx, webhook, scope, &entry).await? {
            Some(messages) => Reply::ok(&Replayed { messages }),
            None => Ok(Reply::refused(&no_message(), context)),
        }
    };
    idempotency::once_after(context, async || found(context).await, replay).await
}

/// The webhook does not have the message.
fn no_message() -> ApiProblem {
    let (pointer, detail) = ("/message".to_owned(), "The webhook has no such message.".to_owned());
    ApiProblem::wrong_at(StatusCode::NOT_FOUND, "not_found", pointer, detail)
}
