//! Receives readings that a program sends, also as events, and answers for each one.
//!
//! They are checked and written by what checks and writes the rows of the files. Of the directory,
//! only their subscriptions are read, unless there are many of them.

use super::item_result::{ItemRefusal, ItemResult, Items};
use super::kept_cells::KeptCells;
use super::mapped_event::Mappings;
use super::waiting::{Readable, Waiting};
use super::{BATCH, Importer, KnownDirectory};
use crate::actions::audit;
use crate::actions::import::directory::Directory;
use crate::actions::manage_sources::{self, ReadingsSender};
use crate::actions::refresh_reports;
use crate::clock::Clock;
use crate::failure::Result;
use crate::formats::cells::Cells;
use crate::formats::cloud_event::CloudEvent;
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_domain::event_mapping::EventMapping;
use countersign_domain::instant::Instant;
use countersign_domain::source::SourceMode;
use countersign_store::audit::AuditEntry;
use countersign_store::sources::{self, Source};
use countersign_store::{Store, StoreError, Tx, event_mappings, installation};
use std::collections::BTreeSet;
use std::mem;
use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

/// From this number of subscriptions on, the whole directory is loaded, which then takes less time
/// than to look them up.
const MANY: usize = 4_096;
/// How long the whole directory is used: a subscription that is new or has moved counts after that.
const USED: Duration = Duration::from_secs(60);

/// A program that sends readings.
pub struct ReadingsRequest {
    /// The person as whom it acts.
    pub person: Person,
    /// The program.
    pub sender: ReadingsSender,
    /// An entry of the audit record, with its person and address.
    pub entry: AuditEntry,
}

/// Readings that a program sends.
pub struct ReceivedReadings {
    store: Store,
    clock: Clock,
    request: ReadingsRequest,
    source: Source,
    /// `None` until the first readings are passed on.
    importer: Option<Importer>,
    /// The whole directory and when it was loaded, once the readings of a batch had many
    /// subscriptions.
    whole: Option<(Arc<Directory>, Stopwatch)>,
    /// `None` until the first event is passed on.
    mappings: Option<Mappings>,
    waiting: Vec<(u64, Waiting)>,
    /// The items that are being written.
    handed: Option<Items>,
    /// How many readings were new or different.
    changed: u64,
}

