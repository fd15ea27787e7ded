//! The mappings by which events become readings, with one form that adds and changes them.

use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::response_status::refused;
use askama::Template;
use countersign_app::actions::manage_event_mappings::{self, MappingFault};
use countersign_app::actions::manage_sources;
use countersign_domain::audit::Event;
use countersign_domain::event_mapping::{
    EventMapping, JsonPointer, MOST_MAPPINGS, SubscriptionPlace,
};
use countersign_store::event_mappings;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

/// A field of the form with what is wrong with it.
type FieldError = (&'static str, String);

#[derive(Template)]
#[template(path = "event_mappings.html")]
struct EventMappings {
    layout: Layout,
    rows: Vec<MappingRow>,
    may_change: bool,
    form: MappingForm,
    errors: Vec<FieldError>,
}

/// A mapping as its people see it.
struct MappingRow {
    event_type: String,
    /// `None` if it is the subject.
    subscription: Option<String>,
    provisioned: String,
    used: Option<String>,
    /// The page with the form filled in.
    change: String,
}

#[derive(Default, Deserialize)]
struct MappingForm {
    #[serde(default, rename = "type")]
    event_type: String,
    /// Blank for the subject.
    #[serde(default)]
    subscription: String,
    #[serde(default)]
    provisioned: String,
    /// Blank if the events have no used units.
    #[serde(default)]
    used: String,
}

/// The type whose mapping the form shows, or is removed.
#[derive(Default, Deserialize)]
struct OfType {
    #[serde(default, rename = "type")]
    event_type: String,
}

impl MappingRow {
    fn of(mapping: &EventMapping) -> Self {
        let form = MappingForm::of(mapping);
        let filled = |text: String| (!text.is_empty()).then_some(text);
        Self {
            change: addresses::event_mapping(&form.event_type),
            event_type: form.event_type,
            subscription: filled(form.subscription),
            provisioned: form.provisioned,
            used: filled(form.used),
        }
    }
}

impl MappingForm {
    fn of(mapping: &EventMapping) -> Self {
        Self {
            event_type: mapping.event_type.clone(),
            subscription: match &mapping.subscription {
                SubscriptionPlace::Subject => String::new(),
                SubscriptionPlace::Data(pointer) => pointer.to_string(),
            },
            provisioned: mapping.provisioned.to_string(),
            used: mapping.used.as_ref().map(JsonPointer::to_string).unwrap_or_default(),
        }
    }

    /// The mapping that was filled in, or the fields whose pointers are wrong.
    fn mapping(&self) -> Result<EventMapping, Vec<&'static str>> {
        let read = |text: &str| match text.trim() {
            "" => Ok(None),
            text => JsonPointer::parse(text).map(Some),
        };
        let subscription = read(&self.subscription);
        let (provisioned, used) = (read(&self.provisioned), read(&self.used));
        match (subscription, provisioned, used) {
            (Ok(subscription), Ok(Some(provisioned)), Ok(used)) => Ok(EventMapping {
                event_type: self.event_type.trim().to_owned(),
                subscription: subscription
                    .map_or(SubscriptionPlace::Subject, SubscriptionPlace::Data),
                provisioned,
                used,
            }),
            (subscription, provisioned, used) => {
                let is_wrong = [
                    ("subscription", subscription.is_err()),
                    ("provisioned", !matches!(provisioned, Ok(Some(_)))),
                    ("used", used.is_err()),
                ];
                Err(is_wrong.into_iter().filter(|it| it.1).map(|it| it.0).collect())
            }
        }
    }
}

pub(super) async fn show(context: &Context) -> Answer {
    let OfType { event_type } = context.query()?;
    let find = async |tx: &mut _| Ok(event_mappings::find(tx, &event_type).await?);
    let found = context.read(find).await?;
    page(context, found.as_ref().map(MappingForm::of).unwrap_or_default(), Vec::new()).await
}

/// The form with input from before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    page(context, context.form()?, Vec::new()).await
}

async fn page(context: &Context, form: MappingForm, errors: Vec<FieldError>) -> Answer {
    let all = context.read(async |tx| Ok(event_mappings::all(tx).await?)).await?;
    html(&EventMappings {
        layout: context.layout(context.locale.t("event-mappings")),
        rows: all.iter().map(MappingRow::of).collect(),
        may_change: manage_sources::may_manage(context.person()?),
        form,
        errors,
    })
}

pub(super) async fn put(context: &Context) -> Answer {
    let form: MappingForm = context.form()?;
    let locale = context.locale;
    let mapping = match form.mapping() {
        Ok(mapping) => mapping,
        Err(fields) => {
            let error = |field| {
                let name = locale.t(match field {
                    "subscription" => "source-subscription",
                    "provisioned" => "event-mapping-provisioned",
                    _ => "event-mapping-used",
                });
                (field, locale.say("event-mapping-error-pointer").with("field", name).to_string())
            };
            return refused(page(context, form, fields.into_iter().map(error).collect()).await);
        }
    };
    let put = async |tx: &mut _| {
        let entry = context.audit(Event::EventMappingChanged);
        manage_event_mappings::put(tx, &mapping, &entry).await
    };
    match context.write(put).await? {
        Ok(_) => {
            let response = redirect::to(addresses::EVENT_MAPPINGS)?;
            Ok(Notice::good(locale.t("event-mapping-saved")).on(context, response))
        }
        Err(fault) => {
            let key = match fault {
                MappingFault::Type => "event-mapping-error-type",
                MappingFault::TooMany => "event-mapping-error-many",
            };
            let error = locale.say(key).with("count", MOST_MAPPINGS as i64).to_string();
            refused(page(context, form, vec![("type", error)]).await)
        }
    }
}

pub(super) async fn remove(context: &Context) -> Answer {
    let OfType { event_type } = context.form()?;
    let remove = async |tx: &mut _| {
        let entry = context.audit(Event::EventMappingChanged);
        manage_event_mappings::remove(tx, &event_type, &entry).await
    };
    if !context.write(remove).await? {
        return Err(Problem::NotFound);
    }
    let response = redirect::to(addresses::EVENT_MAPPINGS)?;
    Ok(Notice::good(context.locale.t("event-mapping-removed")).on(context, response))
}
