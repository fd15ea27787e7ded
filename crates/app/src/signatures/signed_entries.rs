//! The signed entries of one history: which of them still lack their signature, and the documents
//! that the report had before each.

use countersign_domain::export::{Names, content_hash, document};
use countersign_domain::history::{Entry, Hash};
use countersign_domain::report::Report;
use std::collections::{BTreeMap, BTreeSet};

/// The signed entries of a history, each until its signature is taken.
#[derive(Debug)]
pub struct SignedEntries<'a>(BTreeMap<i64, &'a Entry>);

impl<'a> SignedEntries<'a> {
    /// The signed entries of a history.
    #[must_use]
    pub fn of(entries: &'a [Entry]) -> Self {
        let signed = entries.iter().filter(|entry| entry.signed.is_some());
        Self(signed.map(|entry| (entry.version, entry)).collect())
    }

    /// The entry to which a signature belongs; `None` if there is no such signed entry, or it has
    /// had its signature.
    pub fn take(&mut self, version: i64) -> Option<&'a Entry> {
        self.0.remove(&version)
    }

    /// The versions of the entries whose signatures are missing.
    pub fn missing(self) -> impl Iterator<Item = i64> {
        self.0.into_keys()
    }
}

/// The hashes of a report's documents before its signed decisions, by version.
#[derive(Clone, Debug, Default)]
pub struct StatedDocuments {
    wanted: BTreeSet<i64>,
    hashes: BTreeMap<i64, Hash>,
}

impl StatedDocuments {
    /// The documents that the signed entries of a history need, none of them known yet.
    #[must_use]
    pub fn of(entries: &[Entry]) -> Self {
        let signed = entries.iter().filter(|entry| entry.signed.is_some());
        let wanted = signed.map(|entry| entry.version - 1).collect();
        Self { wanted, hashes: BTreeMap::new() }
    }

    /// Notes the document of a report after an entry, whose hash is `head`.
    pub fn note(&mut self, names: &Names, report: &Report, entry: &Entry, head: &Hash) {
        if self.wanted.contains(&entry.version) {
            let hash = content_hash(&document(names, report, head));
            self.hashes.insert(entry.version, hash);
        }
    }

    /// The hash of the document before an entry, if it is known.
    #[must_use]
    pub fn before(&self, version: i64) -> Option<Hash> {
        self.hashes.get(&(version - 1)).copied()
    }
}
