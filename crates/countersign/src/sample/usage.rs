//! The files of readings: one per month, day after day, region after region, in order of time.

use std::io;
use std::path::{Path, PathBuf};

use super::calendar::{Calendar, Day, Month};
use super::catalogue::REGIONS;
use super::cells;
use super::folder::PartialFile;
use super::plan::{Partner, Plan};
use super::subscription::{DayReading, ReadingArrival, Subscription, UsageHabit};

/// The header of a file of readings.
pub(super) const COLUMNS: [&str; 4] = ["subscription", "observed_at", "provisioned", "used"];

/// How many subscription days lie between two reports of progress.
const PROGRESS_STEP: u64 = 1 << 16;

/// Writes the months one after the other; late rows wait here for the next month's file.
pub(super) struct UsageWriter<'a> {
    seed: u64,
    plan: &'a Plan,
    calendar: &'a Calendar,
    progress: &'a mut dyn FnMut(u64, u64),
    done: u64,
    reported: u64,
    late: LateRows,
    /// How many rows were written so far.
    pub(super) counts: RowCounts,
}

/// Numbers of rows by kind.
#[derive(Default)]
pub(super) struct RowCounts {
    /// All rows.
    pub(super) readings: u64,
    /// Those in a later month's file.
    pub(super) late: u64,
    /// Those that correct one at the same instant.
    pub(super) corrections: u64,
}

/// Rows that are written later than the others of their day.
#[derive(Default)]
struct LateRows {
    bytes: Vec<u8>,
    count: u64,
}

impl LateRows {
    fn push(&mut self, stamp: &str, subscription: &Subscription, reading: &DayReading) {
        row(&mut self.bytes, stamp, subscription, reading);
        self.count += 1;
    }

    /// Moves all rows to the end of `out` and returns how many there were.
    fn drain_into(&mut self, out: &mut Vec<u8>) -> u64 {
        out.append(&mut self.bytes);
        std::mem::take(&mut self.count)
    }
}

impl<'a> UsageWriter<'a> {
    /// A writer of all months of `calendar`.
    pub(super) fn new(
        seed: u64,
        plan: &'a Plan,
        calendar: &'a Calendar,
        progress: &'a mut dyn FnMut(u64, u64),
    ) -> Self {
        let (late, counts) = (LateRows::default(), RowCounts::default());
        Self { seed, plan, calendar, progress, done: 0, reported: 0, late, counts }
    }

    /// Writes the file of the month with the index `place` in the calendar.
    pub(super) fn month(&mut self, dir: &Path, place: u32) -> io::Result<(PathBuf, u64)> {
        let month = self.calendar.months[place as usize];
        let mut draft = PartialFile::create(dir, &month.file_name())?;
        cells::record(&mut draft.out, &COLUMNS);
        let late = self.late.drain_into(&mut draft.out);
        self.counts.late += late;
        self.counts.readings += late;
        for day_of_month in 1..=month.days {
            self.day(&mut draft, month, month.day(place, day_of_month))?;
        }
        draft.finish()
    }

    fn day(&mut self, draft: &mut PartialFile, month: Month, day: Day) -> io::Result<()> {
        let date = month.date(day.day_of_month);
        for partners in self.plan.by_region() {
            let region = &REGIONS[partners[0].distributor().region];
            let stamps = [region.read_at, region.retried_at].map(|time| format!(",{date}T{time},"));
            let mut queues = Queues::default();
            for partner in partners {
                self.partner(draft, &mut queues, partner, day, &stamps);
                draft.relieve()?;
            }
            let corrections = queues.corrections.drain_into(&mut draft.out);
            self.counts.corrections += corrections;
            self.counts.readings += corrections + queues.delayed.drain_into(&mut draft.out);
        }
        Ok(())
    }

    fn partner(
        &mut self,
        draft: &mut PartialFile,
        queues: &mut Queues,
        partner: &Partner,
        day: Day,
        [first, second]: &[String; 2],
    ) {
        let months = self.calendar.months.len() as u32;
        let days = self.calendar.days;
        let habit = UsageHabit::of(self.seed, partner.number, days);
        for number in partner.subscriptions() {
            let subscription = Subscription::of(self.seed, number, habit, months, days);
            let Some(reading) = subscription.on(day) else { continue };
            match reading.event {
                ReadingArrival::Delayed => {
                    queues.delayed.push(second, &subscription, &reading);
                    continue;
                }
                // What is late in the last month would never arrive.
                ReadingArrival::Late if day.month + 1 < months => {
                    self.late.push(first, &subscription, &reading);
                    continue;
                }
                ReadingArrival::Corrected => {
                    let wrong = reading.before_correction();
                    row(&mut draft.out, first, &subscription, &wrong);
                    queues.corrections.push(first, &subscription, &reading);
                }
                ReadingArrival::Late | ReadingArrival::Ordinary => {
                    row(&mut draft.out, first, &subscription, &reading);
                }
            }
            self.counts.readings += 1;
        }
        self.advance(partner.subscriptions().len() as u64);
    }

    fn advance(&mut self, subscription_days: u64) {
        let total = u64::from(self.plan.subscriptions) * u64::from(self.calendar.days);
        self.done += subscription_days;
        if self.done == total || self.done - self.reported >= PROGRESS_STEP {
            self.reported = self.done;
            (self.progress)(self.done, total);
        }
    }
}

/// The rows that follow the readings of a region's usual time.
#[derive(Default)]
struct Queues {
    corrections: LateRows,
    delayed: LateRows,
}

fn row(out: &mut Vec<u8>, stamp: &str, subscription: &Subscription, reading: &DayReading) {
    let decimals = subscription.product.decimals;
    out.push(b'S');
    cells::number(out, u64::from(subscription.number) + 1, 7);
    out.extend_from_slice(stamp.as_bytes());
    cells::quantity(out, reading.provisioned, decimals);
    out.push(b',');
    if let Some(used) = reading.used {
        cells::quantity(out, used, decimals);
    }
    out.extend_from_slice(b"\r\n");
}

/// The code of the subscription at `number`, as in the rows.
pub(super) fn code(number: u32) -> String {
    format!("S{:07}", u64::from(number) + 1)
}
