//! Writes batches of readings on a separate thread while the next batch is read.
//!
//! One batch is written at a time, in one transaction: its readings, the readings that they
//! supersede, and the arrivals that tell the clock which reports they affect.

use super::arrivals::Arrivals;
use super::dated_readings::{DatedReading, DatedReadings};
use super::effects::{BatchEffects, ReadingEffect};
use super::events::{SentEvents, all_effects, only_new};
use crate::actions::import::directory::{Directory, place};
use crate::clock::Clock;
use crate::failure::{Failure, Result};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::link::LinkKind;
use countersign_store::installation::{self, Installation};
use countersign_store::readings::{self, Batch, Guess, Reading};
use countersign_store::{Store, StoreError, Tx, products, sources};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// A batch to write.
#[derive(Default)]
pub(super) struct FilledBatch {
    /// The directory of its readings, if the writer does not have it yet.
    pub(super) directory: Option<Arc<Directory>>,
    /// The turn of the last change of a link that was known when the rows were read.
    pub(super) moved_turn: Option<i64>,
    pub(super) readings: Vec<Reading>,
    pub(super) dated: Vec<DatedReading>,
    /// The number of the source that sent them, which wants to know their effects; none for files.
    pub(super) source_id: Option<i64>,
    /// The events that the readings are.
    pub(super) events: Option<SentEvents>,
}

/// The state of the writing thread.
pub(super) struct Writer {
    store: Store,
    clock: Clock,
    directory: Arc<Directory>,
    arrivals: Arrivals,
    /// Whether each product has readings, by the order of product numbers.
    has_readings: Vec<bool>,
    turns: i64,
    guess: Guess,
    /// The same of the days that are noted for a source.
    noted: Guess,
    dry_run: bool,
    /// The instant at which the import began.
    now: Instant,
    rehearsal: bool,
    first_cycle: Cycle,
}

/// The readings of a batch as they are stored: sorted by key, each key once.
struct SettledBatch {
    /// The source that sent them.
    source_id: Option<i64>,
    readings: Vec<Reading>,
    /// Readings of the batch that others of the batch replace.
    replaced: Vec<Reading>,
}

impl SettledBatch {
    fn of(given: &[Reading], source_id: Option<i64>) -> Self {
        let mut readings = given.to_vec();
        let replaced = settle(&mut readings);
        Self { source_id, readings, replaced }
    }

    /// The effects of the readings that a source has given, in their order.
    fn effects(&self, given: &[Reading], taken: &mut Taken) -> Vec<ReadingEffect> {
        if self.source_id.is_none() {
            return Vec::new();
        }
        taken.changed.sort_unstable_by_key(Reading::key);
        let (settled, changed, earlier) = (&self.readings, &taken.changed, &taken.earlier);
        BatchEffects { given, settled, changed, earlier }.all()
    }
}

/// What a batch changed: the readings that are new or different, and the stored ones that they
/// replaced.
struct Taken {
    changed: Vec<Reading>,
    earlier: Vec<Reading>,
}

/// A transaction that writes, or that only tries it.
struct Writing {
    tx: Tx,
    turns: i64,
    received_at: Instant,
}

/// The result of a batch.
#[derive(Default)]
pub(super) struct WrittenBatch {
    /// How many readings were new or different.
    pub(super) changed: u64,
    /// The effect of each reading, if that was wanted; `None` for an event whose name belongs to
    /// another one.
    pub(super) effects: Vec<Option<ReadingEffect>>,
    /// The memory of the readings, to reuse.
    pub(super) emptied: Vec<Reading>,
}

/// The writing thread. Dropping this waits until nothing is being written.
pub(super) struct Thread {
    batches: Option<Sender<FilledBatch>>,
    written: Receiver<std::result::Result<WrittenBatch, StoreError>>,
    under_way: bool,
    thread: Option<JoinHandle<()>>,
}

impl Thread {
    /// Passes a batch to the thread after the one before was written.
    pub(super) async fn write(&mut self, batch: FilledBatch) -> Result<()> {
        debug_assert!(!self.under_way, "one batch at a time");
        if let Some(batches) = &self.batches {
            batches.send(batch).await.map_err(|_| ended())?;
            self.under_way = true;
        }
        Ok(())
    }

    /// Waits for the current batch; `None` if no batch is being written.
    pub(super) async fn written(&mut self) -> Result<Option<WrittenBatch>> {
        if !std::mem::take(&mut self.under_way) {
            return Ok(None);
        }
        Ok(Some(self.written.recv().await.ok_or_else(ended)??))
    }
}

fn ended() -> Failure {
    Failure::System("the thread that writes readings ended".to_owned())
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.batches = None;
        if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join)
            && !thread::panicking()
        {
            std::panic::resume_unwind(panic);
        }
    }
}

