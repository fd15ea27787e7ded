//! All requests to addresses that users enter: webhooks, SFTP servers, identity providers.
//!
//! A name is resolved once, all of its addresses are checked, and the connection goes to one of
//! exactly these. Proxies are not used and redirects are not followed. Users get the same message
//! for every failure, so they cannot explore a network through the program; the log has the
//! details. Does not own the mail server, which the operator sets on the command line.

pub mod networks;

use crate::failure::Failure;
use axum::http::{HeaderMap, Response, StatusCode};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{Client, Request, Url};
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

/// The one message of every failure, for people who entered an address.
pub const FAILED: &str =
    "it was not reached, or did not answer as it should; the log of the server says more";

/// The longest time to resolve a name, and to connect to one of its addresses.
const PATIENCE: Duration = Duration::from_secs(10);

/// The door, with the networks that the operator allowed beside the public ones.
#[derive(Clone, Debug, Default)]
pub struct Door {
    opened: Arc<[IpNet]>,
}

/// Why an address was not reached, for the log only. It contains no secret: secrets are sent, and
/// are not part of an address.
#[derive(Clone, Debug)]
pub struct Unreached(String);

impl fmt::Display for Unreached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreached {}

impl Unreached {
    /// The error with all of its causes: the last one says most.
    fn of(error: &dyn std::error::Error) -> Self {
        let mut message = error.to_string();
        let mut source = error.source();
        while let Some(reason) = source {
            message.push_str(": ");
            message.push_str(&reason.to_string());
            source = reason.source();
        }
        Self(message)
    }
}

impl From<reqwest::Error> for Unreached {
    fn from(error: reqwest::Error) -> Self {
        Self::of(&error.without_url())
    }
}

/// A response.
#[derive(Debug)]
pub struct OutboundResponse {
    /// The HTTP status.
    pub status: StatusCode,
    /// The HTTP headers.
    pub headers: HeaderMap,
    /// The body, if it arrived completely and within the limit.
    pub body: Result<Vec<u8>, Unreached>,
}

impl OutboundResponse {
    /// The complete response.
    ///
    /// # Errors
    /// Fails if the body did not arrive.
    pub fn whole(self) -> Result<Response<Vec<u8>>, Unreached> {
        let mut response = Response::new(self.body?);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        Ok(response)
    }
}

impl Door {
    /// A door that also leads into these networks.
    #[must_use]
    pub fn opening(networks: impl IntoIterator<Item = IpNet>) -> Self {
        Self { opened: networks.into_iter().collect() }
    }

    /// A door that leads everywhere, and a client of it: for an address that the operator gives on
    /// the command line.
    ///
    /// # Errors
    /// [`Failure::System`] if the machine's certificates cannot be read.
    pub fn of_operator(patience: Duration) -> Result<(Self, Client), Failure> {
        let door = Self::opening([Ipv4Net::default().into(), Ipv6Net::default().into()]);
        let client = door.client(false, patience).map_err(|error| {
            Failure::System(format!("the certificates of this machine cannot be read: {error}"))
        })?;
        Ok((door, client))
    }

    /// Whether an address may be connected to.
    #[must_use]
    pub fn lets(&self, address: IpAddr) -> bool {
        let plain = address.to_canonical();
        let is_opened = self.opened.iter().any(|it| it.contains(&plain) || it.contains(&address));
        is_opened || networks::is_public(plain)
    }

    /// Whether a host is refused before its name is resolved: an address that is not allowed, in
    /// any of its spellings, or this machine.
    #[must_use]
    pub fn refuses(&self, host: &str) -> bool {
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let bracketed = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
        // Addresses have many spellings; this parser reads them as HTTP clients do.
        let Ok(url) = Url::parse(&format!("http://{bracketed}/")) else { return true };
        let host = url.host_str().unwrap_or_default().trim_end_matches('.');
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let is_here = host == "localhost" || host.ends_with(".localhost");
        let here = is_here.then_some(IpAddr::from([127, 0, 0, 1]));
        here.or(host.parse().ok()).is_some_and(|address| !self.lets(address))
    }

