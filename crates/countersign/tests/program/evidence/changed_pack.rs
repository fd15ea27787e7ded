//! Packs that were changed: one byte, or with everything made to fit again.

use super::pack::{P1, P2, Pack, asked, check, keeping};
use crate::proving::threats::key;
use crate::verifying::fixture::{VerifyFixture, on_both};
use countersign_app::actions::check_evidence::PackTrust;
use countersign_app::actions::make_evidence::EvidenceQuery;
use countersign_app::failure::Failure;
use countersign_app::transparency::checkpoint::{LogSigner, SignedCheckpoint};
use countersign_app::transparency::proof;
use serde_json::Value;
use tlog_tiles::Hash;

#[test]
fn one_byte_in_any_file_is_found_and_named() {
    // Nothing in a pack depends on the engine it comes from.
    let whole = Pack::of(&VerifyFixture::on_sqlite(), &asked());
    assert_eq!(whole.check().broken, Vec::<String>::new());
    for at in 0..whole.0.len() - 1 {
        let name = whole.0[at].0.clone();
        if whole.0[at].1.is_empty() {
            continue;
        }
        let mut pack = whole.clone();
        let middle = whole.0[at].1.len() / 2;
        pack.0[at].1[middle] ^= 1;
        let found = pack.check();
        let named = format!("{name}: it was changed");
        let is_named = found.broken.iter().any(|it| it.starts_with(&named));
        assert!(is_named, "{name}: {:?}", found.broken);
    }
}

#[test]
fn a_file_too_much_or_too_few_is_found_and_named() {
    let whole = Pack::of(&VerifyFixture::on_sqlite(), &asked());
    for at in 0..whole.0.len() - 1 {
        let mut pack = whole.clone();
        let (name, _) = pack.0.remove(at);
        let found = pack.check();
        assert!(found.broken.contains(&format!("{name}: it is missing")), "{:?}", found.broken);
    }
    let mut pack = whole.clone();
    pack.0.insert(0, ("extra.txt".to_owned(), b"x".to_vec()));
    assert_eq!(pack.check().broken, ["extra.txt: the manifest does not list it"]);
}

#[test]
fn what_is_no_pack_is_refused_in_words() {
    let whole = Pack::of(&VerifyFixture::on_sqlite(), &asked());
    let bytes = whole.bytes();
    let refused = |bytes: &[u8]| match check(bytes, &PackTrust::default()) {
        Err(Failure::Usage(why)) => why,
        other => panic!("{other:?}"),
    };
    for cut in [0, 10, bytes.len() / 2, bytes.len() - 1] {
        let why = refused(&bytes[..cut]);
        assert!(why.starts_with("pack.zip: it is cut off, damaged, or no evidence pack"), "{why}");
    }
    assert!(refused(b"cycle,partner\n").contains("no evidence pack"));
    let mut pack = whole.clone();
    pack.0.pop();
    assert!(refused(&pack.bytes()).contains("it has no manifest"));
    let mut pack = whole.clone();
    pack.replace("manifest.json", "evidence 1", "evidence 2");
    assert!(refused(&pack.bytes()).contains("its format is \"countersign evidence 2\""));
    let mut pack = whole.clone();
    *pack.file("manifest.json") = vec![0xff, 0xfe, 0, 1];
    assert!(refused(&pack.bytes()).contains("manifest.json cannot be read"));
    let mut pack = whole;
    pack.0.push(("reports/../../x".to_owned(), Vec::new()));
    assert!(refused(&pack.bytes()).contains("a file that no pack has"));
}

/// A change, and where it is found although everything else was made to fit.
type Attack = (&'static str, fn(&mut Pack), &'static str);

fn figures(folder: &str) -> String {
    format!("{folder}/figures.jsonl")
}

fn body(line: &mut Value, change: impl Fn(&str) -> String) {
    let text = line["body"].as_str().unwrap();
    let changed = change(text);
    assert_ne!(text, changed);
    line["body"] = changed.into();
}

