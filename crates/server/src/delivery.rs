//! Sends what the outbox holds: a thread beside the clock, on any number of instances.
//!
//! It takes the messages that are due in hand, a few at a time, puts each into its reader's words
//! ([`compose`], [`letter`], [`words`]) and hands it to the mail server ([`post`]). What failed for
//! now is tried again ([`pace`]); what failed for good is kept for the operator. A message that was
//! handed over just before the program died is sent once more, under the same Message-ID.
//!
//! Beside the messages it carries dispatches by their [`ways`]; neither waits for the other.
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
pub mod ways;
pub mod words;

use crate::clock::Clock;
use countersign_store::Store;
use post::Post;
use round::{Delivery, Went};
use std::io;
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};
use std::time::Duration;
use tokio::sync::watch;
use ways::Reach;
use ways::round::Carrier;
use words::Overrides;

/// How often it looks for what is due.
const PAUSE: Duration = Duration::from_secs(5);
/// How long it stays away from a mail server, or a database, that is out of reach.
const AWAY: Duration = Duration::from_secs(30);

/// Starts it; it ends soon after `stop` says so. Without a mail server messages wait, and what is
/// of no use any more is given up.
///
/// # Errors
/// When no thread is to be had, or the machine's certificates cannot be used.
pub fn spawn(
    store: Store,
    clock: Clock,
    (reach, overrides): (Reach, Arc<Overrides>),
    stop: watch::Receiver<bool>,
) -> io::Result<JoinHandle<()>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    // What keeps connections begins and ends within the runtime that drives them.
    let entered = runtime.enter();
    let post = reach.mail.clone().map(Post::new).transpose().map_err(io::Error::other)?;
    drop(entered);
    let keep = move || {
        runtime.block_on(async move {
            let post = post.as_ref();
            let messages = Delivery::new(&store, clock, post, &reach.origin).in_words(overrides);
            let dispatches = Carrier::new(&store, clock, &reach, post);
            tokio::join!(keep(&messages, stop.clone()), carry(&dispatches, stop));
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
        if is_told(&mut stop, pause).await {
            return;
        }
    }
}

async fn carry(carrier: &Carrier<'_>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let pause = match carrier.round().await {
            Ok(true) => Duration::ZERO,
            Ok(false) => PAUSE,
            Err(error) => {
                tracing::warn!(%error, "deliveries wait");
                AWAY
            }
        };
        if is_told(&mut stop, pause).await {
            return;
        }
    }
}

/// Waits; whether it is told to stop meanwhile.
async fn is_told(stop: &mut watch::Receiver<bool>, pause: Duration) -> bool {
    let told = stop.wait_for(|stop| *stop);
    tokio::time::timeout(pause, told).await.is_ok()
}
