//! Imports: the directory all or nothing, the readings row by row.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::basis::Reading;
use super::directory::Directory;
use super::installation::Model;
use super::links::Since;
use super::number::parse_quantity;
use super::ownership::{closing_instant, deciding_moment};
use super::rows::{self, Cells, DirectoryFile, ImportFacts};
use super::table::table;
use super::zone::{Cycle, day_start, noon_of, parse_date, parse_instant};

/// The result of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportResult {
    /// Directory rows (or whole files) refused. If there is one, the directory is unchanged.
    pub refused_directory_rows: usize,
    pub refused_readings: usize,
    /// Files of readings refused as a whole, with none of their rows imported.
    pub refused_usage_files: usize,
}

impl Model {
    /// Imports files given as (name, text), as one import.
    pub fn import<N: AsRef<str>, T: AsRef<str>>(&mut self, files: &[(N, T)]) -> ImportResult {
        let mut imported = ImportResult::default();
        // "One bad row and none of the directory files of that import changes anything."
        let mut directory = self.directory.clone();
        for kind in DirectoryFile::IN_ORDER {
            for (name, text) in files {
                if DirectoryFile::of_name(name.as_ref()) == Some(kind) {
                    imported.refused_directory_rows +=
                        self.import_directory_file(&mut directory, kind, text.as_ref());
                }
            }
        }
        imported.refused_directory_rows +=
            files.iter().filter(|(name, _)| is_unknown(name.as_ref())).count();
        if imported.refused_directory_rows == 0 {
            self.directory = directory;
        }
        // "Readings are taken row by row."
        let mut arrived = Vec::new();
        for (name, text) in files {
            if is_usage(name.as_ref()) {
                match self.import_usage(text.as_ref(), &mut arrived) {
                    Some(refused) => imported.refused_readings += refused,
                    None => imported.refused_usage_files += 1,
                }
            }
        }
        self.refresh_after_import(&arrived);
        imported
    }

    /// The number of rows refused.
    fn import_directory_file(
        &self,
        directory: &mut Directory,
        kind: DirectoryFile,
        text: &str,
    ) -> usize {
        let Some(records) = table(text, kind.required(), &kind.optional()) else { return 1 };
        let facts = self.facts();
        let mut refused = 0;
        for record in &records {
            if rows::take(directory, kind, &Cells::new(record), &facts).is_none() {
                refused += 1;
            }
        }
        refused
    }

    /// The facts at the start of an import.
    fn facts(&self) -> ImportFacts {
        let with_readings = self.readings.keys();
        let products = |code: &String| self.directory.subscriptions[code].product.all();
        let running = Cycle::running(self.stand);
        ImportFacts {
            products: with_readings.clone().flat_map(products).cloned().collect(),
            subscriptions: with_readings.cloned().collect(),
            regions: self.regions_with_fixed_zones(),
            since: Since {
                import: self.stand + SignedDuration::from_micros(1),
                earliest: closing_instant(running.plus(-1)),
                given: None,
            },
        }
    }

    /// "From the first closing instant at which it has a subscription."
    pub(super) fn regions_with_fixed_zones(&self) -> BTreeSet<String> {
        let mut regions = BTreeSet::new();
        for cycle in self.closed_cycles() {
            for code in self.directory.subscriptions.keys() {
                let region = self.directory.region_of(code, deciding_moment(cycle));
                regions.insert(region.to_owned());
            }
        }
        regions
    }

    /// Returns the number of rows refused, or `None` if the file is refused as a whole.
    fn import_usage(
        &mut self,
        text: &str,
        arrived: &mut Vec<(String, Timestamp)>,
    ) -> Option<usize> {
        let required = &["subscription", "observed_at", "provisioned"];
        let records = table(text, required, &["used"])?;
        let mut refused = 0;
        for record in &records {
            match self.read_usage_row(&Cells::new(record)) {
                None => refused += 1,
                Some((subscription, instant, reading)) => {
                    // "The later row wins …; a row equal to the current one changes nothing."
                    let readings = self.readings.entry(subscription.clone()).or_default();
                    if readings.insert(instant, reading) != Some(reading) {
                        arrived.push((subscription, instant));
                    }
                }
            }
        }
        Some(refused)
    }

    /// One reading, or `None` if the row is refused.
    fn read_usage_row(&mut self, cells: &Cells<'_>) -> Option<(String, Timestamp, Reading)> {
        let code = cells.code("subscription")?;
        self.directory.subscriptions.get(&code)?;
        let observed = cells.word("observed_at")?;
        let date = parse_date(observed);
        let instant = match date {
            Some(date) => self.instant_of_date(&code, date)?,
            None => parse_instant(observed)?,
        };
        let decimals = self.decimals_of(&code, instant);
        let provisioned = parse_quantity(cells.word("provisioned")?, decimals)?;
        let used = match cells.word("used") {
            Some(text) => Some(parse_quantity(text, decimals)?),
            None => None,
        };
        if let Some(date) = date {
            self.dates.insert((code.clone(), date), instant);
        }
        Some((code, instant, Reading { provisioned, used }))
    }

    /// "Noon of it in the time zone of the region that the subscription belonged to at 00:00Z of
    /// that date"; it "becomes an instant when its row is read … and stays that instant; the same
    /// row given again is the same reading".
    fn instant_of_date(&self, subscription: &str, date: Date) -> Option<Timestamp> {
        if let Some(instant) = self.dates.get(&(subscription.to_owned(), date)) {
            return Some(*instant);
        }
        let zone = self.directory.zone_of(subscription, day_start(date, &TimeZone::UTC));
        noon_of(date, zone)
    }

    /// "More decimals than the product has … is refused": than the product that the reading counts
    /// for, and than a later one, to which the figure may be carried.
    fn decimals_of(&self, subscription: &str, instant: Timestamp) -> u32 {
        let deciding = deciding_moment(self.cycle_of(subscription, instant));
        let products = self.directory.subscriptions[subscription].product.since(deciding);
        products.map(|product| self.directory.products[product].decimals).min().unwrap_or(0)
    }
}

fn is_usage(name: &str) -> bool {
    name.starts_with("usage") && name.ends_with(".csv") && !name.ends_with(".rejected.csv")
}

fn is_unknown(name: &str) -> bool {
    let output = name.ends_with(".rejected.csv");
    DirectoryFile::of_name(name).is_none() && !is_usage(name) && !output
}
