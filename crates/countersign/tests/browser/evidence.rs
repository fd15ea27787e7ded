//! An auditor checks an evidence pack in a browser, with the page opened from disk: what holds, and
//! what the page says of packs that were changed, cut or made up.

use crate::accessible::faults;
use crate::fixture::{Stage, keep_picture};
use crate::packs::pack_files::Pack;
use countersign_app::actions::make_evidence::{self, EvidenceQuery};
use countersign_app::actions::sequence_log;
use countersign_app::evidence::page::verify_page;
use countersign_app::progress::WorkProgress;
use countersign_app::transparency::checkpoint::{LogSigner, SignedCheckpoint};
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_app::transparency::proof;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_store::reports;
use countersign_testkit::browser::{AXE_VARIABLE, Window, given};
use serde_json::{Value, json};
use std::cell::Cell;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;
use tlog_tiles::Hash;

/// The report of the partner whose figures the tests change.
const FOLDER: &str = "reports/2026-10/P1-ACME";
/// After the deadline of the reports.
const NOW: &str = "2026-11-12T12:00:00Z";
/// Where the size of the first file is in the directory of a zip, from its first byte.
const SIZE_IN_DIRECTORY: usize = 24;
const DIRECTORY_ENTRY: [u8; 4] = [0x50, 0x4b, 1, 2];

/// A served installation with a signed log, and the page in a folder of the auditor.
pub(crate) struct Auditor {
    stage: Stage,
    window: Window,
    folder: TempDir,
    files: Cell<u32>,
}

impl Auditor {
    pub(crate) fn new() -> Self {
        let stage = Stage::new();
        stage.clock_to(NOW);
        let window = stage.window();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("verify.html"), verify_page()).unwrap();
        let auditor = Self { stage, window, folder, files: Cell::new(0) };
        auditor.sign();
        auditor.open();
        auditor
    }

    /// Signs the log as it is.
    fn sign(&self) {
        let key = LogKeyFile::beside(Some(&self.folder.path().join("a.key")));
        let now = Instant::parse(NOW).unwrap();
        let store = &self.stage.fixture.app.state.store;
        self.stage.runtime.block_on(sequence_log::run(store, &key, now)).unwrap();
    }

    /// Opens a fresh copy of the page, in English.
    fn open(&self) {
        self.window.go(&format!("file://{}/verify.html", self.folder.path().display()));
        self.window.run(
            "const choice = document.getElementById('language'); choice.value = 'en';
            choice.dispatchEvent(new Event('change'));",
        );
    }

    fn pack(&self) -> Vec<u8> {
        let cycle = Cycle::parse("2026-10").unwrap();
        let asked = EvidenceQuery {
            reader: None,
            from: cycle,
            to: cycle,
            partner: None,
            distributor: None,
            vendor: None,
            language: "en",
        };
        let mut pack = Vec::new();
        let store = &self.stage.fixture.app.state.store;
        let mut progress = WorkProgress::hidden();
        let written = make_evidence::run(store, &asked, &mut pack, &mut progress);
        self.stage.runtime.block_on(written).unwrap();
        pack
    }

    /// What a message about the first report carries.
    fn kept_proof(&self) -> String {
        let store = &self.stage.fixture.app.state.store;
        let proof = store.reading(async |tx| {
            let key = reports::keys_after(tx, None, 1).await?.remove(0);
            proof::of_report(tx, key).await
        });
        self.stage.runtime.block_on(proof).unwrap().unwrap()
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        self.files.set(self.files.get() + 1);
        let path = self.folder.path().join(format!("{}-{name}", self.files.get()));
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) const fn window(&self) -> &Window {
        &self.window
    }

    /// Gives the page a pack and returns what it says.
    pub(crate) fn check(&self, pack: &[u8]) -> String {
        self.open();
        self.window.choose_file("#pack", &self.write("pack.zip", pack));
        self.window.wait_for("#verdict");
        self.window.text("#result")
    }

    /// Gives it a message as well.
    fn keep(&self, name: &str, text: &str) -> String {
        self.window.choose_file("#kept", &self.write(name, text.as_bytes()));
        self.window
            .wait_until("the message is compared", |window| window.text("#result").contains(name));
        self.window.text("#result")
    }

    #[track_caller]
    fn finds(&self, pack: &[u8], sentences: &[&str]) {
        let said = self.check(pack);
        assert!(self.window.count(".verdict.bad") == 1, "{said}");
        for sentence in sentences {
            assert!(said.contains(sentence), "no {sentence:?} in:\n{said}");
        }
    }
}

/// Takes the proofs out of the history of the partner's report, in its first lines.
fn without_proofs(pack: &mut Pack, lines: usize) {
    let name = format!("{FOLDER}/history.jsonl");
    let changed: String = pack
        .text(&name)
        .lines()
        .enumerate()
        .map(|(at, line)| {
            let mut line: Value = serde_json::from_str(line).unwrap();
            if at < lines {
                line["index"] = Value::Null;
                line["path"] = Value::Null;
            }
            line.to_string() + "\n"
        })
        .collect();
    *pack.file(&name) = changed.into_bytes();
    pack.refit();
}

