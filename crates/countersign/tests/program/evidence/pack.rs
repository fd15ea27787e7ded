//! A pack, taken apart and put together again as an attacker would.

pub(crate) use super::pack_files::Pack;
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
use std::io::Cursor;
use uuid::Uuid;

pub(crate) const P1: &str = "reports/2026-10/P1-ACME";
pub(crate) const P2: &str = "reports/2026-10/P2-ACME";

/// The operator's pack of both months.
pub(crate) fn asked() -> EvidenceQuery {
    EvidenceQuery {
        reader: None,
        from: Cycle::parse("2026-10").unwrap(),
        to: Cycle::parse("2026-11").unwrap(),
        partner: None,
        distributor: None,
        vendor: None,
        language: "en",
    }
}

/// Makes the pack of an open database.
pub(crate) async fn made(store: &Store, asked: &EvidenceQuery) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    make_evidence::run(store, asked, &mut bytes, &mut WorkProgress::hidden()).await?;
    Ok(bytes)
}

impl Pack {
    pub(crate) fn of(fixture: &VerifyFixture, asked: &EvidenceQuery) -> Self {
        Self::read(&fixture.with(async |store| made(store, asked).await.unwrap()))
    }

    /// Changes the bodies of a history, chains them again, and makes the document fit.
    pub(crate) fn rewrite(&mut self, folder: &str, change: impl Fn(&mut Vec<Value>)) {
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

    pub(crate) fn check(&self) -> PackFindings {
        self.check_with(&PackTrust::default())
    }

    pub(crate) fn check_with(&self, trust: &PackTrust) -> PackFindings {
        check(&self.bytes(), trust).unwrap()
    }
}

pub(crate) fn check(bytes: &[u8], trust: &PackTrust) -> Result<PackFindings, Failure> {
    let mut progress = WorkProgress::hidden();
    check_evidence::run("pack.zip", Cursor::new(bytes.to_vec()), trust, &mut progress)
}

/// A message that the reader kept.
pub(crate) fn keeping(message: &str) -> PackTrust {
    let kept = vec![KeptFile::read("kept.eml", message.as_bytes())];
    PackTrust { kept, ..PackTrust::default() }
}
