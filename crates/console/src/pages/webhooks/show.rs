//! One webhook: the form that changes it, what can be done with it, and the log of its messages.

use super::fields::{EventChoice, WebhookForm};
use super::log::{AskedLog, Log};
use super::{fault_words, mark, of_address};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::pages::channels::stays;
use crate::reader_zone::zone_of;
use crate::response_status::refused;
use askama::Template;
use countersign_app::actions::manage_webhooks::{self, WebhookEdit, WebhookFault};
use countersign_domain::audit::Event;
use countersign_domain::webhook::WebhookState;
use countersign_language::datetime::Moment;
use countersign_store::webhooks::Webhook;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;

#[derive(Template)]
#[template(path = "webhook.html")]
struct WebhookPage {
    layout: Layout,
    page: String,
    stays: Option<String>,
    mark: (&'static str, String),
    is_gone: bool,
    is_on: bool,
    is_locked: bool,
    made: Moment,
    /// The sentence about the next attempt, if the last one failed.
    failing: Option<String>,
    /// Until when the secret before this one signs too.
    old_until: Option<String>,
    version: i64,
    form: WebhookForm,
    choices: Vec<EventChoice>,
    log: Log,
    error: Option<String>,
}

pub(super) async fn show(context: &Context) -> Answer {
    page(context, None, None).await
}

/// The form with input from before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    page(context, Some(context.form()?), None).await
}

pub(super) async fn page(
    context: &Context,
    form: Option<WebhookForm>,
    error: Option<String>,
) -> Answer {
    let (locale, zone) = (context.locale, zone_of(context)?);
    let asked: AskedLog = context.query()?;
    let (webhook, listed) = context
        .read(async |tx| {
            let webhook = of_address(context, tx).await?;
            let listed = asked.read(tx, webhook.id).await?;
            Ok::<_, Problem>((webhook, listed))
        })
        .await?;
    let form = form.unwrap_or_else(|| WebhookForm::of(&webhook));
    let moment = |key: &'static str, name: &'static str, at| {
        locale.say(key).with(name, locale.moment(at, &zone).words()).to_string()
    };
    let old = webhook.secret.as_ref().and_then(|it| it.old.as_ref());
    let old = old.map(|(_, until)| *until).filter(|until| *until > context.machine_time);
    let Webhook { said, retry_at, made_at, version, .. } = &webhook;
    html(&WebhookPage {
        layout: context.layout(said.name.clone()),
        page: addresses::webhook(webhook.id),
        stays: stays(context),
        mark: mark(locale, said.state),
        is_gone: said.state == WebhookState::Gone,
        is_on: said.state == WebhookState::On,
        is_locked: webhook.secret.is_none(),
        made: locale.moment(*made_at, &zone),
        failing: retry_at.map(|at| moment("webhook-failing", "at", at)),
        old_until: old.map(|until| moment("way-old-until", "until", until)),
        version: *version,
        choices: form.choices(locale, context.person()?.company_kind),
        form,
        log: asked.shown(context, &zone, webhook.id, listed)?,
        error,
    })
}

pub(super) async fn change(context: &Context) -> Answer {
    let form: WebhookForm = context.form()?;
    let (input, kind) = (form.input(), context.person()?.company_kind);
    let destinations = &context.app.outbound.destinations;
    let webhook = context.read(async |tx| of_address(context, tx).await).await?;
    let changed = match form.version {
        None => Err(WebhookFault::Stale),
        Some(version) => {
            let change = async |tx: &mut _| {
                let edit = WebhookEdit { version, input: &input };
                let entry = context.audit(Event::WebhookChanged);
                manage_webhooks::change(tx, &webhook, kind, edit, destinations, &entry).await
            };
            context.write(change).await?
        }
    };
    match changed {
        Ok(()) => {
            let response = redirect::to(&addresses::webhook(webhook.id))?;
            Ok(Notice::good(context.locale.t("webhook-saved")).on(context, response))
        }
        Err(fault) => {
            let error = fault_words(context.locale, fault);
            refused(page(context, Some(form), Some(error)).await)
        }
    }
}
