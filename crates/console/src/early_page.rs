//! The page for an early refusal: it needs neither the database nor other files.

use askama::Template;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use countersign_language::text::Locale;
use countersign_web::early::EarlyRefusal;

#[derive(Template)]
#[template(path = "early.html")]
struct Early {
    language: &'static str,
    title: String,
    text: String,
}

pub(crate) fn show(refused: EarlyRefusal, parts: &Parts) -> Response {
    let list = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|list| list.to_str().ok());
    let locale = list.and_then(Locale::accepted).unwrap_or_default();
    let word = match refused {
        EarlyRefusal::Unclear => "host-unclear",
        EarlyRefusal::Another => "host-another",
        EarlyRefusal::TooMany => "too-many",
    };
    let title = locale.t(&format!("problem-{word}"));
    let text = locale.t(&format!("problem-{word}-text"));
    let page = Early { language: locale.code(), title, text };
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))];
    let page = page.render().unwrap_or_default();
    let mut response = (refused.status(), kind, page).into_response();
    if refused == EarlyRefusal::TooMany {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    }
    response
}
