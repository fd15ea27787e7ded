//! The reference page at `/api`, and the description as JSON. Neither needs
//! the database.

mod page;

use crate::answer::JSON;
use crate::context::Route;
use crate::description;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use std::future::ready;

const STYLE: &str = include_str!("../assets/reference.css");

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::probe("/api", |_| Box::pin(ready(page()))),
        Route::probe("/api/reference.css", |_| Box::pin(ready(file("text/css", STYLE)))),
        Route::probe("/api/openapi.json", |_| Box::pin(ready(file(JSON, &description::TEXT)))),
    ]
}

fn file(kind: &'static str, text: &'static str) -> Response {
    let mut response = Response::new(text.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    response
}

fn page() -> Response {
    match &*page::TEXT {
        Some(text) => file("text/html; charset=utf-8", text),
        None => {
            let mut response = Response::new("the reference could not be written".into());
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            response
        }
    }
}
