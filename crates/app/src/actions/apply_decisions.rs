//! Applies the decisions of a file (docs/formats.md, "Apply: decisions"): rows in order, each on
//! its own, with a result for each.
//!
//! Rows are applied in groups; each group is one transaction with its results. An interrupted run
//! is recognised by its file and person, and continues after its last group. Rows of one dispatch
//! are one group, however many they are. The first group adds the run's entry of the audit record.

mod dispatches;
mod row;
mod warning;

use super::audit;
use super::report_batch::ReportBatch;
use crate::failure::{Failure, Result};
use crate::formats::csv_out::push_text;
use crate::formats::file_fault::FileFault;
use crate::formats::sheet::Sheet;
use crate::progress::WorkProgress;
use crate::signatures::signed_file::SignedStatements;
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_domain::workflow::{Command, CommandOutcome};
use countersign_store::audit::AuditEntry;
use countersign_store::{Store, StoreError, Tx, apply_progress};
use row::{COLUMNS, Companies, RESULT_COLUMNS, RequestedDecision};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::Path;

/// Rows of one transaction. An interrupted run is recognised by this number too.
const GROUP: usize = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Word {
    #[serde(rename = "done")]
    Done,
    #[serde(rename = "already done")]
    AlreadyDone,
    #[serde(rename = "refused")]
    Refused,
}

impl Word {
    const fn text(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::AlreadyDone => "already done",
            Self::Refused => "refused",
        }
    }
}

type RowResult = (Word, String);

/// Rows by their result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ApplyTally {
    /// Executed in this run, or in the interrupted run that it continues.
    pub done: u64,
    /// Their effect was there already.
    pub already_done: u64,
    /// Refused.
    pub refused: u64,
    /// Executed by the interrupted run that this one continues; counted in the others too.
    pub resumed: u64,
}

/// A file of decisions to apply.
#[derive(Clone, Copy)]
pub struct ApplyOrder<'a> {
    /// The file.
    pub file: &'a Path,
    /// The person who decides.
    pub person: &'a Person,
    /// The time of the installation.
    pub now: Instant,
    /// The entry of the audit record, which says who started the run.
    pub entry: &'a AuditEntry,
    /// What the person signed; rows without a statement are not signed.
    pub signed: Option<&'a SignedStatements>,
}

/// Applies the rows of a file and writes a result for each to `out`.
///
/// # Errors
/// When the file cannot be read, or the database or a disk fails; a second run continues after the
/// committed rows.
pub async fn run(
    store: &Store,
    order: ApplyOrder<'_>,
    out: &mut dyn Write,
    progress: &mut WorkProgress,
) -> Result<ApplyTally> {
    let ApplyOrder { file, person, entry, .. } = order;
    let usage = |fault: FileFault| Failure::Usage(format!("{} {fault}", file.display()));
    let run = run_key(file, person)?;
    // A file that cannot be read completely is not begun.
    let entry = recorded(entry, file, check_whole(file).map_err(usage)?);
    let mut sheet = Sheet::open(file, &COLUMNS).map_err(usage)?;
    let companies = store.reading(async |tx| Companies::load(tx).await).await?;
    let mut earlier = store.reading(async |tx| earlier_results(tx, &run).await).await?;
    let resumed: u64 = earlier.values().map(|results| results.len() as u64).sum();
    if resumed > 0 {
        progress.note(&format!("continuing after the {resumed} rows of an interrupted run"));
    }
    progress.begin("applying", "", None);
    let failed = |error: std::io::Error| Failure::System(format!("the result file: {error}"));
    let mut header = sheet.header_without(&RESULT_COLUMNS);
    // The result has the separator of the file, so that the same program opens both.
    let separator = sheet.separator();
    for name in ["result", "message"] {
        header.push(separator);
        header.extend_from_slice(name.as_bytes());
    }
    header.extend_from_slice(b"\r\n");
    out.write_all(&header).map_err(failed)?;
    let mut tally = ApplyTally { resumed, ..ApplyTally::default() };
    let mut row_number = 0;
    let mut held = None;
    loop {
        let group = read_group(&mut sheet, &companies, &mut held).map_err(usage)?;
        if group.is_empty() {
            break;
        }
        let results = match earlier.remove(&row_number) {
            Some(known) => known,
            None => {
                let begins = (row_number == 0).then_some(&entry);
                carry_out_once(store, order, &run, begins, row_number, &group).await?
            }
        };
        row_number += group.len() as i64;
        for ((record, _), (word, message)) in group.iter().zip(&results) {
            tally.count(*word);
            out.write_all(&result_line(record, separator, *word, message)).map_err(failed)?;
        }
        progress.at(row_number.unsigned_abs());
    }
    out.flush().map_err(failed)?;
    progress.end();
    Ok(tally)
}

/// Deletes the progress of a complete run, whose results are written.
///
/// # Errors
/// Fails when the database does.
pub async fn complete(store: &Store, file: &Path, person: &Person) -> Result<()> {
    let run = run_key(file, person)?;
    store.write(async |tx| apply_progress::forget(tx, &run).await).await?;
    Ok(())
}

impl ApplyTally {
    const fn count(&mut self, word: Word) {
        match word {
            Word::Done => self.done += 1,
            Word::AlreadyDone => self.already_done += 1,
            Word::Refused => self.refused += 1,
        }
    }
}

/// Counts the rows of a file that can be read completely. Otherwise nothing is applied, because the
/// corrected file is another run.
fn check_whole(file: &Path) -> std::result::Result<u64, FileFault> {
    let mut sheet = Sheet::open(file, &COLUMNS)?;
    let mut rows = 0;
    while sheet.next_row()?.is_some() {
        rows += 1;
    }
    Ok(rows)
}

