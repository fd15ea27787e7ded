//! `POST /api/v1/events`: readings as events of the CloudEvents specification, in its structured,
//! batched and binary mode.
//!
//! An event becomes a reading by the mapping of its type, and takes the way of all readings.

mod sent;

pub(crate) use sent::SentEvent;

use super::readings::{ReadingResults, media_type, receive, sent_body, whole_body};
use crate::answer::{ApiAnswer, JSON, no_content, of_kind, written};
use crate::context::{Context, Route, answering};
use crate::prefer::preference;
use crate::problem::ApiProblem;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use countersign_domain::api_scope::Scope;
use countersign_web::access::Access;
use sent::SentEvents;

const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");
/// The preference of a client that wants the result of each event, in the answer.
const RESULTS: &str = "return=representation";
/// The most refusals of a problem.
const MOST_REFUSALS: usize = 100;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/events", Access::Acting, answering(send))
            .needing(Scope::ReadingsWrite)
            .taking_upload(),
    ]
}

/// Send events.
///
/// Events follow CloudEvents 1.0: one as `application/cloudevents+json`, up to 10,000 as
/// `application/cloudevents-batch+json`, or one in headers `ce-…` with its data as the body. The
/// operator's mapping of their type says where the subscription and the figures are in them; they
/// become readings, to which all rules of readings apply. Each event is stored or refused by
/// itself.
///
/// Without a preference the answer is 204, or 400 with the reasons if an event is refused. With
/// `Prefer: return=representation` it is 200 with the result of each event.
///
/// It is safe to send an event again: its source and id name it, and for 100 days it changes
/// nothing even if its reading was superseded since. Another event with the same source and id is
/// refused.
#[utoipa::path(
    post,
    path = "/api/v1/events",
    operation_id = "sendEvents",
    tag = "Readings",
    params(
        ("Prefer" = Option<String>, Header,
            description = "`return=representation` for the result of each event."),
    ),
    request_body(content(
        (SentEvent = "application/cloudevents+json"),
        (Vec<SentEvent> = "application/cloudevents-batch+json"),
    )),
    responses(
        (status = 200, description = "The result of each event, in their order.",
            body = ReadingResults),
        (status = 204, description = "All events are accepted."),
    ),
    security(("token" = ["readings.write"]))
)]
pub(crate) async fn send(context: &Context) -> ApiAnswer {
    let body = sent_body(context)?;
    let (body, _room) = whole_body(context, body).await?;
    let sent = SentEvents::read(&media_type(context), &context.headers, &body)?;
    let place = sent.place;
    let results = receive(context, move |received| sent.add_to(received)).await?;
    let results = ReadingResults::of(results, place);
    if wants_results(&context.headers) {
        let mut response = of_kind(StatusCode::OK, JSON, written(&results)?);
        response.headers_mut().insert(PREFERENCE_APPLIED, HeaderValue::from_static(RESULTS));
        return Ok(response);
    }
    match refused(&results) {
        Some(problem) => Err(problem),
        None => Ok(no_content()),
    }
}

/// Whether the client asks for results. `Accept` says nothing about it: clients of services that
/// answer without a body send it too.
fn wants_results(headers: &HeaderMap) -> bool {
    preference(headers, "return").is_some_and(|it| it.eq_ignore_ascii_case("representation"))
}

/// The problem of events that are refused.
fn refused(results: &ReadingResults) -> Option<ApiProblem> {
    let detail = match (results.refused(), results.len()) {
        (0, _) => return None,
        (1, 1) => "The event is refused.".to_owned(),
        (some, all) if some == all => format!("All {all} events are refused."),
        (some, all) => {
            format!("{some} of {all} events are refused. The others are accepted.")
        }
    };
    let problem = ApiProblem::new(StatusCode::BAD_REQUEST, "events_refused", &detail);
    Some(results.refusals().take(MOST_REFUSALS).fold(problem, ApiProblem::about))
}
