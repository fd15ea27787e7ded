//! What `serve` serves: the console, and the API below `/api`.

use axum::Router;
use countersign_api::Api;
use countersign_console::app::App;
use std::sync::Arc;

/// A function that makes the service for each thread; all of them share one state.
pub fn maker(app: App) -> impl Fn() -> Router + Clone + Send + Sync {
    let destinations = app.outbound.destinations.clone();
    let (api, app) = (Api::sending_to(Arc::clone(&app.state), destinations), Arc::new(app));
    move || countersign_console::router(&app).merge(countersign_api::router(&api))
}