/// The audit entry of a run: the name of the file and its rows.
fn recorded(entry: &AuditEntry, file: &Path, rows: u64) -> AuditEntry {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let (about, after) = (Some(format!("file {name}")), Some(format!("rows {rows}")));
    AuditEntry { about, after, ..entry.clone() }
}

/// The same file, person and company are the same run.
fn run_key(file: &Path, person: &Person) -> Result<String> {
    let mut source = std::fs::File::open(file)
        .map_err(|error| Failure::Usage(format!("{} cannot be opened: {error}", file.display())))?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = source.read(&mut buffer).map_err(|error| Failure::io(file, &error))?;
        if count == 0 {
            break;
        }
        hash.update(&buffer[..count]);
    }
    let hash = countersign_domain::export::hex(&hash.finalize().into());
    Ok(format!("{hash}/{}/{}/{GROUP}", person.id, person.company_id))
}

async fn earlier_results(
    tx: &mut Tx,
    run: &str,
) -> std::result::Result<HashMap<i64, Vec<RowResult>>, StoreError> {
    let recorded = apply_progress::of_run(tx, run).await?;
    recorded
        .into_iter()
        .map(|(first_row, text)| Ok((first_row, recorded_results(&text)?)))
        .collect()
}

fn recorded_results(text: &str) -> std::result::Result<Vec<RowResult>, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt(error.to_string()))
}

/// The bytes of a row up to the header's width and beyond it, and its command.
type Read1 = ((Vec<u8>, Vec<u8>), std::result::Result<RequestedDecision, String>);

/// Reads a group; `held` is a row that was read with the group before.
fn read_group(
    sheet: &mut Sheet,
    companies: &Companies,
    held: &mut Option<Read1>,
) -> std::result::Result<Vec<Read1>, FileFault> {
    let mut group: Vec<Read1> = held.take().into_iter().collect();
    while let Some(row) = sheet.next_row()? {
        let read = (row.split_without(&RESULT_COLUMNS), row::read(&row, companies));
        if group.len() >= GROUP && !group.last().is_some_and(|last| goes_with(last, &read)) {
            *held = Some(read);
            break;
        }
        group.push(read);
    }
    Ok(group)
}

/// Whether two neighbouring rows go into one dispatch.
fn goes_with((_, one): &Read1, (_, other): &Read1) -> bool {
    matches!((one, other), (Ok(one), Ok(other)) if one.goes_with(other))
}

/// Applies a group, unless another process that works on the same file did so meanwhile; then its
/// results are final.
async fn carry_out_once(
    store: &Store,
    order: ApplyOrder<'_>,
    run: &str,
    begins: Option<&AuditEntry>,
    first_row: i64,
    group: &[Read1],
) -> std::result::Result<Vec<RowResult>, StoreError> {
    match carry_out(store, order, run, begins, first_row, group).await {
        Err(StoreError::Conflict(_)) => {
            carry_out(store, order, run, begins, first_row, group).await
        }
        results => results,
    }
}

async fn carry_out(
    store: &Store,
    order: ApplyOrder<'_>,
    run: &str,
    begins: Option<&AuditEntry>,
    first_row: i64,
    group: &[Read1],
) -> std::result::Result<Vec<RowResult>, StoreError> {
    let ApplyOrder { person, now, signed, .. } = order;
    let mut keys: Vec<_> =
        group.iter().filter_map(|(_, asked)| Some(asked.as_ref().ok()?.key)).collect();
    keys.sort_unstable();
    keys.dedup();
    store
        .write(async |tx| {
            if let Some(text) = apply_progress::of_rows(tx, run, first_row).await? {
                return recorded_results(&text);
            }
            if let Some(entry) = begins {
                audit::record(tx, entry.clone()).await?;
            }
            let mut batch = ReportBatch::open(tx, person, &keys, now).await?;
            let mut results = Vec::new();
            for (_, asked) in group {
                results.push(match asked {
                    Err(message) => (Word::Refused, message.clone()),
                    Ok(asked) => execute(tx, &mut batch, asked, signed).await?,
                });
            }
            let changed = batch.commit_and_return(tx).await?;
            dispatches::put_together(tx, person, now, group, changed, &mut results).await?;
            let text = serde_json::to_string(&results).expect("results are words and texts");
            apply_progress::record(tx, run, first_row, &text).await?;
            Ok(results)
        })
        .await
}

/// Executes one row, with the statement that the person signed for it: its result.
async fn execute(
    tx: &mut Tx,
    batch: &mut ReportBatch<'_>,
    asked: &RequestedDecision,
    signed: Option<&SignedStatements>,
) -> std::result::Result<RowResult, StoreError> {
    let RequestedDecision { key, command, version, .. } = asked;
    let answer = match command {
        Command::Undo(_) => batch.undo(tx, *key, *version).await?,
        _ => batch.execute_stated(tx, *key, command, *version, signed).await?,
    };
    Ok(match answer {
        Ok(CommandOutcome::Done(_)) => (Word::Done, warning::of(tx, batch, *key, command).await?),
        Ok(CommandOutcome::AlreadyDone) => (Word::AlreadyDone, String::new()),
        Err(refusal) => (Word::Refused, refusal.to_string()),
    })
}

fn result_line(
    (below, beyond): &(Vec<u8>, Vec<u8>),
    separator: u8,
    word: Word,
    message: &str,
) -> Vec<u8> {
    let mut line = below.clone();
    line.push(separator);
    line.extend_from_slice(word.text().as_bytes());
    line.push(separator);
    push_text(&mut line, separator, message);
    if !beyond.is_empty() {
        line.push(separator);
        line.extend_from_slice(beyond);
    }
    line.extend_from_slice(b"\r\n");
    line
}
