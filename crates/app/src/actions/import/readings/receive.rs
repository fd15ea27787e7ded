//! Receives readings that a program sends, and answers for each one.
//!
//! They are checked and written by what checks and writes the rows of the files.

use super::effects::ReadingEffect;
use super::sender::{SentReading, may_send};
use super::{BATCH, Importer, KnownDirectory, unknown_subscription};
use crate::actions::audit;
use crate::actions::import::directory::Directory;
use crate::actions::manage_sources::{self, ReadingsSender};
use crate::actions::refresh_reports;
use crate::clock::Clock;
use crate::failure::Result;
use crate::formats::cells::Cells;
use crate::formats::json_reading::JsonFault;
use crate::formats::problem::{Cause, Problem};
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_domain::source::SourceMode;
use countersign_store::audit::AuditEntry;
use countersign_store::sources::{self, Source};
use countersign_store::{Store, StoreError, Tx, installation};
use std::mem;

/// The result of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemResult {
    /// Its row.
    pub row: u64,
    /// Its effect, or the reason why it is refused.
    pub result: std::result::Result<ReadingEffect, ItemRefusal>,
}

/// The reason why an item is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRefusal {
    /// The stable code.
    pub code: &'static str,
    /// The field that is wrong; `None` for the item as a whole.
    pub field: Option<&'static str>,
    /// The character in the row, from 1, if the row cannot be read.
    pub column: Option<usize>,
    /// What is wrong, as an English sentence.
    pub detail: String,
}

impl ItemRefusal {
    /// A row that the body did not contain to its end.
    #[must_use]
    pub fn cut_off() -> Self {
        let detail = "The body ended within this row. Nothing of the row was stored.".to_owned();
        Self { code: "cut_off", field: None, column: None, detail }
    }

    /// A row that is longer than a row may be.
    #[must_use]
    pub fn too_long(most: usize) -> Self {
        let detail = format!("A row has at most {most} bytes.");
        Self { code: "too_long", field: None, column: None, detail }
    }
}

impl From<&Problem> for ItemRefusal {
    fn from(problem: &Problem) -> Self {
        let code = match (problem.expected.cause(), problem.column) {
            (Cause::Unknown(_), _) => "unknown_subscription",
            (Cause::Blank, _) => "missing_value",
            (_, Some(_)) => "bad_value",
            (_, None) => "bad_row",
        };
        let detail = format!("Found {}, expected {}.", problem.found, problem.expected);
        Self { code, field: problem.column, column: None, detail }
    }
}

impl From<JsonFault> for ItemRefusal {
    fn from(fault: JsonFault) -> Self {
        let code = if fault.is_json { "invalid_item" } else { "bad_json" };
        Self { code, field: None, column: Some(fault.column), detail: fault.detail }
    }
}

/// The items of one batch.
#[derive(Default)]
struct Items {
    /// The row of each item.
    rows: Vec<u64>,
    /// The refused ones, by their place.
    refused: Vec<(usize, ItemRefusal)>,
}

impl Items {
    /// The results of all items, with the effects of those that were not refused.
    fn results(self, effects: Vec<ReadingEffect>) -> Vec<ItemResult> {
        let (mut refused, mut effects) = (self.refused.into_iter().peekable(), effects.into_iter());
        let rows = self.rows.into_iter().enumerate();
        let result = rows.filter_map(|(place, row)| {
            let result = match refused.next_if(|(at, _)| *at == place) {
                Some((_, refusal)) => Err(refusal),
                None => Ok(effects.next()?),
            };
            Some(ItemResult { row, result })
        });
        result.collect()
    }
}

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
    importer: Importer,
    items: Items,
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
        let directory = store.reading(async |tx| Directory::load(tx).await).await?;
        let known = KnownDirectory { directory, unknown: None };
        let is_test = source.mode == SourceMode::Test;
        let mut importer = Importer::begin(store, clock, known, 1, is_test).await?;
        importer.source_id = Some(source.id);
        let (store, clock, items) = (store.clone(), *clock, Items::default());
        Ok(Self { store, clock, request, source, importer, items, handed: None, changed: 0 })
    }

    /// Adds an item with its row. It is written by [`Self::pass_on`].
    pub fn add(&mut self, row: u64, cells: &impl Cells) {
        match self.check(cells) {
            Ok(()) => self.items.rows.push(row),
            Err(problem) => self.refuse(row, (&problem).into()),
        }
    }

    fn check(&mut self, cells: &impl Cells) -> std::result::Result<(), Problem> {
        let (code, importer) = (cells.needed(0)?, &mut self.importer);
        let number = importer.directory.subscription_codes.get(code);
        let subscription = number.ok_or_else(|| unknown_subscription(code))?;
        let observed_at = importer.observed_at(cells, subscription).ok().map(|(at, _)| at);
        let sent = SentReading { subscription, observed_at, first_cycle: importer.first_cycle };
        // A subscription of others cannot be told from one that does not exist.
        if !may_send(&importer.directory, &self.request.person, sent) {
            return Err(unknown_subscription(code));
        }
        let reading = self.importer.reading(cells)?;
        self.importer.batch.push(reading);
        Ok(())
    }

    /// Adds an item that is refused.
    pub fn refuse(&mut self, row: u64, refusal: ItemRefusal) {
        self.items.refused.push((self.items.rows.len(), refusal));
        self.items.rows.push(row);
    }

    /// Whether no item waits to be written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.rows.is_empty()
    }

    /// Whether the items fill a batch.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.items.rows.len() >= BATCH / 2
    }

    /// Begins to write the items, and returns the results of those that were passed on before.
    ///
    /// # Errors
    /// Fails when the database does. The items without a result are not stored then, or stored
    /// without an answer: adding them again is harmless.
    pub async fn pass_on(&mut self) -> Result<Vec<ItemResult>> {
        self.changed += self.importer.hand_over().await?;
        let before = self.handed.replace(mem::take(&mut self.items));
        Ok(self.results_of(before))
    }

    /// Waits until the items that were passed on are written, and returns their results.
    ///
    /// # Errors
    /// As [`Self::pass_on`].
    pub async fn written(&mut self) -> Result<Vec<ItemResult>> {
        self.changed += self.importer.written().await?;
        let handed = self.handed.take();
        Ok(self.results_of(handed))
    }

    fn results_of(&mut self, items: Option<Items>) -> Vec<ItemResult> {
        let effects = mem::take(&mut self.importer.effects);
        items.map(|items| items.results(effects)).unwrap_or_default()
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
