//! Serves a router, which is the console's: one listener, one thread per core, each with a runtime
//! of its own. How long an answer may take is the router's business.
//!
//! A request stays on the thread that took it, so that a short read of the embedded database runs
//! where it is asked for and nothing is handed over.

use crate::failure::{Failure, Result};
use axum::Router;
use axum::extract::ConnectInfo;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::predicate::SizeAbove;
use tower_http::compression::{CompressionLayer, CompressionLevel};

/// How long a client may take to say what it wants.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// How long answers under way have to end when the program stops.
const GRACE: Duration = Duration::from_secs(10);
/// Connections of one thread.
const CONNECTIONS: usize = 2_000;
/// What is smaller is not worth packing.
const PACK_ABOVE: u64 = 16 << 10;

/// Serves what `make_router` makes, once per thread, until `stop` says so.
///
/// # Errors
/// When a thread cannot be started or the listener cannot be shared.
pub fn run(
    make_router: impl Fn() -> Router + Clone + Send + 'static,
    listener: &TcpListener,
    threads: usize,
    stop: &watch::Receiver<bool>,
) -> Result<()> {
    let failed = |error: std::io::Error| Failure::World(format!("cannot serve: {error}"));
    listener.set_nonblocking(true).map_err(failed)?;
    let mut workers = Vec::new();
    for number in 0..threads {
        let (make_router, stop) = (make_router.clone(), stop.clone());
        let listener = listener.try_clone().map_err(failed)?;
        let named = std::thread::Builder::new().name(format!("serve-{number}"));
        let worker = named.spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(accept(make_router(), listener, stop))
        });
        workers.push(worker.map_err(failed)?);
    }
    for worker in workers {
        let ended = worker.join();
        ended.map_err(|_| Failure::World("a serving thread broke".to_owned()))?.map_err(failed)?;
    }
    Ok(())
}

async fn accept(
    router: Router,
    listener: TcpListener,
    mut stop: watch::Receiver<bool>,
) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let service = ServiceBuilder::new()
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Fastest)
                .compress_when(SizeAbove::new(PACK_ABOVE)),
        )
        .layer(CatchPanicLayer::new())
        .service(router);
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(Some(HEADER_TIMEOUT));
    let (graceful, slots) = (GracefulShutdown::new(), Arc::new(Semaphore::new(CONNECTIONS)));
    loop {
        let Ok(slot) = Arc::clone(&slots).acquire_owned().await else { break };
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be taken");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            _ = stop.wait_for(|stop| *stop) => break,
        };
        // Without it answers are slower, not wrong.
        stream.set_nodelay(true).unwrap_or_default();
        let service = tower::util::MapRequest::new(
            service.clone(),
            move |mut request: axum::http::Request<hyper::body::Incoming>| {
                request.extensions_mut().insert(ConnectInfo(peer));
                request
            },
        );
        let connection =
            builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = graceful.watch(connection.into_owned());
        tokio::spawn(async move {
            // A client that goes away in the middle is no news.
            connection.await.unwrap_or_default();
            drop(slot);
        });
    }
    tokio::time::timeout(GRACE, graceful.shutdown()).await.unwrap_or_default();
    Ok(())
}
