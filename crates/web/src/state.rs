//! The state that all requests share.

use crate::{files_under_way, forms, requests_under_way};
use countersign_app::clock::Clock;
use countersign_app::health::Readiness;
use countersign_app::metrics::Metrics;
use countersign_store::Store;
use std::net::IpAddr;

pub struct State {
    pub store: Store,
    pub clock: Clock,
    /// The addresses by which the program is reached.
    pub site: Site,
    pub metrics: Metrics,
    /// Whether the program is ready, for who probes it.
    pub readiness: Readiness,
    /// The places for large forms.
    pub forms: forms::Room,
    /// The files that people are downloading.
    pub downloads: files_under_way::FilesUnderWay,
    /// The files that people are uploading.
    pub uploads: files_under_way::FilesUnderWay,
    /// The concurrent requests of each address.
    pub under_way: requests_under_way::RequestsUnderWay,
}

impl State {
    /// The state of a program that has served no request yet.
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
            under_way: requests_under_way::RequestsUnderWay::default(),
        }
    }
}

/// The addresses by which the program is reached.
#[derive(Clone, Debug)]
pub struct Site {
    /// The origin that people type, such as `https://reports.example`.
    pub origin: String,
    /// The proxies whose `X-Forwarded-For` is trusted.
    pub trusted_proxies: Vec<IpAddr>,
    /// Whether it is a demonstration, where one click signs in.
    pub demo: bool,
}

impl Site {
    /// Whether pages are encrypted, so that cookies can be limited to that.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.origin.starts_with("https://")
    }
}
