//! Where `serve` listens, which `health` asks.

use clap::Args;
use countersign_app::failure::{Failure, Result};
use std::net::{SocketAddr, TcpListener};

/// The two addresses of a server.
#[derive(Args, Debug)]
pub(super) struct Listening {
    /// The address to listen on; port 0 takes any that is free
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(super) listen: SocketAddr,
    /// Where a monitoring system asks for /metrics, /healthz and /readyz, without a sign-in: an
    /// address that is not reached from outside
    #[arg(long, value_name = "ADDR")]
    pub(super) metrics: Option<SocketAddr>,
}

/// Listens, and says where: port 0 is any that is free.
pub(super) fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address);
    let bound = listener.and_then(|listener| Ok((listener.local_addr()?, listener)));
    bound
        .map(|(at, listener)| (listener, at))
        .map_err(|error| Failure::World(format!("cannot listen on {address}: {error}")))
}
