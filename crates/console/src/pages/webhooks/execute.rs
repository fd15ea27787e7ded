//! Tests a webhook, renews its secret, sends messages again, and removes it.

use super::show::page;
use super::{of_address, secret_page};
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use crate::pages::channels::stays;
use crate::reader_zone::zone_of;
use crate::response_status::refused;
use countersign_app::actions::manage_webhooks::{self, ReplayScope};
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_domain::zone::{Zone, parse_date};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

/// Writes a test, which the delivery thread sends.
pub(super) async fn test(context: &Context) -> Answer {
    let webhook = context.read(async |tx| of_address(context, tx).await).await?;
    let response = redirect::to(&addresses::webhook(webhook.id))?;
    if let Some(stays) = stays(context) {
        return Ok(Notice::bad(stays).on(context, response));
    }
    let test = async |tx: &mut _| {
        let entry = context.audit(Event::WebhookChanged);
        manage_webhooks::test(tx, &webhook, &SystemRandom, &entry).await
    };
    context.write(test).await?;
    Ok(Notice::good(context.locale.t("webhook-test-queued")).on(context, response))
}

#[derive(Deserialize)]
struct VersionForm {
    version: i64,
}

/// Makes a new secret, and shows it.
pub(super) async fn rotate(context: &Context) -> Answer {
    let webhook = context.read(async |tx| of_address(context, tx).await).await?;
    let form: VersionForm = context.form()?;
    let rotate = async |tx: &mut _| {
        let entry = context.audit(Event::WebhookChanged);
        manage_webhooks::rotate(tx, &webhook, form.version, &SystemRandom, &entry).await
    };
    match context.write(rotate).await? {
        Some(secret) => secret_page(context, &webhook, &secret.text),
        None => {
            let response = redirect::to(&addresses::webhook(webhook.id))?;
            Ok(Notice::bad(context.locale.t("directory-stale")).on(context, response))
        }
    }
}

/// One message, or the days whose messages are sent again.
#[derive(Deserialize)]
struct ReplayForm {
    /// The id of a message; blank for the days.
    #[serde(default)]
    message: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
}

impl ReplayForm {
    fn scope(&self, zone: &Zone) -> Option<ReplayScope> {
        if !self.message.is_empty() {
            return self.message.parse().ok().map(ReplayScope::One);
        }
        let day = |text: &str| parse_date(text.trim()).ok();
        let (from, until) = (day(&self.from)?, day(&self.until)?);
        let end: Instant = zone.day_start(until.tomorrow().ok()?);
        Some(ReplayScope::Span(zone.day_start(from), end))
    }
}

/// Sends messages again.
pub(super) async fn replay(context: &Context) -> Answer {
    let webhook = context.read(async |tx| of_address(context, tx).await).await?;
    let form: ReplayForm = context.form()?;
    let Some(scope) = form.scope(&zone_of(context)?) else {
        let error = context.locale.t("webhook-replay-wrong");
        return refused(page(context, None, Some(error)).await);
    };
    let replay = async |tx: &mut _| {
        let entry = context.audit(Event::WebhookChanged);
        manage_webhooks::replay(tx, &webhook, scope, &entry).await
    };
    let count = context.write(replay).await?.unwrap_or_default();
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let text = context.locale.say("webhook-resent").with("count", count);
    let notice = if count > 0 { Notice::good(text) } else { Notice::bad(text.to_string()) };
    Ok(notice.on(context, redirect::to(&addresses::webhook(webhook.id))?))
}

/// Removes the webhook with its messages.
pub(super) async fn remove(context: &Context) -> Answer {
    let webhook = context.read(async |tx| of_address(context, tx).await).await?;
    let remove = async |tx: &mut _| {
        let entry = context.audit(Event::WebhookChanged);
        manage_webhooks::remove(tx, &webhook, &entry).await
    };
    if !context.write(remove).await? {
        return Err(Problem::NotFound);
    }
    let removed = context.locale.say("webhook-removed").with_text("name", &webhook.said.name);
    let response = redirect::to(addresses::WEBHOOKS)?;
    Ok(Notice::good(removed).on(context, response))
}
