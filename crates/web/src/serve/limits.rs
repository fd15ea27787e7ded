//! The limits of a connection.
//!
//! docs/operating/limits.md lists them, together with those of requests and people.

use std::net::IpAddr;
use std::time::Duration;

/// The limits of one listener.
#[derive(Clone, Debug)]
pub struct Limits {
    pub connections_per_thread: usize,
    /// Connections of one IPv4 address, or of one /64 network.
    pub connections_per_address: usize,
    /// Proxies: their connections serve many clients, are not counted, and may be idle for longer.
    pub trusted_proxies: Vec<IpAddr>,
    /// How long a client may take to send the head of a request, from its first byte; for the first
    /// request, from the beginning of the connection.
    pub request_head: Duration,
    /// How long a connection may be idle between two requests.
    pub quiet: Duration,
    /// The same for a trusted proxy.
    pub quiet_proxy: Duration,
    /// How long a client may leave [`Self::STALL_BYTES`] of a response unread.
    pub stalled: Duration,
    /// How long a connection accepts new requests.
    pub age: Duration,
    /// How long a client has to close a connection that accepts no more requests.
    pub closing: Duration,
}

impl Limits {
    /// The least that a client reads within [`Self::stalled`].
    pub const STALL_BYTES: usize = 16 << 10;
    /// The most bytes of one request's head.
    pub const HEAD_BYTES: usize = 32 << 10;
    pub const HEADERS: usize = 100;
    pub const STREAMS: u32 = 32;
    /// The bytes that an HTTP/2 client may send ahead of reading, on one request.
    pub const STREAM_WINDOW: u32 = 64 << 10;
    /// The same for all requests of a connection.
    pub const CONNECTION_WINDOW: u32 = 256 << 10;
    /// The bytes that wait to be written, per HTTP/2 request or HTTP/1 connection.
    pub const SEND_BUFFER: usize = 64 << 10;
    /// How often a connection of HTTP/2 is pinged, and how long the client has to answer.
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
    /// The limits of the metrics address.
    #[must_use]
    pub fn of_metrics() -> Self {
        Self { connections_per_thread: 50, connections_per_address: 10, ..Self::default() }
    }
}