#[test]
fn a_pack_is_checked_from_disk_and_every_change_is_named() {
    let auditor = Auditor::new();
    let pack = auditor.pack();
    let said = auditor.check(&pack);
    for sentence in ["Everything that was checked holds.", "signed this checkpoint", "Who did what"]
    {
        assert!(said.contains(sentence), "no {sentence:?} in:\n{said}");
    }
    assert_eq!(auditor.window.count(".verdict.good"), 1, "{said}");
    auditor.window.fill("#find", "ångström");
    auditor.window.wait_until("one report", |window| window.count("tbody tr") == 1);
    auditor.window.click(".row-button");
    assert!(auditor.window.text(".history").contains("Submitted by the system"));
    keep_picture(&auditor.window, "evidence-good");

    let whole = Pack::read(&pack);
    let file = |name: &str| format!("{FOLDER}/{name}");
    let mut twice = whole.clone();
    let manifest: Value = serde_json::from_str(&twice.text("manifest.json")).unwrap();
    let first = manifest["files"][0].to_string();
    twice.refit();
    twice.replace("manifest.json", &first, &format!("{first},{first}"));
    auditor.finds(&twice.bytes(), &["The manifest lists the file README.html twice."]);
    let mut byte = whole.clone();
    byte.replace(&file("readings.csv"), "780", "781");
    auditor.finds(&byte.bytes(), &["readings.csv was changed"]);
    let forged = |name: &str, old: &str, new: &str| {
        let mut pack = whole.clone();
        pack.replace(name, old, new);
        pack.refit();
        pack.bytes()
    };
    let document = forged(&file("document.json"), "\"780\"", "\"78\"");
    auditor.finds(&document, &["Ångström IT AB", "the document has “78”", "has “780”"]);
    let flag = forged(&file("document.json"), "\"flagged\":true", "\"flagged\":false");
    auditor.finds(&flag, &["the document has “false” in flagged. The history has “true”."]);
    let form = forged(&file("document.json"), "\"flagged\":", "\"flagged\": ");
    auditor.finds(&form, &["not in its canonical form"]);
    let columns = forged("lines.csv", "\r\n", "\r\n2026-10,x\r\n");
    auditor.finds(&columns, &["The row has 2 cells instead of 33.", "lines.csv, line 2"]);
    let cut = forged("lines.csv", "cycle,", "\"cycle,");
    auditor.finds(&cut, &["The table cannot be read as CSV."]);
    let table = forged("lines.csv", ",780,", ",78,");
    auditor.finds(&table, &["Ångström IT AB", "the table has “78”"]);
    let figures = forged(&file("figures.jsonl"), "780000000", "78000000");
    auditor.finds(&figures, &["figures.jsonl was changed after history entry"]);
    let entry = forged(&file("history.jsonl"), "deadline-passed", "no-comments");
    auditor.finds(&entry, &["its text was changed"]);
    let history = whole.text(&file("history.jsonl"));
    let first = history.split_inclusive('\n').next().unwrap();
    let dropped = forged(&file("history.jsonl"), first, "");
    auditor.finds(&dropped, &["entry 1 should come here. It is missing."]);
    let other = forged("log/checkpoint.txt", "countersign/", "elsewhere/");
    auditor.finds(&other, &["No key of the pack signed the checkpoint"]);
    keep_picture(&auditor.window, "evidence-bad");
}

#[test]
fn a_file_that_is_no_whole_pack_gets_a_sentence() {
    let auditor = Auditor::new();
    let pack = auditor.pack();
    auditor.finds(&pack[..pack.len() - 10], &["The zip file is cut off"]);
    auditor.finds(&pack[10..], &["is not a zip file"]);
    auditor.finds("Dear auditor,\n".repeat(9).as_bytes(), &["is not a zip file"]);
    auditor.finds(b"", &["is not a zip file"]);
    let directory = pack.windows(4).position(|it| it == DIRECTORY_ENTRY).unwrap();
    let size = directory + SIZE_IN_DIRECTORY;
    for stated in [u32::MAX - 1, 1] {
        let mut bomb = pack.clone();
        bomb[size..size + 4].copy_from_slice(&stated.to_le_bytes());
        auditor.finds(&bomb, &["would unpack to a different size"]);
    }
    let mut no_pack = Pack::read(&pack);
    no_pack.0.pop();
    auditor.finds(&no_pack.bytes(), &["has no manifest.json"]);
}

