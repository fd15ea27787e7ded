//! Proofs that a log contains a leaf, in a log of any size.
//!
//! `proof_lane URL LEAVES` fills the tiles of an empty log with hashes that nobody computed, proves
//! leaves all over the log, each with a reader that knows no tile yet, and prints the nanoseconds
//! of one proof. `cargo xtask bench` runs it.

use countersign_app::transparency::tree;
use countersign_store::transparency::leaves::{self, StoredTile};
use countersign_store::{DatabaseUrl, Store, Tx};
use std::error::Error;
use std::time::Instant;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The hashes of a full tile, and the bytes of a hash.
const WIDTH: u64 = 256;
const BYTES: usize = 32;
/// Tiles written by one transaction.
const BATCH: usize = 2048;
const PROOFS: u64 = 2000;
/// A step that lands all over the log: a prime.
const STEP: u64 = 15_485_863;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let url = DatabaseUrl::parse(&arguments.next().ok_or("URL is missing")?)?;
    let size: u64 = arguments.next().ok_or("LEAVES is missing")?.parse()?;
    let store = Store::open(&url).await?;
    fill(&store, size).await?;
    let mut tx = store.read().await?;
    prove(&mut tx, size).await?;
    let started = Instant::now();
    prove(&mut tx, size).await?;
    println!("{}", started.elapsed().as_nanos() / u128::from(PROOFS));
    tx.rollback().await?;
    Ok(())
}

/// Writes every tile of a log with this many leaves.
async fn fill(store: &Store, size: u64) -> Result<()> {
    let (mut level, mut hashes) = (0, size);
    while hashes > 0 {
        let numbers: Vec<u64> = (0..hashes.div_ceil(WIDTH)).collect();
        for numbers in numbers.chunks(BATCH) {
            let mut tiles = Vec::new();
            for number in numbers {
                let width = WIDTH.min(hashes - number * WIDTH);
                let hashes = simulated(*number, usize::try_from(width)? * BYTES);
                tiles.push(StoredTile { level, number: i64::try_from(*number)?, hashes });
            }
            let mut tx = store.begin().await?;
            leaves::put_tiles(&mut tx, &tiles).await?;
            tx.commit().await?;
        }
        (level, hashes) = (level + 1, hashes / WIDTH);
    }
    Ok(())
}

/// Bytes that differ from tile to tile and do not compress.
fn simulated(number: u64, length: usize) -> Vec<u8> {
    let mut state = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut bytes = Vec::with_capacity(length);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes
}

async fn prove(tx: &mut Tx, size: u64) -> Result<()> {
    for number in 0..PROOFS {
        let position = number.wrapping_mul(STEP) % size;
        std::hint::black_box(tree::prove(tx, size, position).await?);
    }
    Ok(())
}
