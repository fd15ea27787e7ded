//! `countersign apply`

use super::Ended;
use super::session::{Database, Session, write_whole};
use crate::actions::apply_decisions::{self, Tally};
use crate::failure::{Failure, Result};
use crate::progress::Progress;
use clap::Args;
use countersign_domain::actor::{Channel, Person};
use countersign_domain::code::fold_email;
use countersign_store::people;
use std::path::PathBuf;

/// Carries out the rows of a spreadsheet as one person; a result per row
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign apply decisions.csv --as eva@nordlicht.example
  countersign apply decisions.csv --as eva@nordlicht.example --company NORD -o result.csv

Columns: cycle, partner, action; vendor, product, chargeable, comment, version.
Actions: edit, reset, submit, approve, reject, reopen, complete, return.")]
pub(super) struct Apply {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Who acts
    #[arg(long = "as", value_name = "EMAIL")]
    as_email: String,
    /// The company they act for, where they have several
    #[arg(long, value_name = "CODE")]
    company: Option<String>,
    /// Where the results go [default: standard output]
    #[arg(short, long, value_name = "RESULT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    database: Database,
}

impl Apply {
    pub(super) async fn run(self) -> Result<Ended> {
        let session = self.database.open().await?;
        let person = self.person(&session).await?;
        let mut progress = Progress::on_terminal();
        let (store, now) = (&session.store, session.now());
        let tally: Tally = match &self.output {
            Some(path) => {
                write_whole(path, async |out| {
                    apply_decisions::run(store, &self.file, &person, now, out, &mut progress).await
                })
                .await?
            }
            None => {
                let mut out = std::io::BufWriter::new(std::io::stdout().lock());
                apply_decisions::run(store, &self.file, &person, now, &mut out, &mut progress)
                    .await?
            }
        };
        apply_decisions::complete(store, &self.file, &person).await?;
        let Tally { done, already_done, refused, .. } = tally;
        eprintln!("{done} done, {already_done} already done, {refused} refused");
        Ok(if tally.refused == 0 { Ended::Done } else { Ended::SomeRefused })
    }

    async fn person(&self, session: &Session) -> Result<Person> {
        let mut tx = session.store.read().await?;
        let mut companies = people::acting(&mut tx, &fold_email(&self.as_email)).await?;
        tx.rollback().await?;
        let email = &self.as_email;
        if companies.is_empty() {
            return Err(Failure::Usage(format!("nobody here has the address {email}")));
        }
        if let Some(code) = &self.company {
            companies.retain(|acting| acting.company_code == *code);
        }
        let [acting] = companies.as_slice() else {
            return Err(Failure::Usage(match &self.company {
                Some(code) => format!("{email} does not act for {code}"),
                None => {
                    let codes: Vec<_> =
                        companies.iter().map(|it| it.company_code.as_str()).collect();
                    format!("{email} acts for several: choose --company {}", codes.join(" or "))
                }
            }));
        };
        Ok(Person {
            id: acting.person_id,
            company_id: acting.company_id,
            company_kind: acting.company_kind,
            role: acting.role,
            channel: Channel::Cli,
            machine_user: std::env::var("USER").ok(),
        })
    }
}
