//! Renders pages.

use crate::assets;
use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use countersign_web::problem::{Answer, Problem};

/// The initial size of a page's buffer, so that it does not move while it grows: lists of fifty
/// rows are smaller.
const PAGE: usize = 64 << 10;

pub(crate) fn html(page: &impl Template) -> Answer {
    let mut text = String::with_capacity(PAGE);
    page.render_into(&mut text).map_err(unrendered)?;
    let mut response = Response::new(text.into());
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    if let Some(prefetch) = &*assets::PREFETCH {
        response.headers_mut().insert("speculation-rules", prefetch.clone());
    }
    Ok(response)
}

/// The error of a page or mail that could not be rendered.
#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
pub(crate) fn unrendered(error: askama::Error) -> Problem {
    Problem::Fault(format!("a page could not be rendered: {error}"))
}
