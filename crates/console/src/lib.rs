//! The web console: pages made on the server for vendors, distributors, MSPs and the operator.
//!
//! There is one folder per family of [`pages`], each with its `routes()`, which say who may open
//! what. The [`middleware`] finds the visitor and checks that before any handler runs, so that a
//! handler cannot forget it. A handler is `async fn(&Context) -> Answer`: it reads, or calls an
//! action, and renders a view struct with its template. Every text is a message of the crate
//! `language`.
//!
//! Does not own: rules (`domain`), actions (`app::actions`), connections, limits, forms and
//! downloads (`web`).

mod access;
mod addresses;
pub mod app;
mod assets;
mod browser;
mod catalogue;
mod charts;
mod context;
pub mod count_cache;
pub mod demonstration;
mod device;
mod early_page;
mod free_text;
mod html;
mod layout;
mod middleware;
mod navigation;
mod notice;
mod pages;
mod passkey_answer;
mod passkey_site;
mod preferences;
mod problem_page;
mod reader_zone;
mod redirect;
mod refusal_words;
mod response_status;
mod route;
mod routes;
mod signing;
mod unsaved;

use app::App;
use axum::Router;
use countersign_web::routes::ListedRoute;
use std::sync::Arc;

/// The console as a service.
pub fn router(app: &Arc<App>) -> Router {
    let app = Arc::clone(app);
    countersign_web::routes::router(routes::all(), move |route, request| {
        let app = Arc::clone(&app);
        async move { middleware::serve(app, &route, request).await }
    })
}

/// All routes.
#[must_use]
pub fn listing() -> Vec<ListedRoute> {
    routes::all().iter().map(countersign_web::routes::Route::listed).collect()
}
