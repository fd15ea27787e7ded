//! Making the fixture of the newest step, and what it must contain.

use crate::upgrade::after_upgrade::{
    NEXT, counted, engines, export, findings, go_on, newest_step, program,
};
use crate::upgrade::rehearsal::Stage;
use crate::upgrade::{people, story};
use countersign_domain::status::Status;
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::databases::Databases;
use countersign_testkit::fixtures::{Fixture, empty_tables};
use std::collections::BTreeSet;

/// Set by `cargo xtask fixture`.
const RECORD: &str = "COUNTERSIGN_RECORD_FIXTURE";
/// The months of the story.
const MONTHS: [&str; 3] = ["2026-08", "2026-09", "2026-10"];

/// Tables that the story leaves empty, in order of their names, each with the reason.
const EMPTY: [(&str, &str); 0] = [];

async fn played(databases: &Databases) -> (Stage, CommandLine) {
    let url = databases.fresh().unwrap();
    let stage = Stage::open(&url, 1).await;
    story::play(&stage).await;
    people::play(&stage).await;
    let mut seen = BTreeSet::new();
    for month in MONTHS {
        seen.extend(stage.reports(month).await.iter().map(|it| it.report.status.label()));
    }
    let all: BTreeSet<_> = Status::ALL.iter().map(|status| status.label()).collect();
    assert_eq!(seen, all, "reports in every status");
    let known: Vec<&str> = EMPTY.iter().map(|(table, _)| *table).collect();
    assert_eq!(empty_tables(&url).unwrap(), known, "say in EMPTY why the story leaves it empty");
    (stage, program(url))
}

/// The files in the fixture's folder besides the databases: a name and a text each.
async fn beside(stage: &Stage, program: &CommandLine) -> Vec<(String, String)> {
    let mut texts = vec![
        ("findings.txt".to_owned(), findings(program)),
        ("counted.txt".to_owned(), counted(stage).await),
    ];
    texts.extend(MONTHS.map(|month| (format!("{month}.csv"), export(program, month))));
    texts
}

#[tokio::test]
async fn the_story_is_the_same_on_both_engines_and_fills_every_table() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = std::env::var_os(RECORD).map(|_| Fixture::of(newest_step()));
    let mut told = Vec::new();
    for databases in engines(&folder) {
        let (stage, program) = played(&databases).await;
        let mut texts = beside(&stage, &program).await;
        if let Some(fixture) = &fixture {
            fixture.record(&program.database).unwrap();
        }
        texts.push((format!("{NEXT}.csv"), go_on(&program)));
        told.push(texts);
    }
    assert_eq!(told[0], told[1], "SQLite and PostgreSQL");
    for (name, text) in &told[0] {
        if let Some(fixture) = &fixture {
            fixture.write(name, text).unwrap();
        }
    }
}
