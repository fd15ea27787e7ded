//! `countersign apply`

use super::acting_person::Acting;
use super::outcome::Ended;
use super::session::{Database, write_whole};
use super::signed_files;
use clap::Args;
use countersign_app::actions::apply_decisions::{self, ApplyOrder, ApplyTally};
use countersign_app::actions::audit;
use countersign_app::failure::Result;
use countersign_app::progress::WorkProgress;
use countersign_domain::audit::Event;
use std::path::PathBuf;

/// Applies the rows of a spreadsheet as one person and writes a result per row
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign apply decisions.csv --as eva@nordlicht.example
  countersign apply decisions.csv --as eva@nordlicht.example --company NORD -o result.csv
  countersign apply decisions.csv --as eva@nordlicht.example --signature approve.txt.sig

Columns: cycle, partner, action; vendor, product, chargeable, comment, version.
Actions: edit, reset, extend, submit, approve, reject, reopen, undo, dispatch,
complete, return.")]
pub(super) struct Apply {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    acting: Acting,
    /// The SSH signature of what `countersign statement` wrote; its files are read from the same
    /// folder
    #[arg(long, value_name = "FILE.sig")]
    signature: Option<PathBuf>,
    /// Where to write the results [default: standard output]
    #[arg(short, long, value_name = "RESULT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    database: Database,
}

impl Apply {
    pub(super) async fn run(self) -> Result<Ended> {
        let session = self.database.open().await?;
        let person = self.acting.person(&session).await?;
        let mut progress = WorkProgress::on_terminal();
        let (store, now) = (&session.store, session.now());
        let at = session.clock.machine_time();
        let entry = &audit::of_machine_as(Event::DecisionsApplied, at, &person);
        let signed = self.signature.as_deref().map(signed_files::read).transpose()?;
        let (file, person, signed) = (&self.file, &person, signed.as_ref());
        let order = ApplyOrder { file, person, now, entry, signed };
        let tally: ApplyTally = match &self.output {
            Some(path) => {
                write_whole(path, async |out| {
                    apply_decisions::run(store, order, out, &mut progress).await
                })
                .await?
            }
            None => {
                let mut out = std::io::BufWriter::new(std::io::stdout().lock());
                let out = &mut out;
                apply_decisions::run(store, order, out, &mut progress).await?
            }
        };
        apply_decisions::complete(store, file, person).await?;
        session.log().await;
        let ApplyTally { done, already_done, refused, .. } = tally;
        eprintln!("{done} done, {already_done} already done, {refused} refused");
        Ok(if tally.refused == 0 { Ended::Done } else { Ended::SomeRefused })
    }
}
