//! The source of tokens, salts and codes: the operating system, or a seed in tests.

use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::{Builder, Uuid};

/// A source of random bytes.
pub trait Random: Send + Sync {
    /// Fills all of `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Random + '_ {
    /// Random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A random id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        Builder::from_random_bytes(self.bytes()).into_uuid()
    }
}

/// The random bytes of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        // Without random bytes the program cannot sign anyone in safely, now or later.
        getrandom::fill(bytes).expect("the machine gives random bytes");
    }
}

/// The same bytes each time, from a seed: for tests.
#[derive(Debug, Default)]
pub struct SeededRandom {
    seed: u64,
    drawn: AtomicU64,
}

impl SeededRandom {
    /// The bytes of this seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { seed, drawn: AtomicU64::new(0) }
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let drawn = self.drawn.fetch_add(1, Ordering::Relaxed);
            let block = Sha256::new()
                .chain_update(self.seed.to_be_bytes())
                .chain_update(drawn.to_be_bytes())
                .finalize();
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_itself_and_no_draw_repeats_another() {
        let (one, same, other): (&dyn Random, &dyn Random, &dyn Random) =
            (&SeededRandom::new(1), &SeededRandom::new(1), &SeededRandom::new(2));
        let first: [u8; 40] = one.bytes();
        assert_eq!(first, same.bytes::<40>());
        assert_ne!(first, one.bytes::<40>());
        assert_ne!(first, other.bytes::<40>());
        assert_ne!(first[..8], first[32..]);
    }

    #[test]
    fn the_machines_bytes_differ() {
        let machine: &dyn Random = &SystemRandom;
        assert_ne!(machine.bytes::<32>(), machine.bytes::<32>());
        assert_eq!(machine.id().get_version_num(), 4);
    }
}
