//! A pack that nobody changed.
//!
//! SQL here: an entry that is not in the log yet.

use super::pack::{P1, Pack, asked};
use crate::verifying::fixture::{VerifyFixture, on_both};
use countersign_app::evidence::page::{verify_page, verify_page_digest};
use countersign_app::transparency::checkpoint::LogSigner;
use countersign_store::transparency::checkpoints;
use std::fs::{self, File};
use std::io::Write;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const SPAN: [&str; 4] = ["--from", "2026-10", "--to", "2026-11"];

#[test]
fn a_pack_of_the_whole_record_holds_and_says_so_in_words() {
    on_both(|fixture| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pack.zip").display().to_string();
        let verb = [&["evidence"], &SPAN[..], &["-o", &file]].concat();
        let made = fixture.program.expect(&verb, 0).unwrap();
        assert!(made.err.contains("10 reports with "), "{made:?}");
        let found = fixture.program.expect(&["verify", &file], 0).unwrap();
        assert_eq!(found.err, "", "{found:?}");
        for words in [
            "it leads to the log countersign/",
            "the log proves the figures of 5 of 10 reports",
            "the key is only what the pack says",
            "10 reports, ",
            " dispatches: everything in the pack holds\n",
        ] {
            assert!(found.out.contains(words), "{words}: {}", found.out);
        }

        let key = key(fixture);
        let known = fixture.program.expect(&["verify", &file, "--key", &key], 0).unwrap();
        assert!(known.out.contains("you gave the key that signed it"), "{known:?}");
        assert!(!known.out.contains("only what the pack says"), "{known:?}");
        let other = LogSigner::new("countersign/00ff", [9; 32]).unwrap().verifier().text();
        let found = fixture.program.expect(&["verify", &file, "--key", &other], 1).unwrap();
        assert!(found.err.contains("none of the keys that you gave signed it"), "{found:?}");

        // A pack is a thing to keep, for another pack and for the database.
        let kept = fixture.program.expect(&["verify", &file, "--checkpoint", &file], 0).unwrap();
        assert!(kept.out.contains("was signed by the key that signed the pack"), "{kept:?}");
        assert!(kept.out.contains(&format!("of {P1} has not changed")), "{kept:?}");
        let found = fixture.program.expect(&["verify", "--checkpoint", &file], 0).unwrap();
        assert!(found.out.contains("the log still leads to its checkpoint of"), "{found:?}");
        assert!(found.out.contains("report 2026-10 of P1 (ACME): history entry"), "{found:?}");
    });
}

#[test]
fn the_page_is_written_alone_with_its_digest() {
    let fixture = VerifyFixture::on_sqlite();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("verify.html");
    let path = file.display().to_string();
    let made = fixture.program.expect(&["evidence", "--page", "-o", &path], 0).unwrap();
    assert!(fs::read_to_string(&file).unwrap() == verify_page(), "another page");
    let said = format!("{path} has the SHA-256 {}\n", verify_page_digest());
    assert_eq!(made.err, said);
    let both = ["evidence", "--page", "--cycle", "2026-10", "-o", &path];
    fixture.program.expect(&both, 2).unwrap();
}

#[test]
fn a_kept_pack_of_any_size_is_compared_and_another_large_file_is_refused_in_words() {
    let fixture = VerifyFixture::on_sqlite();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (pack, large, text) = (path("pack.zip"), path("large.zip"), path("large.eml"));
    let verb = [&["evidence"], &SPAN[..], &["-o", &pack]].concat();
    fixture.program.expect(&verb, 0).unwrap();
    let padding = vec![b'x'; 65 << 20];
    fs::copy(&pack, &large).unwrap();
    let file = File::options().read(true).write(true).open(&large).unwrap();
    let mut zip = ZipWriter::new_append(file).unwrap();
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file("padding", stored).unwrap();
    zip.write_all(&padding).unwrap();
    zip.finish().unwrap();
    let found = fixture.program.expect(&["verify", "--checkpoint", &large], 0).unwrap();
    assert!(found.out.contains("report 2026-10 of P1 (ACME): history entry"), "{found:?}");
    fs::write(&text, &padding).unwrap();
    let refused = fixture.program.expect(&["verify", "--checkpoint", &text], 2).unwrap();
    assert!(refused.err.contains("larger than 64 MiB and not an evidence pack"), "{refused:?}");
}