impl Writer {
    /// A writer for an import that begins now.
    pub(super) fn new(
        store: &Store,
        clock: &Clock,
        directory: &Arc<Directory>,
        installation: &Installation,
        dry_run: bool,
    ) -> Self {
        Self {
            store: store.clone(),
            clock: *clock,
            directory: Arc::clone(directory),
            arrivals: Arrivals::new(directory, installation),
            has_readings: with_readings(directory),
            turns: installation.turns,
            guess: Guess::Free,
            noted: Guess::Free,
            dry_run,
            now: clock.now(installation),
            rehearsal: installation.rehearsal,
            first_cycle: installation.first_cycle,
        }
    }

    pub(super) fn start(mut self) -> Result<Thread> {
        let failed = |error| Failure::System(format!("no thread to write readings: {error}"));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(failed)?;
        let (batches, mut handed) = channel::<FilledBatch>(1);
        let (tell, written) = channel(1);
        let work = async move {
            while let Some(filled) = handed.recv().await {
                let done = self.take_in(filled).await;
                if tell.send(done).await.is_err() {
                    break;
                }
            }
        };
        let thread = thread::Builder::new().name("readings".to_owned());
        let thread = thread.spawn(move || runtime.block_on(work)).map_err(failed)?;
        Ok(Thread { batches: Some(batches), written, under_way: false, thread: Some(thread) })
    }

    async fn take_in(
        &mut self,
        mut filled: FilledBatch,
    ) -> std::result::Result<WrittenBatch, StoreError> {
        if let Some(directory) = filled.directory.take() {
            self.arrivals.cover(&directory);
            self.has_readings = with_readings(&directory);
            self.directory = directory;
        }
        self.follow_moves(&mut filled);
        self.keep_dates(&mut filled).await?;
        let written = loop {
            match self.write(&mut filled).await {
                Err(error) if error.is_transient() => {}
                result => break result?,
            }
        };
        let mut emptied = filled.readings;
        emptied.clear();
        Ok(WrittenBatch { emptied, ..written })
    }

