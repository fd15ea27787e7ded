//! Writes an evidence pack: reports with everything behind them, and the proof that it is in the
//! transparency log. docs/evidence.md describes the file.
//!
//! Everything is read in one state of the database and written as it is read. The log is not
//! brought up to date first: a pack depends on the record and the last checkpoint alone, so that
//! the same record gives the same bytes.

mod dispatches;
mod log_places;
mod messages;
mod query;
mod readings;
mod report_files;
pub(super) mod report_texts;
mod selection;
mod signing;
mod stamps;

use super::export_reports::table_header;
use crate::evidence::files::{
    CHECKPOINT, DISPATCHES, KEYS, LINES, MESSAGES, PAGE, README, README_TEXT, RULE_COLUMNS, RULES,
    SIGNING, SUMMARY, WITNESSES,
};
use crate::evidence::pack_writer::PackWriter;
use crate::evidence::page::verify_page;
use crate::evidence::records::{
    AskedPart, CheckpointPart, FORMAT, FilePart, KeyLine, LogPlace, Manifest, ReaderPart,
    WitnessLine, path_texts, push_line,
};
use crate::evidence::summary::{self, SummaryFacts};
use crate::failure::{Failure, Result};
use crate::formats::csv_out::{Dialect, RecordWriter};
use crate::progress::WorkProgress;
use crate::transparency::checkpoint::{SignedCheckpoint, VerifierKey};
use crate::transparency::witnessed::{self, WitnessedCheckpoint};
use countersign_domain::instant::Instant;
use countersign_domain::leaf::LeafName;
use countersign_domain::settings::{Rules, Setting};
use countersign_print::summary::Summary;
use countersign_store::reports::{self, Key};
use countersign_store::transparency::{checkpoints, leaves};
use countersign_store::{Store, StoreError, Tx, installation};
use dispatches::SentDispatches;
use log_places::LogPlaces;
use selection::Selection;
use signing::SigningLines;
use std::collections::BTreeMap;
use std::io::{Seek, Write};
use tempfile::SpooledTempFile;
use tlog_tiles::Hash;

pub use query::EvidenceQuery;
pub use selection::none;

/// Reports read at once.
const CHUNK: usize = 100;
/// Bytes of a table in memory before it goes to a temporary file.
const IN_MEMORY: usize = 1 << 20;

/// How much a pack holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PackSize {
    /// Reports.
    pub reports: u64,
    /// Entries of their histories.
    pub entries: u64,
    /// Entries that are newer than the checkpoint.
    pub unproven: u64,
}

/// Whether there are reports for a pack that the reader may see.
///
/// # Errors
/// [`Failure::Usage`] if a pack cannot be written now, or would be too large.
pub async fn has_any(store: &Store, asked: &EvidenceQuery) -> Result<bool> {
    store
        .reading(async |tx| {
            last_checkpoint(tx).await?;
            let Some(selection) = Selection::open(tx, asked).await? else { return Ok(false) };
            for chunk in selection.keys(tx).await?.chunks(CHUNK) {
                let found = reports::find(tx, chunk).await?;
                if found.iter().flatten().any(|stored| selection.has(stored)) {
                    return Ok(true);
                }
            }
            Ok(false)
        })
        .await
}

/// Writes the pack.
///
/// # Errors
/// Fails when the database or the file does; [`Failure::Usage`] as [`has_any`], or if there are no
/// reports.
pub async fn run(
    store: &Store,
    asked: &EvidenceQuery,
    out: &mut dyn Write,
    progress: &mut WorkProgress,
) -> Result<PackSize> {
    store.reading(async |tx| write(tx, asked, out, progress).await).await
}

/// A pack in progress.
struct Pack<'a> {
    asked: &'a EvidenceQuery,
    writer: PackWriter<&'a mut dyn Write>,
    log: LogPlaces,
    lines: SpooledTempFile,
    rules: SpooledTempFile,
    sent: SentDispatches,
    signing: SigningLines,
    summary: Summary,
    /// The public keys of the log.
    keys: Vec<VerifierKey>,
    /// The folder of each report.
    folders: BTreeMap<Key, String>,
    size: PackSize,
}