/// Takes the proof out of a line.
fn without_proof(line: &mut Value) {
    line["index"] = Value::Null;
    line["path"] = Value::Null;
}

const ATTACKS: [Attack; 17] = [
    ("a figure", |pack| pack.replace(&figures(P1), "12000000", "13000000"), "figures.jsonl"),
    (
        "a line",
        |pack| {
            pack.replace(
                &format!("{P1}/document.json"),
                "\"chargeable\":\"15\"",
                "\"chargeable\":\"14\"",
            );
        },
        "document.json",
    ),
    (
        "a status",
        |pack| pack.replace(&format!("{P2}/document.json"), "\"rejected\"", "\"approved\""),
        "document.json",
    ),
    (
        "an entry in the middle",
        |pack| pack.rewrite(P1, |lines| drop(lines.remove(1))),
        "history.jsonl",
    ),
    (
        "the order of two entries",
        |pack| pack.rewrite(P1, |lines| lines.swap(1, 2)),
        "history.jsonl",
    ),
    (
        "the order, without new numbers",
        |pack| {
            let name = format!("{P1}/history.jsonl");
            let text = pack.text(&name);
            let mut lines: Vec<&str> = text.lines().collect();
            lines.swap(1, 2);
            let text = lines.join("\n") + "\n";
            *pack.file(&name) = text.into_bytes();
        },
        "history.jsonl, line 2: it is entry 3",
    ),
    (
        "the approver",
        |pack| {
            pack.rewrite(P1, |lines| {
                let approval =
                    |line: &&mut Value| line["body"].to_string().contains("report.approve");
                body(lines.iter_mut().find(approval).unwrap(), |text| {
                    text.replacen("\"id\":", "\"id\":9", 1)
                });
            });
        },
        "is not in the log",
    ),
    (
        "an instant",
        |pack| {
            pack.rewrite(P1, |lines| {
                body(&mut lines[1], |text| text.replacen("2026-11-03", "2026-11-02", 2));
            });
        },
        "is not in the log",
    ),
    (
        "a frozen name",
        |pack| pack.replace(&format!("{P1}/frozen.json"), "Partner 1", "Partner X"),
        "frozen.json: it was changed since the report was made",
    ),
    (
        "a frozen setting",
        |pack| {
            pack.replace(&format!("{P1}/frozen.json"), "\\\"value\\\":1000", "\\\"value\\\":9000");
        },
        "frozen.json: it was changed since the report was made",
    ),
    (
        "a reading",
        |pack| {
            pack.replace(
                &format!("{P2}/readings.csv"),
                "S2,2026-10-01T10:00:00Z,20,20",
                "S2,2026-10-01T10:00:00Z,21,20",
            );
        },
        "readings.csv: the figure of S2 does not follow from its readings",
    ),
    (
        "a sent document",
        |pack| {
            pack.replace(&format!("{P1}/sent.jsonl"), "one was given back", "two were given back");
        },
        "sent.jsonl, line 1: D1-1 does not contain this document",
    ),
    (
        "the note of a dispatch",
        |pack| pack.replace("dispatches.jsonl", "October", "November"),
        "dispatches.jsonl, line 1: D1-1: its heading or its documents were changed",
    ),
    (
        "the proof of an entry in the middle",
        |pack| pack.rewrite(P1, |lines| without_proof(&mut lines[1])),
        "history.jsonl, line 3: an entry before entry 3 lacks its proof",
    ),
    (
        "what the readings mean",
        |pack| pack.replace(&format!("{P1}/readings.csv"), "provisioned,used", "used,provisioned"),
        "readings.csv: it is no table of readings",
    ),
    (
        "the tables",
        |pack| pack.replace("lines.csv", "first month", "last month"),
        "lines.csv: it does not follow",
    ),
    (
        "the settings",
        |pack| pack.replace("rules.csv", ",10,default", ",11,default"),
        "rules.csv: it does not follow",
    ),
];

