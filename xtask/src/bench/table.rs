//! The result of the lanes: a table for the terminal and for docs/performance.md.

use std::fs;

use clap::ValueEnum;

use super::measure::Contest;
use crate::cargo::{Failure, root};

/// A lane of the bench.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lane {
    /// A month of readings as JSON lines over HTTP, compared with our own import
    Receive,
    /// A month of readings into an empty month
    Import,
    /// The same file again with every tenth figure changed
    Again,
    /// Making the cycle's reports
    Make,
    /// Exporting report lines as CSV
    Export,
    /// Exporting report lines as XLSX
    Xlsx,
    /// Verifying the record, compared with our own export of its reports as documents
    Verify,
    /// Approvals by `apply`
    Approvals,
    /// Approvals with one signature over all of them, compared with the same without it
    Signed,
    /// The evidence of 36 months of a partner, compared with exports of the same lines
    Evidence,
    /// The proof of a leaf in a log of 100 million, compared with a log of one million
    Prove,
    /// A page of 50 reports
    Page,
    /// Pages of the console over HTTP, compared with a static one
    Console,
}

impl Lane {
    /// The name in the table.
    const fn title(self) -> &'static str {
        match self {
            Lane::Receive => "readings as JSON lines over HTTP, beside our own import",
            Lane::Import => "import of the readings",
            Lane::Again => "the same again, every tenth figure changed",
            Lane::Make => "making the cycle's reports",
            Lane::Export => "export of report lines as CSV",
            Lane::Xlsx => "export of report lines as XLSX, beside bare cells",
            Lane::Verify => "verify, beside our own export as JSON Lines",
            Lane::Approvals => "approvals by `apply`",
            Lane::Signed => "approvals by `apply` with one signature, beside those without",
            Lane::Evidence => "evidence of a partner, beside exports of its lines",
            Lane::Prove => "proof of a leaf in a long log, beside a short one",
            Lane::Page => "a page of 50 reports",
            Lane::Console => "pages of the console",
        }
    }

    /// The maximum time of a lane in hundredths of its floor, and the target.
    const fn bounds(self, postgres: bool) -> (u128, u128) {
        match (self, postgres) {
            // A rate of 0.6 of the import's.
            (Lane::Receive, _) => (167, 125),
            (Lane::Import, false) => (75, 60),
            (Lane::Import, true) => (95, 80),
            (Lane::Again, false) => (150, 100),
            (Lane::Again, true) => (300, 150),
            (Lane::Make, false) => (75, 60),
            (Lane::Make, true) => (220, 150),
            (Lane::Export, false) => (100, 60),
            (Lane::Export, true) => (120, 100),
            (Lane::Xlsx, _) => (150, 120),
            (Lane::Verify, _) => (200, 150),
            (Lane::Approvals, false) => (50, 20),
            (Lane::Approvals, true) => (80, 50),
            (Lane::Signed, _) => (125, 110),
            (Lane::Evidence, _) => (300, 200),
            (Lane::Prove, _) => (1000, 200),
            (Lane::Page, _) => (200, 120),
            // Given by [`rate`], page by page.
            (Lane::Console, _) => (0, 0),
        }
    }
}

/// The maximum memory of a verb at a million subscriptions and the target, in MiB.
const MEMORY_MIB: (u64, u64) = (256, 128);

/// The maximum time of a row at ten times the size, in hundredths of the time at the single size.
const GROWTH: u128 = 130;

#[derive(Clone, Debug)]
pub(super) struct TableRow([String; 7]);

const HEAD: [&str; 7] = ["engine", "lane", "ours", "floor", "ratio", "must / aim", "verdict"];

/// The start and end marks of the table in the document.
const MARKS: [&str; 2] = ["<!-- table of cargo xtask bench -->", "<!-- end of the table -->"];
const DOCUMENT: &str = "docs/performance.md";

/// A lane compared with its floor. `size` describes the amount of work.
pub(super) fn lane(engine: (&str, bool), lane: Lane, size: &str, contest: &Contest) -> TableRow {
    let nanos = [contest.ours.elapsed.as_nanos(), contest.floor.elapsed.as_nanos()];
    let [ours, floor] = nanos.map(time);
    let title = format!("{} ({size})", lane.title());
    let (must, aim) = lane.bounds(engine.1);
    let ratio = nanos[0] * 100 / nanos[1].max(1);
    let bounds = format!("≤ {} / ≤ {}", hundredths(must), hundredths(aim));
    let verdict = verdict(ratio, must, aim);
    TableRow([engine.0.to_owned(), title, ours, floor, hundredths(ratio), bounds, verdict])
}

/// Pages per second compared with a static page of the same server, in hundredths, with a minimum.
pub(super) fn rate(
    engine: &str,
    title: &str,
    [ours, floor]: [u64; 2],
    must: u64,
    aim: u64,
) -> TableRow {
    let tenths = ours * 1000 / floor.max(1);
    let word = if tenths < must * 10 { "**missed**" } else { "must" };
    let verdict = if tenths >= aim * 10 { "aim" } else { word };
    TableRow([
        engine.to_owned(),
        title.to_owned(),
        format!("{ours}/s"),
        format!("{floor}/s"),
        format!("{}.{} %", tenths / 10, tenths % 10),
        format!("≥ {must} % / ≥ {aim} %"),
        verdict.to_owned(),
    ])
}