async fn write(
    tx: &mut Tx,
    asked: &EvidenceQuery,
    out: &mut dyn Write,
    progress: &mut WorkProgress,
) -> Result<PackSize> {
    let (note, checkpoint, signed_at) = last_checkpoint(tx).await?;
    let selection = Selection::open(tx, asked).await?.ok_or_else(none)?;
    let keys = selection.keys(tx).await?;
    let mut pack = Pack {
        asked,
        writer: PackWriter::new(out),
        log: LogPlaces::load(tx, checkpoint.size).await?,
        lines: SpooledTempFile::new(IN_MEMORY),
        rules: SpooledTempFile::new(IN_MEMORY),
        sent: SentDispatches::default(),
        signing: SigningLines::default(),
        summary: Summary::default(),
        keys: Vec::new(),
        folders: BTreeMap::new(),
        size: PackSize::default(),
    };
    pack.begin(tx, &note).await?;
    progress.begin("writing evidence", "", Some(keys.len() as u64));
    for chunk in keys.chunks(CHUNK) {
        for stored in reports::find(tx, chunk).await?.into_iter().flatten() {
            if selection.has(&stored) {
                report_files::add(tx, &mut pack, stored).await?;
            }
        }
        progress.at(pack.size.reports);
    }
    if pack.size.reports == 0 {
        return Err(none());
    }
    let company = selection.company();
    let is_rehearsal = installation::load(tx).await?.is_some_and(|it| it.rehearsal);
    let head =
        ManifestHead { note: &note, checkpoint: &checkpoint, signed_at, company, is_rehearsal };
    let size = pack.end(tx, &head).await?;
    progress.end();
    Ok(size)
}

/// The last checkpoint, as text and read, and the instant at which it was signed.
async fn last_checkpoint(tx: &mut Tx) -> Result<(String, SignedCheckpoint, Instant)> {
    let Some((stored, signed_at)) = checkpoints::last_signed(tx).await? else {
        return Err(Failure::Usage(
            "the log has no checkpoint yet, so nothing can be proven: serve and countersign clock \
             sign one"
                .to_owned(),
        ));
    };
    let parsed = SignedCheckpoint::parse(&stored.note);
    let unreadable = || StoreError::Corrupt("the last checkpoint cannot be read".to_owned());
    let parsed = parsed.ok_or_else(unreadable)?;
    Ok((stored.note, parsed, signed_at))
}

/// What the manifest says beside the files.
struct ManifestHead<'a> {
    note: &'a str,
    checkpoint: &'a SignedCheckpoint,
    signed_at: Instant,
    company: Option<String>,
    is_rehearsal: bool,
}