#[test]
fn a_kept_message_is_compared_with_the_pack() {
    let auditor = Auditor::new();
    let (pack, proof) = (auditor.pack(), auditor.kept_proof());
    auditor.check(&pack);
    let mail = format!("Subject: x\r\n\r\n> {}", proof.replace('\n', "\r\n> "));
    let said = auditor.keep("mail.eml", &mail);
    for sentence in ["which signed the pack as well", "has not changed since", "the same"] {
        assert!(said.contains(sentence), "no {sentence:?} in:\n{said}");
    }
    keep_picture(&auditor.window, "evidence-kept");
    let said = auditor.keep("foreign.txt", &proof.replace("countersign/", "elsewhere/"));
    assert!(said.contains("it belongs to the log elsewhere/"), "{said}");
    assert_eq!(auditor.window.count(".verdict.bad"), 1, "{said}");
    let said = auditor.keep("nothing.txt", "Dear auditor,");
    assert!(said.contains("has no checkpoint and no proof"), "{said}");
    assert_eq!(auditor.window.count(".verdict.good"), 1, "it contradicts nothing: {said}");
}

#[test]
fn what_has_no_proof_is_named_and_keeps_the_verdict_open() {
    let auditor = Auditor::new();
    let whole = Pack::read(&auditor.pack());
    let mut none = whole.clone();
    without_proofs(&mut none, usize::MAX);
    let said = auditor.check(&none.bytes());
    assert_eq!(auditor.window.count(".verdict.open"), 1, "{said}");
    assert!(said.contains("history entries, from entry 1 on, have no proof"), "{said}");
    let mut gap = whole;
    without_proofs(&mut gap, 1);
    auditor.finds(&gap.bytes(), &["an earlier entry of this history has no proof"]);
}

#[test]
fn a_hostile_value_is_shown_as_text_and_no_earlier_verdict_stays() {
    let auditor = Auditor::new();
    let pack = auditor.pack();
    auditor.check(&pack);
    let mut hostile = Pack::read(&pack);
    let history = format!("{FOLDER}/history.jsonl");
    hostile.replace(&history, r#"\"deadline-passed\""#, r#"{\"toString\":1,\"folder\":\"x\"}"#);
    hostile.refit();
    let path = auditor.write("hostile.zip", &hostile.bytes());
    auditor.window.choose_file("#pack", &path);
    auditor.window.wait_for(".verdict.bad");
    assert_eq!(auditor.window.count(".verdict"), 1);
    let said = auditor.window.text("#result");
    assert!(said.contains("its text was changed"), "{said}");
    auditor.window.click(".row-button");
    let history = auditor.window.text(".history");
    assert!(history.contains(r#"{"toString":1,"folder":"x"}"#), "{history}");
}

#[test]
fn the_pack_cannot_say_that_its_history_may_end_before_a_kept_entry() {
    let auditor = Auditor::new();
    let (pack, proof) = (auditor.pack(), auditor.kept_proof());
    let mut cut = Pack::read(&pack);
    for (name, content) in &mut cut.0 {
        if name.ends_with("/history.jsonl") {
            let end = content[..content.len() - 1].iter().rposition(|byte| *byte == b'\n');
            content.truncate(end.map_or(0, |at| at + 1));
        }
    }
    cut.replace("manifest.json", "\"operator\"", "\"vendor\"");
    cut.refit();
    auditor.check(&cut.bytes());
    let said = auditor.keep("mail.eml", &proof);
    assert!(said.contains("which the message proves"), "{said}");
}

#[test]
fn a_genuine_key_beside_the_one_that_signed_the_pack_vouches_for_nothing() {
    let auditor = Auditor::new();
    let (pack, proof) = (auditor.pack(), auditor.kept_proof());
    let mut forged = Pack::read(&pack);
    let checkpoint = SignedCheckpoint::parse(&forged.text("log/checkpoint.txt")).unwrap();
    let other = LogSigner::new(&checkpoint.origin, [9; 32]).unwrap();
    *forged.file("log/checkpoint.txt") =
        other.checkpoint(checkpoint.size, Hash(checkpoint.root)).into_bytes();
    let key = other.verifier().text();
    let line = json!({"key": key, "began_at": 0, "index": null, "path": null});
    let keys = forged.text("log/keys.jsonl") + &line.to_string() + "\n";
    *forged.file("log/keys.jsonl") = keys.into_bytes();
    forged.refit();
    auditor.check(&forged.bytes());
    let said = auditor.keep("mail.eml", &proof);
    assert!(said.contains("another one signed the pack"), "{said}");
    assert_eq!(auditor.window.count(".verdict.open"), 1, "{said}");
}

#[test]
fn the_page_is_accessible_in_every_language_and_width() {
    let auditor = Auditor::new();
    let axe = fs::read_to_string(given(AXE_VARIABLE)).unwrap();
    let mut forged = Pack::read(&auditor.pack());
    forged.replace(&format!("{FOLDER}/document.json"), "\"780\"", "\"78\"");
    let mut all = faults(&auditor.window, &axe, "evidence-empty");
    auditor.check(&forged.bytes());
    auditor.window.click(".row-button");
    for language in ["en", "de", "ja", "fr"] {
        auditor.window.run(&format!(
            "const choice = document.getElementById('language'); choice.value = '{language}';
            choice.dispatchEvent(new Event('change'));"
        ));
        let name = format!("evidence-{language}");
        all.extend(faults(&auditor.window, &axe, &name));
    }
    assert!(all.is_empty(), "{all:#?}");
}