/// The 99th percentile of a page compared with the median.
pub(super) fn tail(engine: &str, title: &str, [median, slow]: [u64; 2], most: u64) -> TableRow {
    let ratio = u128::from(slow) * 100 / u128::from(median.max(1));
    let bounds = format!("≤ {}", hundredths(u128::from(most)));
    let verdict = verdict(ratio, most.into(), most.into());
    let [slow, median] = [slow, median].map(|nanos| time(nanos.into()));
    TableRow([
        engine.to_owned(),
        title.to_owned(),
        slow,
        median,
        hundredths(ratio),
        bounds,
        verdict,
    ])
}

/// The most memory a verb held.
pub(super) fn memory(engine: &str, what: &str, peak_kib: u64) -> TableRow {
    let (must, aim) = MEMORY_MIB;
    let mib = peak_kib.div_ceil(1024);
    let bounds = format!("≤ {must} MiB / ≤ {aim} MiB");
    let verdict = verdict(mib.into(), must.into(), aim.into());
    let none = || "–".to_owned();
    let title = format!("peak memory: {what}");
    TableRow([engine.to_owned(), title, format!("{mib} MiB"), none(), none(), bounds, verdict])
}

/// Time of a row at ten times the size compared with the time at the single size, in nanoseconds.
pub(super) fn growth(engine: &str, what: &str, ten: u128, one: u128) -> TableRow {
    let ratio = ten * 100 / one.max(1);
    let bounds = format!("≤ {}", hundredths(GROWTH));
    let verdict = verdict(ratio, GROWTH, GROWTH);
    let title = format!("growth, time a row at 10× beside 1×: {what}");
    TableRow([engine.to_owned(), title, time(ten), time(one), hundredths(ratio), bounds, verdict])
}

fn verdict(found: u128, must: u128, aim: u128) -> String {
    let word = if found > must { "**missed**" } else { "must" };
    if found <= aim { "aim" } else { word }.to_owned()
}

/// Formats 105 as `1.05`.
fn hundredths(value: u128) -> String {
    format!("{}.{:02}", value / 100, value % 100)
}

/// A time in the unit that gives it three or four digits.
fn time(nanos: u128) -> String {
    match nanos {
        0..10_000 => format!("{nanos} ns"),
        10_000..10_000_000 => format!("{} µs", nanos / 1_000),
        10_000_000..10_000_000_000 => format!("{} ms", nanos / 1_000_000),
        _ => format!("{}.{} s", nanos / 1_000_000_000, nanos / 100_000_000 % 10),
    }
}

/// The table in Markdown, which is readable on a terminal too.
pub(super) fn render(rows: &[TableRow]) -> String {
    let head = TableRow(HEAD.map(str::to_owned));
    let all: Vec<&TableRow> = std::iter::once(&head).chain(rows).collect();
    let width = |column: usize| all.iter().map(|row| row.0[column].chars().count()).max();
    let widths: [usize; 7] = std::array::from_fn(|column| width(column).unwrap_or(0));
    let mut text = String::new();
    for (number, row) in all.iter().enumerate() {
        for (cell, width) in row.0.iter().zip(widths) {
            text.push_str(&format!("| {cell:width$} "));
        }
        text.push_str("|\n");
        if number == 0 {
            for width in widths {
                text.push_str(&format!("|{}", "-".repeat(width + 2)));
            }
            text.push_str("|\n");
        }
    }
    text
}

/// Replaces the old table and preamble in the document.
pub(super) fn write(preamble: &str, table: &str) -> Result<(), Failure> {
    let path = root().join(DOCUMENT);
    let text = fs::read_to_string(&path).map_err(|e| format!("{DOCUMENT}: {e}"))?;
    let replaced = replace(&text, &format!("{preamble}\n{table}"));
    let replaced = replaced.ok_or_else(|| format!("{DOCUMENT} lacks the line `{}`", MARKS[0]))?;
    fs::write(&path, replaced).map_err(|e| format!("{DOCUMENT}: {e}"))?;
    Ok(())
}

fn replace(text: &str, new: &str) -> Option<String> {
    let start = text.find(MARKS[0])? + MARKS[0].len();
    let end = start + text[start..].find(MARKS[1])?;
    Some(format!("{}\n\n{new}\n{}", &text[..start], &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::{MARKS, hundredths, replace, time, verdict};

    #[test]
    fn figures_read_as_people_write_them() {
        assert_eq!(hundredths(105), "1.05");
        assert_eq!(time(25_400), "25 µs");
        assert_eq!(time(12_345_000_000), "12.3 s");
    }

    #[test]
    fn a_ratio_on_the_bound_is_within_it() {
        let words = [100, 101, 150, 151].map(|ratio| verdict(ratio, 150, 100));
        assert_eq!(words, ["aim", "must", "must", "**missed**"]);
    }

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let text = format!("before\n{}\nold\n{}\nafter\n", MARKS[0], MARKS[1]);
        let expected = format!("before\n{}\n\nnew\n\n{}\nafter\n", MARKS[0], MARKS[1]);
        assert_eq!(replace(&text, "new\n").as_deref(), Some(expected.as_str()));
        assert_eq!(replace("no marks", "new"), None);
    }
}
