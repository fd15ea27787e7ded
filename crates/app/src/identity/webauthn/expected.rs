//! What the answer of a device must belong to: the site, and the challenge that it gave.

/// The site for which passkeys are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelyingParty {
    /// The host name.
    pub id: String,
    /// The origin of its pages, such as `https://reports.example`.
    pub origin: String,
}

/// What a response must answer.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The site.
    pub relying_party: &'a RelyingParty,
    /// The challenge that it gave.
    pub challenge: &'a [u8],
}
