//! `countersign statement`

use super::acting_person::Acting;
use super::filter::FilterArgs;
use super::outcome::Ended;
use super::output::print;
use super::session::{Database, Threads};
use super::signed_files;
use clap::Args;
use countersign_app::actions::make_statements;
use countersign_app::failure::{Failure, Result};
use countersign_domain::statement::parse_verb;
use countersign_domain::status::Verb;
use std::path::PathBuf;

/// Writes the statement that a person signs before a decision on one report or many
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign statement approve --cycle 2026-10 --as eva@nordlicht.example -o approve.txt
  ssh-keygen -Y sign -n countersign@v1 -f ~/.ssh/id_ed25519 approve.txt
  countersign apply decisions.csv --as eva@nordlicht.example --signature approve.txt.sig

  countersign statement dispatch --cycle 2026-10 --as eva@nordlicht.example -o send.txt
  ssh-keygen -Y sign -n countersign@v1 -f ~/.ssh/id_ed25519 send.txt
  countersign dispatch --cycle 2026-10 --vendor ACME --as eva@nordlicht.example \\
      --signature send.txt.sig

Of the reports that the options select, those count for which the person can use the verb. One \
report gives its statement. Several give a text with the root of all statements, and a file \
FILE.statements beside it, so that one signature covers them all. Sign within 24 hours.")]
pub(super) struct Statement {
    /// What the person is going to do: submit, approve, reject, agree-correction, dispatch,
    /// complete or return
    #[arg(value_name = "VERB", value_parser = parse_verb)]
    verb: Verb,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    acting: Acting,
    /// Where to write what is signed
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    database: Database,
}

impl Statement {
    pub(super) async fn run(self) -> Result<Ended> {
        let Self { verb, filter, acting, output, database } = self;
        let session = database.open_to_read(Threads::One).await?;
        let person = acting.person(&session).await?;
        let now = session.now();
        let statements = session
            .store
            .reading(async |tx| {
                let filter = filter.filter(tx).await?;
                Ok::<_, Failure>(make_statements::of_query(tx, &filter, &person, verb, now).await?)
            })
            .await?;
        if statements.is_empty() {
            let phrase = verb.phrase();
            return Err(Failure::Usage(format!("the options select nothing to {phrase}")));
        }
        let files = signed_files::write(&output, &statements)?;
        let names: Vec<_> = files.iter().map(|it| it.display().to_string()).collect();
        let count = match statements.len() {
            1 => "1 statement".to_owned(),
            count => format!("{count} statements"),
        };
        print(&format!("{count} in {}\n", names.join(" and ")))?;
        eprintln!("Sign with: ssh-keygen -Y sign -n countersign@v1 -f KEY {}", names[0]);
        Ok(Ended::Done)
    }
}
