//! Which networks are public. The operator has to allow all others.
//!
//! IPv4 addresses are public unless IANA lists them as special-purpose. IPv6 addresses are public
//! only if they are global unicast; an address that embeds an IPv4 address counts as that one.

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

const fn v4(a: u8, b: u8, c: u8, length: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, 0), length)
}

const fn v6(a: u16, b: u16, c: u16, length: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0), length)
}

/// IPv4 networks that are not public.
const SPECIAL_V4: [Ipv4Net; 15] = [
    // This network; private; shared by a carrier's customers; this machine; this link.
    v4(0, 0, 0, 8),
    v4(10, 0, 0, 8),
    v4(100, 64, 0, 10),
    v4(127, 0, 0, 8),
    v4(169, 254, 0, 16),
    v4(172, 16, 0, 12),
    v4(192, 168, 0, 16),
    // Protocols; documentation; the old way to 6to4; benchmarks.
    v4(192, 0, 0, 24),
    v4(192, 0, 2, 24),
    v4(198, 51, 100, 24),
    v4(203, 0, 113, 24),
    v4(192, 88, 99, 24),
    v4(198, 18, 0, 15),
    // Multicast; reserved, including the broadcast address.
    v4(224, 0, 0, 4),
    v4(240, 0, 0, 4),
];

/// IPv6 addresses that are global unicast.
const GLOBAL_V6: Ipv6Net = v6(0x2000, 0, 0, 3);
/// Parts of it that are not public: protocols with Teredo; documentation, twice.
const SPECIAL_V6: [Ipv6Net; 3] =
    [v6(0x2001, 0, 0, 23), v6(0x2001, 0xdb8, 0, 32), v6(0x3fff, 0, 0, 20)];
/// 6to4: an IPv4 address follows the first 16 bits.
const SIX_TO_FOUR: Ipv6Net = v6(0x2002, 0, 0, 16);
/// NAT64: the last 32 bits are an IPv4 address.
const NAT64: Ipv6Net = v6(0x64, 0xff9b, 0, 96);

/// Whether an address is public.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => {
            let carried = carried(address);
            let is_global = GLOBAL_V6.contains(&address)
                && !SPECIAL_V6.iter().any(|network| network.contains(&address));
            carried.map_or(is_global, is_public_v4)
        }
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    !SPECIAL_V4.iter().any(|network| network.contains(&address))
}

/// The IPv4 address to which a network translator leads this IPv6 address.
fn carried(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [_, _, a, b, c, d, .., e, f, g, h] = address.octets();
    if SIX_TO_FOUR.contains(&address) {
        return Some(Ipv4Addr::new(a, b, c, d));
    }
    NAT64.contains(&address).then(|| Ipv4Addr::new(e, f, g, h))
}

/// Reads a network such as `10.0.0.0/8`, or one address.
///
/// # Errors
/// The expected form.
pub fn parse(text: &str) -> Result<IpNet, String> {
    let one = || text.parse::<IpAddr>().ok().map(IpNet::from);
    let network: Option<IpNet> = text.parse().ok().or_else(one);
    let expected =
        || "give a network such as 10.1.0.0/16 or fd00:1::/64, or one address".to_owned();
    let network = network.ok_or_else(expected)?;
    match network.trunc() == network {
        true => Ok(network),
        false => Err(format!(
            "{network} names an address within a network; the network is {}",
            network.trunc()
        )),
    }
}
