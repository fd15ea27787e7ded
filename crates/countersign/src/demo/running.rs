//! The demonstration as its console sees it.

use super::clockwork::{advance, next_deadline};
use super::staff::people;
use countersign_app::actions::run_clock::Done;
use countersign_app::progress::Progress;
use countersign_console::demonstration::{Demonstration, SignIn, Work};
use countersign_domain::instant::Instant;
use countersign_store::Store;

/// The demonstration that `countersign demo` makes.
pub struct Running;

impl Demonstration for Running {
    fn people(&self) -> Vec<SignIn> {
        people()
    }

    fn go_on<'a>(&'a self, store: &'a Store) -> Work<'a, Option<(Instant, Done)>> {
        Box::pin(async move {
            let Some(until) = next_deadline(store).await? else { return Ok(None) };
            let done = advance(store, until, &mut Progress::hidden()).await?;
            Ok(Some((until, done)))
        })
    }
}
