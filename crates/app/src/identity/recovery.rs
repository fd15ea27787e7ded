//! Recovery codes, with which a person signs in if their device is lost; each works once.

use crate::random::Random;
use countersign_domain::instant::Instant;
use countersign_store::{Result, Tx, second_factors};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// How many codes a person gets.
pub const COUNT: usize = 10;
/// Characters of a code: 120 bits, which cannot be guessed even with the hash.
const CHARS: usize = 24;
/// Characters that cannot be confused with one another.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// Replaces a person's recovery codes and returns the new ones, which are shown once.
///
/// # Errors
/// Fails when the database does.
pub async fn renew(tx: &mut Tx, person_id: i64, random: &dyn Random) -> Result<Vec<String>> {
    let codes: Vec<String> = (0..COUNT).map(|_| code(random)).collect();
    let hashes: Vec<[u8; 32]> = codes.iter().map(|code| hash(person_id, code)).collect();
    second_factors::put_codes(tx, person_id, &hashes).await?;
    Ok(codes)
}

/// Uses a recovery code; false if it does not exist or was used.
///
/// # Errors
/// Fails when the database does.
pub async fn use_up(tx: &mut Tx, person_id: i64, code: &str, now: Instant) -> Result<bool> {
    second_factors::use_code(tx, person_id, &hash(person_id, code), now).await
}

/// A code in groups of four.
fn code(random: &dyn Random) -> String {
    let letter = |byte: u8| char::from(LETTERS[usize::from(byte % 32)]);
    let letters = random.bytes::<CHARS>().map(letter);
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

fn hash(person_id: i64, code: &str) -> [u8; 32] {
    let typed = code.nfkc().filter(|c| c.is_alphanumeric());
    let typed: String = typed.take(2 * CHARS).collect::<String>().to_lowercase();
    let hash = Sha256::new().chain_update(person_id.to_be_bytes()).chain_update(typed);
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::fixture::{EVA, Fixture, NOW, OLE};

    #[tokio::test]
    async fn ten_codes_each_good_once_and_only_for_their_owner() {
        let fixture = Fixture::new().await;
        let mut tx = fixture.store.begin().await.unwrap();
        let codes = renew(&mut tx, EVA, &fixture.random).await.unwrap();
        assert_eq!(codes.len(), 10);
        for code in &codes {
            assert_eq!(code.len(), 29, "{code}");
            assert!(code.split('-').all(|group| group.len() == 4), "{code}");
        }
        assert!(!use_up(&mut tx, OLE, &codes[0], NOW).await.unwrap());
        assert!(use_up(&mut tx, EVA, &codes[0], NOW).await.unwrap());
        assert!(!use_up(&mut tx, EVA, &codes[0], NOW).await.unwrap());
        let typed = format!(" {} ", codes[1].replace('-', " ").to_uppercase());
        assert!(use_up(&mut tx, EVA, &typed, NOW).await.unwrap());
        assert_eq!(second_factors::codes_left(&mut tx, EVA).await.unwrap(), 8);
        let new = renew(&mut tx, EVA, &fixture.random).await.unwrap();
        assert!(!use_up(&mut tx, EVA, &codes[2], NOW).await.unwrap());
        assert!(use_up(&mut tx, EVA, &new[2], NOW).await.unwrap());
        assert!(!use_up(&mut tx, EVA, "", NOW).await.unwrap());
    }
}
