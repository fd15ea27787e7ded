//! Addresses that limits count together. A customer with IPv6 has a /64 network and can choose from
//! 2⁶⁴ addresses, so the network counts as one.

use std::net::{IpAddr, Ipv6Addr};

/// The address that limits count: itself, or its /64 network.
#[must_use]
pub fn of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        version_4 @ IpAddr::V4(_) => version_4,
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn limits_count_by_the_network_that_a_customer_is_given() {
        let network = |text: &str| of(text.parse().unwrap()).to_string();
        assert_eq!(network("192.0.2.1"), "192.0.2.1");
        assert_eq!(network("::ffff:192.0.2.1"), "192.0.2.1");
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(network("2001:db8:1:3::1"), "2001:db8:1:3::");
    }
}
