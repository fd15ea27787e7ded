//! What became of an attempt to deliver.

use crate::mailer;
use countersign_app::outbound;
use countersign_store::delivery_channels::DeliveryChannel;

/// What is told of a channel whose secret is not there or cannot be opened.
pub(super) const NO_SECRET: &str = "its secret cannot be opened; make a new one on its page";

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The other side took it.
    Sent,
    /// It took it, and said that it has it.
    Acknowledged,
    /// Not now; why.
    Later(String),
    /// Never, unless a person does something; why.
    Never(String),
}

impl Verdict {
    pub(super) fn later(told: impl Into<String>) -> Self {
        Self::Later(mailer::visible(&told.into()))
    }

    pub(super) fn never(told: impl Into<String>) -> Self {
        Self::Never(mailer::visible(&told.into()))
    }
}

/// The one verdict on all that was not reached; why is for the log alone.
pub(super) fn unreached(channel: &DeliveryChannel, why: &dyn std::fmt::Display) -> Verdict {
    let why = mailer::visible(&why.to_string());
    let address = &channel.said.address;
    tracing::warn!(channel = %channel.id, address, why, "a delivery channel could not be reached");
    Verdict::later(outbound::FAILED)
}
