//! Where the monitoring system asks: `GET /metrics` on an address of its own, without a sign-in.

use super::Metrics;
use crate::clock::Clock;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use countersign_store::Store;
use prometheus_client::encoding::text::encode;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};
use tokio::sync::{Mutex, watch};

const TEXT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// What is asked. One at a time: two who ask at once would read the same.
struct Asked {
    metrics: Metrics,
    store: Store,
    clock: Clock,
    turn: Mutex<()>,
}

/// Starts to answer; it ends soon after `stop` says so.
///
/// # Errors
/// When no thread is to be had, or the listener cannot be used.
pub fn spawn(
    listener: TcpListener,
    (metrics, store, clock): (Metrics, Store, Clock),
    mut stop: watch::Receiver<bool>,
) -> io::Result<JoinHandle<()>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    listener.set_nonblocking(true)?;
    let asked = Arc::new(Asked { metrics, store, clock, turn: Mutex::new(()) });
    let answer = async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let router = Router::new().route("/metrics", get(tell)).with_state(asked);
        let stopped = async move { drop(stop.wait_for(|stop| *stop).await) };
        tokio::select! {
            served = axum::serve(listener, router) => served,
            () = stopped => Ok(()),
        }
    };
    let serve = move || {
        if let Err(error) = runtime.block_on(answer) {
            tracing::error!(%error, "metrics are not served any more");
        }
    };
    Builder::new().name("metrics".to_owned()).spawn(serve)
}

async fn tell(State(asked): State<Arc<Asked>>) -> Response {
    let _turn = asked.turn.lock().await;
    asked.metrics.standing.read(&asked.store, asked.clock.machine_time()).await;
    let mut text = String::new();
    match encode(&mut text, &asked.metrics.registry) {
        Ok(()) => ([(CONTENT_TYPE, TEXT)], text).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}