#[test]
fn what_an_attacker_changes_is_found_although_everything_else_fits() {
    on_both(|fixture| {
        let whole = Pack::of(fixture, &asked());
        for (what, change, found_in) in ATTACKS {
            let mut pack = whole.clone();
            change(&mut pack);
            pack.refit();
            let found = pack.check();
            assert!(
                found.broken.iter().any(|it| it.contains(found_in)),
                "{what}: {:?}",
                found.broken
            );
            assert!(!found.broken.iter().any(|it| it.contains("it was changed: it has")), "{what}");
        }
    });
}

#[test]
fn the_summary_is_made_again_and_compared() {
    on_both(|fixture| {
        let whole = Pack::of(fixture, &asked());
        let same = "summary.pdf shows what the reports say: made again, it is the same".to_owned();
        assert!(whole.check().held.contains(&same), "{:?}", whole.check().held);
        for language in ["de", "ja", "fr"] {
            let other = Pack::of(fixture, &EvidenceQuery { language, ..asked() });
            assert!(other.check().held.contains(&same), "{language}");
        }
        let mut pack = whole.clone();
        let summary = pack.file("summary.pdf");
        let at = summary.len() / 2;
        summary[at] ^= 1;
        pack.list_again();
        let wrong = "summary.pdf: it is not the one that the reports make";
        assert_eq!(pack.check().broken, [wrong]);
        // Of a pack whose report is left out, the summary still has it.
        let mut pack = whole.clone();
        pack.0.retain(|(name, _)| !name.starts_with(P2));
        pack.list_again();
        assert!(pack.check().broken.contains(&wrong.to_owned()), "{:?}", pack.check().broken);
        // Another version may lay it out in another way.
        let mut pack = whole;
        pack.file("summary.pdf").push(b'\n');
        let program = format!("\"program\": \"{}\"", env!("CARGO_PKG_VERSION"));
        pack.replace("manifest.json", &program, "\"program\": \"0.0.1\"");
        pack.list_again();
        let found = pack.check();
        assert_eq!(found.broken, Vec::<String>::new());
        assert!(found.open[0].contains("Countersign 0.0.1 wrote it"), "{:?}", found.open);
    });
}

#[test]
fn a_log_with_more_keys_than_any_is_named_and_the_others_are_not_read() {
    let mut pack = Pack::of(&VerifyFixture::on_sqlite(), &asked());
    let keys = pack.text("log/keys.jsonl").repeat(1_000);
    *pack.file("log/keys.jsonl") = keys.clone().into_bytes();
    pack.refit();
    assert_eq!(pack.check().broken, Vec::<String>::new());
    *pack.file("log/keys.jsonl") = format!("{keys}no key\n").into_bytes();
    pack.refit();
    assert_eq!(pack.check().broken, ["log/keys.jsonl: it has more than 1000 keys"]);
}

#[test]
fn a_reading_in_two_tables_is_the_same_in_both() {
    let whole = Pack::of(&VerifyFixture::on_sqlite(), &asked());
    let later = "reports/2026-11/P1-ACME/readings.csv";
    let table = whole.text(later);
    let carried = table.lines().find(|line| line.contains(",2026-10-")).unwrap();
    let (reading, _) = carried.rsplit_once(',').unwrap();
    let code = carried.split(',').next().unwrap();
    let mut pack = whole.clone();
    pack.replace(later, carried, &format!("{reading},2026-12-31T00:00:00Z"));
    pack.refit();
    let expected = format!("{later}: an earlier table has another reading of {code}");
    assert_eq!(pack.check().broken, [expected]);
}

