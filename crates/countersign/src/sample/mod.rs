//! A believable data set as import files: invented companies of several regions and scripts, and
//! months of readings with growth, churn, over-provisioning, gaps, late rows and corrections.
//!
//! The files have the format of `countersign import`. The same options give the same bytes on any
//! machine. Nothing is kept per subscription: each one is derived from the seed and its number when
//! it is needed, so a million of them take no memory.

mod calendar;
mod catalogue;
pub(crate) mod cells;
mod directory;
mod folder;
mod people;
mod plan;
pub(crate) mod random;
mod subscription;
#[cfg(test)]
mod tests;
mod usage;
pub(crate) mod words;

use std::io;
use std::path::{Path, PathBuf};

use calendar::Calendar;
use plan::Plan;

/// The most partners: their codes have five digits.
pub const MAX_PARTNERS: u32 = 99_999;

/// The most subscriptions: their codes have seven digits.
pub const MAX_SUBSCRIPTIONS: u32 = 9_999_999;

/// The most months.
pub const MAX_MONTHS: u32 = 120;

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SampleOptions {
    /// How many partners, from 1 to [`MAX_PARTNERS`].
    pub partners: u32,
    /// How many months of readings, from 1 to [`MAX_MONTHS`].
    pub months: u32,
    /// The seed of all random choices.
    pub seed: u64,
    /// How many subscriptions a partner has on average, at least 1. The sum is exact.
    pub subscriptions_per_partner: u32,
    /// Year and month of the last readings; the year from 1980 to 9998.
    pub end: (i16, i8),
}

impl Default for SampleOptions {
    fn default() -> Self {
        Self { partners: 60, months: 3, seed: 1, subscriptions_per_partner: 25, end: (2026, 10) }
    }
}

impl SampleOptions {
    /// Checks the bounds and returns year and month of the end as plain numbers.
    fn checked(&self) -> io::Result<(u32, u32)> {
        let within = |what: &str, value: u32, most: u32| match value {
            0 => Err(invalid(format!("{what}: at least 1 is needed"))),
            _ if value > most => Err(invalid(format!("{what}: {value} is above {most}"))),
            _ => Ok(()),
        };
        within("partners", self.partners, MAX_PARTNERS)?;
        within("months", self.months, MAX_MONTHS)?;
        let subscriptions = self.partners.saturating_mul(self.subscriptions_per_partner);
        within("subscriptions", subscriptions, MAX_SUBSCRIPTIONS)?;
        match (u32::try_from(self.end.0), u32::try_from(self.end.1)) {
            (Ok(year @ 1980..=9998), Ok(month @ 1..=12)) => Ok((year, month)),
            _ => {
                let (year, month) = self.end;
                Err(invalid(format!("the last month: {year:04}-{month:02} cannot be generated")))
            }
        }
    }
}

fn invalid(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, message)
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleSummary {
    /// Rows of `partners.csv`.
    pub partners: u64,
    /// Rows of `customers.csv`.
    pub customers: u64,
    /// Rows of `subscriptions.csv`.
    pub subscriptions: u64,
    /// Rows of `users.csv`.
    pub users: u64,
    /// Rows of all files of readings.
    pub readings: u64,
    /// Readings in a later month's file.
    pub late_readings: u64,
    /// Readings that correct an earlier row of the same instant.
    pub corrected_readings: u64,
    /// The size of all files.
    pub bytes: u64,
    /// The files, the directory first, then month by month: an order to import them in.
    pub files: Vec<PathBuf>,
}

/// Writes the data set into `dir`, which is created if it does not exist.
///
/// An earlier sample there is replaced as a whole. A directory that contains anything else is
/// refused and not changed. Each file gets its name when it is complete. `progress` receives, at
/// intervals and at the end, the number of subscription days done and their total.
///
/// # Errors
/// `InvalidInput` if an option is out of bounds, `AlreadyExists` for a directory that contains
/// something else, otherwise the error of the disk.
pub fn write(
    dir: &Path,
    options: &SampleOptions,
    progress: &mut dyn FnMut(u64, u64),
) -> io::Result<SampleSummary> {
    let (year, month) = options.checked()?;
    let calendar = Calendar::ending(year, month, options.months);
    let plan = Plan::new(options.seed, options.partners, options.subscriptions_per_partner);
    let names = folder::DIRECTORY_FILES.iter().map(ToString::to_string);
    let names: Vec<String> =
        names.chain(calendar.months.iter().map(calendar::Month::file_name)).collect();
    folder::prepare(dir, &names, &directory::vendors())?;

    let written = directory::write(dir, options.seed, &plan, &calendar)?;
    let (mut files, mut bytes) = (written.files, written.bytes);
    let mut usage = usage::UsageWriter::new(options.seed, &plan, &calendar, progress);
    for place in 0..options.months {
        let (path, size) = usage.month(dir, place)?;
        files.push(path);
        bytes += size;
    }
    let [_, _, _, partners, customers, _, subscriptions, users] = written.rows;
    Ok(SampleSummary {
        partners,
        customers,
        subscriptions,
        users,
        readings: usage.counts.readings,
        late_readings: usage.counts.late,
        corrected_readings: usage.counts.corrections,
        bytes,
        files,
    })
}
