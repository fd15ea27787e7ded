//! Serves a router, which is the console's: one listener, and one thread per core, each with a
//! runtime of its own. How long an answer may take is the router's business.
//!
//! A connection stays on the thread that it was given to, so that a short read of the embedded
//! database runs where it is asked for and nothing is handed over.

use crate::failure::{Failure, Result};
use axum::Router;
use axum::extract::ConnectInfo;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, watch};
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

/// A serving thread, as whoever takes connections sees it.
struct Worker {
    /// Room for connections; each holds a place until it ends.
    slots: Arc<Semaphore>,
    sender: mpsc::UnboundedSender<Taken>,
}

/// A connection on its way to the thread that serves it.
struct Taken {
    stream: std::net::TcpStream,
    peer: SocketAddr,
    slot: OwnedSemaphorePermit,
}

/// Serves what `make_router` makes, once per thread, until `stop` says so.
///
/// # Errors
/// When a thread cannot be started or the listener cannot be used.
pub fn run(
    make_router: impl Fn() -> Router + Clone + Send + 'static,
    listener: TcpListener,
    threads: usize,
    stop: watch::Receiver<bool>,
) -> Result<()> {
    let failed = |error: std::io::Error| Failure::World(format!("cannot serve: {error}"));
    let (mut workers, mut running) = (Vec::new(), Vec::new());
    for number in 0..threads {
        let make_router = make_router.clone();
        let (sender, taken) = mpsc::unbounded_channel();
        let named = std::thread::Builder::new().name(format!("serve-{number}"));
        let thread = named.spawn(move || runtime()?.block_on(serve(make_router(), taken)));
        running.push(thread.map_err(failed)?);
        workers.push(Worker { slots: Arc::new(Semaphore::new(CONNECTIONS)), sender });
    }
    runtime().and_then(|it| it.block_on(accept(listener, workers, stop))).map_err(failed)?;
    for thread in running {
        let ended = thread.join();
        ended.map_err(|_| Failure::World("a serving thread broke".to_owned()))?.map_err(failed)?;
    }
    Ok(())
}

fn runtime() -> std::io::Result<Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}

/// Takes connections, and hands each to the thread that has the fewest: browsers keep theirs for
/// long, and threads that took whatever they saw first would share them out unevenly.
async fn accept(
    listener: TcpListener,
    workers: Vec<Worker>,
    mut stop: watch::Receiver<bool>,
) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        let idlest = workers.iter().max_by_key(|worker| worker.slots.available_permits());
        let Some(worker) = idlest else { return Ok(()) };
        let next = async {
            let slot = Arc::clone(&worker.slots).acquire_owned().await;
            let slot = slot.map_err(std::io::Error::other)?;
            let (stream, peer) = listener.accept().await?;
            Ok::<_, std::io::Error>(Taken { stream: stream.into_std()?, peer, slot })
        };
        let taken = tokio::select! {
            taken = next => taken,
            _ = stop.wait_for(|stop| *stop) => return Ok(()),
        };
        match taken {
            // A thread that broke has dropped its end, and the client is hung up on.
            Ok(taken) => drop(worker.sender.send(taken)),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

/// Serves the connections that it is handed, until there will be no more.
async fn serve(router: Router, mut taken: mpsc::UnboundedReceiver<Taken>) -> std::io::Result<()> {
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
    let graceful = GracefulShutdown::new();
    while let Some(Taken { stream, peer, slot }) = taken.recv().await {
        let stream = match tokio::net::TcpStream::from_std(stream) {
            Ok(stream) => stream,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be served");
                continue;
            }
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
