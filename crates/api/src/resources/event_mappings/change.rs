//! Puts and removes the mapping of a type of events.

use super::{Mapping, OfType, event_type};
use crate::answer::{ApiAnswer, no_content, of_write};
use crate::context::Context;
use crate::etag::{self, stale};
use crate::json_body;
use crate::problem::ApiProblem;
use crate::query::Parameters;
use crate::resources::directory::described_parameters::ContentHeaders;
use axum::http::{StatusCode, header};
use countersign_app::actions::manage_event_mappings::{self, MappingFault, PutMapping};
use countersign_domain::audit::Event;
use countersign_domain::event_mapping::{
    EventMapping, JsonPointer, MOST_MAPPINGS, SubscriptionPlace,
};
use countersign_store::{Result as StoreResult, Tx};
use countersign_web::problem::Problem;
use serde::Deserialize;
use utoipa::ToSchema;

/// A mapping to put.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MappingBody {
    /// Where the code of the subscription is: `subject`, which is also meant without it, or a JSON
    /// pointer into the data.
    #[schema(example = "subject")]
    subscription: Option<String>,
    /// Where the provisioned units are, as a JSON pointer into the data.
    #[schema(example = "/seats/assigned")]
    provisioned: String,
    /// Where the used units are; omit it, or send null, if the events have none.
    #[schema(example = "/seats/active")]
    used: Option<String>,
}

impl MappingBody {
    fn mapping(&self, event_type: String) -> Result<EventMapping, ApiProblem> {
        let wrong = |field: &'static str| {
            move |expected| {
                let detail = format!("{field}: expected {expected}.");
                ApiProblem::invalid_body(format!("/{field}"), detail)
            }
        };
        let subscription = self.subscription.as_deref().map(SubscriptionPlace::parse).transpose();
        let subscription = subscription.map_err(wrong("subscription"))?;
        let used = self.used.as_deref().map(JsonPointer::parse).transpose();
        Ok(EventMapping {
            event_type,
            subscription: subscription.unwrap_or(SubscriptionPlace::Subject),
            provisioned: JsonPointer::parse(&self.provisioned).map_err(wrong("provisioned"))?,
            used: used.map_err(wrong("used"))?,
        })
    }
}

/// Add or change the mapping of a type of events.
///
/// Send `If-Match` to change a mapping. Without it, only a new one is added. It holds for events
/// from now on; an event that came before can be sent again to be read with it.
#[utoipa::path(
    put,
    path = "/api/v1/event-mappings/{type}",
    operation_id = "putEventMapping",
    tag = "Readings",
    params(OfType, ContentHeaders),
    request_body = MappingBody,
    responses(
        (status = 200, description = "The mapping as it is stored now.", body = Mapping),
        (status = 201, description = "The mapping was added.", body = Mapping),
    ),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn put(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let body: MappingBody = json_body::read(context)?;
    let mapping = body.mapping(event_type(context)?)?;
    let done = context.change(async |tx| write(context, tx, &mapping).await).await?;
    let status = match done? {
        PutMapping::Added => StatusCode::CREATED,
        PutMapping::Changed => StatusCode::OK,
    };
    of_write(status, &Mapping::of(&mapping))
}

async fn write(
    context: &Context,
    tx: &mut Tx,
    mapping: &EventMapping,
) -> StoreResult<Result<PutMapping, ApiProblem>> {
    let before = manage_event_mappings::hold(tx, &mapping.event_type).await?;
    if let Err(problem) = check_seen(context, before.as_ref()) {
        return Ok(Err(problem));
    }
    let entry = context.audit(Event::EventMappingChanged);
    let done = manage_event_mappings::put(tx, mapping, &entry).await?;
    Ok(done.map_err(|fault| {
        let detail = match fault {
            MappingFault::Type => "The type in the address is not one of an event.".to_owned(),
            MappingFault::TooMany => format!("There are {MOST_MAPPINGS} mappings already."),
        };
        ApiProblem::invalid_body("/type".to_owned(), detail)
    }))
}

/// Checks that the mapping is still the one that the caller saw.
fn check_seen(context: &Context, stored: Option<&EventMapping>) -> Result<(), ApiProblem> {
    match stored {
        Some(stored) => etag::seen_content(&context.headers)?.check(&Mapping::of(stored)),
        // No version of a missing mapping can have been seen.
        None if context.headers.contains_key(header::IF_MATCH) => Err(stale()),
        None => Ok(()),
    }
}

/// Remove the mapping of a type of events.
///
/// Events of the type are refused from now on. Readings that came from them stay.
#[utoipa::path(
    delete,
    path = "/api/v1/event-mappings/{type}",
    operation_id = "removeEventMapping",
    tag = "Readings",
    params(OfType, ContentHeaders),
    responses((status = 204, description = "There is no such mapping any more.")),
    security(("token" = ["directory.write"]))
)]
pub(crate) async fn remove(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let of = event_type(context)?;
    let done = context
        .change(async |tx| {
            let Some(stored) = manage_event_mappings::hold(tx, &of).await? else {
                return Ok(Err(Problem::NotFound.into()));
            };
            if let Err(problem) = check_seen(context, Some(&stored)) {
                return Ok(Err(problem));
            }
            let entry = context.audit(Event::EventMappingChanged);
            manage_event_mappings::remove(tx, &of, &entry).await?;
            Ok(Ok(()))
        })
        .await?;
    done?;
    Ok(no_content())
}