impl Pack<'_> {
    /// The files that come before the reports, and the headings of the tables.
    async fn begin(&mut self, tx: &mut Tx, note: &str) -> Result<()> {
        self.writer.add(README, README_TEXT.as_bytes())?;
        self.writer.add(PAGE, verify_page().as_bytes())?;
        self.writer.add(CHECKPOINT, note.as_bytes())?;
        let mut lines = Vec::new();
        for (key, began_at) in checkpoints::key_periods(tx).await? {
            let position = leaves::position(tx, &LeafName::key(&key)).await?;
            let LogPlace { index, path } = self.log.of(tx, position).await?;
            let began_at = began_at.micros();
            self.keys.extend(VerifierKey::parse(&key));
            push_line(&mut lines, &KeyLine { key, began_at, index, path })?;
        }
        self.writer.add(KEYS, &lines)?;
        self.witnesses(tx).await?;
        let mut heading = Vec::new();
        table_header(&mut heading, Dialect::STANDARD, &[]);
        self.lines.write_all(&heading).map_err(|error| failed(&error))?;
        self.rules.write_all(&rules_heading()).map_err(|error| failed(&error))
    }

    /// What witnesses cosigned, if there are any.
    async fn witnesses(&mut self, tx: &mut Tx) -> Result<()> {
        let mut lines = Vec::new();
        for WitnessedCheckpoint { key, note, path } in witnessed::all(tx, self.log.size()).await? {
            let path = path_texts(&path);
            push_line(&mut lines, &WitnessLine { key: key.text(), note, path })?;
        }
        if !lines.is_empty() {
            self.writer.add(WITNESSES, &lines)?;
        }
        Ok(())
    }

    /// The files that come after the reports.
    async fn end(mut self, tx: &mut Tx, head: &ManifestHead<'_>) -> Result<PackSize> {
        let dispatches = self.sent.lines(tx, &mut self.log).await?;
        self.writer.add(DISPATCHES, &dispatches)?;
        let signing = self.signing.lines(tx, &mut self.log).await?;
        if !signing.is_empty() {
            self.writer.add(SIGNING, &signing)?;
        }
        stamps::add(tx, &mut self.writer, &mut self.log).await?;
        let messages = messages::lines(tx, self.asked, &self.folders).await?;
        self.writer.add(MESSAGES, &messages)?;
        for (name, table) in [(LINES, &mut self.lines), (RULES, &mut self.rules)] {
            table.rewind().map_err(|error| failed(&error))?;
            self.writer.add_from(name, table)?;
        }
        let (asked, size) = (self.asked, self.size);
        let facts = SummaryFacts {
            manifest: &manifest(asked, size, head, Vec::new()),
            note: head.note,
            key: head.checkpoint.signed_by(&self.keys).map(VerifierKey::text),
            unproven: size.unproven,
            language: asked.language,
        };
        let failed = |error| Failure::System(format!("the summary of the pack: {error}"));
        if let Some(pdf) = summary::print(self.summary, &facts).map_err(failed)? {
            self.writer.add(SUMMARY, &pdf)?;
        }
        self.writer.end(|files| manifest_text(&manifest(asked, size, head, files)))?;
        Ok(size)
    }
}

fn manifest(
    asked: &EvidenceQuery,
    size: PackSize,
    head: &ManifestHead<'_>,
    files: Vec<FilePart>,
) -> Manifest {
    Manifest {
        format: FORMAT.to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        installation: head.checkpoint.origin.clone(),
        rehearsal: head.is_rehearsal,
        made_at: head.signed_at.to_string(),
        checkpoint: CheckpointPart {
            size: head.checkpoint.size,
            root: Hash(head.checkpoint.root).to_string(),
        },
        reader: ReaderPart {
            kind: asked.reader_kind().token().to_owned(),
            company: head.company.clone(),
        },
        asked: AskedPart {
            from: asked.from.to_string(),
            to: asked.to.to_string(),
            partner: asked.partner.clone(),
            distributor: asked.distributor.clone(),
            vendor: asked.vendor.clone(),
        },
        reports: size.reports,
        entries: size.entries,
        files,
    }
}

fn manifest_text(manifest: &Manifest) -> Result<Vec<u8>> {
    let text = serde_json::to_string_pretty(manifest);
    let text = text.map_err(|error| Failure::System(format!("the manifest: {error}")))?;
    Ok((text + "\n").into_bytes())
}

/// The heading of the settings.
pub(in crate::actions) fn rules_heading() -> Vec<u8> {
    let mut heading = Vec::new();
    let mut record = RecordWriter::new(&mut heading, Dialect::STANDARD);
    RULE_COLUMNS.iter().for_each(|column| record.plain(column));
    record.end();
    heading
}

/// The rows of a report's settings.
pub(in crate::actions) fn rules_rows(folder: &str, rules: &Rules) -> Vec<u8> {
    let mut rows = Vec::new();
    for setting in Setting::ALL {
        let resolved = rules.get(setting);
        let mut record = RecordWriter::new(&mut rows, Dialect::STANDARD);
        record.plain(folder);
        record.plain(setting.name());
        record.plain(&setting.format(resolved.value));
        record.plain(resolved.origin.token());
        record.end();
    }
    rows
}

fn failed(error: &std::io::Error) -> Failure {
    Failure::System(format!("a temporary file of the pack: {error}"))
}
