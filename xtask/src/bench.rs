//! `cargo xtask bench`: how long the program takes, with each lane and its floor measured in the
//! same run.
//!
//! Implements the lanes of docs/performance.md: their data, their floors and their bounds. Only
//! ratios are comparable. The seconds are those of one machine on one day.

mod console;
mod engine;
mod files;
mod floors;
mod lanes;
mod measure;
mod programs;
mod proof;
mod receive;
mod table;

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::thread;

use clap::{Args, ValueEnum};

use crate::cargo::Failure;
use engine::Engine;
use files::Width;
use lanes::Bench;
use programs::{Programs, first_line};
pub use table::Lane;
use table::TableRow;

/// What to measure.
#[derive(Args, Clone, Debug)]
pub struct BenchOptions {
    /// The size of everything: subscriptions of the sample and partners of the wide set
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    subscriptions: u32,
    /// On which engine
    #[arg(long, value_enum, default_value_t = Engines::Both)]
    engine: Engines,
    /// One lane instead of all
    #[arg(long, value_enum)]
    lane: Option<Lane>,
    /// Also our side alone at one and at ten times the size: time a row, and peak memory
    #[arg(long)]
    growth: bool,
    /// How often each side of a lane runs, besides once to warm up; the median counts
    #[arg(long, value_name = "N", default_value_t = 3)]
    runs: usize,
    /// Measure `countersign` and the lanes' programs that lie in DIR, instead of building them
    #[arg(long, value_name = "DIR")]
    programs: Option<PathBuf>,
    /// Put the table into docs/performance.md
    #[arg(long)]
    write: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Engines {
    Sqlite,
    Postgres,
    Both,
}

/// Products of the wide set, each a line of every report.
const PRODUCTS: u32 = 10;

/// Measures and prints the table.
pub fn run(options: &BenchOptions) -> Result<(), Failure> {
    let programs = match &options.programs {
        Some(directory) => Programs::built_in(directory)?,
        None => Programs::build()?,
    };
    let top = tempfile::Builder::new().prefix("countersign-bench-").tempdir();
    let top = top.map_err(|e| format!("no temporary directory: {e}"))?;
    let mut rows = Vec::new();
    let mut versions = Vec::new();
    for postgres in [false, true] {
        let wanted = if postgres { Engines::Postgres } else { Engines::Sqlite };
        if ![wanted, Engines::Both].contains(&options.engine) {
            continue;
        }
        let directory = top.path().join(if postgres { "postgres" } else { "sqlite" });
        fs::create_dir_all(&directory).map_err(|e| format!("{}: {e}", directory.display()))?;
        let engine = match postgres {
            false => Engine::sqlite(&directory),
            true => Engine::postgres(&directory)?,
        };
        versions.push(format!("{} {}", engine.name(), engine.version()?));
        let runs = options.runs.max(1);
        let bench = Bench { programs: &programs, engine: &engine, directory: &directory, runs };
        measure(&bench, options, &mut rows)?;
        if options.growth {
            grow(&bench, options, &mut rows)?;
        }
        drop(engine);
        fs::remove_dir_all(&directory).map_err(|e| format!("{}: {e}", directory.display()))?;
    }
    let table = table::render(&rows);
    let preamble = preamble(options, &versions)?;
    println!("{preamble}\n{table}");
    if options.write {
        table::write(&preamble, &table)?;
    }
    Ok(())
}

/// Runs the selected lanes in an order in which each leaves what the next one needs.
fn measure(
    bench: &Bench<'_>,
    options: &BenchOptions,
    rows: &mut Vec<TableRow>,
) -> Result<(), Failure> {
    let wants = |lane| options.lane.is_none_or(|only| only == lane);
    let size = options.subscriptions;
    let engine = (bench.engine.name(), bench.engine.is_postgres());
    let begin = |lane: Lane| eprintln!("== {}: {lane:?}", engine.0);
    if [Lane::Receive, Lane::Import, Lane::Again, Lane::Make].into_iter().any(wants) {
        measure_readings(bench, options, rows)?;
    }
    if [Lane::Export, Lane::Xlsx, Lane::Verify, Lane::Page].into_iter().any(wants) {
        let wide = bench.wide(Width { partners: size, products: PRODUCTS, distributors: 20 })?;
        let lines = format!("{} lines", size * PRODUCTS);
        if wants(Lane::Export) {
            begin(Lane::Export);
            rows.push(table::lane(engine, Lane::Export, &lines, &bench.export(&wide)?));
        }
        if wants(Lane::Xlsx) {
            begin(Lane::Xlsx);
            rows.push(table::lane(engine, Lane::Xlsx, &lines, &bench.xlsx(&wide)?));
        }
        if wants(Lane::Verify) {
            begin(Lane::Verify);
            let reports = format!("{size} reports");
            let contest = bench.verify(&wide)?;
            rows.push(table::lane(engine, Lane::Verify, &reports, &contest));
            let what = format!("verify of {reports}");
            rows.push(table::memory(engine.0, &what, contest.ours.peak_kib));
        }
        if wants(Lane::Page) {
            begin(Lane::Page);
            let (contest, alone) = bench.page(&wide)?;
            eprintln!("   inside an open transaction: {} ns", alone.as_nanos());
            let among = format!("among {}", u64::from(size) * 24);
            rows.push(table::lane(engine, Lane::Page, &among, &contest));
        }
        bench.engine.drop(&wide)?;
    }
    if wants(Lane::Console) {
        begin(Lane::Console);
        let wide = bench.wide(Width { partners: size, products: 4, distributors: 1 })?;
        rows.extend(console::measure(bench, &wide, size)?);
        bench.engine.drop(&wide)?;
    }
    if [Lane::Approvals, Lane::Signed].into_iter().any(wants) {
        let partners = (size / 10).max(1);
        let wide = bench.wide(Width { partners, products: 4, distributors: 1 })?;
        let count = partners.to_string();
        if wants(Lane::Approvals) {
            begin(Lane::Approvals);
            rows.push(table::lane(engine, Lane::Approvals, &count, &bench.approvals(&wide)?));
        }
        if wants(Lane::Signed) {
            begin(Lane::Signed);
            rows.push(table::lane(engine, Lane::Signed, &count, &bench.signed(&wide)?));
        }
        bench.engine.drop(&wide)?;
    }
    if wants(Lane::Evidence) {
        begin(Lane::Evidence);
        rows.push(table::lane(engine, Lane::Evidence, "36 months", &bench.evidence()?));
    }
    if wants(Lane::Prove) {
        begin(Lane::Prove);
        let of = format!("{} leaves beside {}", proof::LEAVES[0], proof::LEAVES[1]);
        rows.push(table::lane(engine, Lane::Prove, &of, &bench.prove()?));
    }
    Ok(())
}

/// The lanes of a month of readings, as [`measure`] runs them.
fn measure_readings(
    bench: &Bench<'_>,
    options: &BenchOptions,
    rows: &mut Vec<TableRow>,
) -> Result<(), Failure> {
    let wants = |lane| options.lane.is_none_or(|only| only == lane);
    let engine = (bench.engine.name(), bench.engine.is_postgres());
    let begin = |lane: Lane| eprintln!("== {}: {lane:?}", engine.0);
    let size = options.subscriptions;
    let files = files::sample(&bench.programs.countersign, bench.directory, size)?;
    let readings = format!("{} readings", files.rows);
    if wants(Lane::Receive) {
        begin(Lane::Receive);
        let contest = bench.receive(&files)?;
        rows.push(table::lane(engine, Lane::Receive, &readings, &contest));
        let what = format!("serve while it receives {readings}");
        rows.push(table::memory(engine.0, &what, contest.ours.peak_kib));
    }
    if wants(Lane::Import) {
        begin(Lane::Import);
        rows.push(table::lane(engine, Lane::Import, &readings, &bench.import(&files)?));
    } else if [Lane::Again, Lane::Make].into_iter().any(wants) {
        bench.imported(&files)?;
    }
    if wants(Lane::Again) {
        begin(Lane::Again);
        rows.push(table::lane(engine, Lane::Again, &readings, &bench.again(&files)?));
    }
    if wants(Lane::Make) {
        begin(Lane::Make);
        let (contest, made) = bench.make()?;
        rows.push(table::lane(engine, Lane::Make, &made, &contest));
    }
    Ok(())
}

/// Our side alone, at the given size and at ten times it.
fn grow(
    bench: &Bench<'_>,
    options: &BenchOptions,
    rows: &mut Vec<TableRow>,
) -> Result<(), Failure> {
    let name = bench.engine.name();
    let mut journeys = Vec::new();
    for times in [1, 10] {
        let size = options.subscriptions * times;
        let files = files::sample(&bench.programs.countersign, bench.directory, size)?;
        eprintln!("== {name}: import, clock, export at {size}");
        journeys.push(bench.journey(&files)?);
        for file in [&files.readings, &files.changed] {
            fs::remove_file(file).map_err(|e| format!("{}: {e}", file.display()))?;
        }
    }
    let [one, ten] = &journeys[..] else { return Ok(()) };
    for ((what, few, one), (_, many, ten)) in one.iter().zip(ten) {
        let a_row =
            |rows: u64, run: &measure::Run| run.elapsed.as_nanos() / u128::from(rows.max(1));
        rows.push(table::growth(name, what, a_row(*many, ten), a_row(*few, one)));
        let at = format!("{what} at {} subscriptions", options.subscriptions * 10);
        rows.push(table::memory(name, &at, ten.peak_kib));
    }
    Ok(())
}

/// The machine, the engines, the date, and the command that makes the table again.
fn preamble(options: &BenchOptions, versions: &[String]) -> Result<String, Failure> {
    let cores = thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let kernel = first_line(Command::new("uname").args(["-sr"]))?;
    let day = first_line(Command::new("date").args(["-u", "+%F"]))?;
    let growth = if options.growth { " --growth" } else { "" };
    let runs = if options.runs == 3 { String::new() } else { format!(" --runs {}", options.runs) };
    Ok(format!(
        "{day}, {cores} cores, {kernel}; the floors' side: {}.\n\
         `cargo xtask bench --subscriptions {}{runs}{growth} --write`\n",
        versions.join(", "),
        options.subscriptions
    ))
}
