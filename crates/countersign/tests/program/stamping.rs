//! Time stamps of the log: when an authority is asked, which answers are kept, and what is said of
//! them.

mod asking;
mod forged;
mod said;
mod serving;

use countersign_app::actions::stamp_log::{self, StampSchedule};
use countersign_app::random::SystemRandom;
use countersign_app::transparency::authority::StampAuthority;
use countersign_app::transparency::stamped::{self, StampedCheckpoint};
use countersign_domain::instant::Instant;
use countersign_store::Store;

const MINUTE: i64 = 60_000_000;

/// Asks the authority at an address at most once per hour.
fn hourly(address: &str) -> StampSchedule {
    StampSchedule { authority: StampAuthority::new(address).unwrap(), every: 60 * MINUTE }
}

/// Asks for a time stamp if it is due, and returns the size of the checkpoint.
pub(crate) async fn ask(store: &Store, address: &str, at: Instant) -> Result<Option<i64>, String> {
    let asked = stamp_log::run(store, &hourly(address), &SystemRandom, at).await;
    asked.map(|stamped| stamped.map(|it| it.size)).map_err(|failure| failure.to_string())
}

/// The stored time stamps, in order.
async fn kept(store: &Store) -> Vec<StampedCheckpoint> {
    let all = store.reading(async |tx| stamped::after(tx, 0, 100).await).await.unwrap();
    all.into_iter().map(|it| it.stamped.unwrap()).collect()
}
