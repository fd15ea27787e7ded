//! What this process may send, and where to.

use crate::settings::Settings;
use countersign_app::channels::Destinations;
use std::time::Duration;

/// How long one delivery may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// What this process may send, and where to.
#[derive(Clone, Debug)]
pub struct OutboundConfig {
    /// The mail server, if there is one.
    pub mail: Option<Settings>,
    /// Scheme and host of the console.
    pub origin: String,
    /// Where dispatches may be delivered.
    pub destinations: Destinations,
    /// Whether dispatches leave a rehearsal too.
    pub in_rehearsal: bool,
    /// How long one delivery may take.
    pub patience: Duration,
}

impl OutboundConfig {
    /// Nowhere: what waits goes on waiting, or says why it cannot go.
    #[must_use]
    pub fn nowhere(origin: String) -> Self {
        let destinations = Destinations::default();
        Self { mail: None, origin, destinations, in_rehearsal: false, patience: PATIENCE }
    }

    /// Whether messages leave from here, in a rehearsal or not.
    #[must_use]
    pub fn sends_mail(&self, is_rehearsal: bool) -> bool {
        self.mail.as_ref().is_some_and(|mail| !is_rehearsal || mail.in_rehearsal)
    }

    /// What stands behind the `@` of a Message-ID.
    #[must_use]
    pub fn domain(&self) -> &str {
        let host = self.origin.split_once("://").map_or(self.origin.as_str(), |(_, host)| host);
        let host = host.split(':').next().unwrap_or(host);
        self.mail.as_ref().map_or(host, |mail| mail.from.domain())
    }
}
