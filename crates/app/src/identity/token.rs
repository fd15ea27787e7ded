//! Tokens: 32 random bytes that are handed out once and stored as their SHA-256.

use crate::random::Random;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A secret that opens a session or a link, or a challenge for a passkey.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    /// A new random token.
    #[must_use]
    pub fn new(random: &dyn Random) -> Self {
        Self(random.bytes())
    }

    /// Reads a token as it was handed out: 43 characters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::of_bytes(&URL_SAFE_NO_PAD.decode(text).ok()?)
    }

    /// Reads the bytes of a token.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.try_into().ok()?))
    }

    /// The bytes of a token that a device signs.
    #[must_use]
    pub const fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The text for a cookie or an address.
    #[must_use]
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// The hash that is stored. Looking it up reveals nothing of the token by timing.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SeededRandom;

    #[test]
    fn a_token_reads_back_and_nothing_else_does() {
        let token = Token::new(&SeededRandom::new(1));
        let text = token.text();
        assert_eq!(text.len(), 43);
        assert_eq!(Token::parse(&text), Some(token.clone()));
        assert_ne!(token.hash(), token.0);
        for wrong in ["", "x", &text[1..], &format!("{text}A"), &format!("{text}="), "ä"] {
            assert_eq!(Token::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_token_does_not_print_itself() {
        assert_eq!(format!("{:?}", Token::new(&SeededRandom::new(1))), "Token(…)");
    }
}
