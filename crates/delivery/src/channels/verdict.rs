//! The outcome of an attempt to deliver.

use crate::mailer;
use countersign_app::outbound;
use countersign_store::delivery_channels::DeliveryChannel;

/// The error of a channel whose secret is missing or cannot be opened.
pub(super) const NO_SECRET: &str = "its secret cannot be opened; make a new one on its page";

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryVerdict {
    /// The other side took it.
    Sent,
    /// The receiver took it and acknowledged it.
    Acknowledged,
    /// It is retried, for this reason.
    Later(String),
    /// It is given up until a person acts, for this reason.
    Never(String),
}

impl DeliveryVerdict {
    pub(super) fn later(reason: impl Into<String>) -> Self {
        Self::Later(mailer::visible(&reason.into()))
    }

    pub(super) fn never(reason: impl Into<String>) -> Self {
        Self::Never(mailer::visible(&reason.into()))
    }
}

/// The outcome for everything that could not be reached; only the log has the reason.
pub(super) fn unreached(channel: &DeliveryChannel, why: &dyn std::fmt::Display) -> DeliveryVerdict {
    let why = mailer::visible(&why.to_string());
    let address = &channel.said.address;
    tracing::warn!(
        event = "channel-unreachable",
        channel = %channel.id,
        address,
        why,
        "a delivery channel could not be reached"
    );
    DeliveryVerdict::later(outbound::FAILED)
}
