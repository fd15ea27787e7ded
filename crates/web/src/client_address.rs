//! The address of a client, seen through trusted proxies.
//!
//! One client has one address in all its spellings: with or without a port, as IPv4 or as IPv4
//! inside IPv6. [`countersign_app::identity::client_network`] says which addresses count together.

use axum::extract::ConnectInfo;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The header of proxies; each adds the address of its client at the end.
const FORWARDED: &str = "x-forwarded-for";

#[must_use]
pub fn is_one_of(proxies: &[IpAddr], address: IpAddr) -> bool {
    let address = address.to_canonical();
    proxies.iter().any(|proxy| proxy.to_canonical() == address)
}

/// The address of the client; this machine if the connection does not say.
#[must_use]
pub fn of(parts: &Parts, proxies: &[IpAddr]) -> IpAddr {
    client(peer(parts), &parts.headers, proxies)
}

/// Whether a trusted proxy sent the request.
#[must_use]
pub fn is_through_proxy(parts: &Parts, proxies: &[IpAddr]) -> bool {
    is_one_of(proxies, peer(parts))
}

/// The other end of the connection.
fn peer(parts: &Parts) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
}

/// The other end of the connection, or, if that is a trusted proxy, the last address in the header
/// that is not one. An invalid entry ends the search: the proxy that added it is the last one
/// known.
fn client(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let mut client = peer.to_canonical();
    let lists: Vec<_> = headers.get_all(FORWARDED).into_iter().collect();
    let entries = lists.iter().rev().flat_map(|list| list.as_bytes().rsplit(|mark| *mark == b','));
    for entry in entries {
        if !is_one_of(proxies, client) {
            break;
        }
        let address = std::str::from_utf8(entry).ok().and_then(address);
        let Some(address) = address else { break };
        client = address;
    }
    client
}

/// The address of an entry: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`,
/// with or without quotation marks.
fn address(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim().trim_matches('"');
    let bare = entry.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(entry);
    // A zone names an interface of the machine that wrote it.
    let bare = bare.split_once('%').map_or(bare, |(address, _)| address);
    let with_port = || entry.parse::<SocketAddr>().ok().map(|address| address.ip());
    bare.parse().ok().or_else(with_port).map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    const PROXY: &str = "10.0.0.2";

    fn seen(peer: &str, lists: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for list in lists {
            headers.append(FORWARDED, HeaderValue::from_str(list).unwrap());
        }
        let proxies = [PROXY.parse().unwrap(), "2001:db8:f::2".parse().unwrap()];
        client(peer.parse().unwrap(), &headers, &proxies).to_string()
    }

    #[test]
    fn the_client_is_the_last_hop_that_is_no_trusted_proxy() {
        assert_eq!(seen("192.0.2.9", &["198.51.100.7"]), "192.0.2.9");
        assert_eq!(seen(PROXY, &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(seen(PROXY, &["203.0.113.5, 198.51.100.7"]), "198.51.100.7");
        assert_eq!(seen(PROXY, &["203.0.113.5, 198.51.100.7, 2001:db8:f::2"]), "198.51.100.7");
        assert_eq!(seen(PROXY, &["203.0.113.5", "198.51.100.7"]), "198.51.100.7");
        assert_eq!(seen("::ffff:10.0.0.2", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(seen(PROXY, &[]), PROXY);
        assert_eq!(seen(PROXY, &["10.0.0.2"]), PROXY);
    }

    #[test]
    fn a_port_or_another_spelling_makes_no_other_client() {
        for spelling in [
            "198.51.100.7",
            "198.51.100.7:4711",
            "::ffff:198.51.100.7",
            "[::ffff:198.51.100.7]:443",
            "[::ffff:c633:6407]",
            "\"198.51.100.7:4711\"",
            " 198.51.100.7 ",
        ] {
            assert_eq!(seen(PROXY, &[spelling]), "198.51.100.7", "{spelling}");
        }
        for spelling in ["2001:db8::1", "[2001:db8::1]", "[2001:DB8:0::1]:443", "2001:db8::1%eth0"]
        {
            assert_eq!(seen(PROXY, &[spelling]), "2001:db8::1", "{spelling}");
        }
    }

    #[test]
    fn an_entry_that_is_no_address_is_not_skipped() {
        for junk in ["unknown", "_hidden", "", "198.51.100.7:port", "1.2.3", "[::1", "ä"] {
            assert_eq!(seen(PROXY, &["203.0.113.5", junk]), PROXY, "{junk}");
            assert_eq!(seen(PROXY, &[&format!("{junk},198.51.100.7")]), "198.51.100.7", "{junk}");
        }
    }
}
