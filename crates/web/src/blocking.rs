//! Runs long work on a thread beside the one that serves, so that no other page waits for it.

use crate::problem::Problem;

/// Runs `work` on another thread, with a separate runtime, and waits for its result.
///
/// # Errors
/// [`Problem::Unavailable`] when no thread can be started, [`Problem::Fault`] when it panics.
pub async fn run<T, F>(work: F) -> Result<T, Problem>
where
    T: Send + 'static,
    F: AsyncFnOnce() -> T + Send + 'static,
{
    let on_it = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.map(|runtime| runtime.block_on(work()))
    };
    let done = tokio::task::spawn_blocking(on_it).await;
    let done = done.map_err(|error| Problem::Fault(error.to_string()))?;
    done.map_err(|error| Problem::Unavailable(error.to_string()))
}
