//! Files in: the directory, all or nothing; the readings, row by row.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Model;
use super::basis::Reading;
use super::csv;
use super::directory::Directory;
use super::number::parse_quantity;
use super::rows::{self, Cells, Fixed, Kind};
use super::zone::{noon_of, parse_instant};

/// What an import came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Directory rows (or whole files) refused; if there is one, the directory is as it was.
    pub refused_directory_rows: usize,
    /// Readings refused.
    pub refused_readings: usize,
    /// Files of readings refused as a whole.
    pub refused_usage_files: usize,
}

impl Model {
    /// Imports files given as (name, text), as one import.
    pub fn import<N: AsRef<str>, T: AsRef<str>>(&mut self, files: &[(N, T)]) -> Imported {
        let mut imported = Imported::default();
        // "One bad row and none of the directory files of that import changes anything."
        let mut directory = self.directory.clone();
        for kind in Kind::IN_ORDER {
            for (name, text) in files {
                if Kind::of_name(name.as_ref()) == Some(kind) {
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
    fn import_directory_file(&self, directory: &mut Directory, kind: Kind, text: &str) -> usize {
        let Some(records) = table(text, kind.required(), &kind.optional()) else { return 1 };
        let fixed = self.fixed();
        let mut refused = 0;
        for record in &records {
            if rows::take(directory, kind, &Cells::new(record), &fixed).is_none() {
                refused += 1;
            }
        }
        refused
    }

    /// What may not change any more.
    fn fixed(&self) -> Fixed {
        let with_readings = self.readings.keys();
        let product = |code: &String| self.directory.subscriptions[code].product.clone();
        Fixed {
            products: with_readings.map(product).collect(),
            regions: self.reports.values().map(|report| report.region.clone()).collect(),
        }
    }

    /// The number of rows refused; none where the file is refused as a whole.
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

    /// One reading, or none where the row is refused.
    fn read_usage_row(&self, cells: &Cells<'_>) -> Option<(String, Timestamp, Reading)> {
        let code = cells.code("subscription")?;
        let subscription = self.directory.subscriptions.get(&code)?;
        let decimals = self.directory.products[&subscription.product].decimals;
        let observed = cells.word("observed_at")?;
        let zone = &self.directory.region_of(self.directory.partner_of(&code)).zone;
        // "RFC 3339 instant, or a date = noon of it in the region's time zone."
        let instant = match parse_date(observed) {
            Some(date) => noon_of(date, zone)?,
            None => parse_instant(observed)?,
        };
        let provisioned = parse_quantity(cells.word("provisioned")?, decimals)?;
        let used = match cells.word("used") {
            Some(text) => Some(parse_quantity(text, decimals)?),
            None => None,
        };
        Some((code, instant, Reading { provisioned, used }))
    }
}

fn is_usage(name: &str) -> bool {
    name.starts_with("usage") && name.ends_with(".csv") && !name.ends_with(".rejected.csv")
}

fn is_unknown(name: &str) -> bool {
    let output = name.ends_with(".rejected.csv");
    Kind::of_name(name).is_none() && !is_usage(name) && !output
}

/// A date as written in a file.
pub(super) fn parse_date(text: &str) -> Option<Date> {
    if text.len() == 10 { text.parse().ok() } else { None }
}

/// The rows of a file by column name; none where the file as a whole is refused: "an unknown
/// column is refused by name".
pub(super) fn table(
    text: &str,
    required: &[&str],
    optional: &[&str],
) -> Option<Vec<BTreeMap<String, String>>> {
    let mut records = csv::parse(text)?.into_iter();
    let mut header: Vec<String> =
        records.next()?.iter().map(|name| name.trim().to_ascii_lowercase()).collect();
    // "Nor does a column without a heading."
    while header.last().is_some_and(String::is_empty) {
        header.pop();
    }
    let known = |column: &String| {
        required.contains(&column.as_str()) || optional.contains(&column.as_str())
    };
    let complete = required.iter().all(|column| header.iter().any(|it| it == column));
    if !complete || !header.iter().all(known) {
        return None;
    }
    // A row with too few or too many cells keeps none of them, so that it is refused.
    let row = |mut record: Vec<String>| {
        while record.len() > header.len() && record.last().is_some_and(|it| it.trim().is_empty()) {
            record.pop();
        }
        let fits = record.len() == header.len();
        header.iter().cloned().zip(record).filter(|_| fits).collect()
    };
    let mut rows: Vec<BTreeMap<String, String>> = records.map(row).collect();
    if csv::separator(text) == ';' {
        with_points(&mut rows)?;
    }
    Some(rows)
}

/// "In a `;` file figures may have a decimal comma; both signs in one file are refused."
fn with_points(rows: &mut [BTreeMap<String, String>]) -> Option<()> {
    let columns = ["provisioned", "used", "chargeable", "over_provisioning_threshold_percent"];
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut marks = [false; 2];
    for row in rows {
        for column in columns {
            let Some(cell) = row.get_mut(column) else { continue };
            let text = cell.trim().to_owned();
            let has = |mark: char| {
                text.split_once(mark).is_some_and(|(whole, rest)| digits(whole) && digits(rest))
            };
            marks = [marks[0] || has(','), marks[1] || has('.')];
            if has(',') {
                *cell = text.replace(',', ".");
            }
        }
    }
    (marks != [true; 2]).then_some(())
}
