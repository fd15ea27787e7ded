//! Pages of the console over HTTP, compared with a static page of the same server in the same run,
//! and the list as JSON, compared with the console's.

use super::engine::Database;
use super::files::APPROVER;
use super::lanes::Bench;
use super::table::{self, TableRow};
use crate::cargo::{self, Failure};
use std::process::Command;

/// How long each page is requested.
const SECONDS: &str = "8";
/// The minimum rate of the list and of a report in percent of the static page's rate, and the
/// target.
const BOUNDS: [(&str, &str, (u64, u64)); 2] =
    [("list", "a list of 50 reports", (4, 8)), ("report", "a report", (2, 5))];
/// The minimum rate of the list as JSON in percent of the console's rate, and the target.
const JSON: (u64, u64) = (150, 300);
/// The maximum of the 99th percentile in hundredths of the median.
const TAIL: u64 = 400;

/// The measurements that a lane's program prints for a page.
struct LaneOutput {
    name: String,
    rate: u64,
    median: u64,
    slow: u64,
}

/// The rows of the list and of a report.
pub(super) fn measure(
    bench: &Bench<'_>,
    wide: &Database,
    size: u32,
) -> Result<Vec<TableRow>, Failure> {
    let mut lane = Command::new(&bench.programs.console_lane);
    lane.args([&bench.engine.url(wide), APPROVER, SECONDS]);
    let said = String::from_utf8_lossy(&cargo::output(&mut lane)?).into_owned();
    let said: Vec<LaneOutput> = said.lines().map(parse).collect::<Result<_, _>>()?;
    let of = |name: &str| {
        let found = said.iter().find(|it| it.name == name);
        found.ok_or_else(|| Failure::from(format!("console_lane says nothing of {name}")))
    };
    let (engine, floor) = (bench.engine.name(), of("hello")?.rate);
    let mut rows = Vec::new();
    for (name, what, (must, aim)) in BOUNDS {
        let page = of(name)?;
        let title = format!("console: {what} (among {size}), beside a static page");
        rows.push(table::rate(engine, &title, [page.rate, floor], must, aim));
        let title = format!("console: {what}, p99 beside the median");
        rows.push(table::tail(engine, &title, [page.median, page.slow], TAIL));
    }
    let title = format!("API: a list of 50 reports (among {size}), beside the console's");
    let rates = [of("json")?.rate, of("brief")?.rate];
    rows.push(table::rate(engine, &title, rates, JSON.0, JSON.1));
    Ok(rows)
}

fn parse(line: &str) -> Result<LaneOutput, Failure> {
    let refused = || format!("console_lane said {line:?}");
    let mut words = line.split(' ');
    let name = words.next().ok_or_else(refused)?.to_owned();
    let mut number = || words.next().and_then(|word| word.parse().ok()).ok_or_else(refused);
    Ok(LaneOutput { name, rate: number()?, median: number()?, slow: number()? })
}