fn key(fixture: &VerifyFixture) -> String {
    fixture.with(async |store| {
        store.reading(async |tx| checkpoints::keys(tx).await).await.unwrap().remove(0)
    })
}

#[test]
fn the_same_record_and_the_same_checkpoint_give_the_same_bytes() {
    on_both(|fixture| {
        let folder = tempfile::tempdir().unwrap();
        let [first, second] = ["1.zip", "2.zip"].map(|name| {
            let file = folder.path().join(name);
            let path = file.display().to_string();
            fixture
                .program
                .expect(&[&["evidence"], &SPAN[..], &["-o", &path]].concat(), 0)
                .unwrap();
            fs::read(file).unwrap()
        });
        assert!(first == second, "two packs differ");
    });
}

#[test]
fn a_pack_holds_what_is_behind_each_report() {
    on_both(|fixture| {
        let pack = Pack::of(fixture, &asked());
        let names: Vec<&str> = pack.0.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names[..4],
            ["README.html", "verify.html", "log/checkpoint.txt", "log/keys.jsonl"]
        );
        assert_eq!(
            names[names.len() - 5..],
            ["messages.jsonl", "lines.csv", "rules.csv", "summary.pdf", "manifest.json"]
        );
        for file in ["document.json", "frozen.json", "history.jsonl", "figures.jsonl"] {
            assert!(!pack.text(&format!("{P1}/{file}")).is_empty(), "{file}");
        }
        let readings = pack.text(&format!("{P1}/readings.csv"));
        let s1: Vec<&str> = readings.lines().filter(|line| line.starts_with("S1,")).collect();
        assert_eq!(s1.len(), 3, "{readings}");
        assert!(s1[1].starts_with("S1,2026-10-02T10:00:00Z,10,10,"), "{readings}");
        assert!(s1[2].starts_with("S1,2026-10-09T10:00:00Z,14,13,"), "{readings}");
        // The units in force at the start count, and their used units do not.
        assert!(s1[0].starts_with("S1,2026-09-20T10:00:00Z,9,,"), "{readings}");
        assert!(readings.contains("F1,2026-08-10T10:00:00Z,7,,"), "{readings}");
        assert_eq!(pack.text(&format!("{P1}/sent.jsonl")).lines().count(), 2, "and an amendment");
        assert_eq!(pack.text("dispatches.jsonl").lines().count(), 3);
        let rules = pack.text("rules.csv");
        assert!(rules.contains(&format!("{P1},resubmit_days,4,distributor\r\n")), "{rules}");
        let lines = pack.text("lines.csv");
        let exported = fixture.run(&["export", "--cycle", "2026-10"]);
        assert!(lines.starts_with(&exported), "{lines}");
        let found = pack.check();
        assert_eq!(found.broken, Vec::<String>::new());
        assert!(found.counts.compared > 5, "{:?}", found.counts);
    });
}

#[test]
fn an_entry_that_is_newer_than_the_checkpoint_is_there_and_not_proven() {
    on_both(|fixture| {
        fixture.with(async |store| {
            crate::verifying::forging::without_triggers(store).await;
            let sql = "UPDATE tlog_leaves SET kind = 'closing' WHERE kind = 'history' AND position \
                = (SELECT MAX(position) FROM tlog_leaves WHERE kind = 'history')";
            assert_eq!(crate::proving::forger::run(store, sql, &[]).await, 1);
        });
        let found = Pack::of(fixture, &asked()).check();
        assert_eq!(found.counts.unproven, 1);
        assert_eq!(found.broken, Vec::<String>::new());
    });
}
