//! Documents and texts that are stored, and the operator's own message templates.

use super::text;
use countersign_app::actions::export_dispatch;
use countersign_app::formats::csv_out::{Dialect, RecordWriter};
use countersign_delivery::overrides;
use countersign_domain::history::Entry;

/// The table of a dispatched document consists of whole lines of text, whatever the document
/// contains.
pub fn dispatched_document(input: &[u8]) {
    let Some(text) = text(input) else { return };
    for (name, dialect) in Dialect::ALL {
        let mut table = Vec::new();
        let mut record = RecordWriter::new(&mut table, dialect);
        if export_dispatch::report_rows(&mut record, text, false).is_ok() {
            let table = String::from_utf8(table).expect("a table is text");
            assert!(table.is_empty() || table.ends_with("\r\n"), "{name}: {text:?}");
        }
    }
}

/// An entry of the history is the same after it was written and read again.
pub fn history_entry(input: &[u8]) {
    let Some(text) = text(input) else { return };
    let Ok(entry) = Entry::from_body(text) else { return };
    assert_eq!(Entry::from_body(&entry.body()), Ok(entry), "{text:?}");
}

/// Message templates are accepted, or refused with at least one reason that names a file.
pub fn message_templates(input: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder for a file");
    let path = folder.path().join("en.ftl");
    std::fs::write(&path, input).expect("a file for the templates");
    if let Err(faults) = overrides::load(folder.path()) {
        assert!(!faults.is_empty());
        for fault in faults {
            assert!(!fault.what.is_empty() && !fault.mend.is_empty(), "{fault}");
            let lines = input.iter().filter(|byte| **byte == b'\n').count() + 1;
            assert!(fault.line.is_none_or(|line| (1..=lines).contains(&line)), "{fault}");
        }
    }
}
