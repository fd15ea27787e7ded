//! Why the answer of a device is refused.

/// Why a response is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebAuthnFault {
    /// A part is larger than any that is honest.
    TooLarge,
    /// The client data cannot be read.
    ClientData,
    /// The response is to another ceremony.
    OtherCeremony,
    /// The response is to another challenge.
    OtherChallenge,
    /// The page was of another origin.
    OtherOrigin,
    /// The page was framed by another one.
    Framed,
    /// The authenticator data cannot be read.
    AuthenticatorData,
    /// The passkey is one of another site.
    OtherSite,
    /// The device did not verify that it is the person.
    NotVerified,
    /// The device says of copies of the key what cannot be.
    Backup,
    /// The attestation object cannot be read.
    Attestation,
    /// The key is of a kind that is not accepted, or cannot be read.
    Key,
    /// The signature is not one of this passkey.
    Signature,
    /// The counter did not grow, so the key may have been copied.
    Counter,
}

/// The result of a check.
pub type Result<T> = std::result::Result<T, WebAuthnFault>;
