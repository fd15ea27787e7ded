//! `countersign complete` and `countersign return`: a vendor's decisions on a dispatch.

use super::acting_person::Acting;
use super::outcome::Ended;
use super::output::print;
use super::session::{Database, Session};
use super::signed_files;
use clap::Args;
use countersign_app::actions::dispatch_reports::REPORT_ITSELF;
use countersign_app::actions::process_dispatch;
use countersign_app::failure::{Failure, Result};
use countersign_domain::access::may_use;
use countersign_domain::actor::Person;
use countersign_domain::workflow::{Command, CommandOutcome};
use countersign_store::Tx;
use countersign_store::dispatches::{self, Became, Dispatch, ListedDispatchReport};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;

/// Reports in one transaction.
const GROUP: i64 = 200;

/// Marks the reports of a dispatch as processed
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign complete --distributor NORD --dispatch 12 --as clerk@vendor.example
  countersign complete --distributor NORD --dispatch 12 --partner P1 --partner P2 \\
      --as clerk@vendor.example

Prints a line per report. Completed reports stay completed: running the command again does no \
harm.")]
pub(super) struct Complete {
    #[command(flatten)]
    which: Which,
}

/// Returns reports of a dispatch to the distributor, with a reason
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign return --distributor NORD --dispatch 12 --partner P1 \\
      --reason \"The contract ended in September\" --as clerk@vendor.example")]
pub(super) struct Return {
    #[command(flatten)]
    which: Which,
    /// The reason; the distributor reads it
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

/// The options that select reports and the person.
#[derive(Args, Debug)]
struct Which {
    /// The distributor that sent the dispatch
    #[arg(long, value_name = "CODE")]
    distributor: String,
    /// The number of the dispatch
    #[arg(long, value_name = "N")]
    dispatch: i64,
    /// Only the reports of this partner; can be given several times [default: all that wait]
    #[arg(long, value_name = "CODE")]
    partner: Vec<String>,
    /// The SSH signature of what `countersign statement` wrote; its files are read from the same
    /// folder
    #[arg(long, value_name = "FILE.sig")]
    signature: Option<PathBuf>,
    #[command(flatten)]
    acting: Acting,
    #[command(flatten)]
    database: Database,
}

impl Complete {
    pub(super) async fn run(self) -> Result<Ended> {
        self.which.carry_out(Command::Complete).await
    }
}

impl Return {
    pub(super) async fn run(self) -> Result<Ended> {
        self.which.carry_out(Command::Return { reason: Some(self.reason) }).await
    }
}

/// The results so far.
#[derive(Default)]
struct ProcessTally {
    done: usize,
    already_done: usize,
    refused: usize,
}

impl Which {
    async fn carry_out(self, command: Command) -> Result<Ended> {
        let session = self.database.open().await?;
        let person = self.acting.person(&session).await?;
        may_use(&person, command.verb()).map_err(|refusal| Failure::Usage(refusal.to_string()))?;
        let signed = self.signature.as_deref().map(signed_files::read).transpose()?;
        let signed = signed.as_ref();
        let dispatch = self.find(&session, &person).await?;
        let mut missing: BTreeSet<&str> = self.partner.iter().map(String::as_str).collect();
        let (mut tally, mut after) = (ProcessTally::default(), 0);
        loop {
            let mut sent = self.group(&session, &dispatch, after).await?;
            let Some(last) = sent.last() else { break };
            after = last.position;
            sent.retain(|it| self.is_meant(it));
            for it in &sent {
                missing.remove(it.partner.as_str());
            }
            let now = session.now();
            let process = async |tx: &mut Tx| {
                process_dispatch::run(tx, &person, &command, &sent, signed, now).await
            };
            let answers = session.store.write(process).await?;
            print(&tally.lines(&sent, answers))?;
        }
        session.log().await;
        for partner in missing {
            tally.refused += 1;
            print(&format!("{partner}: refused: this dispatch has no report of this partner\n"))?;
        }
        let ProcessTally { done, already_done, refused } = tally;
        eprintln!("{done} done, {already_done} already done, {refused} refused");
        Ok(if refused == 0 { Ended::Done } else { Ended::SomeRefused })
    }

    async fn find(&self, session: &Session, person: &Person) -> Result<Dispatch> {
        let (distributor, number) = (&self.distributor, self.dispatch);
        let find =
            async |tx: &mut Tx| process_dispatch::find(tx, person, distributor, number).await;
        session.store.reading(find).await?.ok_or_else(|| {
            Failure::Usage(format!(
                "your company received no dispatch {number} of a distributor {distributor:?}"
            ))
        })
    }

    /// The next reports: all of the named partners, or those that wait.
    async fn group(
        &self,
        session: &Session,
        sent: &Dispatch,
        after: i64,
    ) -> Result<Vec<ListedDispatchReport>> {
        let only = self.partner.is_empty().then_some(Became::Waiting);
        let group = session
            .store
            .reading(async |tx| dispatches::listed(tx, sent.id, after, GROUP, only).await)
            .await?;
        Ok(group)
    }

    fn is_meant(&self, it: &ListedDispatchReport) -> bool {
        self.partner.is_empty() || self.partner.contains(&it.partner)
    }
}

impl ProcessTally {
    /// A line per report.
    fn lines(
        &mut self,
        sent: &[ListedDispatchReport],
        answers: Vec<process_dispatch::CommandResult>,
    ) -> String {
        let mut text = String::new();
        for (it, answer) in sent.iter().zip(answers) {
            let result = match answer {
                Ok(CommandOutcome::Done(_)) => {
                    self.done += 1;
                    "done".to_owned()
                }
                Ok(CommandOutcome::AlreadyDone) => {
                    self.already_done += 1;
                    "already done".to_owned()
                }
                Err(refusal) => {
                    self.refused += 1;
                    format!("refused: {refusal}")
                }
            };
            let amendment = match it.amendment {
                REPORT_ITSELF => String::new(),
                number => format!(" (amendment {number})"),
            };
            // Writing to memory cannot fail.
            let _ = writeln!(text, "{} {}{amendment}: {result}", it.key.cycle, it.partner);
        }
        text
    }
}
