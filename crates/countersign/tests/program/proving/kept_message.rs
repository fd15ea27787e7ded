//! The attack of the issue, through the program alone: a vendor kept one e-mail, and the people who
//! run the database change the record, with everything that they have.
//!
//! SQL here: changes that the program never makes.

use crate::messages::fixture::{MACHINE, MessageFixture, at, post};
use crate::proving::forger::{OldCheckpoints, rebuild_log, rewrite, run};
use crate::verifying::forging::without_triggers;
use countersign_app::actions::sequence_log;
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_delivery::send_batch::BatchOutcome;
use countersign_domain::status::Verb;
use countersign_domain::workflow::Command;
use countersign_store::DatabaseUrl;
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::databases::Databases;
use countersign_testkit::mail_server::MailServer;
use std::fs;
use std::path::Path;

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");

/// A rejection that a partner got by mail, and the database in which it is changed afterwards.
async fn attack(databases: impl Fn(&Path) -> Databases) {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let database = databases(folder.path()).fresh().unwrap();
    let url = DatabaseUrl::parse(&database).unwrap();
    let fixture = MessageFixture::in_database(folder, &url, 2).await;
    let key = LogKeyFile::beside(Some(&files.path().join("countersign.key")));
    let (server, program) = (MailServer::start(), CommandLine::new(BINARY, database));
    let (product, comment) = (Some("EP".to_owned()), Some("a new team".to_owned()));
    let remark = Command::Edit { product, chargeable: None, comment };
    assert!(fixture.act("p1a@x.example", 1, &remark, "2026-11-03T09:00:00Z").await);
    let submit = Command::Submit { comment: None };
    assert!(fixture.act("p1a@x.example", 1, &submit, "2026-11-03T10:00:00Z").await);
    let reason = "The figure of the second week is missing".to_owned();
    let reject = Command::Reject { reasons: Some(reason.clone()), line_reasons: Vec::new() };
    assert!(fixture.act("d1@x.example", 1, &reject, "2026-11-03T11:00:00Z").await);
    let sender = post(&server);
    let delivery = fixture.delivery(&sender, MACHINE).signing_with(key.clone());
    while delivery.send_batch().await.unwrap() == BatchOutcome::On {}
    let taken = server.taken();
    let kept = taken.iter().find(|it| it.data.contains("countersign-proof.txt")).unwrap();
    let file = files.path().join("kept.eml");
    fs::write(&file, &kept.data).unwrap();
    let file = file.display().to_string();

    let verify = |status| program.expect(&["verify", "--checkpoint", &file], status).unwrap();
    let honest = verify(0);
    assert!(honest.out.contains("the log still leads to its checkpoint"), "{honest:?}");
    assert!(honest.out.contains("report 2026-10 of P1 (ACME): history entry"), "{honest:?}");
    assert!(honest.out.contains(" of the log: report.reject by person "), "{honest:?}");
    assert!(honest.out.contains(" at 2026-11-03T11:00:00Z"), "{honest:?}");

    let store = &fixture.store;
    let report = fixture.report(1).await;
    without_triggers(store).await;
    rewrite(store, report, |entries| {
        let rejection = entries.iter_mut().find(|it| it.verb == Verb::Reject).unwrap();
        rejection.reason = Some("Another reason".to_owned());
    })
    .await;
    let sql = "UPDATE reports SET reasons = 'Another reason' WHERE reasons = $1";
    assert_eq!(run(store, sql, &[(&reason).into()]).await, 1);
    let signer = key.signer(&[]).unwrap().unwrap();
    rebuild_log(store, OldCheckpoints::Signed(&signer)).await;

    let found = verify(1);
    let of_message = |text: &str| found.err.contains(&format!("{file}: {text}"));
    assert!(of_message("the log was rewritten"), "{found:?}");
    assert!(of_message("report 2026-10 of P1 (ACME): history entry"), "{found:?}");
    assert!(found.err.contains("it is not what it was"), "{found:?}");
}

#[tokio::test]
async fn a_vendor_who_kept_one_message_shows_what_was_changed_on_sqlite() {
    attack(|folder| Databases::Sqlite(folder.to_owned())).await;
}

#[tokio::test]
async fn a_vendor_who_kept_one_message_shows_what_was_changed_on_postgresql() {
    attack(|_| Databases::Postgres).await;
}

#[tokio::test]
async fn a_damaged_log_keeps_no_message_back() {
    for damage in [
        "DELETE FROM tlog_tiles",
        "UPDATE tlog_tiles SET hashes = x'00'",
        "UPDATE history SET hash = x'00'",
        "UPDATE tlog_checkpoints SET note = ''",
    ] {
        messages_leave_in_spite_of(damage).await;
    }
}

async fn messages_leave_in_spite_of(damage: &str) {
    let fixture = MessageFixture::with_partners(1).await;
    let folder = tempfile::tempdir().unwrap();
    let key = LogKeyFile::beside(Some(&folder.path().join("a.key")));
    let (server, now) = (MailServer::start(), at(MACHINE));
    fixture.clock_to("2026-11-07T00:00:00+01:00").await;
    sequence_log::run(&fixture.store, &key, now).await.unwrap();
    without_triggers(&fixture.store).await;
    run(&fixture.store, damage, &[]).await;
    let sender = post(&server);
    let delivery = fixture.delivery(&sender, MACHINE).signing_with(key);
    while delivery.send_batch().await.unwrap() == BatchOutcome::On {}
    let taken = server.taken();
    assert!(!taken.is_empty(), "{damage}");
    let proofs = taken.iter().filter(|it| it.data.contains("countersign-proof.txt"));
    assert_eq!(proofs.count(), 0, "{damage}");
}