#[test]
fn a_vendors_pack_may_end_before_an_entry_that_was_kept() {
    on_both(|fixture| {
        let message = fixture.with(async |store| {
            let of = key(store, "P1").await;
            store.reading(async |tx| proof::of_report(tx, of).await).await.unwrap().unwrap()
        });
        let kept = keeping(&message);
        let whole = Pack::of(fixture, &asked());
        let history = whole.text(&format!("{P1}/history.jsonl"));
        let completed = history.lines().position(|line| line.contains("report.complete\\\""));
        let mut pack = whole.clone();
        pack.rewrite(P1, |lines| lines.truncate(completed.unwrap() + 1));
        pack.refit();
        let lacks = format!("{P1}: it lacks entry {}", history.lines().count());
        let found = pack.check_with(&kept).broken;
        assert!(found.iter().any(|it| it.starts_with(&lacks)), "{found:?}");

        pack.replace("manifest.json", "\"operator\"", "\"vendor\"");
        let found = pack.check_with(&kept);
        assert!(!found.broken.iter().any(|it| it.starts_with(&lacks)), "{:?}", found.broken);
        let may_end = "a vendor's pack may end there, and nothing proves that this one does";
        assert!(found.open.iter().any(|it| it.ends_with(may_end)), "{:?}", found.open);

        // The manifest alone does not excuse a history that ends elsewhere.
        let mut pack = whole;
        pack.rewrite(P1, |lines| lines.truncate(2));
        pack.refit();
        pack.replace("manifest.json", "\"operator\"", "\"vendor\"");
        let found = pack.check_with(&kept).broken;
        assert!(found.iter().any(|it| it.starts_with(&lacks)), "{found:?}");
    });
}

#[test]
fn what_has_no_proof_any_more_is_named_and_does_not_hold() {
    on_both(|fixture| {
        let whole = Pack::of(fixture, &asked());
        assert_eq!(whole.check().open, Vec::<String>::new());
        let sealed = whole.check().counts.sealed;

        let mut pack = whole.clone();
        pack.rewrite(P2, |lines| lines.iter_mut().for_each(without_proof));
        pack.refit();
        let found = pack.check();
        assert_eq!(found.broken, Vec::<String>::new());
        let entries = whole.text(&format!("{P2}/history.jsonl")).lines().count();
        assert_eq!(found.open, [format!("{P2}: the entries 1 to {entries} have no proof")]);
        assert_eq!(found.counts.unproven, entries as u64);
        assert_eq!(found.counts.sealed, sealed - 1, "nothing proves its figures");

        let mut pack = whole.clone();
        let changed: String = pack
            .text("dispatches.jsonl")
            .lines()
            .map(|line| {
                let mut line: Value = serde_json::from_str(line).unwrap();
                without_proof(&mut line);
                line.to_string() + "\n"
            })
            .collect();
        let dispatches = changed.lines().count();
        *pack.file("dispatches.jsonl") = changed.into_bytes();
        pack.refit();
        let found = pack.check();
        assert_eq!(found.broken, Vec::<String>::new());
        assert_eq!(found.open.len(), dispatches);
        assert!(found.open.iter().all(|it| it.ends_with("has no proof")), "{:?}", found.open);
    });
}

#[test]
fn a_genuine_key_beside_the_one_that_signed_a_pack_vouches_for_nothing() {
    on_both(|fixture| {
        let mut pack = Pack::of(fixture, &asked());
        let checkpoint = SignedCheckpoint::parse(&pack.text("log/checkpoint.txt")).unwrap();
        let other = LogSigner::new(&checkpoint.origin, [9; 32]).unwrap();
        *pack.file("log/checkpoint.txt") =
            other.checkpoint(checkpoint.size, Hash(checkpoint.root)).into_bytes();
        let line = serde_json::json!({
            "key": other.verifier().text(), "began_at": 0, "index": null, "path": null,
        });
        let keys = pack.text("log/keys.jsonl") + &line.to_string() + "\n";
        *pack.file("log/keys.jsonl") = keys.into_bytes();
        pack.refit();
        let message = fixture.with(async |store| {
            let of = key(store, "P2").await;
            store.reading(async |tx| proof::of_report(tx, of).await).await.unwrap().unwrap()
        });
        let found = pack.check_with(&keeping(&message));
        assert!(!found.is_tied, "{:?}", found.held);
        let named = |it: &String| it.contains("which did not sign the pack");
        assert!(found.open.iter().any(named), "{:?}", found.open);
    });
}

