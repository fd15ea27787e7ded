//! The state that all pages share.

use crate::count_cache::CountCache;
use crate::demonstration::Demonstration;
use countersign_app::clock::Clock;
use countersign_app::identity::hashing::Hasher;
use countersign_app::identity::sign_on::Network;
use countersign_app::metrics::Metrics;
use countersign_app::random::{Random, SystemRandom};
use countersign_delivery::message_texts::Overrides;
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_store::Store;
use countersign_web::state::{Site, State};
use std::sync::Arc;

/// The most bytes of one upload, unless a test sets fewer.
const UPLOAD_BYTES: u64 = 2 << 30;

pub struct App {
    pub state: Arc<State>,
    /// Counts of the last moments.
    pub counts: CountCache,
    pub hasher: Hasher,
    /// The client for identity providers.
    pub network: Network,
    /// Whether this process sends messages, so that no one has to hand links over.
    pub sends_mail: bool,
    /// Whether links are shown to the people who hand them over: if no messages are sent, or the
    /// operator allows it.
    pub links_by_hand: bool,
    /// The installation's message templates.
    pub message_templates: Arc<Overrides>,
    pub outbound: OutboundConfig,
    /// The key that signs the notices of people who are not signed in.
    pub notice_key: [u8; 32],
    pub upload_bytes: u64,
    /// Whether everyone may read checkpoints and hashes of the log, signed in or not.
    pub is_log_public: bool,
    /// The running demonstration, if this is one.
    pub demonstration: Option<Arc<dyn Demonstration>>,
}

impl App {
    #[must_use]
    pub fn new(store: Store, clock: Clock, site: Site) -> Self {
        let outbound = OutboundConfig::nowhere(site.origin.clone());
        Self {
            counts: CountCache::default(),
            hasher: Hasher::new(&SystemRandom),
            network: Network::new(site.is_secure(), outbound.destinations.door.clone()),
            sends_mail: false,
            links_by_hand: true,
            message_templates: Arc::default(),
            outbound,
            notice_key: (&SystemRandom as &dyn Random).bytes(),
            upload_bytes: UPLOAD_BYTES,
            is_log_public: false,
            demonstration: None,
            state: Arc::new(State::new(store, clock, site)),
        }
    }

    /// The same with an outbound configuration.
    #[must_use]
    pub fn sending(self, outbound: OutboundConfig) -> Self {
        let door = outbound.destinations.door.clone();
        let network = Network::new(self.state.site.is_secure(), door);
        Self { outbound, network, ..self }
    }

    /// The same for a demonstration.
    #[must_use]
    pub fn demonstrating(self, demonstration: Arc<dyn Demonstration>) -> Self {
        Self { demonstration: Some(demonstration), ..self }
    }

    /// The same; if messages are sent, links need not be handed over.
    #[must_use]
    pub fn sending_mail(self, sends_mail: bool) -> Self {
        Self { sends_mail, links_by_hand: !sends_mail, ..self }
    }

    /// The same; links may be handed over although messages are sent.
    #[must_use]
    pub fn handing_links_over(self, allowed: bool) -> Self {
        let links_by_hand = allowed || !self.sends_mail;
        Self { links_by_hand, ..self }
    }

    /// The same with metrics that have counted already.
    #[must_use]
    pub fn counting_in(mut self, metrics: Metrics) -> Self {
        let state = Arc::get_mut(&mut self.state);
        state.expect("nothing shares the state of a new program").metrics = metrics;
        self
    }

    /// The same; everyone may read the log if it is public.
    #[must_use]
    pub fn with_public_log(self, is_log_public: bool) -> Self {
        Self { is_log_public, ..self }
    }

    /// The same with message templates.
    #[must_use]
    pub fn in_words(self, message_templates: Arc<Overrides>) -> Self {
        Self { message_templates, ..self }
    }
}
