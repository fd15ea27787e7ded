//! Answers in JSON.

use crate::etag::Tag;
use crate::problem::ApiProblem;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;

/// The result of a handler.
pub(crate) type ApiAnswer = Result<Response, ApiProblem>;

/// The media type of answers.
pub(crate) const JSON: &str = "application/json";
pub(crate) const JSON_LINES: &str = "application/x-ndjson";

/// A body as JSON.
///
/// # Errors
/// A fault of the program, if the value cannot be written.
pub(crate) fn written(value: &impl Serialize) -> Result<String, ApiProblem> {
    serde_json::to_string(value)
        .map_err(|error| ApiProblem::fault(&format!("an answer could not be written: {error}")))
}

/// An answer with a body of a media type.
pub(crate) fn of_kind(status: StatusCode, kind: &'static str, body: String) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// An answer without a body.
pub(crate) fn no_content() -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}

/// An answer with an entity tag; without its body if the caller has it already.
///
/// # Errors
/// A fault of the program, if the value cannot be written.
pub(crate) fn tagged(
    headers: &HeaderMap,
    value: &impl Serialize,
    version: Option<i64>,
) -> ApiAnswer {
    let body = written(value)?;
    let tag = Tag::of(version, &body);
    let response = match tag.is_known(headers) {
        true => of_kind(StatusCode::NOT_MODIFIED, JSON, String::new()),
        false => of_kind(StatusCode::OK, JSON, body),
    };
    with_tag(response, &tag)
}

/// The answer of a write, with the resource as it is stored now and its entity tag. It always has
/// its body: `If-None-Match` of a write does not ask whether the caller knows the result.
///
/// # Errors
/// A fault of the program, if the value cannot be written.
pub(crate) fn of_write(status: StatusCode, value: &impl Serialize) -> ApiAnswer {
    let body = written(value)?;
    let tag = Tag::of(None, &body);
    with_tag(of_kind(status, JSON, body), &tag)
}

fn with_tag(mut response: Response, tag: &Tag) -> ApiAnswer {
    response.headers_mut().insert(header::ETAG, tag.header()?);
    // The caller may cache it, but has to revalidate it each time.
    let kept = HeaderValue::from_static("private, no-cache");
    response.headers_mut().insert(header::CACHE_CONTROL, kept);
    Ok(response)
}
