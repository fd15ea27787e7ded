//! What all requests share, whatever they ask for.

use crate::{files_under_way, forms, requests_under_way};
use countersign_app::clock::Clock;
use countersign_app::health::Readiness;
use countersign_app::metrics::Metrics;
use countersign_store::Store;
use std::net::IpAddr;

/// What all requests share.
pub struct State {
    /// The database.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// How the program is reached from outside.
    pub site: Site,
    /// What a monitoring system reads.
    pub metrics: Metrics,
    /// Whether the program is ready, for who probes it.
    pub readiness: Readiness,
    /// Room for large forms.
    pub forms: forms::Room,
    /// The files that people are downloading.
    pub downloads: files_under_way::FilesUnderWay,
    /// The files that people are uploading.
    pub uploads: files_under_way::FilesUnderWay,
    /// How many requests of each address are under way.
    pub under_way: requests_under_way::FilesUnderWay,
}

impl State {
    /// The state of a program that has answered nothing yet.
    #[must_use]
    pub fn new(store: Store, clock: Clock, site: Site) -> Self {
        Self {
            readiness: Readiness::new(store.clone(), clock),
            store,
            clock,
            site,
            metrics: Metrics::default(),
            forms: forms::Room::default(),
            downloads: files_under_way::FilesUnderWay::default(),
            uploads: files_under_way::FilesUnderWay::default(),
            under_way: requests_under_way::FilesUnderWay::default(),
        }
    }
}

/// How the program is reached from outside.
#[derive(Clone, Debug)]
pub struct Site {
    /// Scheme, host and port that people type, such as `https://reports.example`.
    pub origin: String,
    /// Addresses of proxies whose word about a client's address is taken.
    pub trusted_proxies: Vec<IpAddr>,
    /// A demonstration: signing in takes one click.
    pub demo: bool,
}

impl Site {
    /// Whether pages travel encrypted, so that cookies can be kept to that.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.origin.starts_with("https://")
    }
}
