//! `POST /api/v1/readings`: readings as JSON, as JSON lines or as CSV, with a result for each.
//!
//! A reading is known by its subscription and instant, so sending it again changes nothing and no
//! `Idempotency-Key` is needed.

mod answer_lines;
mod arriving;
mod json;
mod kept_rights;
mod line_results;
mod one_body;
mod request;
mod result;
mod stream;

pub(crate) use json::{SentReadings, bounded};
pub(crate) use one_body::{receive, whole_body};
pub(crate) use request::{media_type, sent_body};
pub(crate) use result::{ItemPlace, ReadingResult, ReadingResults};

use crate::answer::ApiAnswer;
use crate::context::{Context, Route, answering};
use crate::json_body::unsupported;
use countersign_domain::api_scope::Scope;
use countersign_web::access::Access;
use stream::StreamKind;

/// Every role of a company may, because only the operator's Administrator gives the scope. Of the
/// operator's roles only the Administrator may ([`sent_body`]).
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/readings", Access::Acting, answering(send))
            .needing(Scope::ReadingsWrite)
            .taking_upload(),
    ]
}

/// Send readings.
///
/// Each reading is checked and stored by itself. If another reading of the same subscription and
/// instant is stored already, the new one supersedes it; the same reading again changes nothing.
/// It is therefore safe to send readings again, without an `Idempotency-Key`.
///
/// JSON is answered as JSON once all readings are stored. JSON lines and CSV may have any length.
/// JSON lines are answered with a line for each reading while they arrive, CSV once all of it has
/// arrived. Only readings with a result are stored for certain. If the program has to stop in the
/// middle, the last line has the result `aborted`: send the readings without a result again.
#[utoipa::path(
    post,
    path = "/api/v1/readings",
    operation_id = "sendReadings",
    tag = "Readings",
    request_body(content(
        (SentReadings = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv"),
    )),
    responses((
        status = 200,
        description = "The result of each reading, in the order of the readings.",
        content(
            (ReadingResults = "application/json"),
            (ReadingResult = "application/x-ndjson"),
        ),
    )),
    security(("token" = ["readings.write"]))
)]
pub(crate) async fn send(context: &Context) -> ApiAnswer {
    let body = sent_body(context)?;
    let kind = media_type(context);
    match kind.as_str() {
        "application/json" => json::take(context, body).await,
        "application/x-ndjson" => stream::take(context, body, StreamKind::Lines).await,
        "text/csv" => stream::take(context, body, StreamKind::Table).await,
        _ => {
            let known = "application/json, application/x-ndjson or text/csv";
            Err(unsupported(&format!("The body is {kind:?}; send {known}.")))
        }
    }
}
