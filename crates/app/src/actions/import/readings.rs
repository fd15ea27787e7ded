//! Imports files of readings row by row, in batches, and writes the refused rows to a file.
//!
//! The next batch is read while one is written ([`writer`]). An interrupted import is run again as
//! a whole: stored readings change nothing.

mod arrivals;
mod dated_readings;
mod effects;
mod events;
mod item_result;
mod kept_cells;
mod mapped_event;
mod put_reading;
mod receive;
mod rejected;
mod sender;
mod waiting;
mod writer;

use super::directory::{DateOfReading, Directory, place};
use super::directory_files::Unknown;
use super::files::FileKind;
use super::options::ImportOptions;
use super::report::{FileReport, ImportReport};
use crate::actions::purge::readings_kept_since;
use crate::clock::Clock;
use crate::failure::Result;
use crate::formats::expected::{Expected, Thing};
use crate::formats::input::is_packed;
use crate::formats::sheet::{Cells, Problem, Sheet};
use crate::formats::usage_columns::USAGE_COLUMNS;
use crate::progress::WorkProgress;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_domain::quantity::{MAX_READING, Quantity, QuantityError};
use countersign_domain::zone::{has_instants, parse_date};
use countersign_store::readings::Reading;
use countersign_store::received_events::ReceivedEvent;
use countersign_store::{Store, StoreError, installation, purges};
use dated_readings::DatedReading;
pub use effects::ReadingEffect;
use events::SentEvents;
pub use item_result::{ItemRefusal, ItemResult};
use jiff::civil::Date;
pub use put_reading::put_reading;
pub use receive::{ReadingsRequest, ReceivedReadings};
use rejected::Rejected;
pub use sender::may_send_readings;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use writer::{FilledBatch, Thread, Writer, WrittenBatch};

/// Readings of one transaction.
const BATCH: usize = 65_536;

/// What is known before the readings are read.
pub(super) struct KnownDirectory {
    /// The directory.
    pub(super) directory: Arc<Directory>,
    /// The subscriptions that this import's refused directory files would have added.
    pub(super) unknown: Option<Unknown>,
}

/// Imports files of readings, one after the other.
pub(super) async fn import(
    store: &Store,
    clock: &Clock,
    known: KnownDirectory,
    files: &[PathBuf],
    options: &ImportOptions,
    report: &mut ImportReport,
    progress: &mut WorkProgress,
) -> Result<()> {
    let mut importer = Importer::begin(store, clock, known, BATCH, options.dry_run).await?;
    let mut behind = 0;
    for path in files {
        let before = (report.readings, report.readings_changed, report.problems.refused());
        behind += importer.file(path, options, report, progress, behind).await?;
        report.files.push(FileReport {
            file: path.clone(),
            kind: FileKind::Usage,
            rows: report.readings - before.0,
            new: report.readings_changed - before.1,
            changed: 0,
            refused: report.problems.refused() - before.2,
        });
    }
    progress.end();
    Ok(())
}

/// The instant of a row.
struct RowInstant {
    observed_at: Instant,
    /// The date, if the row has one instead of an instant, with the instants that it may mean.
    date: Option<(Date, Vec<Instant>)>,
}

struct Importer {
    directory: Arc<Directory>,
    /// The directory if the writer does not have it yet.
    unshared: Option<Arc<Directory>>,
    unknown: Option<Unknown>,
    /// The first cycle of the installation.
    first_cycle: Cycle,
    latest: Instant,
    /// Earlier readings were purged, and nothing is computed from them any more.
    earliest: Option<Instant>,
    writer: Thread,
    batch: Vec<Reading>,
    /// An empty batch to fill next.
    spare: Vec<Reading>,
    /// Rows in order of time often repeat the instant of the row before.
    last_instant: Option<(String, Instant)>,
    dated: Vec<DatedReading>,
    /// The number of the source that sends the readings; none for files.
    source_id: Option<i64>,
    /// The events that the readings of the batch are, in their order; none for other readings.
    events: Vec<ReceivedEvent>,
    /// The company that sends the events.
    company_id: i64,
    /// The effects of the readings that were written last.
    effects: Vec<Option<ReadingEffect>>,
}

impl Importer {
    async fn begin(
        store: &Store,
        clock: &Clock,
        known: KnownDirectory,
        batch: usize,
        dry_run: bool,
    ) -> Result<Self> {
        let missing = || StoreError::Corrupt("the installation's row is missing".to_owned());
        let (installation, readings_from) = store
            .reading(async |tx| {
                let installation = installation::load(tx).await?;
                Ok::<_, StoreError>((installation, purges::readings_from(tx).await?))
            })
            .await?;
        let installation = installation.ok_or_else(missing)?;
        let latest = if installation.rehearsal {
            Instant::from_micros(i64::MAX)
        } else {
            clock.machine_time().plus_micros(DAY_MICROS)
        };
        let directory = known.directory;
        let writer = Writer::new(store, clock, &directory, &installation, dry_run);
        Ok(Self {
            directory,
            unshared: None,
            unknown: known.unknown,
            first_cycle: installation.first_cycle,
            latest,
            earliest: readings_from.map(readings_kept_since),
            writer: writer.start()?,
            batch: Vec::with_capacity(batch),
            spare: Vec::with_capacity(batch),
            last_instant: None,
            dated: Vec::new(),
            source_id: None,
            events: Vec::new(),
            company_id: 0,
            effects: Vec::new(),
        })
    }

    /// The same with another part of the directory.
    fn with(self, directory: Arc<Directory>) -> Self {
        Self { unshared: Some(Arc::clone(&directory)), directory, ..self }
    }

