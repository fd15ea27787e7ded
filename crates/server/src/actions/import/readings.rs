//! Files of readings: row by row, batch by batch, the refused ones handed back.
//!
//! A batch is one transaction: its readings, what they supersede, and the notes that tell the
//! clock which reports they touch. An import that is cut off is run again as a whole: readings
//! that are there already change nothing.

mod arrivals;
mod rejected;

use super::directory::{Directory, place};
use super::directory_files::Unknown;
use super::{FileKind, FileReport, Options, Report};
use crate::clock::Clock;
use crate::failure::Result;
use crate::formats::input::is_packed;
use crate::formats::sheet::{Columns, Kind, Problem, Row, Sheet};
use crate::progress::Progress;
use arrivals::Arrivals;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_domain::link::LinkKind;
use countersign_domain::quantity::{MAX_READING, Quantity, QuantityError};
use countersign_domain::zone::{has_instants, parse_date};
use countersign_store::installation::{self, Installation};
use countersign_store::readings::{self, Batch, Guess, Reading};
use countersign_store::{Store, StoreError, products};
use rejected::Rejected;
use std::path::{Path, PathBuf};

const COLUMNS: Columns =
    Columns { names: &["subscription", "observed_at", "provisioned", "used"], required: 3 };

/// Readings of one transaction.
const BATCH: usize = 65_536;

/// What is known when readings come.
pub(super) struct Known {
    /// The directory.
    pub(super) directory: Directory,
    /// What this import's directory files would have brought, had they not been refused.
    pub(super) unknown: Option<Unknown>,
}

/// Imports files of readings, one after the other.
pub(super) async fn import(
    store: &Store,
    clock: &Clock,
    known: Known,
    files: &[PathBuf],
    options: &Options,
    report: &mut Report,
    progress: &mut Progress,
) -> Result<()> {
    let mut tx = store.read().await?;
    let missing = || StoreError::Corrupt("the installation's row is missing".to_owned());
    let installation = installation::load(&mut tx).await?.ok_or_else(missing)?;
    tx.rollback().await?;
    let latest = if installation.rehearsal {
        Instant::from_micros(i64::MAX)
    } else {
        clock.machine_time().plus_micros(DAY_MICROS)
    };
    let mut importer = Importer {
        store,
        clock,
        arrivals: Arrivals::new(&known.directory, &installation),
        directory: known.directory,
        unknown: known.unknown,
        latest,
        turns: installation.turns,
        guess: Guess::Free,
        batch: Vec::with_capacity(BATCH),
        dry_run: options.dry_run,
        last_instant: None,
        dated: Vec::new(),
        now: clock.now(&installation),
    };
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

struct Importer<'a> {
    store: &'a Store,
    clock: &'a Clock,
    directory: Directory,
    unknown: Option<Unknown>,
    arrivals: Arrivals,
    latest: Instant,
    turns: i64,
    guess: Guess,
    batch: Vec<Reading>,
    dry_run: bool,
    /// When it began.
    now: Instant,
    /// Rows in order of time repeat the instant of the row before.
    last_instant: Option<(String, Instant)>,
    /// Readings of the batch that a file dates, where that may have meant another instant when it
    /// was read before: their places, and the other instants.
    dated: Vec<(usize, Vec<Instant>)>,
}

