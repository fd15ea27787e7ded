//! Sends what the outbox holds: a thread beside the clock, on any number of instances.
//!
//! It takes the messages that are due in hand, a few at a time, puts each into its reader's words
//! ([`compose`], [`letter`], [`words`]) and hands it to the mail server ([`post`]). What failed for
//! now is tried again ([`pace`]); what failed for good is kept for the operator. A message that was
//! handed over just before the program died is sent once more, under the same Message-ID.
//!
//! In a rehearsal nothing leaves the house unless somebody says so. Does not own what is told and
//! whom (`messages`).

pub mod compose;
mod explain;
pub mod letter;
pub mod overrides;
pub mod pace;
pub mod post;
pub mod round;
pub mod sample;
pub mod settings;
pub mod words;

use crate::clock::Clock;
use countersign_store::Store;
use post::Post;
use round::{Delivery, Went};
use settings::Settings;
use std::io;
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};
use std::time::Duration;
use tokio::sync::watch;
use words::Overrides;

/// How often it looks for what is due.
const PAUSE: Duration = Duration::from_secs(5);
/// How long it stays away from a mail server, or a database, that is out of reach.
const AWAY: Duration = Duration::from_secs(30);

/// Starts it; it ends soon after `stop` says so. Without `settings` everything waits, and what is
/// of no use any more is given up.
///
/// # Errors
/// When no thread is to be had, or the machine's certificates cannot be used.
pub fn spawn(
    store: Store,
    clock: Clock,
    (settings, origin, overrides): (Option<Settings>, String, Arc<Overrides>),
    stop: watch::Receiver<bool>,
) -> io::Result<JoinHandle<()>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    // What keeps connections begins and ends within the runtime that drives them.
    let entered = runtime.enter();
    let post = settings.map(Post::new).transpose().map_err(io::Error::other)?;
    drop(entered);
    let keep = move || {
        runtime.block_on(async move {
            let post = post;
            let delivery = Delivery::new(&store, clock, post.as_ref(), &origin);
            keep(&delivery.in_words(overrides), stop).await;
        });
    };
    Builder::new().name("delivery".to_owned()).spawn(keep)
}

async fn keep(delivery: &Delivery<'_>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let pause = match delivery.round().await {
            Ok(Went::On) => Duration::ZERO,
            Ok(Went::Idle) => PAUSE,
            Ok(Went::Away) => AWAY,
            Err(error) => {
                tracing::warn!(%error, "messages wait");
                AWAY
            }
        };
        let told = stop.wait_for(|stop| *stop);
        if tokio::time::timeout(pause, told).await.is_ok() {
            return;
        }
    }
}
