//! The files of a pack, compared with its manifest.

use super::findings::{PackCounts, PackFindings};
use crate::evidence::files::MANIFEST;
use crate::evidence::pack_files::PackFiles;
use crate::evidence::pack_reader::PackReader;
use crate::evidence::records::{FORMAT, FilePart, Manifest};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

/// A manifest, and the files as they are.
pub(super) struct CheckedManifest {
    pub(super) manifest: Manifest,
    found: BTreeMap<String, FilePart>,
}

impl CheckedManifest {
    /// Reads every file once.
    pub(super) fn read<R: Read + Seek>(
        pack: &mut PackReader<R>,
        findings: &mut PackFindings,
    ) -> Result<Self, String> {
        let bytes =
            pack.read(MANIFEST).map_err(|_| "it is not an evidence pack: it has no manifest")?;
        let manifest: Manifest = serde_json::from_slice(&bytes)
            .map_err(|error| format!("{MANIFEST} cannot be read: {error}"))?;
        if manifest.format != FORMAT {
            return Err(format!(
                "its format is {:?}, and this program reads {FORMAT:?}",
                manifest.format
            ));
        }
        let mut found = BTreeMap::new();
        for name in pack.names().to_vec() {
            if name == MANIFEST {
                continue;
            }
            match pack.part(&name) {
                Ok(part) => {
                    found.insert(name, part);
                }
                Err(why) => findings.add(&name, why),
            }
        }
        let checked = Self { manifest, found };
        checked.compare(pack.names(), findings);
        Ok(checked)
    }

    fn compare(&self, names: &[String], findings: &mut PackFindings) {
        let present: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        let mut listed = BTreeSet::new();
        for part in &self.manifest.files {
            let name = part.name.as_str();
            if !listed.insert(name) {
                findings.add(MANIFEST, format!("{name} is listed twice"));
            }
            match self.found.get(name) {
                Some(found) if found == part => {}
                Some(found) => findings.add(
                    name,
                    format!(
                        "it was changed: it has {} bytes with SHA-256 {}, and the manifest says {} \
                         with {}",
                        found.size, found.sha256, part.size, part.sha256
                    ),
                ),
                None if present.contains(name) => {}
                None => findings.add(name, "it is missing"),
            }
        }
        for name in names.iter().filter(|name| *name != MANIFEST) {
            if !listed.contains(name.as_str()) {
                findings.add(name, "the manifest does not list it");
            }
        }
    }

    /// Compares a table with the one that follows from the rest.
    pub(super) fn expect(&self, name: &str, expected: &str, findings: &mut PackFindings) {
        let Some(found) = self.found.get(name) else { return findings.add(name, "it is missing") };
        if found.sha256 != expected {
            findings.add(name, "it does not follow from the documents and the frozen settings");
        }
    }

    /// Compares the numbers of reports and entries.
    pub(super) fn counts(&self, findings: &mut PackFindings) {
        let PackCounts { reports, entries, .. } = findings.counts;
        let said = (self.manifest.reports, self.manifest.entries);
        if said != (reports, entries) {
            findings.add(
                MANIFEST,
                format!(
                    "it says {} reports and {} entries, and there are {reports} and {entries}",
                    said.0, said.1
                ),
            );
        }
    }
}
