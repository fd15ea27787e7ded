//! The mappings by which events become readings, for the operator.

pub(crate) mod change;

use crate::answer::{ApiAnswer, tagged};
use crate::context::{Context, Route, answering};
use crate::problem::ApiProblem;
use crate::query::Parameters;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::Operator;
use countersign_domain::api_scope::Scope;
use countersign_domain::event_mapping::{EventMapping, JsonPointer};
use countersign_store::event_mappings;
use countersign_web::access::Access;
use countersign_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Of(&[Operator], Area::Directory, Right::Read);
    let writes = Access::Of(&[Operator], Area::Directory, Right::Full);
    let (all, one) = ("/api/v1/event-mappings", "/api/v1/event-mappings/{type}");
    vec![
        Route::get(all, reads, answering(list)).needing(Scope::DirectoryRead),
        Route::get(one, reads, answering(show)).needing(Scope::DirectoryRead),
        Route::put(one, writes, answering(change::put)).needing(Scope::DirectoryWrite),
        Route::delete(one, writes, answering(change::remove)).needing(Scope::DirectoryWrite),
    ]
}

/// How the events of a type become readings.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Mapping {
    /// The type of the events.
    #[schema(example = "com.example.seats")]
    r#type: String,
    /// Where the code of the subscription is: `subject`, or a JSON pointer into the data.
    #[schema(example = "subject")]
    subscription: String,
    /// Where the provisioned units are, as a JSON pointer into the data.
    #[schema(example = "/seats/assigned")]
    provisioned: String,
    /// Where the used units are; null if the events have none.
    #[schema(example = "/seats/active")]
    used: Option<String>,
}

impl Mapping {
    fn of(mapping: &EventMapping) -> Self {
        Self {
            r#type: mapping.event_type.clone(),
            subscription: mapping.subscription.to_string(),
            provisioned: mapping.provisioned.to_string(),
            used: mapping.used.as_ref().map(JsonPointer::to_string),
        }
    }
}

/// All mappings.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Mappings {
    /// The mappings, by type. There are at most 1,000.
    items: Vec<Mapping>,
}

/// The mapping of the address, for the description.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct OfType {
    /// The type of the events.
    r#type: String,
}

/// The type in the address.
fn event_type(context: &Context) -> Result<String, ApiProblem> {
    let text: String = context.parameter("type")?;
    // No mapping can have it, and not every engine can look it up.
    if text.contains('\0') { Err(Problem::NotFound.into()) } else { Ok(text) }
}

/// List the mappings of events.
#[utoipa::path(
    get,
    path = "/api/v1/event-mappings",
    operation_id = "listEventMappings",
    tag = "Readings",
    responses((status = 200, description = "All mappings.", body = Mappings)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let all = context.look(async |tx| Ok(event_mappings::all(tx).await?)).await?;
    let items = all.iter().map(Mapping::of).collect();
    tagged(&context.headers, &Mappings { items }, None)
}

/// Read the mapping of a type of events.
#[utoipa::path(
    get,
    path = "/api/v1/event-mappings/{type}",
    operation_id = "readEventMapping",
    tag = "Readings",
    params(OfType),
    responses((status = 200, description = "The mapping.", body = Mapping)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let of = event_type(context)?;
    let found = context.look(async |tx| Ok(event_mappings::find(tx, &of).await?)).await?;
    tagged(&context.headers, &Mapping::of(&found.ok_or(Problem::NotFound)?), None)
}