    async fn file(
        &mut self,
        path: &Path,
        options: &ImportOptions,
        report: &mut ImportReport,
        progress: &mut WorkProgress,
        behind: u64,
    ) -> Result<u64> {
        let mut sheet = match Sheet::open(path, &USAGE_COLUMNS) {
            Ok(sheet) => sheet,
            Err(fault) => {
                report.problems.file(path, fault);
                return Ok(0);
            }
        };
        let size = std::fs::metadata(path).map(|data| data.len()).ok();
        let size = size.filter(|_| !is_packed(path));
        progress.begin(&path.display().to_string(), "B", size);
        let mut written = 0;
        let mut rejected = Rejected::new(path, options, &sheet);
        loop {
            let row = match sheet.next_row() {
                Ok(Some(row)) => row,
                Ok(None) => break,
                Err(fault) => {
                    report.problems.file(path, fault);
                    break;
                }
            };
            report.readings += 1;
            match row.check_width().and_then(|()| self.reading(&row)) {
                Ok(reading) => self.batch.push(reading),
                Err(problem) => {
                    report.readings_refused += 1;
                    let rejected_row = Some(rejected.add(&row, &problem)?);
                    match self.hangs(&problem) {
                        true => report.problems.consequence(),
                        false => report.problems.of_row(path, &row, rejected_row, &problem),
                    }
                }
            }
            if self.batch.len() == BATCH {
                report.readings_changed += self.written().await?;
                progress.at(written);
                progress.pulse(behind + written).await?;
                written = sheet.bytes_read();
                self.hand_over().await?;
            }
        }
        report.readings_changed += self.hand_over().await? + self.written().await?;
        report.rejected_files.extend(rejected.finish()?);
        progress.pulse(behind + sheet.bytes_read()).await?;
        Ok(sheet.bytes_read())
    }

    /// Whether a row is wrong only because the directory files were refused.
    fn hangs(&self, problem: &Problem) -> bool {
        let reference = problem.unknown_reference().zip(self.unknown.as_ref());
        reference.is_some_and(|(it, unknown)| unknown.has_subscription(&it.code))
    }

    fn reading(&mut self, row: &impl Cells) -> std::result::Result<Reading, Problem> {
        let code = row.needed(0)?;
        let number = self.directory.subscription(code);
        let number = number.ok_or_else(|| unknown_subscription(code))?;
        let subscription = self.directory.subscriptions[place(number)];
        let RowInstant { observed_at, date } = self.observed_at(row, number)?;
        let decimals = self.directory.decimals_of(number, observed_at, self.first_cycle);
        let quantity = |column: usize| {
            row.parsed_figure(column, |text| {
                let quantity = Quantity::parse(text, decimals)?;
                if quantity <= MAX_READING { Ok(quantity) } else { Err(QuantityError::TooLarge) }
            })
        };
        let needed = || Problem::cell("provisioned", "", Expected::Figure);
        let reading = Reading {
            partner_id: i64::from(subscription.home),
            subscription_id: number,
            observed_at,
            provisioned: quantity(2)?.ok_or_else(needed)?,
            used: quantity(3)?,
        };
        if let Some((date, noons)) = date {
            self.dated.push(DatedReading { place: self.batch.len(), date, noons });
        }
        Ok(reading)
    }

    fn observed_at(
        &mut self,
        row: &impl Cells,
        number: i64,
    ) -> std::result::Result<RowInstant, Problem> {
        let text = row.needed(1)?;
        if let Some((last, instant)) = &self.last_instant
            && last == text
        {
            return Ok(RowInstant { observed_at: *instant, date: None });
        }
        let wrong = |expected: Expected| Problem::cell("observed_at", text, expected);
        let not_read = || wrong(Expected::InstantOrDate);
        let (observed_at, date) = match parse_date(text).ok() {
            Some(date) if !has_instants(date) => return Err(not_read()),
            Some(date) => {
                let noons = self.directory.noons_of(DateOfReading { subscription: number, date });
                (*noons.first().ok_or_else(not_read)?, Some((date, noons)))
            }
            None => (Instant::parse(text).map_err(|_| not_read())?, None),
        };
        if observed_at > self.latest {
            return Err(wrong(Expected::NotAhead));
        }
        if let Some(earliest) = self.earliest.filter(|earliest| observed_at < *earliest) {
            return Err(wrong(Expected::NotPurged(earliest)));
        }
        if date.is_none() {
            self.last_instant = Some((text.to_owned(), observed_at));
        }
        Ok(RowInstant { observed_at, date })
    }

    /// Passes the batch to the writer once the one before is written, and returns how many readings
    /// of that one were new or different.
    async fn hand_over(&mut self) -> Result<u64> {
        let changed = self.written().await?;
        if !self.batch.is_empty() {
            let (readings, dated) = (&mut self.batch, &mut self.dated);
            let (readings, dated) = (mem::take(readings), mem::take(dated));
            let (company_id, events) = (self.company_id, mem::take(&mut self.events));
            let filled = FilledBatch {
                directory: self.unshared.take(),
                moved_turn: self.directory.moved_turn,
                readings,
                dated,
                source_id: self.source_id,
                events: (!events.is_empty()).then_some(SentEvents { company_id, events }),
            };
            self.writer.write(filled).await?;
            self.batch = mem::take(&mut self.spare);
        }
        Ok(changed)
    }

    /// Waits for the current batch and returns how many of its readings were new or different.
    async fn written(&mut self) -> Result<u64> {
        let Some(written) = self.writer.written().await? else { return Ok(0) };
        let WrittenBatch { changed, effects, emptied } = written;
        self.spare = emptied;
        self.effects = effects;
        Ok(changed)
    }
}

fn unknown_subscription(code: &str) -> Problem {
    Problem::unknown("subscription", Thing::Subscription, code)
}
