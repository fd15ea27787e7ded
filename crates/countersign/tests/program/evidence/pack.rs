//! A pack, taken apart and put together again as an attacker would.

use crate::verifying::fixture::VerifyFixture;
use countersign_app::actions::check_evidence::{self, PackFindings, PackTrust};
use countersign_app::actions::make_evidence::{self, EvidenceQuery};
use countersign_app::actions::verify_record::KeptFile;
use countersign_app::failure::Failure;
use countersign_app::progress::WorkProgress;
use countersign_domain::cycle::Cycle;
use countersign_domain::export::hex;
use countersign_domain::history::{Hash, genesis, link};
use countersign_store::Store;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::io::{Cursor, Read, Write};
use uuid::Uuid;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub(super) const P1: &str = "reports/2026-10/P1-ACME";
pub(super) const P2: &str = "reports/2026-10/P2-ACME";

/// The operator's pack of both months.
pub(super) fn asked() -> EvidenceQuery {
    EvidenceQuery {
        reader: None,
        from: Cycle::parse("2026-10").unwrap(),
        to: Cycle::parse("2026-11").unwrap(),
        partner: None,
        distributor: None,
        vendor: None,
    }
}

/// Makes the pack of an open database.
pub(super) async fn made(store: &Store, asked: &EvidenceQuery) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    make_evidence::run(store, asked, &mut bytes, &mut WorkProgress::hidden()).await?;
    Ok(bytes)
}

/// The files of a pack, in order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pack(pub(super) Vec<(String, Vec<u8>)>);

impl Pack {
    pub(super) fn of(fixture: &VerifyFixture, asked: &EvidenceQuery) -> Self {
        Self::read(&fixture.with(async |store| made(store, asked).await.unwrap()))
    }

    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let files = (0..zip.len()).map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        });
        Self(files.collect())
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    pub(super) fn file(&mut self, name: &str) -> &mut Vec<u8> {
        let found = self.0.iter_mut().find(|(own, _)| own == name);
        &mut found.unwrap_or_else(|| panic!("no {name}")).1
    }

    pub(super) fn text(&self, name: &str) -> String {
        let found = self.0.iter().find(|(own, _)| own == name);
        String::from_utf8(found.unwrap_or_else(|| panic!("no {name}")).1.clone()).unwrap()
    }

    /// Replaces a text in a file, once.
    pub(super) fn replace(&mut self, name: &str, old: &str, new: &str) {
        let text = self.text(name);
        assert!(text.contains(old), "{name} has no {old}: {text}");
        *self.file(name) = text.replacen(old, new, 1).into_bytes();
    }

    /// Makes the manifest fit again.
    pub(super) fn refit(&mut self) {
        let mut manifest: Value = serde_json::from_str(&self.text("manifest.json")).unwrap();
        let files = self.0.iter().filter(|(name, _)| name != "manifest.json");
        let files = files.map(|(name, content)| {
            let sha256 = hex(&Sha256::digest(content).into());
            serde_json::json!({"name": name, "size": content.len(), "sha256": sha256})
        });
        manifest["files"] = files.collect();
        let histories = self.0.iter().filter(|(name, _)| name.ends_with("/history.jsonl"));
        let lines = |(_, content): &(String, Vec<u8>)| {
            content.iter().filter(|byte| **byte == b'\n').count()
        };
        let entries: Vec<usize> = histories.map(lines).collect();
        manifest["reports"] = entries.len().into();
        manifest["entries"] = entries.iter().sum::<usize>().into();
        *self.file("manifest.json") = manifest.to_string().into_bytes();
    }

    /// Changes the bodies of a history, chains them again, and makes the document fit.
    pub(super) fn rewrite(&mut self, folder: &str, change: impl Fn(&mut Vec<Value>)) {
        let frozen: Value =
            serde_json::from_str(&self.text(&format!("{folder}/frozen.json"))).unwrap();
        let id = Uuid::parse_str(frozen[0].as_str().unwrap()).unwrap();
        let name = format!("{folder}/history.jsonl");
        let text = self.text(&name);
        let mut lines: Vec<Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        change(&mut lines);
        let mut head: Hash = genesis(id);
        for (version, line) in (1_i64..).zip(&mut lines) {
            let body = line["body"].as_str().unwrap().to_owned();
            let (_, rest) = body.split_once(',').unwrap();
            let body = format!("{{\"version\":{version},{rest}");
            head = link(&head, &body);
            line["version"] = version.into();
            line["body"] = body.into();
            line["hash"] = hex(&head).into();
        }
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        *self.file(&name) = text.into_bytes();
        let document = format!("{folder}/document.json");
        let mut value: Value = serde_json::from_str(&self.text(&document)).unwrap();
        value["history_head"] = hex(&head).into();
        value["version"] = lines.len().into();
        *self.file(&document) = value.to_string().into_bytes();
    }

    pub(super) fn check(&self) -> PackFindings {
        self.check_with(&PackTrust::default())
    }

    pub(super) fn check_with(&self, trust: &PackTrust) -> PackFindings {
        check(&self.bytes(), trust).unwrap()
    }
}

pub(super) fn check(bytes: &[u8], trust: &PackTrust) -> Result<PackFindings, Failure> {
    let mut progress = WorkProgress::hidden();
    check_evidence::run("pack.zip", Cursor::new(bytes.to_vec()), trust, &mut progress)
}

/// A message that the reader kept.
pub(super) fn keeping(message: &str) -> PackTrust {
    PackTrust { keys: Vec::new(), kept: vec![KeptFile::read("kept.eml", message.as_bytes())] }
}
