//! The metrics for the monitoring system: `GET /metrics` on a separate address, without sign-in.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use countersign_app::clock::Clock;
use countersign_app::metrics::Metrics;
use countersign_store::Store;
use countersign_web::serve::host::{self, NotOurs};
use countersign_web::serve::{self, Limits, ListensAt};
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};
use tokio::sync::{Mutex, watch};

const TEXT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The state of the endpoint. Requests are answered one at a time, because two at once would read
/// the same.
struct MetricsState {
    metrics: Metrics,
    store: Store,
    clock: Clock,
    turn: Mutex<()>,
}

/// Starts to answer, until shortly after `stop` is set.
///
/// # Errors
/// If no thread can be started.
pub fn spawn(
    listener: TcpListener,
    (metrics, store, clock): (Metrics, Store, Clock),
    stop: watch::Receiver<bool>,
) -> io::Result<JoinHandle<()>> {
    let asked = Arc::new(MetricsState { metrics, store, clock, turn: Mutex::new(()) });
    let is_local = listener.local_addr()?.ip().is_loopback();
    let make = move || router(Arc::clone(&asked), is_local);
    let answer = move || {
        if let Err(error) = serve::run(make, listener, (1, Limits::of_metrics()), stop) {
            tracing::error!(%error, "the metrics endpoint stopped");
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
    let router = Router::new().route("/metrics", get(tell)).with_state(asked);
    router.layer(middleware::from_fn(guard))
}

async fn tell(State(asked): State<Arc<MetricsState>>) -> Response {
    let _turn = asked.turn.lock().await;
    match asked.metrics.text(&asked.store, asked.clock.machine_time()).await {
        Ok(text) => ([(CONTENT_TYPE, TEXT)], text).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}
