//! What must hold after a database of an earlier schema was upgraded: its record is unchanged, its
//! people can sign in, every page opens, and the clock makes the next month.

use crate::upgrade::files::readings;
use crate::upgrade::people::PASSWORD;
use crate::upgrade::rehearsal::Stage;
use countersign_domain::figure::Standing;
use countersign_store::figures;
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::databases::Databases;
use countersign_testkit::fixtures::{Fixture, definitions};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");
/// The month that is running when the story ends.
pub(crate) const NEXT: &str = "2026-11";
/// A time when its reports are made and every deadline of it has passed.
const UNTIL: &str = "2026-12-12T12:00:00Z";

pub(crate) fn newest_step() -> usize {
    include_str!("../../../../store/migrations/lock").lines().count()
}

/// The databases of both engines.
pub(crate) fn engines(folder: &tempfile::TempDir) -> [Databases; 2] {
    [Databases::Sqlite(folder.path().to_owned()), Databases::Postgres]
}

/// The program on a database.
pub(crate) fn program(url: String) -> CommandLine {
    CommandLine::new(BINARY, url)
}

/// The findings of `verify`, one per line. That reports have not been compared with readings yet is
/// no finding.
pub(crate) fn findings(program: &CommandLine) -> String {
    let ended = program.run(&["verify"]);
    let is_finding = |line: &&str| !line.starts_with("readings arrived for ");
    let lines: Vec<String> =
        ended.err.lines().filter(is_finding).map(|line| format!("{line}\n")).collect();
    let expected = if lines.is_empty() { Some(0) } else { Some(1) };
    assert_eq!(ended.status, expected, "{ended:?}");
    lines.concat()
}

pub(crate) fn export(program: &CommandLine, month: &str) -> String {
    program.expect(&["export", "--cycle", month], 0).unwrap().out
}

/// Plays the next month: its readings, its reports and their deadlines. Returns its export.
pub(crate) fn go_on(program: &CommandLine) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("usage.csv");
    std::fs::write(&file, readings(NEXT)).unwrap();
    program.expect(&["import", file.to_str().unwrap()], 0).unwrap();
    program.expect(&["clock", "--until", UNTIL], 0).unwrap();
    export(program, NEXT)
}

/// For each month and subscription the reports that count it, one per line.
pub(crate) async fn counted(stage: &Stage) -> String {
    let mut all: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    let mut tx = stage.store().read().await.unwrap();
    for month in ["2026-08", "2026-09", "2026-10"] {
        for code in readings(month).lines().skip(1).filter_map(|row| row.split(',').next()) {
            all.entry((month.to_owned(), code.to_owned())).or_default();
        }
        for stored in stage.reports(month).await {
            let names = &stored.names;
            let report = format!("{} to {}", names.partner, names.vendor);
            for row in figures::of_report(&mut tx, stored.key()).await.unwrap() {
                if matches!(row.standing, Standing::Counted | Standing::CarriedForward) {
                    let key = (month.to_owned(), row.subscription_code);
                    all.entry(key).or_default().insert(report.clone());
                }
            }
        }
    }
    tx.rollback().await.unwrap();
    let mut text = String::new();
    for ((month, code), reports) in all {
        let reports: Vec<String> = reports.into_iter().collect();
        let reports = if reports.is_empty() { "none".to_owned() } else { reports.join(", ") };
        writeln!(text, "{month} {code}: {reports}").unwrap();
    }
    text
}

/// Opens the pages of all three parties and the operator, and those that they link to.
async fn every_page_opens(stage: &Stage) {
    const PAGES: [&str; 14] = [
        "/usage-reports",
        "/usage-reports?cycle=2026-10",
        "/usage-reports?cycle=2026-08",
        "/usage-reports/so-far/2026-11",
        "/cycles",
        "/cycles/2026-10",
        "/corrections",
        "/late-differences",
        "/dispatches",
        "/partners",
        "/customers",
        "/settings",
        "/people",
        "/account",
    ];
    const OPERATORS: [&str; 6] =
        ["/partners", "/settings", "/imports", "/clock", "/outbox", "/products"];
    for email in ["d1@x.example", "d2@x.example", "p1@x.example", "p4@x.example", "v@x.example"] {
        let mut browser = stage.signed_in(email).await;
        let mut opened = 0;
        for address in PAGES {
            let page = browser.get(address).await;
            // Not everyone may see all of them, and a list links to each.
            let page = match page.status.as_u16() {
                403 | 404 => continue,
                303 => browser.get(&page.location).await,
                _ => page,
            };
            let page = page.shown();
            let starts = ["/usage-reports/", "/dispatches/", "/partners/", "/customers/"];
            // No key signs the log of this database, so there are no packs.
            let links = starts.iter().flat_map(|start| page.links(start));
            for link in links.filter(|link| !link.ends_with("/evidence.zip")) {
                let page = browser.get(&link).await;
                assert!(page.status.is_success(), "{email} {link}: {}", page.body);
                opened += 1;
            }
        }
        assert!(opened > 10, "{email} has opened {opened} pages");
    }
    let mut op = stage.signed_in("op@x.example").await;
    for page in OPERATORS {
        op.get(page).await.shown();
    }
}

