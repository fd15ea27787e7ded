//! What the doctor finds in a healthy installation and in sick ones.

use super::RunningFixture;
use countersign_app::clock::Clock;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_store::sign_in_policies::{self, Policy, Provider};
use countersign_store::{DatabaseUrl, Store, Tx, companies, installation};
use countersign_testkit::databases::Databases;
use countersign_testkit::mail_server::MailServer;
use serde_json::Value;

/// The findings, and how the command ended.
fn look(fixture: &RunningFixture, arguments: &[&str]) -> (Option<i32>, Vec<Value>) {
    let arguments = [&["doctor", "--json", "--log", "error"], arguments].concat();
    let ended = fixture.run(&arguments);
    let findings = serde_json::from_str(&ended.out);
    (ended.status, findings.unwrap_or_else(|_| panic!("{ended:?}")))
}

/// The level of a check, its text and its advice.
fn of<'a>(findings: &'a [Value], check: &str) -> (&'a str, &'a str, &'a str) {
    let found = findings.iter().find(|it| it["check"] == check);
    let found = found.unwrap_or_else(|| panic!("{check}: {findings:#?}"));
    let text = |name: &str| found[name].as_str().unwrap_or_default();
    (text("level"), text("text"), text("advice"))
}

fn made() -> RunningFixture {
    let fixture = RunningFixture::new();
    assert_eq!(fixture.run(&["init"]).status, Some(0));
    fixture
}

#[test]
fn a_new_installation_is_well_and_is_told_what_it_lacks() {
    let fixture = made();
    let (status, findings) = look(&fixture, &[]);
    assert_eq!(status, Some(0), "{findings:#?}");
    for check in [
        "program",
        "proxy",
        "address",
        "engine",
        "settings",
        "files",
        "database",
        "schema",
        "clock",
        "key",
        "witnesses",
        "disk",
        "secrets",
        "machine clock",
        "identity provider",
        "delivery channel",
    ] {
        assert_eq!(of(&findings, check).0, "ok", "{check}: {findings:#?}");
    }
    let settings = "The journal mode is wal, synchronous is 2, and foreign keys are checked.";
    assert_eq!(of(&findings, "settings").1, settings);
    let (level, text, advice) = of(&findings, "mail");
    assert_eq!(level, "warning");
    assert_eq!(text, "No mail server is set up, so messages wait in the outbox.");
    assert_eq!(advice, "Give one with --smtp-url and --mail-from.");
    let shown = fixture.run(&["doctor"]).out;
    assert!(shown.contains("\nok       schema: It is this program's.\n"), "{shown}");
}

#[test]
fn a_database_that_is_not_there_is_a_failure_and_none_is_made() {
    let fixture = RunningFixture::new();
    let (status, findings) = look(&fixture, &[]);
    assert_eq!((status, of(&findings, "database").0), (Some(1), "failure"));
    assert!(!fixture.path("countersign.db").exists());
}

#[test]
fn an_open_file_and_a_lost_key_are_failures() {
    let fixture = made();
    std::fs::remove_file(fixture.path("countersign.key")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let open = std::fs::Permissions::from_mode(0o644);
        std::fs::set_permissions(fixture.path("countersign.db"), open).unwrap();
    }
    let (status, findings) = look(&fixture, &[]);
    assert_eq!((status, of(&findings, "key").0), (Some(1), "failure"));
    if cfg!(unix) {
        assert_eq!(of(&findings, "files").0, "failure");
        assert_eq!(of(&findings, "files").2, "Run: chmod go= countersign.db");
    }
}

#[tokio::test]
async fn a_machine_whose_clock_is_behind_the_record_is_a_failure() {
    let fixture = made();
    let store = Store::open(&DatabaseUrl::Sqlite(fixture.path("countersign.db"))).await.unwrap();
    let tomorrow = Instant::from_micros(Clock::default().machine_time().micros() + DAY_MICROS);
    store.write(async |tx: &mut Tx| installation::advance(tx, tomorrow).await).await.unwrap();
    drop(store);
    let (status, findings) = look(&fixture, &[]);
    assert_eq!((status, of(&findings, "machine clock").0), (Some(1), "failure"));
}

