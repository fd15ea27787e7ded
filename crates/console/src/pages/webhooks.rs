//! The webhooks of the reader's company, for its Administrators. Secrets are shown once, when they
//! are made.

mod execute;
mod fields;
mod list;
mod log;
mod show;

use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::route::Route;
use askama::Template;
use countersign_app::actions::manage_webhooks::{self, WebhookFault};
use countersign_domain::access::{Area, Right};
use countersign_domain::webhook::{MOST_WEBHOOKS, WebhookState};
use countersign_language::text::Locale;
use countersign_store::Tx;
use countersign_store::webhooks::Webhook;
use countersign_web::access::Access;
use countersign_web::problem::{Answer, Problem};

pub(crate) fn routes() -> Vec<Route> {
    let full = Access::Area(Area::People, Right::Full);
    vec![
        Route::get("/webhooks", full, list::show),
        Route::post("/webhooks", full, list::add).typed_again(list::again),
        Route::get("/webhooks/{id}", full, show::show),
        Route::post("/webhooks/{id}", full, show::change).typed_again(show::again),
        Route::post("/webhooks/{id}/test", full, execute::test),
        Route::post("/webhooks/{id}/secret", full, execute::rotate),
        Route::post("/webhooks/{id}/replay", full, execute::replay),
        Route::post("/webhooks/{id}/remove", full, execute::remove),
    ]
}

/// The webhook of the address, if it is one of the reader's company.
async fn of_address(context: &Context, tx: &mut Tx) -> Result<Webhook, Problem> {
    let company_id = context.person()?.company_id;
    let found = manage_webhooks::find(tx, company_id, context.parameter("id")?).await?;
    found.ok_or(Problem::NotFound)
}

/// The state as a mark: its class and label.
fn mark(locale: Locale, state: WebhookState) -> (&'static str, String) {
    match state {
        WebhookState::On => ("approved", locale.t("way-on")),
        WebhookState::Off => ("preparing", locale.t("way-off")),
        WebhookState::Gone => ("given-up", locale.t("webhook-gone")),
    }
}

/// Why nothing was added or changed.
fn fault_words(locale: Locale, fault: WebhookFault) -> String {
    match fault {
        WebhookFault::Name => locale.t("token-error-name"),
        WebhookFault::Address(key) => locale.t(key),
        WebhookFault::Events => locale.t("webhook-error-events"),
        WebhookFault::TooMany => {
            let most = i64::try_from(MOST_WEBHOOKS).unwrap_or(i64::MAX);
            locale.say("webhook-error-too-many").with("count", most).to_string()
        }
        WebhookFault::Stale => locale.t("directory-stale"),
    }
}

#[derive(Template)]
#[template(path = "webhook_secret.html")]
struct SecretPage<'a> {
    layout: Layout,
    name: &'a str,
    webhook: String,
    secret: &'a str,
}

/// The page that shows a secret, once.
fn secret_page(context: &Context, webhook: &Webhook, secret: &str) -> Answer {
    html(&SecretPage {
        layout: context.layout(context.locale.t("way-secret")),
        name: &webhook.said.name,
        webhook: addresses::webhook(webhook.id),
        secret,
    })
}
