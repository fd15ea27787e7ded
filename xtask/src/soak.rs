//! `cargo xtask soak`: kills the release binary at random moments of its work on readings of any
//! size, and compares the result with that of an undisturbed run.
//!
//! The machinery is in the test kit. The tests use it at a small size.

use std::env;

use clap::{Args, ValueEnum};
use countersign_testkit::databases::Databases;
use countersign_testkit::interruption::{Scene, Size, seed};
use countersign_testkit::postgres::Cluster;

use crate::cargo::Failure;
use crate::release_binary::Binary;

/// What to kill, and how often.
#[derive(Args, Clone, Debug)]
pub struct SoakOptions {
    /// Killed runs of each verb on each engine. Every third run is killed three times
    #[arg(long, value_name = "N", default_value_t = 20)]
    kills: u32,
    /// The seed of all random choices, as printed by a failure
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// About how large the file of readings is
    #[arg(long, value_name = "GB", default_value = "0.05", value_parser = megabytes)]
    gigabytes: u64,
    /// On which engine
    #[arg(long, value_enum, default_value_t = Engines::Both)]
    engine: Engines,
    /// Only this verb
    #[arg(long, value_enum)]
    verb: Option<KilledVerb>,
    #[command(flatten)]
    binary: Binary,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Engines {
    Sqlite,
    Postgres,
    Both,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum KilledVerb {
    Import,
    Clock,
    Apply,
}

/// The size of a row of the sample's readings, and the maximum number of rows of one subscription
/// in a month.
const ROW_BYTES: u64 = 40;
const ROWS_A_MONTH: u64 = 31;
const OF_A_PARTNER: u64 = 25;
/// Rows of each file of decisions: a second or so of work.
const DECISIONS: usize = 50_000;

/// Kills and compares.
pub fn run(options: &SoakOptions) -> Result<(), Failure> {
    let binary = options.binary.find()?;
    let seed = options.seed.unwrap_or_else(seed);
    for engine in [Engines::Sqlite, Engines::Postgres] {
        if ![engine, Engines::Both].contains(&options.engine) {
            continue;
        }
        eprintln!("== {engine:?}, --seed {seed}");
        let folder = tempfile::Builder::new().prefix("countersign-soak-").tempdir();
        let folder = folder.map_err(|e| format!("{}: {e}", env::temp_dir().display()))?;
        let databases = match engine {
            Engines::Postgres => Databases::Cluster(Cluster::start()?),
            _ => Databases::Sqlite(folder.path().to_owned()),
        };
        let size = size(options.gigabytes);
        let scene = Scene::prepare(&binary, databases, folder.path(), size)?;
        let verb = match options.verb {
            None => "",
            Some(KilledVerb::Import) => "import",
            Some(KilledVerb::Clock) => "clock",
            Some(KilledVerb::Apply) => "apply",
        };
        for work in scene.works(verb) {
            let tally =
                scene.disturb(work, options.kills, seed, &mut |line| eprintln!("{line}"))?;
            println!(
                "{engine:?}: {}: {} runs, {} kills, all the same",
                work.name, tally.runs, tally.kills
            );
        }
    }
    Ok(())
}

fn megabytes(text: &str) -> Result<u64, String> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let number = format!("{whole}{part:0<3}");
    let megabytes = number.parse().ok().filter(|megabytes| part.len() <= 3 && *megabytes > 0);
    megabytes.ok_or_else(|| "gigabytes, such as 2 or 0.05".to_owned())
}

/// One month of readings of about this size.
fn size(megabytes: u64) -> Size {
    let subscriptions = megabytes * 1_000_000 / (ROW_BYTES * ROWS_A_MONTH);
    let partners = (subscriptions / OF_A_PARTNER).max(40);
    Size {
        partners: u32::try_from(partners).unwrap_or(u32::MAX),
        subscriptions: u32::try_from(OF_A_PARTNER).unwrap_or(u32::MAX),
        months: 1,
        rows: DECISIONS,
    }
}

#[cfg(test)]
mod tests {
    use super::megabytes;

    #[test]
    fn gigabytes_are_a_decimal_number() {
        assert_eq!(
            (megabytes("2"), megabytes("0.05"), megabytes("1.5")),
            (Ok(2000), Ok(50), Ok(1500))
        );
        assert!(["", "0", "-1", "1.2345", "x"].into_iter().all(|text| megabytes(text).is_err()));
    }
}
