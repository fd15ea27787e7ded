//! What this process may send, and to which places.

use crate::settings::MailSettings;
use countersign_app::channels::Destinations;
use countersign_app::transparency::key_file::LogKeyFile;
use std::time::Duration;

/// The longest time for one delivery.
const PATIENCE: Duration = Duration::from_secs(300);

#[derive(Clone, Debug)]
pub struct OutboundConfig {
    /// The mail server, where there is one.
    pub mail: Option<MailSettings>,
    /// The origin of the console.
    pub origin: String,
    pub destinations: Destinations,
    /// Whether dispatches also leave a rehearsal.
    pub in_rehearsal: bool,
    /// The longest time for one delivery.
    pub patience: Duration,
    /// The key that signs the checkpoints which messages carry.
    pub log_key: LogKeyFile,
}

impl OutboundConfig {
    /// A process that sends nothing: messages keep waiting, or say why they cannot be sent.
    #[must_use]
    pub fn nowhere(origin: String) -> Self {
        let destinations = Destinations::default();
        let log_key = LogKeyFile::default();
        let in_rehearsal = false;
        Self { mail: None, origin, destinations, in_rehearsal, patience: PATIENCE, log_key }
    }

    /// Whether this process sends messages, in a rehearsal or not.
    #[must_use]
    pub fn sends_mail(&self, is_rehearsal: bool) -> bool {
        self.mail.as_ref().is_some_and(|mail| !is_rehearsal || mail.in_rehearsal)
    }

    /// The domain of Message-IDs.
    #[must_use]
    pub fn domain(&self) -> &str {
        let host = self.origin.split_once("://").map_or(self.origin.as_str(), |(_, host)| host);
        let host = host.split(':').next().unwrap_or(host);
        self.mail.as_ref().map_or(host, |mail| mail.from.domain())
    }
}
