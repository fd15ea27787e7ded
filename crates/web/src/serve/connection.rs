//! Serves one connection until the client, the limits or the stopping program ends it.

use super::activity::{Activity, ConnectionVerdict};
use super::addresses::ConnectionSlot;
use super::limits::Limits;
use super::watched::{WatchedBody, WatchedStream};
use axum::BoxError;
use axum::body::{Bytes, HttpBody};
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tower::{Service, ServiceExt};

/// A connection on its way to its thread.
pub(super) struct TakenConnection {
    pub(super) stream: std::net::TcpStream,
    pub(super) peer: SocketAddr,
    pub(super) activity: Arc<Activity>,
    /// Held until the connection ends.
    pub(super) slot: OwnedSemaphorePermit,
    pub(super) place: ConnectionSlot,
    /// Counts the connections of the thread.
    pub(super) load: Arc<()>,
}

/// The address of this machine on the connection.
#[derive(Clone, Copy, Debug)]
pub struct ListensAt(pub SocketAddr);

/// The protocols, with the limits of one request or stream.
pub(super) fn builder() -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        // The activity of the connection decides; the library's own timer begins too late.
        .header_read_timeout(None)
        .max_headers(Limits::HEADERS)
        .max_buf_size(Limits::SEND_BUFFER);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(Some(Limits::PING))
        .keep_alive_timeout(Limits::PING)
        .max_concurrent_streams(Limits::STREAMS)
        .max_header_list_size(Limits::HEAD_BYTES as u32)
        .initial_stream_window_size(Limits::STREAM_WINDOW)
        .initial_connection_window_size(Limits::CONNECTION_WINDOW)
        .max_send_buf_size(Limits::SEND_BUFFER);
    builder
}

/// Serves a connection until it ends.
pub(super) async fn drive<S, B>(
    taken: TakenConnection,
    builder: Arc<Builder<TokioExecutor>>,
    service: S,
    limits: Arc<Limits>,
    mut stop: watch::Receiver<bool>,
) where
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible>,
    S: Clone + Send + 'static,
    S::Future: Send,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let TakenConnection { stream, peer, activity, slot, place, load } = taken;
    let stream = TcpStream::from_std(stream);
    let (stream, here) = match stream.and_then(|stream| Ok((stream.local_addr()?, stream))) {
        Ok((here, stream)) => (stream, ListensAt(here)),
        Err(error) => {
            tracing::warn!(event = "connection-failed", %error, "a connection could not be served");
            return;
        }
    };
    // Without it responses are slower, not wrong.
    stream.set_nodelay(true).unwrap_or_default();
    let seen = Arc::clone(&activity);
    let service = service_fn(move |mut request: Request<Incoming>| {
        let answering = seen.begin();
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(here);
        let answer = service.clone().oneshot(request);
        async move {
            let response = answer.await?;
            Ok::<_, Infallible>(response.map(|body| WatchedBody::new(body, answering)))
        }
    });
    let stream = TokioIo::new(WatchedStream::new(stream, Arc::clone(&activity)));
    let mut connection = pin!(builder.serve_connection(stream, service));
    let mut stops = false;
    loop {
        let next = match activity.verdict(&limits) {
            ConnectionVerdict::Close => break,
            ConnectionVerdict::End => {
                connection.as_mut().graceful_shutdown();
                activity.ends();
                continue;
            }
            ConnectionVerdict::Until(next) => next,
        };
        tokio::select! {
            // A client that disconnects in the middle is not worth a log line.
            _ = connection.as_mut() => break,
            () = activity.evicted() => break,
            () = tokio::time::sleep_until(next) => {}
            _ = stop.wait_for(|stop| *stop), if !stops => {
                stops = true;
                connection.as_mut().graceful_shutdown();
                activity.ends();
            }
        }
    }
    drop((slot, place, load));
}
