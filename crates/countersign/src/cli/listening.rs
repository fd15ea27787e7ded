//! The addresses where `serve` listens, which `health` asks.

use crate::supervisor;
use clap::Args;
use countersign_app::failure::{Failure, Result};
use std::io;
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

/// A listener, and where it listens.
pub(super) type Bound = (TcpListener, SocketAddr);

/// Listens, and says where: port 0 is any that is free.
pub(super) fn listen(address: SocketAddr) -> Result<Bound> {
    let bound = TcpListener::bind(address).and_then(located);
    bound.map_err(|error| Failure::System(format!("cannot listen on {address}: {error}")))
}

fn located(listener: TcpListener) -> io::Result<Bound> {
    let at = listener.local_addr()?;
    Ok((listener, at))
}

/// The listeners of the console and of the metrics that the supervisor opened, where it did.
pub(super) fn handed_over() -> Result<(Option<Bound>, Option<Bound>)> {
    let bound = supervisor::listeners().and_then(|(console, metrics)| {
        Ok((console.map(located).transpose()?, metrics.map(located).transpose()?))
    });
    bound.map_err(|error| {
        Failure::System(format!("what the supervisor handed over cannot be listened on: {error}"))
    })
}
