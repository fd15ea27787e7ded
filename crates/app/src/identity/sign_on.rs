//! Single sign-on by OpenID Connect with a company's own provider, for that company only.
//!
//! [`authorize`] sends the browser to the provider. It comes back with a code, which [`provider`]
//! exchanges for a signed identity; [`callback`] then signs the person in or links them. A subject
//! is known by its issuer within a company, never by an e-mail address. No transaction is open
//! between the three steps.

pub mod authorize;
pub mod callback;
mod network;
mod provider;

use super::MINUTE;
use countersign_store::sign_on_flows::Flow;
use uuid::Uuid;

pub use network::Network;
pub use provider::{ProviderResponse, describes_itself, prove};

/// The time to return from the provider, in microseconds.
pub const WITHIN: i64 = 10 * MINUTE;

/// Why a person goes to the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignOnPurpose {
    /// To sign in.
    SignIn,
    /// To link the account and sign in, through an invitation.
    Invitation {
        /// The invited person.
        person_id: i64,
        /// The invitation.
        link_id: Uuid,
    },
    /// To link the account of a person who is signed in.
    Link {
        /// The person.
        person_id: i64,
    },
}

impl SignOnPurpose {
    /// The errand of a stored flow.
    #[must_use]
    pub const fn of(flow: &Flow) -> Self {
        match (flow.person_id, flow.link_id) {
            (None, _) => Self::SignIn,
            (Some(person_id), Some(link_id)) => Self::Invitation { person_id, link_id },
            (Some(person_id), None) => Self::Link { person_id },
        }
    }
}

/// Why nobody was signed in and nothing was linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignOnError {
    /// The company has no provider, or another one meanwhile.
    NoProvider,
    /// The provider does not answer, or not as the protocol says.
    OutOfReach,
    /// The provider refused the person or this client.
    Declined,
    /// The sign-in did not begin here, is too old, or has returned already.
    Stale,
    /// The answer is not signed by the provider, or not for this client or this sign-in.
    Untrusted,
    /// No person of the company is linked to the subject.
    Unknown,
    /// Another person of the company is linked to the subject.
    Taken,
    /// The invitation was used or has expired.
    InvitationClosed,
    /// Another person is signed in than the one who began to link.
    SomebodyElse,
}

/// The result of single sign-on.
pub type SignOnResult<T> = Result<T, SignOnError>;

/// The host of a provider's address, for people to read.
#[must_use]
pub fn host(issuer: &str) -> &str {
    let rest = issuer.split_once("://").map_or(issuer, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_told_by_its_host() {
        for (issuer, expected) in [
            ("https://login.nordlicht.example", "login.nordlicht.example"),
            ("https://login.nordlicht.example:8443/realms/x", "login.nordlicht.example:8443"),
            ("http://127.0.0.1:9000/", "127.0.0.1:9000"),
        ] {
            assert_eq!(host(issuer), expected);
        }
    }
}
