//! The secret of a webhook, which is shown once.

use super::{OfWebhook, Webhook, found};
use crate::answer::ApiAnswer;
use crate::context::Context;
use crate::etag::stale;
use crate::idempotency::{self, Reply, RetryHeaders};
use crate::json_body::{self, Empty};
use crate::query::Parameters;
use countersign_app::actions::manage_webhooks;
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_store::Tx;
use countersign_store::webhooks::Webhook as StoredWebhook;
use serde::Serialize;
use utoipa::ToSchema;

/// A webhook with a new secret.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NewWebhook {
    webhook: Webhook,
    /// The secret that signs its messages; null in the answer to a repeated request.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    secret: Option<String>,
}

impl NewWebhook {
    pub(super) fn of(webhook: &StoredWebhook, secret: Option<String>) -> Self {
        Self { webhook: Webhook::of(webhook), secret }
    }
}

/// Make a new secret.
///
/// The old secret also signs for 24 hours, so that a receiver can change from one to the other.
#[utoipa::path(
    post,
    path = "/api/v1/webhooks/{webhook}/secret",
    operation_id = "rotateWebhookSecret",
    tag = "Webhooks",
    params(OfWebhook, RetryHeaders),
    request_body = Option<Empty>,
    responses((status = 200, description = "The new secret.", body = NewWebhook)),
    security(("token" = ["webhooks.write"]))
)]
pub(crate) async fn rotate(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let Empty {} = json_body::read(context)?;
    let rotate = async |tx: &mut Tx, webhook: &StoredWebhook| {
        let (version, entry) = (webhook.version, context.audit(Event::WebhookChanged));
        match manage_webhooks::rotate(tx, webhook, version, &SystemRandom, &entry).await? {
            None => Ok(Reply::refused(&stale(), context)),
            Some(secret) => {
                let shown = NewWebhook::of(webhook, Some(secret.text));
                Reply::ok(&shown)?.keeping(&NewWebhook::of(webhook, None))
            }
        }
    };
    idempotency::once_after(context, async || found(context).await, rotate).await
}
