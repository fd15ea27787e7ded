//! The probes of a load balancer on the public address: whether the process is alive, and whether
//! it can answer requests. Responses give no reasons; the metrics address does.

use crate::state::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::pin::Pin;
use std::sync::Arc;

/// Says that the process is alive. It asks nothing of the database.
#[must_use]
pub fn alive(_: Arc<State>) -> Pin<Box<dyn Future<Output = Response> + Send>> {
    Box::pin(async { "alive\n".into_response() })
}

/// Says whether requests can be answered.
#[must_use]
pub fn ready(state: Arc<State>) -> Pin<Box<dyn Future<Output = Response> + Send>> {
    Box::pin(async move {
        match state.readiness.look().await.can_serve() {
            true => "ready\n".into_response(),
            false => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response(),
        }
    })
}