#[test]
fn what_is_left_out_of_a_pack_is_found_by_a_kept_message_alone() {
    on_both(|fixture| {
        let whole = Pack::of(fixture, &asked());
        let message = fixture.with(async |store| {
            let of = key(store, "P2").await;
            store.reading(async |tx| proof::of_report(tx, of).await).await.unwrap().unwrap()
        });
        let kept = keeping(&message);
        let found = whole.check_with(&kept);
        assert_eq!(found.broken, Vec::<String>::new());
        assert!(found.is_tied);
        assert!(found.held.iter().any(|it| it.contains(&format!("of {P2} has not changed"))));

        // Without the last rejection, the report is as the one before left it.
        let mut pack = whole.clone();
        let entries = whole.text(&format!("{P2}/history.jsonl")).lines().count();
        pack.rewrite(P2, |lines| lines.truncate(4));
        assert!(entries > 4);
        pack.refit();
        let found = pack.check_with(&kept);
        let lacks = format!("{P2}: it lacks entry {entries}, which kept.eml proves");
        assert!(found.broken.contains(&lacks), "{:?}", found.broken);

        let mut pack = whole;
        pack.0.retain(|(name, _)| !name.starts_with(P2));
        let rows = |text: String, of: &str| {
            text.split_inclusive("\r\n").filter(|row| !row.contains(of)).collect::<String>()
        };
        *pack.file("lines.csv") = {
            let text = pack.text("lines.csv");
            let own = |row: &&str| !(row.starts_with("2026-10,") && row.contains(",P2,"));
            text.split_inclusive("\r\n").filter(own).collect::<String>().into_bytes()
        };
        *pack.file("rules.csv") = rows(pack.text("rules.csv"), P2).into_bytes();
        pack.refit();
        assert_eq!(pack.check().broken, Vec::<String>::new(), "a whole report can be left out");
        let found = pack.check_with(&kept);
        assert!(found.held.iter().any(|it| it.contains("is not in the pack")), "{:?}", found.held);
    });
}

#[test]
fn a_checkpoint_of_another_key_or_another_log_is_found() {
    on_both(|fixture| {
        let whole = Pack::of(fixture, &asked());
        let note = whole.text("log/checkpoint.txt");
        let checkpoint = SignedCheckpoint::parse(&note).unwrap();
        let other = LogSigner::new(&checkpoint.origin, [9; 32]).unwrap();
        let mut pack = whole.clone();
        *pack.file("log/checkpoint.txt") =
            other.checkpoint(checkpoint.size, Hash(checkpoint.root)).into_bytes();
        pack.refit();
        let wrong = "log/checkpoint.txt: none of the keys in log/keys.jsonl signed it";
        assert_eq!(pack.check().broken, [wrong]);

        // With the key in the pack as well, the log still does not have that key.
        let own = whole.text("log/keys.jsonl");
        let own: Value = serde_json::from_str(own.lines().next().unwrap()).unwrap();
        pack.replace("log/keys.jsonl", own["key"].as_str().unwrap(), &other.verifier().text());
        pack.refit();
        let found = pack.check();
        let not_there = "log/keys.jsonl, line 1: the log does not have this key";
        assert!(found.broken[0].starts_with(not_there), "{:?}", found.broken);
        let message = fixture.with(async |store| {
            let of = key(store, "P2").await;
            store.reading(async |tx| proof::of_report(tx, of).await).await.unwrap().unwrap()
        });
        let found = pack.check_with(&keeping(&message));
        let stranger = found.broken.iter().any(|it| it.contains("which is no key of this pack"));
        assert!(stranger && !found.is_tied, "{:?}", found.broken);
    });
}
