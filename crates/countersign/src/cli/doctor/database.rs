//! Checks the settings and free space of the engine, the files of an embedded database, and the
//! clocks.

use super::finding::DoctorFinding;
use crate::cli::session::files;
use countersign_app::disk;
use countersign_app::private_files::open_to_others;
use countersign_domain::instant::Instant;
use countersign_store::inspect::{Embedded, Inspection, PostgresServer};
use countersign_store::{DatabaseUrl, Store, inspect, installation, reports};

const MIB: i64 = 1 << 20;
/// The oldest PostgreSQL that this program is tested with, as the server counts.
const OLDEST: i64 = 150_000;
/// Connections that others should leave: those of one process, and one for the operator.
const LEFT: i64 = 9;
/// How far two clocks may differ, in microseconds.
const APART: i64 = 5_000_000;

/// What the engine and its files say.
pub(super) async fn look(store: &Store, now: Instant) -> Vec<DoctorFinding> {
    match inspect::inspect(store).await {
        Ok(Inspection::Embedded(found)) => {
            let mut findings = embedded(&found);
            findings.extend(room(store.url(), found.bytes));
            findings.push(modes(store.url()));
            findings
        }
        Ok(Inspection::Server(found)) => server(&found, now),
        Err(error) => vec![DoctorFinding::failure(
            "engine",
            format!("The database does not say how it is set up: {error}."),
            "See docs/operating/databases.md.",
        )],
    }
}

fn embedded(found: &Embedded) -> Vec<DoctorFinding> {
    let Embedded { version, journal_mode, synchronous, foreign_keys, bytes, free_bytes } = found;
    let (size, free) = (bytes / MIB, free_bytes / MIB);
    let mut findings = vec![DoctorFinding::ok(
        "engine",
        format!("SQLite {version}; the file has {size} MiB, of which {free} MiB are free."),
    )];
    let expected = journal_mode == "wal" && *synchronous == 2 && *foreign_keys;
    let message = format!(
        "The journal mode is {journal_mode}, synchronous is {synchronous}, and foreign keys are \
         {}.",
        if *foreign_keys { "checked" } else { "not checked" }
    );
    findings.push(match expected {
        true => DoctorFinding::ok("settings", message),
        false => DoctorFinding::warning(
            "settings",
            message,
            "Expected are wal, 2 and checked. Open the database once with: countersign serve",
        ),
    });
    findings
}

/// A copy of the database and its log fit beside it.
fn room(url: &DatabaseUrl, bytes: i64) -> Option<DoctorFinding> {
    let free = disk::free_bytes(disk::folder_of(url.file()?)).ok()??;
    let needed = u64::try_from(bytes).unwrap_or(0).saturating_mul(2);
    (free < needed).then(|| {
        DoctorFinding::warning(
            "room",
            format!("{} MiB are free beside a database of {} MiB.", free >> 20, bytes / MIB),
            "Keep twice its size free: an upgrade and a backup beside it need the room.",
        )
    })
}

fn modes(url: &DatabaseUrl) -> DoctorFinding {
    let open = files(url).find_map(|file| Some((open_to_others(&file)?, file)));
    match open {
        None => DoctorFinding::ok("files", "Only their owner can read the files of the database."),
        Some((mode, file)) => DoctorFinding::failure(
            "files",
            format!("Other users of this machine can use {} (mode {mode:03o}).", file.display()),
            format!("Run: chmod go= {}", file.display()),
        ),
    }
}

