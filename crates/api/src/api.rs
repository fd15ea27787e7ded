//! The state that all requests of the API share.

use crate::rate_limit::RateLimits;
use crate::streams_under_way::StreamsUnderWay;
use countersign_app::channels::Destinations;
use countersign_web::state::State;
use std::sync::Arc;

/// The program's state, and the request counts of the API's callers.
pub struct Api {
    pub(crate) state: Arc<State>,
    pub(crate) limits: RateLimits,
    /// The bodies of any length that are being received.
    pub(crate) streams: StreamsUnderWay,
    /// The places to which this installation sends.
    pub(crate) destinations: Destinations,
}

impl Api {
    /// An API whose webhooks lead to public addresses only.
    #[must_use]
    pub fn new(state: Arc<State>) -> Arc<Self> {
        Self::sending_to(state, Destinations::default())
    }

    #[must_use]
    pub fn sending_to(state: Arc<State>, destinations: Destinations) -> Arc<Self> {
        let (limits, streams) = (RateLimits::default(), StreamsUnderWay::default());
        Arc::new(Self { state, limits, streams, destinations })
    }
}
