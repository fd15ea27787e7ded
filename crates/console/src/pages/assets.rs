//! Serves the style sheet and the scripts.

use crate::assets;
use crate::context::Context;
use crate::route::Route;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use countersign_web::access::Access;
use countersign_web::problem::{Answer, Problem};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/assets/{file}", Access::Everyone, show)]
}

async fn show(context: &Context) -> Answer {
    let file: String = context.parameter("file")?;
    let asset = assets::find(&file).ok_or(Problem::NotFound)?;
    let accepted = context.headers.get(header::ACCEPT_ENCODING).and_then(|it| it.to_str().ok());
    let packed = accepted.is_some_and(|accepted| accepted.contains("gzip"));
    let body = if packed { asset.packed.clone() } else { asset.plain.clone() };
    let mut response = Response::new(body.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, kept);
    if packed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(response)
}
