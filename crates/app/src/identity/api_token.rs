//! The text of API tokens: `cs_`, 43 random characters, and a checksum of 6 characters.
//!
//! The characters are digits and letters, so that a double click selects a token. The checksum is
//! the CRC-32 of the random characters in base 62, so that scanners can tell a leaked token from
//! text that only looks like one. Only the SHA-256 of a token is stored.

use crate::random::Random;
use flate2::Crc;
use sha2::{Digest, Sha256};

/// The prefix of every token, for scanners.
pub const PREFIX: &str = "cs_";
const SECRET_CHARS: usize = 43;
const CHECKSUM_CHARS: usize = 6;
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The secret of a program.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiToken(String);

impl ApiToken {
    /// A new random token, with 256 bits of randomness.
    #[must_use]
    pub fn new(random: &dyn Random) -> Self {
        let secret = in_base_62(random.bytes());
        let checksum = checksum(&secret);
        Self(format!("{PREFIX}{secret}{checksum}"))
    }

    /// Parses a token; `None` if its form or checksum is wrong.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(PREFIX)?;
        let is_ours = rest.len() == SECRET_CHARS + CHECKSUM_CHARS
            && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_ours {
            return None;
        }
        let (secret, given) = rest.split_at(SECRET_CHARS);
        (given == checksum(secret)).then(|| Self(text.to_owned()))
    }

    /// The text to hand out, once.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The hash that is stored.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// Whether a stored hash is that of this token, compared in constant time.
    #[must_use]
    pub fn has_hash(&self, stored: &[u8]) -> bool {
        let own = self.hash();
        let differences = own.iter().zip(stored).fold(0, |seen, (a, b)| seen | (a ^ b));
        own.len() == stored.len() && differences == 0
    }
}

impl std::fmt::Debug for ApiToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ApiToken(…)")
    }
}

/// A number of 256 bits in base 62, which takes 43 characters.
fn in_base_62(mut bytes: [u8; 32]) -> String {
    let mut characters = [b'0'; SECRET_CHARS];
    for place in characters.iter_mut().rev() {
        let mut rest = 0_usize;
        for byte in &mut bytes {
            let value = (rest << 8) | usize::from(*byte);
            // The remainder of the previous digit is below 62, so the quotient fits.
            *byte = u8::try_from(value / 62).unwrap_or(u8::MAX);
            rest = value % 62;
        }
        *place = ALPHABET[rest];
    }
    characters.iter().map(|byte| char::from(*byte)).collect()
}

fn checksum(secret: &str) -> String {
    let mut crc = Crc::new();
    crc.update(secret.as_bytes());
    let mut left = crc.sum() as usize;
    let mut characters = [b'0'; CHECKSUM_CHARS];
    for place in characters.iter_mut().rev() {
        *place = ALPHABET[left % 62];
        left /= 62;
    }
    characters.iter().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SeededRandom;

    #[test]
    fn a_token_reads_back_and_nothing_else_does() {
        let token = ApiToken::new(&SeededRandom::new(1));
        let text = token.text();
        assert_eq!(text.len(), 52);
        assert_eq!(ApiToken::parse(text), Some(token.clone()));
        let swapped = match text.ends_with('0') {
            true => format!("{}1", &text[..51]),
            false => format!("{}0", &text[..51]),
        };
        for wrong in [
            "",
            "cs_",
            &text[1..],
            &text[..51],
            &format!("{text}0"),
            &swapped,
            &text.to_lowercase(),
        ] {
            assert_eq!(ApiToken::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_checksum_is_the_crc_32_in_base_62() {
        // CRC-32 of "123456789" is 0xCBF43926 = 3421780262 , whose digits are 3 45 35 27 22 14
        assert_eq!(checksum("123456789"), "3jZRME");
    }

    #[test]
    fn numbers_are_written_in_base_62() {
        let of = |low: u16| {
            let mut bytes = [0; 32];
            bytes[30..].copy_from_slice(&low.to_be_bytes());
            in_base_62(bytes)[SECRET_CHARS - 3..].to_owned()
        };
        assert_eq!([of(0), of(61), of(62), of(3_844)], ["000", "00z", "010", "100"]);
        assert_eq!(in_base_62([255; 32]).len(), SECRET_CHARS);
    }

    #[test]
    fn a_hash_is_compared_whole() {
        let token = ApiToken::new(&SeededRandom::new(1));
        let mut hash = token.hash();
        assert!(token.has_hash(&hash));
        assert!(!token.has_hash(&hash[..31]));
        hash[31] ^= 1;
        assert!(!token.has_hash(&hash));
    }

    #[test]
    fn a_token_does_not_print_itself() {
        assert_eq!(format!("{:?}", ApiToken::new(&SeededRandom::new(1))), "ApiToken(…)");
    }
}
