//! `countersign witness`

use super::outcome::Ended;
use super::output::print;
use clap::Args;
use countersign_app::actions::witness_log::{self, CosignedLog, WitnessRound, Witnessed};
use countersign_app::clock::Clock;
use countersign_app::failure::{Failure, Result};
use countersign_app::private_files;
use countersign_app::transparency::checkpoint::VerifierKey;
use countersign_app::witness::key_file::{self, HeldKey};
use countersign_app::witness::log_client::LogClient;
use countersign_app::witness::seen::SeenFile;
use std::path::PathBuf;
use std::time::Duration;

/// The longest token that is read, in bytes.
const LONGEST_TOKEN: usize = 4_096;

/// Checks that the transparency log of a Countersign elsewhere only grows, and cosigns it
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign witness --log https://reports.example/log --name witness.nordlicht.example/reports
  countersign witness --log https://reports.example/api/v1/log --token-file token.txt --every 60

It needs no database. It proves that the log continues what this witness saw before, keeps what it \
saw in the file of --state, and prints the cosigned checkpoint. With a token that has the scope \
log.witness, it hands the cosignature to the operator too; an Administrator of your company adds \
the public key of the witness in the console first, at /log/witnesses.

Exit status: 1 if the log was rewritten, became shorter or is signed with another key; both \
checkpoints are kept then.")]
pub(super) struct Witness {
    /// The address of the log: https://HOST/log if it is open to everyone, and
    /// https://HOST/api/v1/log with a token
    #[arg(id = "log_url", long = "log", value_name = "URL")]
    address: String,
    /// The public key of the log, as its operator publishes it; can be given several times.
    /// Without it, the first key that the log signs with is kept
    #[arg(long, value_name = "KEY", value_parser = super::verify::parse_key)]
    log_key: Vec<VerifierKey>,
    /// A file with an API token that has the scope log.witness
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// The file with the private key of this witness, which is made when there is none
    #[arg(long, value_name = "FILE", default_value = "witness.key")]
    key: PathBuf,
    /// The name of a new key, such as witness.example.com/countersign
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The file with what this witness saw last
    #[arg(long, value_name = "FILE", default_value = "witness.state")]
    state: PathBuf,
    /// Goes on, and witnesses the log every so many minutes; without it, once
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u64).range(1..=10_080))]
    every: Option<u64>,
}

impl Witness {
    pub(super) async fn run(self) -> Result<Ended> {
        let log = LogClient::new(&self.address, self.token()?.as_deref())?;
        let held = key_file::open(&self.key, self.name.as_deref())?;
        if held.is_new {
            show_key(&held);
        }
        let seen = SeenFile::new(self.state.clone());
        let (cosigner, log_keys) = (&held.cosigner, self.log_key.as_slice());
        let round = WitnessRound { log: &log, seen: &seen, cosigner, log_keys };
        let Some(minutes) = self.every else { return self.witness(&round, &held).await };
        loop {
            match self.witness(&round, &held).await {
                Ok(Ended::Done) => {}
                // The log may be back before the next round.
                Err(failure @ (Failure::System(_) | Failure::Away(_))) => {
                    eprintln!("countersign: {failure}");
                }
                ended => return ended,
            }
            tokio::time::sleep(Duration::from_secs(60 * minutes)).await;
        }
    }

    /// One round, and what came of it in words.
    async fn witness(&self, round: &WitnessRound<'_>, held: &HeldKey) -> Result<Ended> {
        match witness_log::run(round, Clock::default().machine_time()).await? {
            Witnessed::Refused(refused) => {
                eprintln!("countersign: {}", refused.why);
                eprintln!(
                    "nothing was cosigned; the evidence is in {}",
                    refused.evidence.display()
                );
                Ok(Ended::SomeRefused)
            }
            Witnessed::Cosigned(cosigned) => {
                eprintln!("{}", self.sentence(&cosigned));
                if self.every.is_none() {
                    print(&cosigned.note)?;
                }
                if round.log.can_hand_in() {
                    let handed_in = round.log.hand_in(&cosigned.note).await;
                    handed_in.inspect_err(|_| show_key(held))?;
                }
                Ok(Ended::Done)
            }
        }
    }

    fn sentence(&self, cosigned: &CosignedLog) -> String {
        let CosignedLog { origin, size, at, before, pinned, .. } = cosigned;
        let grown = match before {
            Some(before) => format!(", {} of them new", size - before),
            None => String::new(),
        };
        let pinned = pinned.as_ref().map_or_else(String::new, |key| {
            format!(
                "\nthe log has to sign with this key from now on: {}\ncompare it with the key that \
                 its operator publishes; it is in {}",
                key.text(),
                self.state.display()
            )
        });
        format!("witnessed {size} records of {origin} at {at}{grown}{pinned}")
    }

    fn token(&self) -> Result<Option<String>> {
        let Some(path) = &self.token_file else { return Ok(None) };
        private_files::warn_of(path);
        let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, &error))?;
        let token = text.trim();
        if token.is_empty() || token.len() > LONGEST_TOKEN || token.contains(char::is_whitespace) {
            let path = path.display();
            return Err(Failure::Usage(format!("{path} needs to hold one token")));
        }
        Ok(Some(token.to_owned()))
    }
}

fn show_key(held: &HeldKey) {
    eprintln!("the public key of this witness: {}", held.cosigner.key().text());
}
