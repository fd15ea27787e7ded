//! `countersign undo`

use super::acting_person::Acting;
use super::company;
use super::outcome::Ended;
use super::output::print;
use super::session::{Database, Session};
use clap::Args;
use countersign_app::actions::audit;
use countersign_app::actions::undo_decision::{self, UndoRequest, Undone};
use countersign_app::failure::{Failure, Result};
use countersign_domain::access::may_use;
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::audit::Event;
use countersign_domain::cycle::Cycle;
use countersign_domain::refusal::Refusal;
use countersign_domain::status::Verb;
use countersign_store::reports::{self, Key};
use countersign_store::{Tx, companies};

/// Undoes a person's last decision on reports, within five minutes
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign undo --cycle 2026-10 --partner P-17 --as eva@nordlicht.example
  countersign undo --cycle 2026-10 --partner P-17 --partner P-18 --vendor ACME \\
      --as eva@nordlicht.example

An approval, a rejection, a reopening or an extension can be undone for five minutes by the person \
who made it. The report becomes what it was before, and its history keeps both entries. Later, an \
approved report can be reopened, with countersign apply or in the console.

Prints a line per report. An undo that was done already stays done: running the command again does \
no harm.")]
pub(super) struct Undo {
    /// The report cycle
    #[arg(long, value_name = "YYYY-MM", value_parser = Cycle::parse)]
    cycle: Cycle,
    /// The partner whose report it is; can be given several times
    #[arg(long, value_name = "CODE", required = true)]
    partner: Vec<String>,
    /// The code of the vendor, if the partner has reports for several
    #[arg(long, value_name = "CODE")]
    vendor: Option<String>,
    #[command(flatten)]
    acting: Acting,
    #[command(flatten)]
    database: Database,
}

/// The report of a partner.
enum Found {
    One(Key),
    None,
    /// There are several, one for each vendor.
    Several,
}

/// The results so far.
#[derive(Default)]
struct UndoTally {
    done: usize,
    already_done: usize,
    refused: usize,
}

impl Undo {
    pub(super) async fn run(self) -> Result<Ended> {
        let session = self.database.open().await?;
        let person = self.acting.person(&session).await?;
        may_use(&person, Verb::Undo).map_err(|refusal| Failure::Usage(refusal.to_string()))?;
        let vendor = session.store.reading(async |tx| self.vendor(tx).await).await?;
        let mut tally = UndoTally::default();
        for partner in &self.partner {
            let found =
                session.store.reading(async |tx| self.find(tx, partner, vendor).await).await?;
            let result = match found {
                Found::One(key) => tally.words(undo(&session, &person, key).await?),
                Found::None => tally.words(Err(Refusal::NoSuchReport)),
                Found::Several => tally.refused("choose one of its reports with --vendor"),
            };
            print(&format!("{} {partner}: {result}\n", self.cycle))?;
        }
        session.log().await;
        let UndoTally { done, already_done, refused } = tally;
        eprintln!("{done} done, {already_done} already done, {refused} refused");
        Ok(if refused == 0 { Ended::Done } else { Ended::SomeRefused })
    }

    /// The number of the vendor, if one was named.
    async fn vendor(&self, tx: &mut Tx) -> Result<Option<i64>> {
        let Some(code) = &self.vendor else { return Ok(None) };
        company::of_code(tx, code, CompanyKind::Vendor).await.map(|vendor| Some(vendor.id))
    }

    /// A partner that does not exist has no report.
    async fn find(&self, tx: &mut Tx, partner: &str, vendor: Option<i64>) -> Result<Found> {
        let company = companies::of_code(tx, partner).await?;
        let Some(company) = company.filter(|it| it.kind == CompanyKind::Partner) else {
            return Ok(Found::None);
        };
        let mut keys = reports::of_partner(tx, company.id, self.cycle).await?;
        keys.retain(|key| vendor.is_none_or(|vendor| key.vendor_id == vendor));
        Ok(match keys.as_slice() {
            [] => Found::None,
            [key] => Found::One(*key),
            _ => Found::Several,
        })
    }
}

/// Undoes the last decision on one report.
async fn undo(
    session: &Session,
    person: &Person,
    key: Key,
) -> Result<std::result::Result<Undone, Refusal>> {
    let at = session.clock.machine_time();
    let entry = &audit::of_machine_as(Event::DecisionsUndone, at, person);
    let request = UndoRequest { person, key, versions: &[], now: session.now(), entry };
    Ok(session.store.write(async |tx| undo_decision::run(tx, &request).await).await?)
}

impl UndoTally {
    /// The result of a report, in words.
    fn words(&mut self, answer: std::result::Result<Undone, Refusal>) -> String {
        match answer {
            Ok(Undone { status, is_new: true, .. }) => {
                self.done += 1;
                format!("done, {} again", status.label())
            }
            Ok(Undone { is_new: false, .. }) => {
                self.already_done += 1;
                "already done".to_owned()
            }
            Err(refusal) => self.refused(&refusal.to_string()),
        }
    }

    fn refused(&mut self, why: &str) -> String {
        self.refused += 1;
        format!("refused: {why}")
    }
}
