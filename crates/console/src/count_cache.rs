//! Caches the counts of lists: they are at most a second old, and never older than the last change
//! in this process, so that counting 100,000 reports does not cost more than showing fifty.

use crate::catalogue::Catalogue;
use countersign_app::actions::close_cycle;
use countersign_app::actions::directory_snapshot::DirectorySnapshot;
use countersign_app::actions::uncounted_summary::UncountedSummary;
use countersign_domain::cycle::Cycle;
use countersign_domain::zone::Zone;
use countersign_store::completeness::{CycleTally, DistributorCycle, Times};
use countersign_store::reports::{self, DayCount, Filter, ListCounts, Scope};
use countersign_store::{Result, Tx};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long counts and months stay cached.
const FRESH: Duration = Duration::from_secs(1);
/// How long a chart or a tally stays cached: it reads every report of its cycle.
const CHART_FRESH: Duration = Duration::from_secs(60);
/// Pages count up to this number, and show "10,000+" beyond it.
pub(crate) const COUNTED: i64 = 10_000;
/// The most cached answers of a kind; beyond it all are dropped.
const MOST: usize = 1_000;

/// Answers by their question.
#[derive(Debug, Default)]
pub struct CountCache {
    counts: Cached<ListCounts>,
    cycles: Cached<Vec<Cycle>>,
    catalogue: Cached<Arc<Catalogue>>,
    progress: Cached<Vec<DayCount>>,
    tallies: Cached<CycleTally>,
    in_no_line: Cached<UncountedSummary>,
}

/// Answers of one kind, with the instant of each.
#[derive(Debug)]
struct Cached<T>(Mutex<HashMap<String, (Instant, T)>>);

impl<T> Default for Cached<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Cached<T> {
    fn all(&self) -> MutexGuard<'_, HashMap<String, (Instant, T)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fresh(&self, asked: &str, within: Duration) -> Option<T> {
        let all = self.all();
        let (at, answer) = all.get(asked)?;
        (at.elapsed() < within).then(|| answer.clone())
    }

    fn keep(&self, asked: String, answer: &T) {
        let mut all = self.all();
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(asked, (Instant::now(), answer.clone()));
    }
}

impl CountCache {
    /// The counts of a list, each status up to `limit`.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn counts(&self, tx: &mut Tx, filter: &Filter, limit: i64) -> Result<ListCounts> {
        let asked = format!("{limit} {:?}", Filter { status: None, ..filter.clone() });
        if let Some(counts) = self.counts.fresh(&asked, FRESH) {
            return Ok(counts);
        }
        let counts = reports::counts(tx, filter, limit).await?;
        self.counts.keep(asked, &counts);
        Ok(counts)
    }

    /// The vendors, distributors and products.
    ///
    /// # Errors
    /// Fails when the database does.
    pub(crate) async fn catalogue(&self, tx: &mut Tx) -> Result<Arc<Catalogue>> {
        if let Some(catalogue) = self.catalogue.fresh("", FRESH) {
            return Ok(catalogue);
        }
        let catalogue = Arc::new(Catalogue::load(tx).await?);
        self.catalogue.keep(String::new(), &catalogue);
        Ok(catalogue)
    }

    /// The cycles in which a scope has reports, the latest first.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn cycles(&self, tx: &mut Tx, scope: &Scope) -> Result<Vec<Cycle>> {
        let asked = format!("{scope:?}");
        if let Some(cycles) = self.cycles.fresh(&asked, FRESH) {
            return Ok(cycles);
        }
        let cycles = reports::cycles_present(tx, scope).await?;
        self.cycles.keep(asked, &cycles);
        Ok(cycles)
    }

    /// The progress of a list's cycle, at most a minute old.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn progress(
        &self,
        tx: &mut Tx,
        filter: &Filter,
        zone: &Zone,
        now: countersign_domain::instant::Instant,
    ) -> Result<Vec<DayCount>> {
        let asked = format!("{} {:?} {}", filter.cycle, filter.scope, zone.name());
        if let Some(days) = self.progress.fresh(&asked, CHART_FRESH) {
            return Ok(days);
        }
        let days = reports::progress(tx, &filter.scope, filter.cycle, zone, now).await?;
        self.progress.keep(asked, &days);
        Ok(days)
    }

    /// The tally of a distributor's cycle, at most a minute old.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn tally(
        &self,
        tx: &mut Tx,
        of: DistributorCycle,
        times: Times,
    ) -> Result<CycleTally> {
        let asked = format!("{of:?}");
        if let Some(tally) = self.tallies.fresh(&asked, CHART_FRESH) {
            return Ok(tally);
        }
        let snapshot = DirectorySnapshot::load(tx).await?;
        let tally = close_cycle::tally(tx, &snapshot, of, times).await?;
        self.tallies.keep(asked, &tally);
        Ok(tally)
    }

    /// The subscriptions in no line of a distributor's cycle, at most a minute old.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn in_no_line(
        &self,
        tx: &mut Tx,
        of: DistributorCycle,
        now: countersign_domain::instant::Instant,
    ) -> Result<UncountedSummary> {
        let asked = format!("{of:?}");
        if let Some(found) = self.in_no_line.fresh(&asked, CHART_FRESH) {
            return Ok(found);
        }
        let found = UncountedSummary::find(tx, of.distributor_id, of.cycle, now).await?;
        self.in_no_line.keep(asked, &found);
        Ok(found)
    }

    /// Drops everything after a change.
    pub fn forget(&self) {
        self.counts.all().clear();
        self.cycles.all().clear();
        self.catalogue.all().clear();
        self.progress.all().clear();
        self.tallies.all().clear();
        self.in_no_line.all().clear();
    }
}
