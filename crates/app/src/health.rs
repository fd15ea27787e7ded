//! Checks whether this process is ready to work, with a reason for each check (`/readyz`).
//!
//! A failing check either prevents responses, or needs the operator while people can keep working.
//! A proxy learns only of the first kind: if it took the program out of service while submissions
//! wait for the operator's choice, the operator could not open the page to choose.

mod checks;
mod report;

pub use checks::look;
pub use report::{Check, Report};

use crate::clock::Clock;
use countersign_store::Store;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::Instant;

/// How long a result is reused, so that frequent probes do not add load to the database.
const KEPT: Duration = Duration::from_secs(1);

/// Answers whether the program is ready.
pub struct Readiness {
    store: Store,
    clock: Clock,
    last: Mutex<Option<(Instant, Arc<Report>)>>,
}

impl Readiness {
    /// Of a program that works on this database.
    #[must_use]
    pub fn new(store: Store, clock: Clock) -> Self {
        Self { store, clock, last: Mutex::new(None) }
    }

    /// Looks, or answers what was found a moment ago.
    pub async fn look(&self) -> Arc<Report> {
        let mut last = self.last.lock().await;
        if let Some((at, report)) = &*last
            && at.elapsed() < KEPT
        {
            return Arc::clone(report);
        }
        let report = Arc::new(look(&self.store, self.clock.machine_time()).await);
        *last = Some((Instant::now(), Arc::clone(&report)));
        report
    }
}