impl Importer<'_> {
    async fn file(
        &mut self,
        path: &Path,
        options: &Options,
        report: &mut Report,
        progress: &mut Progress,
        behind: u64,
    ) -> Result<u64> {
        let mut sheet = match Sheet::open(path, &COLUMNS) {
            Ok(sheet) => sheet,
            Err(problem) => {
                report.problems.file(path, &problem);
                return Ok(0);
            }
        };
        let size = std::fs::metadata(path).map(|data| data.len()).ok();
        let size = size.filter(|_| !is_packed(path));
        progress.begin(&path.display().to_string(), "B", size);
        let mut rejected = Rejected::new(path, options, &sheet);
        loop {
            let row = match sheet.next_row() {
                Ok(Some(row)) => row,
                Ok(None) => break,
                Err(problem) => {
                    report.problems.file(path, &problem);
                    break;
                }
            };
            report.readings += 1;
            match self.reading(&row) {
                Ok(reading) => self.batch.push(reading),
                Err(problem) => {
                    report.readings_refused += 1;
                    match self.hangs(&problem) {
                        true => report.problems.consequence(),
                        false => report.problems.row(path, row.number(), &problem),
                    }
                    rejected.add(&row, &problem)?;
                }
            }
            if self.batch.len() == BATCH {
                report.readings_changed += self.flush().await?;
                progress.at(sheet.bytes_read());
                progress.pulse(behind + sheet.bytes_read()).await?;
            }
        }
        report.readings_changed += self.flush().await?;
        report.rejected_files.extend(rejected.finish()?);
        progress.pulse(behind + sheet.bytes_read()).await?;
        Ok(sheet.bytes_read())
    }

    /// Whether a row is only wrong because the directory files were refused.
    fn hangs(&self, problem: &Problem) -> bool {
        let missing = problem.missing.as_ref().zip(self.unknown.as_ref());
        missing.is_some_and(|(missing, unknown)| unknown.has_subscription(&missing.code))
    }

    fn reading(&mut self, row: &Row<'_>) -> std::result::Result<Reading, Problem> {
        row.check_width()?;
        let code = row.needed(0)?;
        let number = self.directory.subscription_codes.get(code);
        let number = number.ok_or_else(|| {
            Problem::unknown("subscription", Kind::Subscription, code, "a known subscription")
        })?;
        let subscription = self.directory.subscriptions[place(number)];
        let (observed_at, others) = self.observed_at(row, number)?;
        let product = &self.directory.products[place(i64::from(subscription.product))];
        let quantity = |column: usize| {
            let found = row.figure(column)?;
            let parse = |text: &str| {
                let quantity = Quantity::parse(text, product.decimals)?;
                if quantity > MAX_READING { Err(QuantityError::TooLarge) } else { Ok(quantity) }
            };
            let wrong = |text: &str, error: QuantityError| {
                Problem::cell(COLUMNS.names[column], text, error.to_string())
            };
            found.map(|text| parse(&text).map_err(|error| wrong(&text, error))).transpose()
        };
        let needed = || Problem::cell("provisioned", "", "a number: it is required");
        let reading = Reading {
            partner_id: i64::from(subscription.home),
            subscription_id: number,
            observed_at,
            provisioned: quantity(2)?.ok_or_else(needed)?,
            used: quantity(3)?,
        };
        if !others.is_empty() {
            self.dated.push((self.batch.len(), others));
        }
        Ok(reading)
    }

    /// When a row was observed; and the instants that its date may have meant before.

    fn observed_at(
        &mut self,
        row: &Row<'_>,
        number: i64,
    ) -> std::result::Result<(Instant, Vec<Instant>), Problem> {
        let text = row.needed(1)?;
        if let Some((last, instant)) = &self.last_instant
            && last == text
        {
            return Ok((*instant, Vec::new()));
        }
        let wrong = |expected: &str| Problem::cell("observed_at", text, expected);
        let expected = "an instant such as 2026-10-01T08:30:00Z or a date";
        let date = parse_date(text).ok();
        let (instant, others) = match date {
            Some(date) if !has_instants(date) => return Err(wrong(expected)),
            Some(date) => {
                let zones = self.directory.zones_of_date(number, date);
                let mut noons = zones.iter().filter_map(|zone| zone.noon(date));
                (noons.next().ok_or_else(|| wrong(expected))?, noons.collect())
            }
            None => (Instant::parse(text).map_err(|_| wrong(expected))?, Vec::new()),
        };
        if instant > self.latest {
            return Err(wrong("an instant at most 24 hours from now"));
        }
        if date.is_none() {
            self.last_instant = Some((text.to_owned(), instant));
        }
        Ok((instant, others))
    }

    /// Writes the batch; how many readings were new or different.
    async fn flush(&mut self) -> Result<u64> {
        if self.batch.is_empty() {
            return Ok(0);
        }
        self.keep_dates().await?;
        let replaced = settle(&mut self.batch);
        if self.dry_run {
            let changed = self.try_out(&replaced).await?;
            self.batch.clear();
            return Ok(changed);
        }
        let changed = loop {
            match self.write(&replaced).await {
                Err(error) if error.is_transient() => {}
                result => break result?,
            }
        };
        self.batch.clear();
        Ok(changed)
    }

    /// A date became an instant when its row was first read, and stays that instant: a row that is
    /// given again is the same reading, also where its subscription counts for another time zone by
    /// now.
    async fn keep_dates(&mut self) -> Result<()> {
        let dated = std::mem::take(&mut self.dated);
        if dated.is_empty() {
            return Ok(());
        }
        let mut tx = self.store.read().await?;
        for (place, others) in dated {
            let Some(reading) = self.batch.get_mut(place) else { continue };
            let key = (reading.partner_id, reading.subscription_id);
            if readings::is_there(&mut tx, key, reading.observed_at).await? {
                continue;
            }
            for other in others {
                if readings::is_there(&mut tx, key, other).await? {
                    reading.observed_at = other;
                    break;
                }
            }
        }
        tx.rollback().await?;
        Ok(())
    }

    /// How many readings of the batch would be new or different.
    async fn try_out(&mut self, replaced: &[Reading]) -> Result<u64> {
        let batch = Batch { readings: &self.batch, replaced, received_at: self.now };
        let mut tx = self.store.begin().await?;
        let changed = readings::take_in(&mut tx, &batch, &mut self.guess).await?;
        tx.rollback().await?;
        Ok(changed.len() as u64)
    }

    async fn write(&mut self, replaced: &[Reading]) -> std::result::Result<u64, StoreError> {
        let mut tx = self.store.begin().await?;
        let installation: Installation = installation::take_turn(&mut tx).await?;
        if installation.turns != self.turns + 1 {
            // The clock or another import was here: how far reports are made has changed.
            self.arrivals.reload(&mut tx, &mut self.directory, &installation).await?;
        }
        let received_at = self.clock.now(&installation);
        let batch = Batch { readings: &self.batch, replaced, received_at };
        let changed = readings::take_in(&mut tx, &batch, &mut self.guess).await?;
        self.arrivals.note(&mut tx, &self.directory, &changed).await?;
        let mut read = Vec::new();
        for reading in &changed {
            let subscription = self.directory.linked(reading.subscription_id);
            let kind = LinkKind::SubscriptionProduct;
            for id in self.directory.links.values(kind, subscription.id, subscription.product) {
                let product = &mut self.directory.products[place(id)];
                if !product.has_readings {
                    product.has_readings = true;
                    read.push(id);
                }
            }
        }
        for product in &read {
            products::mark_read(&mut tx, *product).await?;
        }
        let done = tx.commit().await;
        if done.is_err() {
            for product in read {
                self.directory.products[place(product)].has_readings = false;
            }
        }
        done?;
        self.turns = installation.turns;
        Ok(changed.len() as u64)
    }
}

/// Sorts a batch by key and keeps the last reading of each; the others, where they differ from
/// it, were replaced.
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
    // A value that came back last is current, not replaced.
    dropped.retain(|old| {
        batch.binary_search_by_key(&old.key(), Reading::key).is_ok_and(|at| batch[at] != *old)
    });
    dropped
}

#[cfg(test)]
mod tests {
    use super::*;

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
