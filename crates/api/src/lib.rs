//! The API: programs do over HTTP and JSON what people do in the console.
//!
//! [`routes`] lists every route with its access and scope. The [`middleware`]
//! finds the caller by the token of the request, counts the request, and checks access and scope
//! before any handler runs. A handler is `async fn(&Context) -> ApiAnswer`: it reads, or calls an
//! action of `app`, and answers with JSON. The [`description`] is the OpenAPI document; a
//! test compares it with the routes.
//!
//! A new family of resources is a file or folder in [`resources`] with its `routes()`, one line in
//! [`routes`], and one line per operation in [`description`].
//!
//! Does not own: rules (`domain`), actions (`app::actions`), tokens (`app::identity`), connections
//! and limits of bodies (`web`). The API ignores cookies, so no other site can use a browser's
//! session, and it allows no cross-origin access.

mod answer;
mod api;
mod authenticate;
mod context;
mod decimal;
pub mod description;
mod etag;
mod id;
mod idempotency;
mod json_body;
mod middleware;
mod oauth;
mod packed;
mod paging;
mod pointer;
mod prefer;
mod problem;
mod problem_codes;
mod query;
mod quota;
mod rate_limit;
mod reference;
mod refusal;
mod resources;
mod routes;
mod streams_under_way;

pub use api::Api;

use axum::Router;
use axum::middleware::map_request;
use countersign_web::routes::{ListedRoute, Route, subtree};
use std::sync::Arc;
use tower_http::decompression::RequestDecompressionLayer;

/// The API as a service, to be merged with the console's. It takes bodies packed by gzip or zstd;
/// their limits count the unpacked bytes.
pub fn router(api: &Arc<Api>) -> Router {
    let api = Arc::clone(api);
    let routes = subtree(routes::all(), "/api/{*rest}", move |route, request| {
        let api = Arc::clone(&api);
        async move { middleware::serve(api, &route, request).await }
    });
    let unpacked = RequestDecompressionLayer::new().pass_through_unaccepted(true);
    routes.layer(unpacked).layer(map_request(packed::unpack_gzip))
}

/// All routes.
#[must_use]
pub fn listing() -> Vec<ListedRoute> {
    routes::all().iter().map(Route::listed).collect()
}
