//! The present time: the machine's, or that of a rehearsal's clock.

use countersign_domain::instant::Instant;
use countersign_store::installation::Installation;
use std::time::{SystemTime, UNIX_EPOCH};

/// The clock of an installation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    fixed: Option<Instant>,
}

impl Clock {
    /// A clock that never moves, for tests.
    #[must_use]
    pub const fn fixed(at: Instant) -> Self {
        Self { fixed: Some(at) }
    }

    /// The machine's time.
    #[must_use]
    pub fn machine_time(&self) -> Instant {
        self.fixed.unwrap_or_else(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Instant::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
        })
    }

    /// The installation's time: the machine's, or that of the rehearsal.
    #[must_use]
    pub fn now(&self, installation: &Installation) -> Instant {
        if installation.rehearsal { installation.clock_at } else { self.machine_time() }
    }
}