    /// The addresses of a host, all of which may be connected to.
    async fn resolve(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        let late = |_| io::Error::new(io::ErrorKind::TimedOut, "its name was not resolved in time");
        let found = timeout(PATIENCE, lookup_host((host, port))).await.map_err(late)??;
        let found: Vec<SocketAddr> = found.collect();
        if found.is_empty() {
            return Err(io::Error::new(io::ErrorKind::NotFound, "its name has no address"));
        }
        // If one of several addresses is not allowed, an attacker means that one.
        match found.iter().find(|address| !self.lets(address.ip())) {
            Some(address) => Err(refusal(address.ip())),
            None => Ok(found),
        }
    }

    /// A connection to a host for protocols other than HTTP.
    ///
    /// # Errors
    /// Fails if it cannot be reached, or may not be.
    pub async fn connect(&self, host: &str, port: u16) -> io::Result<TcpStream> {
        let mut last = None;
        for address in self.resolve(host, port).await? {
            match timeout(PATIENCE, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(error)) => last = Some(error),
                Err(_) => {}
            }
        }
        Err(last.unwrap_or_else(|| io::Error::new(io::ErrorKind::TimedOut, "no answer in time")))
    }

    /// A client that uses this door; an `encrypted` one uses https only.
    ///
    /// # Errors
    /// Fails if the machine's certificates cannot be read.
    pub fn client(&self, encrypted: bool, patience: Duration) -> reqwest::Result<Client> {
        // If another provider was installed already, it serves as well.
        drop(rustls::crypto::ring::default_provider().install_default());
        let builder = Client::builder().user_agent("countersign").redirect(Policy::none());
        // A proxy would resolve and connect in our place, unchecked.
        let builder = builder.no_proxy().dns_resolver(Arc::new(self.clone()));
        // A connection belongs to the thread that made it, but requests come from many threads.
        let builder = builder.pool_max_idle_per_host(0).referer(false);
        builder.connect_timeout(PATIENCE).timeout(patience).https_only(encrypted).build()
    }

    /// Sends one request through a client of this door, and reads at most this many bytes of the
    /// response.
    ///
    /// # Errors
    /// Fails if there was no response.
    pub async fn ask(
        &self,
        client: &Client,
        request: Request,
        longest: usize,
    ) -> Result<OutboundResponse, Unreached> {
        // An address in place of a name is not resolved, so it is checked here.
        let host = request.url().host_str().unwrap_or_default();
        if self.refuses(host) {
            return Err(Unreached(format!("{host} is in a network that is not allowed")));
        }
        let mut response = client.execute(request).await?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let mut body = Vec::new();
        let body = loop {
            match response.chunk().await {
                Ok(None) => break Ok(body),
                Ok(Some(part)) if body.len() + part.len() <= longest => {
                    body.extend_from_slice(&part);
                }
                Ok(Some(_)) => {
                    break Err(Unreached(format!("the response has more than {longest} bytes")));
                }
                Err(error) => break Err(error.into()),
            }
        };
        Ok(OutboundResponse { status, headers, body })
    }
}

impl Resolve for Door {
    fn resolve(&self, name: Name) -> Resolving {
        let door = self.clone();
        Box::pin(async move {
            let found = Self::resolve(&door, name.as_str(), 0).await?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Whether an address contains a user or a password.
#[must_use]
pub fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// Whether a host is named as this machine itself, so that nothing travels over a network.
#[must_use]
pub fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

fn refusal(address: IpAddr) -> io::Error {
    let message = format!("it has the address {address}, in a network that is not allowed");
    io::Error::new(io::ErrorKind::PermissionDenied, message)
}

#[cfg(test)]
mod tests;
