//! Limits the concurrent requests of one address.

use countersign_app::identity::client_network;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

const AT_ONCE: usize = 100;

/// The number of concurrent requests of each address.
#[derive(Debug, Default)]
pub struct RequestsUnderWay(Mutex<HashMap<IpAddr, usize>>);

/// A request in progress, counted until it is dropped.
pub struct CountedRequest<'a> {
    under_way: &'a RequestsUnderWay,
    network: IpAddr,
}

impl RequestsUnderWay {
    fn counts(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a request; `None` if its address has too many.
    pub(crate) fn begin(&self, client: IpAddr) -> Option<CountedRequest<'_>> {
        let network = client_network::of(client);
        let mut counts = self.counts();
        let count = counts.entry(network).or_default();
        if *count >= AT_ONCE {
            return None;
        }
        *count += 1;
        Some(CountedRequest { under_way: self, network })
    }
}

impl Drop for CountedRequest<'_> {
    fn drop(&mut self) {
        let mut counts = self.under_way.counts();
        let Some(count) = counts.get_mut(&self.network) else { return };
        *count -= 1;
        if *count == 0 {
            counts.remove(&self.network);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_so_many_requests_under_way_and_others_have_theirs() {
        let under_way = RequestsUnderWay::default();
        let of = |text: &str| text.parse().unwrap();
        let held: Vec<_> = (0..AT_ONCE).map(|_| under_way.begin(of("2001:db8::1"))).collect();
        assert!(held.iter().all(Option::is_some));
        assert!(under_way.begin(of("2001:db8::2")).is_none());
        assert!(under_way.begin(of("2001:db8:0:1::1")).is_some());
        drop(held);
        assert!(under_way.begin(of("2001:db8::2")).is_some());
        assert!(under_way.counts().is_empty());
    }
}
