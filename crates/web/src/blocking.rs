//! Work that takes longer than a page may: done on a thread beside the one that serves, so that no
//! one else's page waits.

use crate::problem::Problem;

/// Does `work` on another thread, with a separate runtime, and waits for what it comes to.
///
/// # Errors
/// [`Problem::Unavailable`] when there is no thread to be had, [`Problem::Fault`] when it broke.
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