/// People who signed in before can do so with the same password.
async fn people_come_in(stage: &Stage) {
    for (email, next) in [("p1@x.example", "/"), ("d1@x.example", "/sign-in/code")] {
        let fields = [("email", email), ("password", PASSWORD)];
        let mut browser = stage.browser();
        let led = browser.post("/sign-in", &fields).await.leads_on();
        assert_eq!(led.split('?').next(), Some(next), "{email}");
    }
}

/// Fails if two texts differ, with the first line that does.
pub(crate) fn same(found: &str, recorded: &str, what: &str) {
    let lines = found.lines().zip(recorded.lines());
    for (number, (found, recorded)) in (1..).zip(lines) {
        assert_eq!(found, recorded, "{what}, line {number}");
    }
    let count = |text: &str| text.lines().count();
    assert_eq!(count(found), count(recorded), "{what}: lines");
    assert!(found == recorded, "{what}: line breaks");
}

/// Upgrades a fixture on one engine and compares everything that was recorded of it.
async fn bring_up(fixture: &Fixture, databases: &Databases) {
    let url = fixture.load(databases).unwrap();
    let program = program(url.clone());
    let behind = newest_step() - fixture.step;
    let refused = program.run(&["verify"]);
    assert_eq!(refused.status == Some(2), behind > 0, "an old schema is refused: {refused:?}");
    let backups = tempfile::tempdir().unwrap();
    let backup_to = backups.path().to_str().unwrap();
    let told = program.expect(&["migrate", "--backup-to", backup_to], 0).unwrap().out;
    assert!(told.ends_with(&format!(": {behind} schema steps applied\n")), "{told}");

    let fresh = program_with_fresh_schema(databases);
    let [found, expected] = [&url, &fresh.database].map(|url| definitions(url).unwrap());
    same(&found, &expected, "the schema, beside that of a new database");
    databases.remove(&fresh.database).unwrap();

    let stage = Stage::open(&url, 2).await;
    let recorded = |name: &str| fixture.text(name).unwrap();
    let expected = recorded("findings.txt");
    same(&findings(&program), &expected, "verify, after it was brought up");
    for month in fixture.cycles().unwrap().iter().filter(|it| *it != NEXT) {
        let name = format!("{month}.csv");
        same(&export(&program, month), &recorded(&name), &name);
    }
    same(&counted(&stage).await, &recorded("counted.txt"), "counted.txt");
    people_come_in(&stage).await;
    every_page_opens(&stage).await;

    let name = format!("{NEXT}.csv");
    same(&go_on(&program), &recorded(&name), &name);
    same(&findings(&program), &expected, "verify, a month later");
    every_page_opens(&stage).await;
}

pub(crate) fn program_with_fresh_schema(databases: &Databases) -> CommandLine {
    let program = program(databases.fresh().unwrap());
    program.expect(&["init", "--rehearsal", "2026-08-01T00:00:00Z"], 0).unwrap();
    program
}

#[tokio::test]
async fn every_earlier_database_is_brought_up_and_goes_on() {
    let fixtures = Fixture::all().unwrap();
    assert!(!fixtures.is_empty());
    for fixture in fixtures {
        let folder = tempfile::tempdir().unwrap();
        for databases in engines(&folder) {
            eprintln!("step {:04} on {databases:?}:", fixture.step);
            bring_up(&fixture, &databases).await;
        }
    }
}

#[test]
fn the_newest_step_has_a_fixture() {
    let step = newest_step();
    assert!(
        Fixture::of(step).exists(),
        "schema step {step:04} has no fixture: make it with `cargo xtask fixture`, and describe \
         it in crates/testkit/fixtures/README.md"
    );
}
