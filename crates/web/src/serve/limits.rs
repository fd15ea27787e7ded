//! The limits of a connection.
//!
//! docs/operating/limits.md lists them, together with those of requests and people.

use std::net::IpAddr;
use std::time::Duration;

/// The limits of one listener.
#[derive(Clone, Debug)]
pub struct Limits {
    pub connections_per_thread: usize,
    /// Connections of one address of the network, or of one network of /64.
    pub connections_per_address: usize,
    /// Proxies: their connections serve many clients, are not counted, and may be quiet for longer.
    pub trusted_proxies: Vec<IpAddr>,
    /// How long a client may take to send the head of a request, from its first byte; the first one
    /// from the connection's beginning.
    pub request_head: Duration,
    /// How long a connection may be quiet between two requests.
    pub quiet: Duration,
    /// The same, of a trusted proxy.
    pub quiet_proxy: Duration,
    /// How long a client may leave [`Self::STALL_BYTES`] of an answer unread.
    pub stalled: Duration,
    /// How long a connection takes new requests.
    pub age: Duration,
    /// How long a client has to close a connection that takes no more requests.
    pub closing: Duration,
}

impl Limits {
    /// What a client reads at the least in the time that [`Self::stalled`] gives.
    pub const STALL_BYTES: usize = 16 << 10;
    /// The most bytes of one request's head.
    pub const HEAD_BYTES: usize = 32 << 10;
    /// The most headers of one request.
    pub const HEADERS: usize = 100;
    /// Requests at once on one connection of HTTP/2.
    pub const STREAMS: u32 = 32;
    /// What a client of HTTP/2 may send ahead of what is read, on one request.
    pub const STREAM_WINDOW: u32 = 64 << 10;
    /// The same, on all requests of a connection.
    pub const CONNECTION_WINDOW: u32 = 256 << 10;
    /// What waits in memory to be written, of one request of HTTP/2 or one connection of HTTP/1.
    pub const SEND_BUFFER: usize = 64 << 10;
    /// How often a connection of HTTP/2 is asked whether its client is still there, and how long
    /// the client has to say so.
    pub const PING: Duration = Duration::from_secs(10);
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections_per_thread: 2_000,
            connections_per_address: 100,
            trusted_proxies: Vec::new(),
            request_head: Duration::from_secs(10),
            quiet: Duration::from_secs(30),
            quiet_proxy: Duration::from_secs(300),
            stalled: Duration::from_secs(60),
            age: Duration::from_secs(3_600),
            closing: Duration::from_secs(5),
        }
    }
}

impl Limits {
    /// Those of the address where a monitoring system asks.
    #[must_use]
    pub fn of_metrics() -> Self {
        Self { connections_per_thread: 50, connections_per_address: 10, ..Self::default() }
    }
}
