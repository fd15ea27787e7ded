//! Where the monitoring system asks, without a sign-in, on an address of its own: `/metrics`, and
//! `/healthz` and `/readyz` with the reasons that the public address keeps to itself.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use countersign_web::serve::host::{self, NotOurs};
use countersign_web::serve::{self, Limits, ListensAt};
use countersign_web::state::State as Shared;
use serde::Serialize;
use serde_json::json;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};
use tokio::sync::{Mutex, watch};

const TEXT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The state of the endpoint. Requests are answered one at a time, because two at once would read
/// the same.
struct MetricsState {
    state: Arc<Shared>,
    turn: Mutex<()>,
}

/// Starts to answer, until shortly after `stop` is set.
///
/// # Errors
/// Fails if no thread can be started.
pub fn spawn(
    listener: TcpListener,
    state: Arc<Shared>,
    stop: watch::Receiver<bool>,
) -> io::Result<JoinHandle<()>> {
    let asked = Arc::new(MetricsState { state, turn: Mutex::new(()) });
    let is_local = listener.local_addr()?.ip().is_loopback();
    let make = move || router(Arc::clone(&asked), is_local);
    let answer = move || {
        if let Err(error) = serve::run(make, listener, 1, Limits::of_metrics(), stop) {
            tracing::error!(event = "metrics-stopped", %error, "the metrics endpoint stopped");
        }
    };
    Builder::new().name("metrics".to_owned()).spawn(answer)
}

/// If it listens on this machine alone, only the names of this machine are accepted, so that a page
/// of another site cannot make a browser read it. Otherwise the network must restrict access.
fn router(asked: Arc<MetricsState>, is_local: bool) -> Router {
    let guard = move |request: Request, next: Next| async move {
        let (parts, body) = request.into_parts();
        let here = parts.extensions.get::<ListensAt>().map(|here| here.0);
        match here.map(|here| host::check(&parts, here, None)) {
            Some(Err(NotOurs::Unclear)) => StatusCode::BAD_REQUEST.into_response(),
            Some(Err(NotOurs::Another)) if is_local => {
                StatusCode::MISDIRECTED_REQUEST.into_response()
            }
            _ => next.run(Request::from_parts(parts, body)).await,
        }
    };
    let router = Router::new()
        .route("/metrics", get(tell))
        .route("/healthz", get(alive))
        .route("/readyz", get(ready));
    router.with_state(asked).layer(middleware::from_fn(guard))
}

async fn tell(State(asked): State<Arc<MetricsState>>) -> Response {
    let _turn = asked.turn.lock().await;
    let state = &asked.state;
    match state.metrics.text(&state.store, state.clock.machine_time()).await {
        Ok(text) => ([(CONTENT_TYPE, TEXT)], text).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn alive(headers: HeaderMap) -> Response {
    match wants_json(&headers) {
        true => as_json(StatusCode::OK, &json!({ "alive": true })),
        false => "alive\n".into_response(),
    }
}

async fn ready(State(asked): State<Arc<MetricsState>>, headers: HeaderMap) -> Response {
    let report = asked.state.readiness.look().await;
    let status = if report.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    match wants_json(&headers) {
        true => as_json(status, &*report),
        false => (status, report.text()).into_response(),
    }
}

fn wants_json(headers: &HeaderMap) -> bool {
    let accepted = headers.get(ACCEPT).and_then(|it| it.to_str().ok());
    accepted.is_some_and(|it| it.contains("application/json"))
}

fn as_json(status: StatusCode, body: &impl Serialize) -> Response {
    match serde_json::to_string(body) {
        Ok(text) => (status, [(CONTENT_TYPE, "application/json")], text).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}
