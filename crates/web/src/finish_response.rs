//! Guards around every handler: a time limit, and panics.

use crate::problem::{Answer, Problem};
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

/// The longest time until a response begins.
const TIMEOUT: Duration = Duration::from_secs(60);

/// An upload takes as long as its client keeps sending; everything else has to respond in time.
///
/// # Errors
/// [`Problem::Unavailable`] if it does not.
pub async fn in_time(takes_upload: bool, answer: impl Future<Output = Answer>) -> Answer {
    if takes_upload {
        return answer.await;
    }
    let late = |_| Err(Problem::Unavailable("the response took too long".to_owned()));
    tokio::time::timeout(TIMEOUT, answer).await.unwrap_or_else(late)
}

/// Reports a panic of a handler like any other fault.
///
/// # Errors
/// [`Problem::Fault`] if it panics.
pub async fn unbroken(answer: impl Future<Output = Answer>) -> Answer {
    let broken = |_| Err(Problem::Fault("a handler panicked".to_owned()));
    AssertUnwindSafe(answer).catch_unwind().await.unwrap_or_else(broken)
}
