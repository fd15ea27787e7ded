//! `countersign import`

use super::outcome::Ended;
use super::output::print;
use super::session::{Database, Session, Threads};
use clap::Args;
use countersign_app::actions::audit;
use countersign_app::actions::import::moves;
use countersign_app::actions::import::{self, ImportOptions, ImportReport};
use countersign_app::failure::Result;
use countersign_app::progress::WorkProgress;
use countersign_domain::audit::Event;
use std::path::PathBuf;

/// Problems that are printed one by one; the rest are counted.
const TOLD: usize = 100;

/// Imports files: the directory all or nothing, readings row by row
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign import data/
  countersign import usage-2026-10.csv.gz --rejected refused/
  countersign import data/ --dry-run

Importing the same file twice changes nothing; run an interrupted import again.")]
pub(super) struct Import {
    /// Files, or folders of files
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Checks everything and changes nothing
    #[arg(long)]
    dry_run: bool,
    /// The folder for refused readings [default: FILE.rejected.csv beside the file]
    #[arg(long, value_name = "DIR")]
    rejected: Option<PathBuf>,
    #[command(flatten)]
    database: Database,
}

impl Import {
    pub(super) async fn run(self) -> Result<Ended> {
        let (session, _pretended) = match self.dry_run {
            true => self.database.open_or_pretend().await?,
            false => (self.database.open_or_make(Threads::Many).await?, None),
        };
        let Self { paths, dry_run, rejected, .. } = self;
        let options = ImportOptions { paths, dry_run, rejected, person_id: None, problems: None };
        let mut progress = WorkProgress::on_terminal();
        let report = import::run(&session.store, &session.clock, &options, &mut progress).await?;
        if !options.dry_run && report.has_changed_anything() {
            record(&session).await?;
            session.log().await;
        }
        let problems = report.problems.causes();
        let problems = &problems[..problems.len().min(TOLD)];
        for problem in problems {
            eprintln!("{problem}");
        }
        let untold = report.problems.untold(TOLD);
        if untold > 0 {
            eprintln!("… and {untold} more");
        }
        match report.problems.consequences() {
            0 => {}
            1 => eprintln!("1 more row is refused because it refers to a refused row"),
            rows => eprintln!("{rows} more rows are refused because they refer to refused rows"),
        }
        if report.directory_refused {
            eprintln!("no directory file was applied");
        }
        let mut summary = summary(&report, options.dry_run);
        if report.reports_touched > 0 {
            summary.push_str(&format!("; {} reports made or refreshed", report.reports_touched));
        }
        summary.push('\n');
        for ((kind, from), count) in &report.moves {
            summary.push_str(&format!("{}\n", moves::sentence(*kind, *from, *count)));
        }
        for file in &report.rejected_files {
            summary.push_str(&format!("refused readings: {}\n", file.display()));
        }
        print(&summary)?;
        Ok(if report.problems.is_empty() { Ended::Done } else { Ended::SomeRefused })
    }
}

async fn record(session: &Session) -> Result<()> {
    let entry = audit::of_machine(Event::Imported, session.clock.machine_time());
    Ok(session.store.write(async |tx| audit::record(tx, entry.clone()).await).await?)
}

fn summary(report: &ImportReport, dry_run: bool) -> String {
    let rows = report.directory_rows;
    let directory = match (report.directory_refused, dry_run) {
        (true, _) => format!("none of {rows} directory rows applied"),
        (false, true) => format!("dry run: {rows} directory rows"),
        (false, false) => format!("{rows} directory rows"),
    };
    let (read, refused) = (report.readings, report.readings_refused);
    if dry_run {
        return format!("{directory}; {read} readings, {refused} would be refused");
    }
    let changed = report.readings_changed;
    format!("{directory}; {read} readings, {changed} new or different, {refused} refused")
}
