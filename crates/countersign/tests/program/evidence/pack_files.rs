//! The files of a pack, which can be changed and put together again.

use countersign_domain::export::hex;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The files of a pack, in order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pack(pub(crate) Vec<(String, Vec<u8>)>);

impl Pack {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let files = (0..zip.len()).map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        });
        Self(files.collect())
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    pub(crate) fn file(&mut self, name: &str) -> &mut Vec<u8> {
        let found = self.0.iter_mut().find(|(own, _)| own == name);
        &mut found.unwrap_or_else(|| panic!("no {name}")).1
    }

    pub(crate) fn text(&self, name: &str) -> String {
        let found = self.0.iter().find(|(own, _)| own == name);
        String::from_utf8(found.unwrap_or_else(|| panic!("no {name}")).1.clone()).unwrap()
    }

    /// Replaces a text in a file, once.
    pub(crate) fn replace(&mut self, name: &str, old: &str, new: &str) {
        let text = self.text(name);
        assert!(text.contains(old), "{name} has no {old}: {text}");
        *self.file(name) = text.replacen(old, new, 1).into_bytes();
    }

    /// Makes the manifest fit again, and leaves the summary out, which a pack may lack.
    pub(crate) fn refit(&mut self) {
        self.0.retain(|(name, _)| name != "summary.pdf");
        self.list_again();
    }

    /// Makes the manifest fit again.
    pub(crate) fn list_again(&mut self) {
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
}
