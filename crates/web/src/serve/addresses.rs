//! Limits the connections of each network address.
//!
//! When an address has reached its limit, a new connection replaces the one that has been quiet
//! longest, so a client's silent connections lock out neither others nor the client itself.

use super::activity::Activity;
use super::limits::Limits;
use crate::client_address::is_one_of;
use countersign_app::identity::client_network;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

type Connections = HashMap<IpAddr, Vec<Arc<Activity>>>;

#[derive(Debug, Default)]
pub(super) struct Addresses(Mutex<Connections>);

/// A connection's place among those of its address, freed when it is dropped.
#[derive(Debug)]
pub(super) struct ConnectionSlot {
    addresses: Arc<Addresses>,
    network: IpAddr,
    activity: Arc<Activity>,
}

impl Addresses {
    fn connections(&self) -> MutexGuard<'_, Connections> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a connection; `None` if its address has too many and all of them are busy.
    pub(super) fn enter(
        self: &Arc<Self>,
        peer: IpAddr,
        activity: &Arc<Activity>,
        limits: &Limits,
    ) -> Option<ConnectionSlot> {
        let network = client_network::of(peer);
        let mut connections = self.connections();
        let of_network = connections.entry(network).or_default();
        let is_bounded = !is_one_of(&limits.trusted_proxies, peer);
        if is_bounded
            && of_network.len() >= limits.connections_per_address
            && !evict_quietest(of_network)
        {
            return None;
        }
        of_network.push(Arc::clone(activity));
        let activity = Arc::clone(activity);
        Some(ConnectionSlot { addresses: Arc::clone(self), network, activity })
    }

    /// Closes the connection that was idle longest, if there is one.
    pub(super) fn make_room(&self) {
        let mut connections = self.connections();
        let oldest = |of_network: &Vec<Arc<Activity>>| {
            of_network.iter().filter_map(|activity| activity.quiet_since()).min()
        };
        let quiet = connections.values_mut().filter(|it| oldest(it).is_some());
        if let Some(of_network) = quiet.min_by_key(|it| oldest(it)) {
            evict_quietest(of_network);
        }
    }
}

fn evict_quietest(of_network: &mut Vec<Arc<Activity>>) -> bool {
    let quiet = of_network.iter().enumerate();
    let quiet = quiet.filter_map(|(at, activity)| Some((activity.quiet_since()?, at)));
    let Some((_, at)) = quiet.min() else { return false };
    of_network.swap_remove(at).evict();
    true
}

impl Drop for ConnectionSlot {
    fn drop(&mut self) {
        let mut connections = self.addresses.connections();
        let Some(of_network) = connections.get_mut(&self.network) else { return };
        of_network.retain(|activity| !Arc::ptr_eq(activity, &self.activity));
        if of_network.is_empty() {
            connections.remove(&self.network);
        }
    }
}
