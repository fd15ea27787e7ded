//! The checks of readiness. They write nothing, and each takes a few seconds at most.

use super::{Check, Report};
use crate::actions::run_clock;
use crate::disk;
use crate::transparency::witnessed::{self, WitnessInUse};
use countersign_domain::instant::Instant;
use countersign_store::installation::{self, Installation};
use countersign_store::{Result, SchemaState, Store, StoreError};
use std::path::Path;
use std::time::Duration;
use tokio::time::timeout;

/// Less room than this on the disk of the database is a failure, in bytes: an import or a month's
/// reports may need as much at once.
const LEAST_FREE_BYTES: u64 = 256 << 20;
/// How far ahead of this machine's clock work may be done, in microseconds: several machines do it.
const AHEAD: i64 = 5 * 60_000_000;
/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the database says about itself.
struct Found {
    /// The state of the schema, or why this program does not know it: it may be newer.
    schema: std::result::Result<SchemaState, String>,
    installation: Option<Installation>,
    can_seal: bool,
    witnesses: Vec<WitnessInUse>,
}

/// Looks at everything; `now` is the machine's time.
pub async fn look(store: &Store, now: Instant) -> Report {
    let mut checks = match timeout(PATIENCE, ask(store)).await {
        Ok(Ok(Found { schema: Err(why), .. })) => vec![
            essential("database", Ok("It answers.".to_owned())),
            essential("schema", Err(format!("It is not this program's: {why}."))),
        ],
        Ok(Ok(Found { schema: Ok(state), installation, can_seal, witnesses })) => vec![
            essential("database", Ok("It answers.".to_owned())),
            essential("schema", schema(state)),
            operating("clock", clock(installation, now)),
            operating("key", key(can_seal)),
            operating("witnesses", witnesses_of(&witnesses, now)),
        ],
        Ok(Err(error)) => vec![essential("database", Err(format!("It cannot be read: {error}.")))],
        Err(_) => {
            let late = format!("It did not answer within {} seconds.", PATIENCE.as_secs());
            vec![essential("database", Err(late))]
        }
    };
    if let Some(file) = store.url().file() {
        checks.push(operating("disk", room(disk::folder_of(file))));
    }
    Report::new(checks)
}

