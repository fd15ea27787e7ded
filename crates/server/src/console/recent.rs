//! Counts of the last moment: a page's counts are at most a second old, and never older than what
//! somebody did in this process, so that counting 100,000 reports does not cost more than showing
//! fifty.

use countersign_domain::zone::Zone;
use countersign_store::reports::{self, Counts, DayCount, Filter};
use countersign_store::{Result, Tx};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a count is shown.
const FRESH: Duration = Duration::from_secs(1);
/// How long a chart is shown: it reads every report of its cycle.
const CHART_FRESH: Duration = Duration::from_secs(60);
/// Counts that are kept; all are dropped when there are more.
const MOST: usize = 1_000;

/// Counts by what they were asked for.
#[derive(Debug, Default)]
pub struct Recent {
    counts: Mutex<HashMap<String, (Instant, Counts)>>,
    progress: Mutex<HashMap<String, (Instant, Vec<DayCount>)>>,
}

impl Recent {
    /// The counts of a list, each status up to `limit`.
    ///
    /// # Errors
    /// The engine's.
    pub async fn counts(&self, tx: &mut Tx, filter: &Filter, limit: i64) -> Result<Counts> {
        let asked = format!("{limit} {:?}", Filter { status: None, ..filter.clone() });
        if let Some(counts) = self.fresh(&asked) {
            return Ok(counts);
        }
        let counts = reports::counts(tx, filter, limit).await?;
        let mut kept = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(asked, (Instant::now(), counts.clone()));
        Ok(counts)
    }

    fn fresh(&self, asked: &str) -> Option<Counts> {
        let kept = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, counts) = kept.get(asked)?;
        (at.elapsed() < FRESH).then(|| counts.clone())
    }

    /// The progress of a list's cycle, at most a minute old.
    ///
    /// # Errors
    /// The engine's.
    pub async fn progress(
        &self,
        tx: &mut Tx,
        filter: &Filter,
        zone: &Zone,
        now: countersign_domain::instant::Instant,
    ) -> Result<Vec<DayCount>> {
        let asked = format!("{} {:?} {}", filter.cycle, filter.scope, zone.name());
        let kept = || self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, days)) = kept().get(&asked)
            && at.elapsed() < CHART_FRESH
        {
            return Ok(days.clone());
        }
        let days = reports::progress(tx, &filter.scope, filter.cycle, zone, now).await?;
        let mut kept = kept();
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(asked, (Instant::now(), days.clone()));
        Ok(days)
    }

    /// Forgets everything: something was done.
    pub fn forget(&self) {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
