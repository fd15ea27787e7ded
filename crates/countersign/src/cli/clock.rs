//! `countersign clock`

mod dry_run;

use super::outcome::Ended;
use super::output::print;
use super::session::{Database, Session, Threads, parse_instant};
use clap::Args;
use countersign_app::actions::audit;
use countersign_app::actions::foresee_work::{self, DryRun};
use countersign_app::actions::run_clock::{self, ClockRun, MissedDeadlines, WorkDone};
use countersign_app::failure::{Failure, Result};
use countersign_app::progress::WorkProgress;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;

/// Does all due work: makes reports of ended cycles, submits, approves
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign clock
  countersign clock --dry-run --until 2026-11-07T00:00:00+01:00
  countersign clock --until 2026-11-07T00:00:00+01:00     (a rehearsal)
  countersign clock --missed-deadlines keep               (after a stop of days)
  countersign clock --missed-deadlines 2026-11-12T00:00:00Z")]
pub(super) struct Clock {
    /// Moves a rehearsal's clock to INSTANT and does all work that falls due on the way
    #[arg(long, value_name = "INSTANT", value_parser = parse_instant)]
    until: Option<Instant>,
    /// Lists for each report what would happen up to INSTANT, and why; changes nothing. INSTANT may
    /// lie ahead in any database
    #[arg(long)]
    dry_run: bool,
    /// After more than 24 hours in which the clock did not run: keep the deadlines that passed
    /// meanwhile, or give everyone who missed one a new deadline
    #[arg(long, value_name = "keep|INSTANT", value_parser = parse_missed)]
    missed_deadlines: Option<MissedDeadlines>,
    #[command(flatten)]
    database: Database,
}

fn parse_missed(text: &str) -> std::result::Result<MissedDeadlines, String> {
    match text {
        "keep" => Ok(MissedDeadlines::Keep),
        other => parse_instant(other).map(MissedDeadlines::Extend),
    }
}

impl Clock {
    pub(super) async fn run(self) -> Result<Ended> {
        if self.dry_run {
            return self.dry_run().await;
        }
        let session = self.database.open_or_make(Threads::One).await?;
        let rehearsal = session.installation.rehearsal;
        let now = session.now();
        if self.until.is_some() && !rehearsal {
            return Err(Failure::Usage(
                "this is not a rehearsal, so its clock cannot be set by hand: leave out --until"
                    .to_owned(),
            ));
        }
        let until = self.until.unwrap_or(now);
        if rehearsal && until < now {
            print(&format!("the clock is at {now} already and cannot go back\n"))?;
            return Ok(Ended::Done);
        }
        let missed = self.missed_deadlines.unwrap_or(MissedDeadlines::Wait);
        let run = ClockRun { until, rehearsal, missed, chosen_by: None };
        let is_chosen = self.until.is_some() || self.missed_deadlines.is_some();
        if is_chosen {
            run.check()?;
            record(&session, chosen(&run)).await?;
        }
        let mut progress = WorkProgress::on_terminal();
        let done = run_clock::run(&session.store, run, &mut progress).await?;
        if !is_chosen && let Some(after) = worked(&done) {
            record(&session, (None, Some(after))).await?;
        }
        session.log().await;
        let kind = if rehearsal { "rehearsal: " } else { "" };
        print(&format!(
            "{kind}{until}: {} reports made, {} refreshed, {} submitted by the system\n",
            done.made, done.refreshed, done.submitted
        ))?;
        if done.extended > 0 {
            print(&format!("{} missed deadlines moved\n", done.extended))?;
        }
        for fault in &done.faults {
            eprintln!("{fault}");
        }
        let ended = if done.faults.is_empty() { Ended::Done } else { Ended::SomeRefused };
        let Some(since) = done.waiting_since else { return Ok(ended) };
        eprintln!(
            "the clock did not run for more than 24 hours: reports due since {since} wait to be \
             submitted; choose with --missed-deadlines keep or --missed-deadlines INSTANT"
        );
        Ok(Ended::SomeRefused)
    }

    /// Prints what would happen.
    async fn dry_run(self) -> Result<Ended> {
        let session = self.database.open_to_read(Threads::One).await?;
        let now = session.now();
        let until = self.until.unwrap_or(now);
        let missed = self.missed_deadlines.unwrap_or(MissedDeadlines::Wait);
        let asked = DryRun { now, until, missed };
        let foreseen = foresee_work::run(&session.store, &session.installation, asked).await?;
        print(&dry_run::summary(&foreseen, until))?;
        Ok(Ended::Done)
    }
}

/// The subject and the outcome of a run, for the audit record.
type RunData = (Option<String>, Option<String>);

/// Adds a run to the audit record.
async fn record(session: &Session, (about, after): RunData) -> Result<()> {
    let entry = audit::of_machine(Event::ClockRun, session.clock.machine_time());
    let entry = AuditEntry { about, after, ..entry };
    Ok(session.store.write(async |tx| audit::record(tx, entry.clone()).await).await?)
}

fn chosen(run: &ClockRun) -> RunData {
    let about = run.rehearsal.then(|| format!("until {}", run.until));
    (about, run.missed.recorded())
}

/// The outcome of a run without a choice, as by cron; `None` if nothing was due.
fn worked(done: &WorkDone) -> Option<String> {
    let WorkDone { made, refreshed, submitted, .. } = done;
    let any = *made + *refreshed + *submitted > 0;
    any.then(|| format!("made {made}; refreshed {refreshed}; submitted {submitted}"))
}