    fn dated_readings(&self) -> DatedReadings<'_> {
        let (rehearsal, first_cycle) = (self.rehearsal, self.first_cycle);
        DatedReadings { directory: &self.directory, rehearsal, first_cycle }
    }

    /// Reads the dates of a batch by the present links, if any changed since its rows were read.
    /// Returns whether one did.
    fn follow_moves(&self, filled: &mut FilledBatch) -> bool {
        let moved = filled.moved_turn != self.directory.moved_turn;
        if moved {
            self.dated_readings().mean_again(&mut filled.dated, &mut filled.readings);
            filled.moved_turn = self.directory.moved_turn;
        }
        moved
    }

    /// A date became an instant when its row was first read, and stays that instant: a row that is
    /// given again is the same reading, even if its subscription has moved to another time zone.
    async fn keep_dates(&self, filled: &mut FilledBatch) -> std::result::Result<(), StoreError> {
        let FilledBatch { readings, dated, .. } = filled;
        if !dated.iter().any(DatedReading::is_open) {
            return Ok(());
        }
        let known = self.dated_readings();
        self.store.reading(async |tx| known.find(tx, dated, readings).await).await
    }

    /// Writes a batch in one transaction.
    async fn write(
        &mut self,
        filled: &mut FilledBatch,
    ) -> std::result::Result<WrittenBatch, StoreError> {
        let mut writing = self.begin().await?;
        if self.follow_moves(filled) {
            let FilledBatch { readings, dated, .. } = &mut *filled;
            self.dated_readings().find(&mut writing.tx, dated, readings).await?;
        }
        let FilledBatch { readings, source_id, events, .. } = filled;
        if let Some(events) = events {
            return self.write_events(writing, events, readings, *source_id).await;
        }
        let settled = SettledBatch::of(readings, *source_id);
        let mut taken = self.take(&mut writing, &settled).await?;
        self.end(writing, &taken.changed).await?;
        let effects = settled.effects(readings, &mut taken).into_iter().map(Some).collect();
        let changed = taken.changed.len() as u64;
        Ok(WrittenBatch { changed, effects, emptied: Vec::new() })
    }

    /// Writes the readings of the new events of a batch.
    async fn write_events(
        &mut self,
        mut writing: Writing,
        events: &SentEvents,
        readings: &[Reading],
        source_id: Option<i64>,
    ) -> std::result::Result<WrittenBatch, StoreError> {
        let all = events.compare(&mut writing.tx).await?;
        let new: Vec<Reading> = only_new(readings, &all).collect();
        let settled = SettledBatch::of(&new, source_id);
        let mut taken = self.take(&mut writing, &settled).await?;
        events.note(&mut writing.tx, &all, writing.received_at).await?;
        self.end(writing, &taken.changed).await?;
        let effects = all_effects(&all, settled.effects(&new, &mut taken));
        let changed = taken.changed.len() as u64;
        Ok(WrittenBatch { changed, effects, emptied: Vec::new() })
    }

    /// Begins a transaction. One that writes takes the work lock, and learns what others changed.
    async fn begin(&mut self) -> std::result::Result<Writing, StoreError> {
        let mut tx = self.store.begin().await?;
        if self.dry_run {
            return Ok(Writing { tx, turns: self.turns, received_at: self.now });
        }
        let installation: Installation = installation::take_work_lock(&mut tx).await?;
        let is_next = installation.turns == self.turns + 1;
        let has_moved = installation.moved_turn != self.directory.moved_turn;
        // The clock or another import may have changed how far reports are made and, if links
        // moved, who owns what.
        if has_moved || !is_next && installation.moved_turn.is_some() {
            self.directory = Arc::new(self.directory.again(&mut tx).await?);
            self.has_readings.resize(self.directory.products.len(), false);
        }
        if !is_next {
            self.arrivals.reload(&mut tx, &self.directory, &installation).await?;
        }
        let received_at = self.clock.now(&installation);
        Ok(Writing { tx, turns: installation.turns, received_at })
    }

    /// Takes the batch in, and notes its source.
    async fn take(
        &mut self,
        writing: &mut Writing,
        settled: &SettledBatch,
    ) -> std::result::Result<Taken, StoreError> {
        let SettledBatch { source_id, readings, replaced } = settled;
        if readings.is_empty() {
            return Ok(Taken { changed: Vec::new(), earlier: Vec::new() });
        }
        let batch = Batch { readings, replaced, received_at: writing.received_at };
        let mut earlier = Vec::new();
        let noted = source_id.is_some().then_some(&mut earlier);
        let tx = &mut writing.tx;
        let changed = readings::take_in_noting(tx, &batch, &mut self.guess, noted).await?;
        if let Some(source_id) = source_id {
            sources::note_readings(tx, *source_id, readings, &mut self.noted).await?;
        }
        Ok(Taken { changed, earlier })
    }

    /// Records the effect of the readings that are new or different, and commits. A dry run undoes
    /// everything.
    async fn end(
        &mut self,
        writing: Writing,
        changed: &[Reading],
    ) -> std::result::Result<(), StoreError> {
        let Writing { mut tx, turns, .. } = writing;
        if self.dry_run {
            return tx.rollback().await;
        }
        self.arrivals.note(&mut tx, &self.directory, changed).await?;
        let mut read = Vec::new();
        for reading in changed {
            let subscription = self.directory.linked(reading.subscription_id);
            let kind = LinkKind::SubscriptionProduct;
            for product in self.directory.links.values(kind, subscription.id, subscription.product)
            {
                if !std::mem::replace(&mut self.has_readings[place(product)], true) {
                    read.push(product);
                }
            }
        }
        for product in &read {
            products::mark_read(&mut tx, *product).await?;
        }
        let done = tx.commit().await;
        if done.is_err() {
            for product in read {
                self.has_readings[place(product)] = false;
            }
        }
        done?;
        self.turns = turns;
        Ok(())
    }
}

/// Whether each product has readings.
fn with_readings(directory: &Directory) -> Vec<bool> {
    directory.products.iter().map(|product| product.has_readings).collect()
}

/// Sorts a batch by key and keeps the last reading of each; readings that differ from it were
/// superseded.
fn settle(batch: &mut Vec<Reading>) -> Vec<Reading> {
    if !batch.is_sorted_by_key(Reading::key) {
        batch.sort_by_key(Reading::key);
    }
    let mut dropped = Vec::new();
    batch.dedup_by(|next, kept| {
        let same = next.key() == kept.key();
        if same {
            dropped.push(std::mem::replace(kept, *next));
        }
        same
    });
    // A value that was given again last is current, not superseded.
    dropped.retain(|old| {
        batch.binary_search_by_key(&old.key(), Reading::key).is_ok_and(|at| batch[at] != *old)
    });
    dropped
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_domain::quantity::Quantity;

    fn reading(subscription_id: i64, at: i64, units: i64) -> Reading {
        Reading {
            partner_id: 1,
            subscription_id,
            observed_at: Instant::from_micros(at),
            provisioned: Quantity::from_units(units),
            used: None,
        }
    }

    #[test]
    fn the_later_row_wins_and_what_it_replaced_is_told() {
        let mut batch = vec![
            reading(2, 5, 1),
            reading(1, 5, 1),
            reading(2, 5, 2),
            reading(2, 5, 2),
            reading(3, 5, 1),
            reading(3, 5, 9),
            reading(3, 5, 1),
        ];
        let replaced = settle(&mut batch);
        assert_eq!(batch, [reading(1, 5, 1), reading(2, 5, 2), reading(3, 5, 1)]);
        assert_eq!(replaced, [reading(2, 5, 1), reading(3, 5, 9)]);
    }
}
