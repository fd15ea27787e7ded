//! The demonstration as its console sees it.

use super::clockwork::{advance, next_deadline};
use super::staff::people;
use countersign_app::actions::run_clock::WorkDone;
use countersign_app::progress::WorkProgress;
use countersign_console::demonstration::{DemoSignIn, Demonstration, DemonstrationWork};
use countersign_domain::instant::Instant;
use countersign_store::Store;

/// The demonstration that `countersign demo` makes.
pub struct RunningDemo;

impl Demonstration for RunningDemo {
    fn people(&self) -> Vec<DemoSignIn> {
        people()
    }

    fn go_on<'a>(&'a self, store: &'a Store) -> DemonstrationWork<'a, Option<(Instant, WorkDone)>> {
        Box::pin(async move {
            let Some(until) = next_deadline(store).await? else { return Ok(None) };
            let done = advance(store, until, &mut WorkProgress::hidden()).await?;
            Ok(Some((until, done)))
        })
    }
}
