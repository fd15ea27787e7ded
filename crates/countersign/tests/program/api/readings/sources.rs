//! Sources: each program that sends readings, its test mode, its silence, and its overlaps.
//!
//! SQL here: the messages of a kind in the outbox.

use super::{NDJSON, READINGS, item, lines, meter, meter_of, results, stored};
use crate::api::fixture::{Programs, on_both};
use crate::console::fixture::ConsoleFixture;
use countersign_app::actions::audit;
use countersign_app::actions::manage_sources::{self, SourceFault, SourceSettings};
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_domain::source::SourceMode;
use countersign_store::sources::{self, Source, SourceOverlap};
use countersign_testkit::command_line::CommandLine;

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");

async fn all(programs: &Programs) -> Vec<Source> {
    programs.store().reading(async |tx| sources::all(tx).await).await.unwrap()
}

/// Changes the only source.
async fn change(programs: &Programs, mode: SourceMode, silent_after_hours: Option<i64>) {
    let id = all(programs).await[0].id;
    let settings = SourceSettings { name: "Meter".to_owned(), mode, silent_after_hours };
    let entry = audit::entry(Event::SourceChanged, programs.fixture.app.state.clock.machine_time());
    let change = async |tx: &mut _| manage_sources::change(tx, id, &settings, &entry).await;
    programs.store().write(change).await.unwrap().unwrap().unwrap();
}

