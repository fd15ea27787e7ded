//! The list, and the form that adds a webhook.

use super::fields::{EventChoice, WebhookForm};
use super::{fault_words, mark, secret_page};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::pages::channels::stays;
use crate::reader_zone::zone_of;
use crate::response_status::refused;
use askama::Template;
use countersign_app::actions::manage_webhooks::{self, WebhookOwner};
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_language::datetime::Moment;
use countersign_store::webhooks::{self, Webhook};
use countersign_web::problem::Answer;

#[derive(Template)]
#[template(path = "webhooks.html")]
struct Webhooks {
    layout: Layout,
    stays: Option<String>,
    is_keyless: bool,
    rows: Vec<WebhookRow>,
    form: WebhookForm,
    choices: Vec<EventChoice>,
    error: Option<String>,
}

struct WebhookRow {
    name: String,
    page: String,
    address: String,
    events: String,
    mark: (&'static str, String),
    made: Moment,
}

pub(super) async fn show(context: &Context) -> Answer {
    page(context, WebhookForm::blank(), None).await
}

/// The form with input from before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    page(context, context.form()?, None).await
}

async fn page(context: &Context, form: WebhookForm, error: Option<String>) -> Answer {
    let (locale, zone, person) = (context.locale, zone_of(context)?, context.person()?);
    let company_id = person.company_id;
    let all = context.read(async |tx| Ok(webhooks::of_company(tx, company_id).await?)).await?;
    let row = |webhook: Webhook| WebhookRow {
        page: addresses::webhook(webhook.id),
        name: webhook.said.name,
        address: webhook.said.address,
        events: locale.count(i64::try_from(webhook.said.events.len()).unwrap_or(i64::MAX)),
        mark: mark(locale, webhook.said.state),
        made: locale.moment(webhook.made_at, &zone),
    };
    html(&Webhooks {
        layout: context.layout(locale.t("webhooks")),
        stays: stays(context),
        is_keyless: !context.state.store.can_seal().await?,
        rows: all.into_iter().map(row).collect(),
        choices: form.choices(locale, person.company_kind),
        form,
        error,
    })
}

pub(super) async fn add(context: &Context) -> Answer {
    let form: WebhookForm = context.form()?;
    let person = context.person()?;
    let owner = WebhookOwner { company_id: person.company_id, kind: person.company_kind };
    let (input, destinations) = (form.input(), &context.app.outbound.destinations);
    let added = context
        .write(async |tx| {
            let entry = context.audit(Event::WebhookChanged);
            manage_webhooks::add(tx, owner, &input, destinations, &SystemRandom, &entry).await
        })
        .await?;
    match added {
        Ok(made) => secret_page(context, &made.webhook, &made.secret),
        Err(fault) => {
            let error = fault_words(context.locale, fault);
            refused(page(context, form, Some(error)).await)
        }
    }
}
