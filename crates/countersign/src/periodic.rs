//! Runs work of `serve` again and again, each on a thread of its own.
//!
//! The program does not wait for such a thread when it stops.

use std::io;
use std::thread;
use std::time::Duration;
use tokio::runtime;

/// How long a thread waits before it looks again whether its work is due.
const PAUSE: Duration = Duration::from_secs(20);
/// How long it waits after work that failed. It counts time, which no change of the clock moves.
const RETRY: Duration = Duration::from_secs(15 * 60);

/// Starts a thread that runs until the program ends. `work` does what is due, if anything is, and
/// returns whether it succeeded.
///
/// # Errors
/// Fails if no thread is to be had.
pub(crate) fn spawn(name: &str, work: impl AsyncFn() -> bool + Send + 'static) -> io::Result<()> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let repeat = move || runtime.block_on(repeat(work));
    thread::Builder::new().name(name.to_owned()).spawn(repeat).map(drop)
}

async fn repeat(work: impl AsyncFn() -> bool) {
    loop {
        let pause = if work().await { PAUSE } else { RETRY };
        tokio::time::sleep(pause).await;
    }
}
