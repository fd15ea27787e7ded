//! Serves a router: one listener, and one thread per core, each with a separate runtime. The router
//! limits the time of responses; [`Limits`] has the limits of connections.
//!
//! A connection stays on its thread, so that a short read of the embedded database runs where it is
//! needed and nothing is handed over.

mod activity;
mod addresses;
mod connection;
mod encoding;
pub mod host;
mod limits;
mod watched;

pub use connection::ListensAt;
pub use limits::Limits;

use activity::Activity;
use addresses::Addresses;
use axum::Router;
use connection::TakenConnection;
use countersign_app::failure::{Failure, Result};
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::JoinSet;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::predicate::SizeAbove;
use tower_http::compression::{CompressionLayer, CompressionLevel};

/// How long current responses may take when the program stops.
const GRACE: Duration = Duration::from_secs(10);
/// Smaller responses are not compressed.
const PACK_ABOVE: u64 = 16 << 10;

/// A serving thread, as the acceptor sees it.
struct ServingThread {
    /// One for each of its connections, and this one.
    load: Arc<()>,
    sender: mpsc::UnboundedSender<TakenConnection>,
}

/// Serves the routers of `make_router`, one per thread, until `stop` is set.
///
/// # Errors
/// Fails if a thread cannot be started or the listener cannot be used.
pub fn run(
    make_router: impl Fn() -> Router + Clone + Send + 'static,
    listener: TcpListener,
    threads: usize,
    limits: Limits,
    stop: watch::Receiver<bool>,
) -> Result<()> {
    let failed = |error: io::Error| Failure::System(format!("cannot serve: {error}"));
    let limits = Arc::new(limits);
    let (mut workers, mut running) = (Vec::new(), Vec::new());
    for number in 0..threads {
        let (make_router, limits, stop) = (make_router.clone(), Arc::clone(&limits), stop.clone());
        let (sender, taken) = mpsc::unbounded_channel();
        let named = std::thread::Builder::new().name(format!("serve-{number}"));
        let serving = move || runtime()?.block_on(serve(make_router(), taken, limits, stop));
        running.push(named.spawn(serving).map_err(failed)?);
        workers.push(ServingThread { load: Arc::new(()), sender });
    }
    let accepted = accept(listener, workers, limits, stop);
    runtime().and_then(|it| it.block_on(accepted)).map_err(failed)?;
    for thread in running {
        let ended = thread.join();
        ended
            .map_err(|_| Failure::System("a serving thread panicked".to_owned()))?
            .map_err(failed)?;
    }
    Ok(())
}

fn runtime() -> io::Result<Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}

/// Accepts connections and gives each to the thread with the fewest. Browsers keep theirs for long,
/// and threads that accepted by themselves would share them unevenly.
async fn accept(
    listener: TcpListener,
    workers: Vec<ServingThread>,
    limits: Arc<Limits>,
    mut stop: watch::Receiver<bool>,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let slots = Arc::new(Semaphore::new(limits.connections_per_thread * workers.len()));
    let addresses = Arc::new(Addresses::default());
    loop {
        if slots.available_permits() == 0 {
            addresses.make_room();
        }
        let next = async {
            let slot = Arc::clone(&slots).acquire_owned().await.map_err(io::Error::other)?;
            Ok::<_, io::Error>((slot, listener.accept().await?))
        };
        let next = tokio::select! {
            next = next => next,
            _ = stop.wait_for(|stop| *stop) => return Ok(()),
        };
        let (slot, (stream, peer)) = match next {
            Ok(next) => next,
            Err(error) => {
                tracing::warn!(
                    event = "accept-failed",
                    %error,
                    "a connection could not be accepted"
                );
                // If the system has no more sockets, an idle connection makes room.
                addresses.make_room();
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let activity = Activity::new(peer.ip(), &limits);
        let Some(place) = addresses.enter(peer.ip(), &activity, &limits) else { continue };
        let Some(worker) = workers.iter().min_by_key(|it| Arc::strong_count(&it.load)) else {
            return Ok(());
        };
        let load = Arc::clone(&worker.load);
        let Ok(stream) = stream.into_std() else { continue };
        let taken = TakenConnection { stream, peer, activity, slot, place, load };
        // A thread that panicked has dropped its receiver, and the client is disconnected.
        drop(worker.sender.send(taken));
    }
}

/// Serves the connections that it receives until the sender is dropped.
async fn serve(
    router: Router,
    mut taken: mpsc::UnboundedReceiver<TakenConnection>,
    limits: Arc<Limits>,
    stop: watch::Receiver<bool>,
) -> io::Result<()> {
    let service = ServiceBuilder::new()
        .map_request(encoding::with_an_answer)
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Fastest)
                .compress_when(SizeAbove::new(PACK_ABOVE)),
        )
        .layer(CatchPanicLayer::new())
        .service(router);
    let builder = Arc::new(connection::builder());
    let mut running = JoinSet::new();
    while let Some(taken) = taken.recv().await {
        while running.try_join_next().is_some() {}
        let (builder, limits) = (Arc::clone(&builder), Arc::clone(&limits));
        running.spawn(connection::drive(taken, builder, service.clone(), limits, stop.clone()));
    }
    let ended = async { while running.join_next().await.is_some() {} };
    tokio::time::timeout(GRACE, ended).await.unwrap_or_default();
    Ok(())
}