impl ReceivedReadings {
    /// Begins to receive readings from a program, which becomes a source if it is none. The
    /// readings of a source in test mode are not stored.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn begin(store: &Store, clock: &Clock, request: ReadingsRequest) -> Result<Self> {
        let source = find_source(store, clock, &request).await?;
        Ok(Self {
            store: store.clone(),
            clock: *clock,
            request,
            source,
            importer: None,
            whole: None,
            mappings: None,
            waiting: Vec::new(),
            handed: None,
            changed: 0,
        })
    }

    /// Adds a reading with its row. It is written by [`Self::pass_on`].
    pub fn add(&mut self, row: u64, cells: &impl Cells) {
        self.waiting.push((row, Waiting::Reading(KeptCells::of(cells))));
    }

    /// Adds an event with its row, which becomes a reading by the mapping of its type. A request
    /// has either readings or events.
    pub fn add_event(&mut self, row: u64, event: CloudEvent) {
        self.waiting.push((row, Waiting::Event(Box::new(event))));
    }

    /// Adds an item that is refused.
    pub fn refuse(&mut self, row: u64, refusal: ItemRefusal) {
        self.waiting.push((row, Waiting::Refused(refusal)));
    }

    /// Whether the items fill a batch.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.waiting.len() >= BATCH / 2
    }

    /// Begins to write the items, and returns the results of those that were passed on before.
    ///
    /// # Errors
    /// Fails when the database does. The items without a result are not stored then, or stored
    /// without an answer: adding them again is harmless.
    pub async fn pass_on(&mut self) -> Result<Vec<ItemResult>> {
        if self.waiting.is_empty() {
            return self.written().await;
        }
        let waiting = mem::take(&mut self.waiting);
        if waiting.iter().any(|(_, it)| matches!(it, Waiting::Event(_))) {
            self.learn_mappings().await?;
        }
        let none = Mappings::new();
        let mappings = self.mappings.as_ref().unwrap_or(&none);
        let readable = waiting.into_iter().map(|(row, it)| (row, Readable::of(it, mappings)));
        let readable: Vec<(u64, Readable)> = readable.collect();
        let mut importer = self.importer_of(&readable).await?;
        let mut items = Items::default();
        for (row, item) in readable {
            match item.check(&mut importer, &self.request.person) {
                Ok(()) => items.rows.push(row),
                Err(refusal) => items.refuse(row, refusal),
            }
        }
        self.changed += self.importer.insert(importer).hand_over().await?;
        let before = self.handed.replace(items);
        Ok(self.results_of(before))
    }

    async fn learn_mappings(&mut self) -> Result<()> {
        if self.mappings.is_none() {
            let all = self.store.reading(async |tx| event_mappings::all(tx).await).await?;
            let by_type = |it: EventMapping| {
                let hash = it.hash();
                (it.event_type.clone(), (Arc::new(it), hash))
            };
            self.mappings = Some(all.into_iter().map(by_type).collect());
        }
        Ok(())
    }

    /// The importer, with the subscriptions of these items.
    async fn importer_of(&mut self, items: &[(u64, Readable)]) -> Result<Importer> {
        let codes: BTreeSet<&str> = items.iter().filter_map(|(_, item)| item.code()).collect();
        let directory = self.directory_of(&codes).await?;
        let (store, clock) = (&self.store, &self.clock);
        if let Some(importer) = self.importer.take() {
            return Ok(importer.with(directory));
        }
        let known = KnownDirectory { directory, unknown: None };
        let is_test = self.source.mode == SourceMode::Test;
        let mut importer = Importer::begin(store, clock, known, 1, is_test).await?;
        importer.source_id = Some(self.source.id);
        importer.company_id = self.request.sender.company_id;
        Ok(importer)
    }

    /// The directory, or at least the part with these subscriptions.
    async fn directory_of(&mut self, codes: &BTreeSet<&str>) -> Result<Arc<Directory>> {
        self.whole = self.whole.take().filter(|(_, loaded)| loaded.elapsed() < USED);
        if let Some((whole, _)) = &self.whole {
            return Ok(Arc::clone(whole));
        }
        if codes.len() < MANY {
            let look_up = async |tx: &mut Tx| Directory::look_up(tx, codes).await;
            return Ok(Arc::new(self.store.reading(look_up).await?));
        }
        let loaded = Stopwatch::now();
        let whole = Arc::new(self.store.reading(async |tx| Directory::load(tx).await).await?);
        self.whole = Some((Arc::clone(&whole), loaded));
        Ok(whole)
    }

    /// Waits until the items that were passed on are written, and returns their results.
    ///
    /// # Errors
    /// As [`Self::pass_on`].
    pub async fn written(&mut self) -> Result<Vec<ItemResult>> {
        if let Some(importer) = &mut self.importer {
            self.changed += importer.written().await?;
        }
        let handed = self.handed.take();
        Ok(self.results_of(handed))
    }

    fn results_of(&mut self, items: Option<Items>) -> Vec<ItemResult> {
        let effects = self.importer.as_mut().map(|it| mem::take(&mut it.effects));
        items.map(|items| items.results(effects.unwrap_or_default())).unwrap_or_default()
    }

    /// Makes or refreshes the reports that the readings affect, and adds an entry of the audit
    /// record if a reading was new or different.
    ///
    /// # Errors
    /// Fails when the database does. The clock does the rest of the work on reports then.
    pub async fn end(self) -> Result<()> {
        let Self { store, clock, request, source, changed, .. } = self;
        if changed == 0 || source.mode == SourceMode::Test {
            return Ok(());
        }
        let now = now(&store, &clock).await?;
        let about = Some(format!("source {}", source.name));
        let entry = AuditEntry { event: Event::Imported, about, ..request.entry };
        let record = async |tx: &mut Tx| {
            sources::touch(tx, source.id, now).await?;
            audit::record(tx, entry.clone()).await
        };
        store.write(record).await?;
        refresh_reports::run(&store, now).await?;
        Ok(())
    }
}

/// The installation's time.
async fn now(store: &Store, clock: &Clock) -> Result<Instant> {
    let installation = store.reading(async |tx| installation::load(tx).await).await?;
    let missing = || StoreError::Corrupt("the installation's row is missing".to_owned());
    Ok(clock.now(&installation.ok_or_else(missing)?))
}

/// The source of a request, which is recorded as seen.
async fn find_source(store: &Store, clock: &Clock, request: &ReadingsRequest) -> Result<Source> {
    let now = now(store, clock).await?;
    let ReadingsRequest { sender, entry, .. } = request;
    let found = store.reading(async |tx| sources::of_sender(tx, sender.id).await).await?;
    if let Some(source) = found.filter(|it| !manage_sources::is_to_be_noted(it, now)) {
        return Ok(source);
    }
    let note = async |tx: &mut Tx| manage_sources::note_sender(tx, sender, entry, now).await;
    Ok(store.write(note).await?)
}
