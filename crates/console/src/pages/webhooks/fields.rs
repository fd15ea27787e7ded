//! The fields of a webhook in a form.

use countersign_app::actions::manage_webhooks::WebhookInput;
use countersign_domain::actor::CompanyKind;
use countersign_domain::webhook::{EventType, WebhookState, choices};
use countersign_language::text::Locale;
use countersign_store::webhooks::Webhook;
use serde::Deserialize;

/// The fields as a person filled them in.
#[derive(Clone, Default, Deserialize)]
pub(super) struct WebhookForm {
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) address: String,
    #[serde(default)]
    event: Vec<String>,
    pub(super) on: Option<String>,
    /// The version that the person saw; none for a new webhook.
    pub(super) version: Option<i64>,
}

/// An event that can be chosen.
pub(super) struct EventChoice {
    pub(super) token: &'static str,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

impl WebhookForm {
    /// A new webhook, which gets events.
    pub(super) fn blank() -> Self {
        Self { on: Some("1".to_owned()), ..Self::default() }
    }

    /// The stored fields.
    pub(super) fn of(webhook: &Webhook) -> Self {
        let said = &webhook.said;
        Self {
            name: said.name.clone(),
            address: said.address.clone(),
            event: said.events.iter().map(|it| it.token().to_owned()).collect(),
            on: (said.state == WebhookState::On).then(|| "1".to_owned()),
            version: Some(webhook.version),
        }
    }

    pub(super) fn input(&self) -> WebhookInput {
        WebhookInput {
            name: self.name.clone(),
            address: self.address.clone(),
            events: self.event.clone(),
            is_on: self.on.is_some(),
        }
    }

    /// The events that a company of this kind can choose.
    pub(super) fn choices(&self, locale: Locale, kind: CompanyKind) -> Vec<EventChoice> {
        let choice = |event: EventType| EventChoice {
            token: event.token(),
            label: words(locale, event.token()),
            is_chosen: self.event.iter().any(|it| it == event.token()),
        };
        choices(kind).map(choice).collect()
    }
}

/// What an event is, by its name.
fn words(locale: Locale, token: &str) -> String {
    locale.say_any(format!("webhook-event-{}", token.replace('.', "-"))).to_string()
}
