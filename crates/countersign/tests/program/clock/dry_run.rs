//! A dry run prints what the clock then does, and changes nothing at all.

use crate::clock::fixture::{BINARY, ClockFixture, contents, export, text};
use countersign_domain::instant::DAY_MICROS;
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::databases::Databases;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

const BEGINNING: &str = "2026-10-01T00:00:00Z";
/// All reports of October exist, and no deadline has passed.
const PREPARING: &str = "2026-11-05T00:00:00Z";
/// Every deadline of October has passed.
const AGREED: &str = "2026-11-20T00:00:00Z";

/// The output of a dry run, after a check that it changed nothing.
fn dry_run(program: &CommandLine, until: &str) -> String {
    let bytes =
        || program.database.strip_prefix("sqlite:").map(|file| std::fs::read(file).unwrap());
    let (before, bytes_before) = (contents(program), bytes());
    let arguments = ["clock", "--dry-run", "--until", until];
    let told = program.expect(&arguments, 0).unwrap().out;
    assert_eq!(contents(program), before);
    assert!(bytes() == bytes_before, "the file is another one");
    told
}

/// Cycle, partner and vendor of the lines of a dry run with this `what`.
fn named(told: &str, what: &str) -> BTreeSet<String> {
    let lines = told.lines().filter(|line| line.contains(what));
    lines.map(|line| line.split("  ").skip(1).take(4).collect::<Vec<_>>().join(" ")).collect()
}

fn reports<'a>(lines: impl Iterator<Item = &'a Value>) -> BTreeSet<String> {
    let columns = ["cycle", "distributor", "partner", "vendor"];
    lines.map(|line| columns.map(|column| text(line, column)).join(" ")).collect()
}

fn says_what_is_done(databases: impl Fn(&Path) -> Databases) {
    let fixture = ClockFixture::new(databases);
    let data = fixture.path("data").display().to_string();
    let sample = std::process::Command::new(BINARY)
        .args(["sample", &data, "--partners", "40", "--subscriptions", "10", "--months", "1"])
        .output()
        .unwrap();
    assert!(sample.status.success(), "{sample:?}");
    let program = fixture.rehearsal(BEGINNING, "2026-10");
    program.expect(&["import", &data], 0).unwrap();

    let early = dry_run(&program, AGREED);
    program.expect(&["clock", "--until", PREPARING], 0).unwrap();
    let made = export(&program, "2026-10");
    assert_eq!(named(&early, "make, because"), reports(made.iter()));
    let late = dry_run(&program, AGREED);
    assert_eq!(named(&late, "make, because").len(), 0);
    assert_eq!(named(&late, "submit, because"), named(&early, "submit, because"));

    program.expect(&["clock", "--until", AGREED], 0).unwrap();
    let agreed = export(&program, "2026-10");
    for told in [&early, &late] {
        let by_system = agreed.iter().filter(|line| text(line, "submission") == "automatic");
        assert_eq!(named(told, "submit, because"), reports(by_system));
        let approved = agreed.iter().filter(|line| text(line, "approval") == "automatic");
        assert_eq!(named(told, "approve, because"), reports(approved));
        let flagged = agreed.iter().filter(|line| text(line, "flagged") == "yes");
        assert_eq!(named(told, "; flagged"), reports(flagged));
        for line in agreed.iter().filter(|line| text(line, "penalty") == "yes") {
            let [product, unit] = ["product", "unit"].map(|column| text(line, column));
            let [charged, was] =
                ["chargeable", "default_chargeable"].map(|column| text(line, column));
            let said =
                format!("{product} charged on {charged} provisioned {unit} instead of {was}");
            let told = told.lines().find(|told| {
                told.contains(&said) && told.contains(&format!("  {}  ", text(line, "partner")))
            });
            assert!(told.is_some(), "{said} of {line}");
        }
    }
    assert!(agreed.iter().any(|line| text(line, "penalty") == "yes"), "the sample has penalties");
    let sum = format!("{} submitted by the system", named(&late, "submit, because").len());
    assert!(late.contains(&sum) && late.contains("nothing was changed"), "{late}");
}

#[test]
fn a_dry_run_says_what_the_clock_then_does_on_sqlite() {
    says_what_is_done(|folder| Databases::Sqlite(folder.to_owned()));
}

#[test]
fn a_dry_run_says_what_the_clock_then_does_on_postgresql() {
    says_what_is_done(|_| Databases::Postgres);
}

#[test]
fn an_ordinary_database_may_be_asked_about_times_ahead() {
    let fixture = ClockFixture::on_sqlite();
    let program = fixture.nothing();
    program.expect(&["init"], 0).unwrap();
    let now = countersign_app::clock::Clock::default().machine_time();
    let ahead = now.plus_micros(300 * DAY_MICROS).to_string();
    let told = dry_run(&program, &ahead);
    assert!(told.contains(&format!("dry run until {ahead}, nothing was changed")), "{told}");
    let far = now.plus_micros(400 * DAY_MICROS).to_string();
    program.expect(&["clock", "--dry-run", "--until", &far], 2).unwrap();
    let nothing = fixture.nothing();
    nothing.expect(&["clock", "--dry-run"], 2).unwrap();
    assert!(!Path::new(nothing.database.trim_start_matches("sqlite:")).exists());
}