async fn silent_messages(programs: &Programs) -> i64 {
    let sql = "SELECT COUNT(*) FROM outbox WHERE kind = 'source-silent'";
    let count = async |tx: &mut countersign_store::Tx| tx.first(sql, &[], |row| row.get(0)).await;
    programs.store().reading(count).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_program_becomes_a_source_and_two_sources_of_one_day_overlap() {
    for programs in on_both().await {
        let (operator, partner) =
            (meter(&programs).await, meter_of(&programs, "p1@x.example").await);
        let send = async |client: &crate::api::client::Client, at: &[&str]| {
            let body: Vec<String> = at.iter().map(|at| item("S1", at, "5")).collect();
            client.post(READINGS, &body.join("\n"), &[NDJSON]).await.expect(200);
        };
        send(&operator, &["2026-12-01T08:00:00Z", "2026-12-01T09:00:00Z", "2026-12-02"]).await;
        send(&operator, &["2026-12-03"]).await;
        let [source] = &all(&programs).await[..] else { panic!() };
        assert_eq!((source.name.as_str(), source.company_code.as_str()), ("Test", "operator"));
        assert_eq!((source.mode, source.silent_after_hours), (SourceMode::Live, None));
        let now = Instant::parse("2026-11-03T12:00:00Z").unwrap();
        assert_eq!(source.seen_at, Some(now));
        // The same reading again, and another one of the same day.
        send(&partner, &["2026-12-01T08:00:00Z", "2026-12-03T01:00:00Z", "2026-12-04"]).await;
        let found = all(&programs).await;
        let names: Vec<_> = found.iter().map(|it| (it.id, it.name.as_str())).collect();
        assert_eq!(names, [(2, "ERP"), (1, "Test")]);
        let day = |text: &str| Instant::parse(&format!("{text}T00:00:00Z")).unwrap().utc_day();
        let (first, last) = (day("2026-12-01"), day("2026-12-03"));
        let overlaps = async |days| {
            let find = async |tx: &mut _| sources::overlaps(tx, &days, 10).await;
            programs.store().reading(find).await.unwrap()
        };
        let overlap =
            SourceOverlap { sources: (1, 2), subscription_id: 1, days: 2, between: (first, last) };
        assert_eq!(overlaps(first..=last + 9).await, [overlap]);
        assert_eq!(overlaps(first + 1..=last - 1).await, []);
    }
}

#[tokio::test]
async fn readings_of_a_source_in_test_mode_are_answered_and_not_stored() {
    for programs in on_both().await {
        let client = meter(&programs).await;
        let body = [
            item("S1", "2026-10-05", "7"),
            item("S1", "2026-12-01", "5"),
            item("S1", "2026-12-01", "6"),
            item("S9", "2026-12-01", "5"),
        ];
        client.post(READINGS, "", &[NDJSON]).await.expect(200);
        change(&programs, SourceMode::Test, None).await;
        let expected = ["superseded", "created", "superseded", "refused"];
        for _ in 0..2 {
            let answer = client.post(READINGS, &body.join("\n"), &[NDJSON]).await.expect(200);
            assert_eq!(results(&lines(&answer.text)), expected);
        }
        assert_eq!(stored(&programs, "2026-12-01").await, []);
        let day = stored(&programs, "2026-10-05").await;
        assert!(day.iter().any(|it| it.subscription_id == 1 && it.used.is_some()));
        change(&programs, SourceMode::Live, None).await;
        let answer = client.post(READINGS, &body.join("\n"), &[NDJSON]).await.expect(200);
        assert_eq!(results(&lines(&answer.text)), expected);
        assert_eq!(stored(&programs, "2026-12-01").await.len(), 1);
    }
}

#[tokio::test]
async fn the_clock_reports_a_silent_source_once_until_it_sends_again() {
    for programs in on_both().await {
        let client = meter(&programs).await;
        let body = item("S1", "2026-12-01", "5");
        client.post(READINGS, &body, &[NDJSON]).await.expect(200);
        programs.fixture.clock_to("2026-11-09T00:00:00Z").await;
        assert_eq!(silent_messages(&programs).await, 0, "no one asked for it");
        change(&programs, SourceMode::Live, Some(140)).await;
        for (until, messages) in
            [("2026-11-09T07:59:59Z", 0), ("2026-11-09T08:00:00Z", 2), ("2026-11-10T08:00:00Z", 2)]
        {
            programs.fixture.clock_to(until).await;
            // One for each of the operator's Administrators.
            assert_eq!(silent_messages(&programs).await, messages, "{until}");
        }
        let since = all(&programs).await[0].silent_since;
        assert_eq!(since, Some(Instant::parse("2026-11-09T08:00:00Z").unwrap()));
        client.post(READINGS, &body, &[NDJSON]).await.expect(200);
        assert_eq!(all(&programs).await[0].silent_since, None);
        programs.fixture.clock_to("2026-11-16T08:00:00Z").await;
        assert_eq!(silent_messages(&programs).await, 4);
    }
}

#[tokio::test]
async fn settings_of_a_source_that_make_no_sense_are_refused() {
    let programs = Programs::of(ConsoleFixture::new().await);
    meter(&programs).await.post(READINGS, "", &[NDJSON]).await.expect(200);
    let entry = audit::entry(Event::SourceChanged, programs.fixture.app.state.clock.machine_time());
    for (name, hours, fault) in [
        ("", None, SourceFault::Name),
        (" Meter", None, SourceFault::Name),
        ("Meter", Some(0), SourceFault::Hours),
        ("Meter", Some(8_785), SourceFault::Hours),
    ] {
        let (name, mode) = (name.to_owned(), SourceMode::Live);
        let settings = SourceSettings { name, mode, silent_after_hours: hours };
        let change = async |tx: &mut _| manage_sources::change(tx, 1, &settings, &entry).await;
        let changed = programs.store().write(change).await.unwrap();
        assert_eq!(changed, Some(Err(fault)), "{settings:?}");
    }
}

#[tokio::test]
async fn sources_are_managed_on_the_machine_that_holds_the_database() {
    let programs = Programs::of(ConsoleFixture::new().await);
    let client = meter_of(&programs, "p1@x.example").await;
    let operator = meter(&programs).await;
    let file = programs.fixture.folder.path().join("countersign.db");
    let program = CommandLine::new(BINARY, format!("sqlite:{}", file.display()));
    let run = |arguments: &str, status| {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        program.expect(&[&["source"][..], &arguments].concat(), status).unwrap()
    };
    let create = "create --account ERP --account-company P1 --mode test --silent-after 26";
    assert_eq!(run(create, 0).out, "source 1 was added\n");
    assert!(run(create, 2).err.contains("it is a source already"));
    assert!(run("create --account CRM --account-company P1", 2).err.contains("no service account"));
    let list = run("list", 0).out;
    for word in ["ERP", "P1", "test", "26 h", "never"] {
        assert!(list.contains(word), "{list}");
    }
    let body = item("S1", "2026-12-01", "5");
    client.post(READINGS, &body, &[NDJSON]).await.expect(200);
    assert_eq!(stored(&programs, "2026-12-01").await, []);
    run("change 1 --mode live --silent-after never --name Meter", 0);
    assert!(run("change 7 --mode live", 2).err.contains("there is no source 7"));
    assert!(run("change 1 --silent-after 0", 2).err.contains("from 1 to 8784"));
    for client in [&client, &operator] {
        client.post(READINGS, &body, &[NDJSON]).await.expect(200);
    }
    let overlap = run("overlap --from 2026-12-01 --until 2026-12-01", 0).out;
    for word in ["S1", "1 Meter", "2 Test", "2026-12-01"] {
        assert!(overlap.contains(word), "{overlap}");
    }
    assert!(!run("overlap --from 2026-12-02 --until 2026-12-31", 0).out.contains("S1"));
    let audit = program.expect(&["audit"], 0).unwrap().out;
    assert!(audit.contains("source-added") && audit.contains("source-changed"), "{audit}");
}