#[tokio::test]
async fn a_provider_that_does_not_answer_is_a_failure() {
    let fixture = made();
    let store = Store::open(&DatabaseUrl::Sqlite(fixture.path("countersign.db"))).await.unwrap();
    let provider = Provider {
        issuer: "http://127.0.0.1:1".to_owned(),
        client_id: "countersign".to_owned(),
        client_secret: None,
        is_locked: false,
        other_audiences: Vec::new(),
    };
    let policy = Policy { second_factor_required: false, provider: Some(provider) };
    let put = async |tx: &mut Tx| {
        let operator = companies::of_code(tx, "operator").await?.unwrap();
        sign_in_policies::put(tx, operator.id, &policy).await
    };
    store.write(put).await.unwrap();
    drop(store);
    let (status, findings) = look(&fixture, &["--allow-network", "127.0.0.0/8"]);
    let (level, text, _) = of(&findings, "identity provider");
    assert_eq!((status, level), (Some(1), "failure"));
    assert!(text.starts_with("operator: http://127.0.0.1:1 does not answer"), "{text}");
}

#[test]
fn a_proxy_that_nobody_trusts_and_an_address_that_nobody_reaches_are_told() {
    let fixture = made();
    let (_, findings) = look(&fixture, &["--public-url", "https://reports.example"]);
    assert_eq!((of(&findings, "public address").0, of(&findings, "proxy").0), ("ok", "warning"));
    let behind = ["--public-url", "https://reports.example", "--trusted-proxy", "127.0.0.1"];
    assert_eq!(of(&look(&fixture, &behind).1, "proxy").0, "ok");
    let (status, findings) = look(&fixture, &["--listen", "0.0.0.0:1"]);
    assert_eq!((status, of(&findings, "public address").0), (Some(1), "failure"));
}

#[test]
fn a_test_message_is_sent_only_when_it_is_asked_for() {
    let fixture = made();
    let server = MailServer::start();
    let url = server.url();
    let mail = ["--smtp-url", url.as_str(), "--mail-from", "Countersign <reports@example.com>"];
    let (_, findings) = look(&fixture, &mail);
    assert_eq!((of(&findings, "mail").0, server.taken().len()), ("ok", 0), "{findings:#?}");
    let to = [mail.as_slice(), &["--mail-to", "eva@x.example"]].concat();
    let (_, findings) = look(&fixture, &to);
    assert_eq!(of(&findings, "mail").0, "ok", "{findings:#?}");
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].header("Subject").as_deref(), Some("A test message of Countersign"));
    let away = ["--smtp-url", "smtp://127.0.0.1:1", "--mail-from", "Countersign <r@example.com>"];
    let (status, findings) = look(&fixture, &away);
    assert_eq!((status, of(&findings, "mail").0), (Some(1), "failure"));
}

#[test]
fn a_server_is_asked_how_it_is_set_up() {
    let fixture = RunningFixture::new();
    let url = Databases::Postgres.fresh().unwrap();
    let of_server = ["--database", &url, "--key-file", "server.key"];
    assert_eq!(fixture.run(&[&["init"][..], &of_server].concat()).status, Some(0));
    let (_, findings) = look(&fixture, &of_server);
    for check in ["engine", "connections", "database clock", "schema", "key", "secrets"] {
        assert_eq!(of(&findings, check).0, "ok", "{check}: {findings:#?}");
    }
    let (level, text, _) = of(&findings, "settings");
    assert!(text.starts_with("The isolation is read committed, "), "{text}");
    // The server of the tests does not wait for its disk, and is not fit for anything else.
    let is_durable = text.contains("fsync on") && !text.contains("synchronous_commit off");
    assert_eq!(level, if is_durable { "ok" } else { "failure" }, "{text}");
    Databases::Postgres.remove(&url).unwrap();
}