fn server(found: &PostgresServer, now: Instant) -> Vec<DoctorFinding> {
    let message =
        format!("PostgreSQL {}; the database has {} MiB.", found.version, found.bytes / MIB);
    let mut findings = vec![match found.version_number >= OLDEST {
        true => DoctorFinding::ok("engine", message),
        false => DoctorFinding::warning(
            "engine",
            message,
            "Versions before 15 are not tested: upgrade it.",
        ),
    }];
    let PostgresServer { isolation, time_zone, fsync, synchronous_commit, .. } = found;
    let message = format!(
        "The isolation is {isolation}, the time zone {time_zone}, fsync {fsync}, and \
         synchronous_commit {synchronous_commit}."
    );
    let is_durable = fsync == "on" && synchronous_commit != "off";
    findings.push(match is_durable {
        true => DoctorFinding::ok("settings", message),
        false => DoctorFinding::failure(
            "settings",
            message,
            "A crash can lose what was acknowledged: turn fsync and synchronous_commit on.",
        ),
    });
    let (used, most) = (found.connections, found.most_connections);
    let message = format!("{used} of {most} connections are in use.");
    findings.push(match most - used >= LEFT {
        true => DoctorFinding::ok("connections", message),
        false => DoctorFinding::warning(
            "connections",
            message,
            "A process of Countersign uses up to 8: raise max_connections.",
        ),
    });
    let apart = (found.now.micros() - now.micros()).abs();
    let message = format!("The clocks of machine and database are {} ms apart.", apart / 1_000);
    findings.push(match apart <= APART {
        true => DoctorFinding::ok("database clock", message),
        false => DoctorFinding::warning("database clock", message, "Set both clocks by NTP."),
    });
    findings
}

/// Whether the record agrees with the machine's clock, and what could not be made.
pub(super) async fn record(store: &Store, now: Instant) -> Vec<DoctorFinding> {
    let read = async |tx: &mut _| {
        Ok::<_, countersign_store::StoreError>((
            installation::load(tx).await?,
            reports::faults(tx).await?,
        ))
    };
    let Ok((Some(installation), faults)) = store.reading(read).await else { return Vec::new() };
    let ran_until = installation.ran_until.filter(|_| !installation.rehearsal);
    let mut findings = vec![match ran_until.filter(|it| *it > now) {
        None => DoctorFinding::ok("machine clock", format!("The machine says that it is {now}.")),
        Some(ahead) => DoctorFinding::failure(
            "machine clock",
            format!("The machine says that it is {now}, and the clock ran until {ahead} before."),
            "Set the machine's clock by NTP. Nothing is due until it has caught up.",
        ),
    }];
    findings.extend((!faults.is_empty()).then(|| {
        DoctorFinding::warning(
            "reports",
            format!("{} reports could not be made.", faults.len()),
            "The page Clock names each with its reason.",
        )
    }));
    findings
}

#[cfg(test)]
mod tests {
    use super::super::finding::Level;
    use super::*;

    fn levels(findings: &[DoctorFinding]) -> Vec<(&str, Level)> {
        findings.iter().map(|it| (it.check, it.level)).collect()
    }

    #[test]
    fn a_server_that_may_lose_commits_fails_and_a_full_or_late_one_is_warned_of() {
        let now = Instant::from_micros(0);
        let good = PostgresServer {
            version: "15.4".to_owned(),
            version_number: 150_004,
            time_zone: "UTC".to_owned(),
            fsync: "on".to_owned(),
            synchronous_commit: "on".to_owned(),
            most_connections: 100,
            connections: 91,
            bytes: 0,
            isolation: "read committed".to_owned(),
            now: Instant::from_micros(APART),
        };
        let checks = ["engine", "settings", "connections", "database clock"];
        assert_eq!(levels(&server(&good, now)), checks.map(|it| (it, Level::Ok)));
        let bad = PostgresServer {
            version_number: 140_000,
            synchronous_commit: "off".to_owned(),
            connections: 92,
            now: Instant::from_micros(APART + 1),
            ..good
        };
        let expected = [Level::Warning, Level::Failure, Level::Warning, Level::Warning];
        assert_eq!(server(&bad, now).iter().map(|it| it.level).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_embedded_database_that_is_set_up_otherwise_is_warned_of() {
        let good = Embedded {
            version: "3.50".to_owned(),
            journal_mode: "wal".to_owned(),
            synchronous: 2,
            foreign_keys: true,
            bytes: 0,
            free_bytes: 0,
        };
        assert_eq!(levels(&embedded(&good))[1], ("settings", Level::Ok));
        let bad = Embedded { journal_mode: "delete".to_owned(), ..good };
        assert_eq!(levels(&embedded(&bad))[1], ("settings", Level::Warning));
    }
}
