//! The host for which a request is meant, by its `Host` or, on HTTP/2, its `:authority`.
//!
//! A page of another site can point its own name at this machine and so talk to the program from a
//! browser (DNS rebinding). It cannot choose the host that the browser then sends, so only requests
//! for the program's own names are answered. A numeric address of this machine is safe, because it
//! is no such name.

use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{Uri, header};
use std::net::{IpAddr, SocketAddr};

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOurs {
    /// It does not name a host, or not unambiguously.
    Unclear,
    /// It is for another host.
    Another,
}

/// Whether a request that arrived at the address `here` is for this program.
///
/// # Errors
/// The fault of the request.
pub fn check(parts: &Parts, here: SocketAddr, origin: Option<&str>) -> Result<(), NotOurs> {
    let mut named = parts.headers.get_all(header::HOST).into_iter();
    let (host, more) = (named.next(), named.next());
    if more.is_some() {
        return Err(NotOurs::Unclear);
    }
    let host = host.map(|host| Authority::try_from(host.as_bytes()));
    let host = host.transpose().map_err(|_| NotOurs::Unclear)?;
    let origin = origin.and_then(|origin| origin.parse::<Uri>().ok());
    let mut named = host.as_ref().into_iter().chain(parts.uri.authority()).peekable();
    named.peek().ok_or(NotOurs::Unclear)?;
    for authority in named {
        if !is_clear(authority) {
            return Err(NotOurs::Unclear);
        }
        let is_public = origin.as_ref().is_some_and(|origin| is_of(origin, authority));
        if !is_public && !is_at(here.ip(), authority) {
            return Err(NotOurs::Another);
        }
    }
    Ok(())
}

/// Whether it is a host with an optional port, and nothing else.
fn is_clear(authority: &Authority) -> bool {
    let rest = authority.as_str().strip_prefix(authority.host());
    let is_port = |text: &str| {
        let digits = text.strip_prefix(':').filter(|it| it.bytes().all(|it| it.is_ascii_digit()));
        digits.is_some_and(|it| it.is_empty() || it.parse::<u16>().is_ok())
    };
    rest.is_some_and(|rest| rest.is_empty() || is_port(rest))
}

/// Whether it is the name and port that people use.
fn is_of(origin: &Uri, authority: &Authority) -> bool {
    let usual = if origin.scheme_str() == Some("https") { 443 } else { 80 };
    let port = origin.port_u16().unwrap_or(usual);
    let host = origin.host().unwrap_or_default();
    authority.host().eq_ignore_ascii_case(host) && authority.port_u16().unwrap_or(usual) == port
}

/// Whether it is the address at which the request arrived, or, if that is a loopback address,
/// another one of this machine.
fn is_at(here: IpAddr, authority: &Authority) -> bool {
    let (host, here) = (authority.host(), here.to_canonical());
    let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
    let named = bare.parse().map(|address: IpAddr| address.to_canonical());
    match named {
        Ok(address) => address == here || (here.is_loopback() && address.is_loopback()),
        Err(_) => here.is_loopback() && host.eq_ignore_ascii_case("localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn checked(here: &str, hosts: &[&str], uri: &str) -> Result<(), NotOurs> {
        let mut request = Request::get(uri);
        for host in hosts {
            request = request.header(header::HOST, *host);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        check(&parts, here.parse().unwrap(), Some("https://reports.example"))
    }

    #[test]
    fn our_names_are_the_public_one_and_the_address_that_is_listened_on() {
        for host in ["reports.example", "Reports.Example", "reports.example:443"] {
            assert_eq!(checked("10.0.0.5:8080", &[host], "/"), Ok(()), "{host}");
        }
        for host in ["10.0.0.5:8080", "10.0.0.5", "[::ffff:10.0.0.5]:8080"] {
            assert_eq!(checked("10.0.0.5:8080", &[host], "/"), Ok(()), "{host}");
        }
        for host in ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:9", "[::1]:8080", "127.0.0.2"] {
            assert_eq!(checked("127.0.0.1:8080", &[host], "/"), Ok(()), "{host}");
        }
    }

    #[test]
    fn other_names_are_not_ours() {
        for host in [
            "evil.example",
            "reports.example.evil.example",
            "reports.example:8443",
            "reports.example.",
            "localhost:8080",
            "127.0.0.1:8080",
            "10.0.0.6:8080",
            "10.0.0.5.evil.example",
            "localhost.evil.example",
        ] {
            assert_eq!(checked("10.0.0.5:8080", &[host], "/"), Err(NotOurs::Another), "{host}");
        }
        let here = "127.0.0.1:8080";
        assert_eq!(checked(here, &["localhost.evil.example"], "/"), Err(NotOurs::Another));
        assert_eq!(checked(here, &["localhost"], "http://evil.example/"), Err(NotOurs::Another));
        assert_eq!(checked(here, &["evil.example"], "http://localhost/"), Err(NotOurs::Another));
    }

    #[test]
    fn a_request_says_in_one_way_whom_it_is_meant_for() {
        let here = "127.0.0.1:8080";
        assert_eq!(checked(here, &[], "/"), Err(NotOurs::Unclear));
        assert_eq!(checked(here, &["localhost", "localhost"], "/"), Err(NotOurs::Unclear));
        for host in ["reports.example:,443", "reports.example:443.0", "localhost:70000"] {
            assert_eq!(checked(here, &[host], "/"), Err(NotOurs::Unclear), "{host}");
        }
        assert_eq!(checked(here, &["ada@localhost"], "/"), Err(NotOurs::Unclear));
        assert_eq!(checked(here, &["a b"], "/"), Err(NotOurs::Unclear));
        assert_eq!(checked(here, &[""], "/"), Err(NotOurs::Unclear));
        assert_eq!(checked(here, &[], "http://localhost/"), Ok(()));
    }
}
