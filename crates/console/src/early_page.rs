//! The page for a request that is refused before it reaches a handler. It uses neither the database
//! nor another file of ours, which the refused browser could not load; so its style is in the page,
//! and its policy allows this style by its hash.

use askama::Template;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use countersign_language::text::Locale;
use countersign_web::early::EarlyRefusal;
use countersign_web::problem::Problem;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const STYLE: &str = include_str!("../assets/style/early.css");

static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let hash = BASE64_STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
});

#[derive(Template)]
#[template(path = "early.html")]
struct Early {
    language: &'static str,
    title: String,
    text: String,
    style: &'static str,
}

/// Says why a request goes no further.
pub(crate) fn show(refused: EarlyRefusal, parts: &Parts) -> Response {
    let word = match refused {
        EarlyRefusal::Unclear => "host-unclear",
        EarlyRefusal::Another => "host-another",
        EarlyRefusal::TooMany => "too-many",
    };
    let mut response = page(word, parts);
    *response.status_mut() = refused.status();
    if refused == EarlyRefusal::TooMany {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    }
    response
}

/// Says that the database does not answer, before it is known who asks.
pub(crate) fn show_database_away(parts: &Parts) -> Response {
    let away = Problem::Unavailable(String::new());
    let mut response = page(away.word(), parts);
    away.mark(&mut response);
    response
}

fn page(word: &str, parts: &Parts) -> Response {
    let list = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|list| list.to_str().ok());
    let locale = list.and_then(Locale::accepted).unwrap_or_default();
    let title = locale.t(&format!("problem-{word}"));
    let text = locale.t(&format!("problem-{word}-text"));
    let page = Early { language: locale.code(), title, text, style: STYLE };
    let kind = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, POLICY.clone()),
    ];
    (kind, page.render().unwrap_or_default()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;
    use http_body_util::BodyExt;

    #[tokio::test]
    async fn the_policy_allows_the_style_of_the_page_and_nothing_else() {
        let (parts, ()) = Request::new(()).into_parts();
        let (head, body) = show(EarlyRefusal::Another, &parts).into_parts();
        let page = body.collect().await.unwrap().to_bytes();
        let page = str::from_utf8(&page).unwrap();
        let (_, style) = page.split_once("<style>").unwrap();
        let (style, _) = style.split_once("</style>").unwrap();
        assert!(style.contains("max-width: 36rem"), "{page}");
        let hash = BASE64_STANDARD.encode(Sha256::digest(style));
        let policy = head.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        let expected = format!("default-src 'none'; style-src 'sha256-{hash}'; ");
        assert!(policy.starts_with(&expected), "{policy}");
    }
}