/// Reads what the checks need. From a database of another version, it reads only the schema.
async fn ask(store: &Store) -> std::result::Result<Found, String> {
    // A file that was removed can still be read by a process that has it open.
    if let Some(file) = store.url().file() {
        std::fs::metadata(file).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    read(store).await.map_err(|error| error.to_string())
}

async fn read(store: &Store) -> Result<Found> {
    let schema = match store.schema_state().await {
        Err(StoreError::Schema(why)) => Err(why),
        state => Ok(state?),
    };
    if schema != Ok(SchemaState::Current) {
        let witnesses = Vec::new();
        return Ok(Found { schema, installation: None, can_seal: false, witnesses });
    }
    let read = store.reading(async |tx| {
        Ok::<_, StoreError>((installation::load(tx).await?, witnessed::in_use(tx).await?))
    });
    let (installation, witnesses) = read.await?;
    Ok(Found { schema, installation, can_seal: store.can_seal().await?, witnesses })
}

type Outcome = std::result::Result<String, String>;

fn essential(name: &'static str, outcome: Outcome) -> Check {
    Check { is_essential: true, ..operating(name, outcome) }
}

fn operating(name: &'static str, outcome: Outcome) -> Check {
    let ok = outcome.is_ok();
    let (Ok(reason) | Err(reason)) = outcome;
    Check { name, ok, reason, is_essential: false }
}

fn schema(state: SchemaState) -> Outcome {
    match state {
        SchemaState::Current => Ok("It is this program's.".to_owned()),
        SchemaState::Empty => {
            Err("The database is empty. Make it with: countersign init".to_owned())
        }
        SchemaState::Behind(steps) => Err(format!(
            "The database is {steps} steps behind this program. Run: countersign migrate"
        )),
    }
}

fn clock(installation: Option<Installation>, now: Instant) -> Outcome {
    let Some(installation) = installation else {
        return Err("The database has no installation. Make it with: countersign init".to_owned());
    };
    let ran_until = installation.ran_until.unwrap_or(installation.created_at);
    if installation.rehearsal {
        Ok("This is a rehearsal; its clock moves by hand.".to_owned())
    } else if run_clock::waits(&installation, now) {
        Err(format!(
            "It has not run since {ran_until}, more than 24 hours ago, so automatic submissions \
             wait. Choose on the page Clock or with: countersign clock --missed-deadlines"
        ))
    } else if ran_until > now.plus_micros(AHEAD) {
        Err(format!(
            "It ran until {ran_until}, but this machine's clock says {now}: the clock was ahead \
             then, or is behind now. Work that was due by then is done, some of it too early, and \
             nothing more is done until then. Set the clock by NTP."
        ))
    } else {
        Ok(format!("All work that was due by {ran_until} is done."))
    }
}

/// The id of a key is a hash of it, so the key with the right id opens what it sealed.
fn key(can_seal: bool) -> Outcome {
    match can_seal {
        true => Ok("The key that seals the secrets is there.".to_owned()),
        false => Err("The key that seals the secrets is missing, so they stay closed. Give it \
                      with --key-file, or see: countersign key show"
            .to_owned()),
    }
}

/// A late witness no longer watches the log, and its company may not notice.
fn witnesses_of(witnesses: &[WitnessInUse], now: Instant) -> Outcome {
    let late = witnesses.iter().filter(|it| it.is_late(now)).count();
    match (witnesses.len(), late) {
        (0, _) => Ok("No one witnesses the log.".to_owned()),
        (all, 0) => Ok(format!("Witnesses of the log that are on time: {all}.")),
        (all, late) => Err(format!(
            "Of {all} witnesses of the log, {late} cosigned nothing in the last two days. Tell \
             their companies: the page Witnesses of the log names them."
        )),
    }
}

fn room(folder: &Path) -> Outcome {
    match disk::free_bytes(folder) {
        Ok(Some(free)) if free < LEAST_FREE_BYTES => Err(format!(
            "{} MiB are free on the database's disk, less than {}. Make room.",
            free >> 20,
            LEAST_FREE_BYTES >> 20
        )),
        Ok(Some(free)) => Ok(format!("{} MiB are free on the database's disk.", free >> 20)),
        Ok(None) => Ok("This system does not say how much room there is.".to_owned()),
        Err(error) => Err(format!("The database's folder cannot be read: {error}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transparency::witnessed::LastCosignature;
    use countersign_domain::cycle::Cycle;

    fn installation(ran_until: &str, rehearsal: bool) -> Installation {
        let at = Instant::parse(ran_until).unwrap();
        Installation {
            rehearsal,
            created_at: at,
            clock_at: at,
            ran_until: Some(at),
            first_cycle: Cycle::parse("2026-10").unwrap(),
            turns: 0,
            demo: false,
            moved_turn: None,
        }
    }

    #[test]
    fn the_clock_fails_once_automatic_work_waits() {
        let now = Instant::parse("2026-11-22T12:00:00Z").unwrap();
        let at_noon = |ran: &str, rehearsal| clock(Some(installation(ran, rehearsal)), now);
        assert!(at_noon("2026-11-21T12:00:00Z", false).is_ok());
        let why = at_noon("2026-11-21T11:59:59Z", false).unwrap_err();
        assert!(why.contains("2026-11-21T11:59:59Z, more than 24 hours ago"), "{why}");
        assert!(at_noon("2026-01-01T00:00:00Z", true).is_ok());
        assert!(clock(None, now).is_err());
    }

    #[test]
    fn the_clock_fails_while_work_was_done_that_is_not_due_yet() {
        let now = Instant::parse("2026-11-22T12:00:00Z").unwrap();
        let at_noon = |ran: &str, rehearsal| clock(Some(installation(ran, rehearsal)), now);
        assert!(at_noon("2026-11-22T12:05:00Z", false).is_ok());
        let why = at_noon("2026-11-22T13:00:00Z", false).unwrap_err();
        assert!(why.contains("until 2026-11-22T13:00:00Z") && why.contains("too early"), "{why}");
        assert!(at_noon("2026-11-22T13:00:00Z", true).is_ok());
    }

    #[test]
    fn an_old_and_an_empty_database_say_which_verb_helps() {
        assert!(schema(SchemaState::Current).is_ok());
        assert!(schema(SchemaState::Behind(2)).unwrap_err().contains("countersign migrate"));
        assert!(schema(SchemaState::Empty).unwrap_err().contains("countersign init"));
    }

    #[test]
    fn a_witness_fails_two_days_after_it_signed_last_or_was_registered() {
        let now = Instant::parse("2026-11-22T12:00:00Z").unwrap();
        let at = |text: &str| Instant::parse(text).unwrap();
        let signed = |text: &str| Some(LastCosignature { size: 7, at: at(text) });
        let witness = |made| WitnessInUse { key: None, added_at: at("2026-11-01T00:00:00Z"), made };
        assert_eq!(witnesses_of(&[], now).unwrap(), "No one witnesses the log.");
        let on_time = witness(signed("2026-11-20T12:00:00Z"));
        let late = witness(signed("2026-11-20T11:59:59Z"));
        assert!(witnesses_of(std::slice::from_ref(&on_time), now).unwrap().ends_with(": 1."));
        let why = witnesses_of(&[on_time, late, witness(None)], now).unwrap_err();
        assert!(why.starts_with("Of 3 witnesses of the log, 2 cosigned nothing"), "{why}");
        let new = WitnessInUse { added_at: at("2026-11-20T12:00:00Z"), ..witness(None) };
        assert!(witnesses_of(&[new], now).is_ok());
    }

    #[test]
    fn a_folder_that_is_gone_fails_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        assert!(room(&folder.path().join("gone")).is_err());
        assert!(room(folder.path()).is_ok());
    }
}
