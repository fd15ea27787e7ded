//! The lanes: how each is prepared, and what exactly is timed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::engine::{Database, Engine};
use super::files::{self, APPROVER, BenchFiles, Width};
use super::floors;
use super::measure::{self, Contest, Run, contest};
use super::programs::Programs;
use crate::cargo::{self, Failure};

/// After every report of October 2026 is made, and before the first deadline.
const MADE: &str = "2026-11-04T00:00:00Z";
/// After the last deadline.
const SUBMITTED: &str = "2026-11-12T00:00:00Z";

pub(super) struct Bench<'a> {
    pub(super) programs: &'a Programs,
    pub(super) engine: &'a Engine,
    pub(super) directory: &'a Path,
    pub(super) runs: usize,
}

impl Bench<'_> {
    /// Our program with `arguments`, on a database.
    pub(super) fn ours(&self, database: &Database, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.programs.countersign);
        command.args(arguments).args(["--database", &self.engine.url(database)]);
        command
    }

    /// Runs our program outside of any measurement.
    pub(super) fn prepare(&self, database: &Database, arguments: &[&str]) -> Result<(), Failure> {
        cargo::run(self.ours(database, arguments).stdout(Stdio::null()))
    }

    /// A rehearsal with a directory and nothing else.
    pub(super) fn with_directory(&self, name: &str, files: &Path) -> Result<Database, Failure> {
        let database = self.engine.create(name)?;
        let at = ["init", "--rehearsal", "2026-11-01T00:00:00Z", "--first-cycle", "2026-10"];
        self.prepare(&database, &at)?;
        self.prepare(&database, &["import", text(files)?])?;
        self.engine.settle(&database)?;
        Ok(database)
    }

    /// Runs a script in the engine's own shell and measures it.
    fn floor(&self, database: &Database, name: &str, script: &str) -> Result<Run, Failure> {
        measure::run(&mut self.engine.shell(database, name, script)?)
    }

    /// Works on a copy of a database, which is dropped afterwards.
    pub(super) fn on_copy(
        &self,
        of: &Database,
        name: &str,
        work: impl FnOnce(&Database) -> Result<Run, Failure>,
    ) -> Result<Run, Failure> {
        let copy = self.engine.copy(of, name)?;
        let run = work(&copy)?;
        self.engine.drop(&copy).map(|()| run)
    }

    /// The readings into an empty month. The results of both sides are `imported` and `bare`.
    pub(super) fn import(&self, files: &BenchFiles) -> Result<Contest, Failure> {
        let directory = self.with_directory("directory", &files.directory)?;
        let script = floors::import(self.engine, &files.readings);
        let readings = text(&files.readings)?;
        let contest = contest(
            self.runs,
            |_| {
                let database = self.engine.copy(&directory, "imported")?;
                measure::run(&mut self.ours(&database, &["import", readings]))
            },
            |_| self.floor(&self.engine.create("bare")?, "import", &script),
        )?;
        self.engine.drop(&directory)?;
        Ok(contest)
    }

    /// What [`Bench::import`] leaves, without measuring it.
    pub(super) fn imported(&self, files: &BenchFiles) -> Result<(), Failure> {
        let database = self.with_directory("imported", &files.directory)?;
        self.prepare(&database, &["import", text(&files.readings)?])?;
        let bare = self.engine.create("bare")?;
        self.floor(&bare, "import", &floors::import(self.engine, &files.readings))?;
        Ok(())
    }

    /// The same file with every tenth figure changed, over copies of the imported database.
    pub(super) fn again(&self, files: &BenchFiles) -> Result<Contest, Failure> {
        let imported = Database::named("imported");
        let bare = Database::named("bare");
        self.engine.settle(&imported)?;
        self.engine.settle(&bare)?;
        let script = floors::again(self.engine, &files.changed);
        let changed = text(&files.changed)?;
        contest(
            self.runs,
            |_| {
                self.on_copy(&imported, "again", |database| {
                    measure::run(&mut self.ours(database, &["import", changed]))
                })
            },
            |_| self.on_copy(&bare, "again_bare", |copy| self.floor(copy, "again", &script)),
        )
    }

    /// Makes the reports of the month, and returns how many rows both sides wrote.
    pub(super) fn make(&self) -> Result<(Contest, String), Failure> {
        let imported = Database::named("imported");
        self.engine.settle(&imported)?;
        let script = floors::make(self.engine);
        let mut rows = [String::new(), String::new()];
        let [our_rows, floor_rows] = &mut rows;
        let contest = contest(
            self.runs,
            |_| {
                self.on_copy(&imported, "made", |database| {
                    let run = measure::run(&mut self.ours(database, &["clock", "--until", MADE]))?;
                    *our_rows = self.engine.ask(database, floors::MADE[0])?;
                    Ok(run)
                })
            },
            |_| {
                self.on_copy(&imported, "made_bare", |database| {
                    let run = self.floor(database, "make", &script)?;
                    *floor_rows = self.engine.ask(database, floors::MADE[1])?;
                    Ok(run)
                })
            },
        )?;
        let [ours, floor] = rows.map(|rows| rows.trim().replace('|', ", "));
        eprintln!("   figures, lines, reports, history: ours {ours}; floor {floor}");
        Ok((contest, format!("rows {ours}")))
    }

    /// A database called `wide` whose reports are made and submitted, and how many lines it has.
    pub(super) fn wide(&self, width: Width) -> Result<Database, Failure> {
        let files = files::wide(self.directory, width)?;
        let name = format!("wide_{}", width.products);
        let database = self.with_directory(&name, &files)?;
        self.prepare(&database, &["clock", "--until", SUBMITTED])?;
        self.engine.settle(&database)?;
        fs::remove_dir_all(&files).map_err(|e| format!("{}: {e}", files.display()))?;
        Ok(database)
    }

    /// All lines of the cycle as a file.
    pub(super) fn export(&self, wide: &Database) -> Result<Contest, Failure> {
        let [ours, bare] = ["export.csv", "bare.csv"].map(|name| self.directory.join(name));
        let script = floors::export(self.engine, &bare);
        let export = ["export", "--cycle", "2026-10", "-o", text(&ours)?];
        contest(
            self.runs,
            |_| measure::run(&mut self.ours(wide, &export)),
            |_| self.floor(wide, "export", &script),
        )
    }

    /// All lines of the cycle as a spreadsheet, compared with a program that writes the cells of
    /// our CSV export with the same library.
    pub(super) fn xlsx(&self, wide: &Database) -> Result<Contest, Failure> {
        let names = ["lines.csv", "ours.xlsx", "bare.xlsx"];
        let [lines, ours, bare] = names.map(|name| self.directory.join(name));
        let cycle = ["export", "--cycle", "2026-10", "-o"];
        self.prepare(wide, &[&cycle[..], &[text(&lines)?]].concat())?;
        let export = [&cycle[..], &[text(&ours)?, "--format", "xlsx"]].concat();
        contest(
            self.runs,
            |_| measure::run(&mut self.ours(wide, &export)),
            |_| measure::run(Command::new(&self.programs.xlsx_lane).args([&lines, &bare])),
        )
    }

    /// Verifies the record, compared with our own export of its reports as documents, which have
    /// all of a report.
    pub(super) fn verify(&self, wide: &Database) -> Result<Contest, Failure> {
        let file = self.directory.join("verified.jsonl");
        let export = ["export", "--cycle", "2026-10", "--format", "jsonl", "-o", text(&file)?];
        contest(
            self.runs,
            |_| measure::run(&mut self.ours(wide, &["verify"])),
            |_| measure::run(&mut self.ours(wide, &export)),
        )
    }

    /// An approval of every report that waits for one. Each run uses a fresh copy of `wide`.
    pub(super) fn approvals(&self, wide: &Database) -> Result<Contest, Failure> {
        let keys = self.engine.ask(wide, floors::UNDER_REVIEW)?;
        let script = floors::approvals(self.engine, &keys);
        let file = self.decisions(wide)?;
        let result = self.directory.join("result.csv");
        let apply = ["apply", text(&file)?, "--as", APPROVER, "-o", text(&result)?];
        contest(
            self.runs,
            |_| self.on_copy(wide, "approved", |copy| measure::run(&mut self.ours(copy, &apply))),
            |_| self.on_copy(wide, "approved_bare", |copy| self.floor(copy, "approvals", &script)),
        )
    }

    /// A file that approves every report of `wide` that waits for it.
    pub(super) fn decisions(&self, wide: &Database) -> Result<PathBuf, Failure> {
        let keys = self.engine.ask(wide, floors::UNDER_REVIEW)?;
        let mut decisions = "cycle,partner,action\n".to_owned();
        for number in 0..keys.lines().count() {
            decisions.push_str(&format!("2026-10,P{number:06},approve\n"));
        }
        let file = self.directory.join("approve.csv");
        fs::write(&file, decisions).map_err(|e| format!("{}: {e}", file.display()))?;
        Ok(file)
    }

    /// Pages among 24 cycles of the reports of `wide`, in process, also without the transaction
    /// around each.
    pub(super) fn page(&self, wide: &Database) -> Result<(Contest, Duration), Failure> {
        let many = self.engine.copy(wide, "many")?;
        cargo::run(
            self.engine.shell(&many, "cycles", &floors::more_cycles(23))?.stdout(Stdio::null()),
        )?;
        self.engine.settle(&many)?;
        let mut lane = Command::new(&self.programs.page_lane);
        lane.arg(self.engine.url(&many)).arg((2 * self.runs + 1).to_string());
        let said = cargo::output(&mut lane)?;
        let said = String::from_utf8_lossy(&said);
        let mut nanos = said.split_whitespace().map(|word| word.parse().map(Duration::from_nanos));
        let mut next = || match nanos.next() {
            Some(Ok(elapsed)) => Ok(Run { elapsed, peak_kib: 0 }),
            _ => Err(format!("page_lane said {said:?}")),
        };
        let (ours, floor, alone) = (next()?, next()?, next()?);
        self.engine.drop(&many)?;
        Ok((Contest { ours, floor }, alone.elapsed))
    }

    /// Our side alone on a sample: import, making reports and export, once each.
    pub(super) fn journey(
        &self,
        files: &BenchFiles,
    ) -> Result<[(&'static str, u64, Run); 3], Failure> {
        let database = self.with_directory("journey", &files.directory)?;
        let import = ["import", text(&files.readings)?];
        let import = measure::run(&mut self.ours(&database, &import))?;
        self.engine.settle(&database)?;
        let clock = measure::run(&mut self.ours(&database, &["clock", "--until", MADE]))?;
        let count = "SELECT COUNT(*) FROM report_lines";
        let lines = self.engine.ask(&database, count)?.trim().parse().unwrap_or(0);
        let out = self.directory.join("journey.csv");
        let export = ["export", "--cycle", "2026-10", "-o", text(&out)?];
        let export = measure::run(&mut self.ours(&database, &export))?;
        self.engine.drop(&database)?;
        Ok([
            ("import", files.rows, import),
            ("clock", files.rows, clock),
            ("export", lines, export),
        ])
    }
}

pub(super) fn text(path: &Path) -> Result<&str, Failure> {
    path.to_str().ok_or_else(|| format!("{} is not UTF-8", PathBuf::from(path).display()).into())
}
