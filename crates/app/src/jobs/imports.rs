//! Imports uploaded files: a dry run first, then the import when a person confirms it.
//!
//! Until then the files are in a folder ([`new_folder`]): beside an embedded database, otherwise in
//! the machine's folder for temporary files. Only a process on that machine can take the job. The
//! problems and the refused readings are kept afterwards.

pub mod correct;

use super::unreadable::unreadable;
use super::{Begin, FailureReason, Hand, JobEnd, new};
use crate::actions::import::{self, FileKind, ImportOptions, RefusedRow, ReportedCause};
use crate::failure::Failure;
use crate::formats::expected::Expected;
use crate::formats::input::is_packed;
use crate::private_files;
use crate::progress::{Pulse, WorkProgress};
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::Person;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_store::jobs::{self, Job, JobLease, JobState};
use countersign_store::{DatabaseUrl, Result, Store, StoreError, Tx};
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use tempfile::TempDir;
use uuid::Uuid;

/// The kind of these jobs in the database.
pub const KIND: &str = "import";

/// The file of all problems, in the folder.
const PROBLEMS: &str = "problems.csv";
/// The file of the first refused rows, in the folder.
const REFUSED_ROWS: &str = "refused.json";
/// The folder of refused readings, in the folder.
const REJECTED: &str = "rejected";

/// The uploaded files of a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// The folder with the files.
    pub folder: PathBuf,
    /// Names and sizes in bytes, in the order of the upload.
    pub files: Vec<(String, u64)>,
    /// The import of its corrected rows.
    #[serde(default)]
    pub continued_by: Option<String>,
}

impl Upload {
    /// An upload that was not imported yet.
    #[must_use]
    pub const fn new(folder: PathBuf, files: Vec<(String, u64)>) -> Self {
        Self { folder, files, continued_by: None }
    }

    /// The amount of work that it is; 0 if it is not known.
    fn total(&self) -> i64 {
        let bytes: u64 = self.files.iter().map(|(_, bytes)| bytes).sum();
        // The size of a compressed file's contents is known only at its end.
        let packed = self.files.iter().any(|(name, _)| is_packed(Path::new(name)));
        if packed { 0 } else { i64::try_from(bytes).unwrap_or(i64::MAX) }
    }

    fn written(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|error| unreadable(&error))
    }
}

/// The result of an import or of its dry run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportOutcome {
    /// The result of each file.
    pub files: Vec<ImportedFile>,
    /// The first problems.
    pub problems: Vec<Trouble>,
    /// How many problems there are.
    pub problem_count: u64,
    /// How many of them have a cause that is not among the kept ones.
    #[serde(default)]
    pub untold: u64,
    /// Rows that are refused only because other rows are.
    #[serde(default)]
    pub consequences: u64,
    /// Whether they leave the directory unchanged.
    pub directory_refused: bool,
    /// Reports that were made or refreshed.
    pub reports_touched: u64,
    /// The changed links: their kind, the cycle from which they count, and their number.
    #[serde(default)]
    pub moves: Vec<(String, Cycle, u64)>,
}

/// The result of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedFile {
    /// The name of the file.
    pub name: String,
    /// Whether it holds readings.
    pub readings: bool,
    /// The number of its rows.
    pub rows: u64,
    /// Rows that add something; for readings, new or different ones.
    pub new: u64,
    /// Rows that change something.
    pub changed: u64,
    /// Refused rows.
    pub refused: u64,
}

/// A problem of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// The name of the file.
    pub file: String,
    /// The row; none for the file as a whole.
    pub row: Option<u64>,
    /// The name of the column; none for the row as a whole.
    pub column: Option<String>,
    /// The text that was found.
    pub found: String,
    /// What was expected.
    pub expected: Expected,
    /// Further rows with the same cause, as a person reads them.
    #[serde(default)]
    pub also: String,
    /// The number of rows beyond those in `also`.
    #[serde(default)]
    pub more: u64,
}

impl From<&ReportedCause> for Trouble {
    fn from(cause: &ReportedCause) -> Self {
        Self {
            file: name_of(&cause.file),
            row: cause.row,
            column: cause.column.map(str::to_owned),
            found: cause.found.clone(),
            expected: cause.expected.clone(),
            also: cause.also(),
            more: cause.more,
        }
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A folder for an upload; it is deleted unless it is kept.
///
/// # Errors
/// The error of the disk.
pub fn new_folder(store: &Store) -> std::io::Result<TempDir> {
    let place = match store.url() {
        DatabaseUrl::Sqlite(path) => {
            let mut name = path.file_name().unwrap_or_default().to_owned();
            name.push(".uploads");
            path.with_file_name(name)
        }
        DatabaseUrl::Postgres(_) => std::env::temp_dir(),
    };
    private_files::folder(&place)?;
    tempfile::Builder::new().prefix("upload-").tempdir_in(place)
}

/// Puts the import of uploaded files into the database; its page is `/jobs/{id}`.
///
/// # Errors
/// Fails when the database does.
pub async fn prepare(
    tx: &mut Tx,
    person: &Person,
    upload: &Upload,
    machine_time: Instant,
) -> Result<Uuid> {
    let mut job = new(KIND, person, Begin::Previewed, upload.written()?, machine_time);
    job.total = upload.total();
    jobs::insert(tx, &job).await?;
    Ok(job.id)
}

/// The uploaded files of a job.
///
/// # Errors
/// [`StoreError::Corrupt`] when this program did not write it.
pub fn upload(job: &Job) -> Result<Upload> {
    serde_json::from_str(&job.input).map_err(|error| unreadable(&error))
}

/// The result of a job, if it was completed.
///
/// # Errors
/// [`StoreError::Corrupt`] when this program did not write it.
pub fn outcome(job: &Job) -> Result<Option<ImportOutcome>> {
    let ended = matches!(job.state, JobState::Previewed | JobState::Done);
    let text = job.result.as_deref().filter(|_| ended);
    text.map(|text| serde_json::from_str(text).map_err(|error| unreadable(&error))).transpose()
}

/// The file of all problems, if it is on this machine.
#[must_use]
pub fn problems_file(upload: &Upload) -> Option<PathBuf> {
    let path = upload.folder.join(PROBLEMS);
    path.is_file().then_some(path)
}

/// The first refused rows; none if they are not on this machine.
#[must_use]
pub fn refused_rows(upload: &Upload) -> Vec<RefusedRow> {
    let bytes = std::fs::read(upload.folder.join(REFUSED_ROWS)).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// Keeps the first refused rows, which a page then offers for correction. The import stands without
/// them, too.
fn keep_refused_rows(upload: &Upload, rows: &[RefusedRow]) {
    let path = upload.folder.join(REFUSED_ROWS);
    let kept = private_files::file(&path).and_then(|file| Ok(serde_json::to_writer(file, rows)?));
    if let Err(error) = kept {
        tracing::error!(event = "upload-not-stored", %error, "refused rows could not be stored");
    }
}

/// Whether the files of a job are on this machine.
pub(super) fn is_here(job: &Job) -> bool {
    upload(job).is_ok_and(|upload| upload.folder.is_dir())
}

/// Deletes the files of an ended job, and the whole folder if it was not executed.
pub(super) fn clear(job: &Job, state: JobState) {
    let Ok(upload) = upload(job) else { return };
    let taken = match state {
        JobState::Waiting | JobState::Running | JobState::Previewed => return,
        JobState::Cancelled => return remove_folder(&upload.folder),
        JobState::Done | JobState::Failed => {
            let mut files = upload.files.iter().map(|(name, _)| upload.folder.join(name));
            files.try_for_each(std::fs::remove_file)
        }
    };
    if let Err(error) = taken {
        warn_of_left(&error, &upload.folder);
    }
}

fn remove_folder(folder: &Path) {
    if let Err(error) = std::fs::remove_dir_all(folder) {
        warn_of_left(&error, folder);
    }
}

fn warn_of_left(error: &std::io::Error, folder: &Path) {
    let folder = folder.display();
    tracing::warn!(event = "upload-left", %error, %folder, "an upload was not removed");
}

/// Does the job.
pub(super) async fn run(hand: &Hand<'_>) -> Result<JobEnd> {
    let upload = upload(hand.job)?;
    let person = hand.store.reading(async |tx| hand.person(tx).await).await?;
    let may = |it: &Person| right(it.company_kind, it.role, Area::Directory) == Right::Full;
    let Some(person) = person.filter(may) else {
        return Ok(JobEnd::Failed(FailureReason::MayNotImport));
    };
    let stopped = Rc::new(Cell::new(false));
    let mut progress = WorkProgress::told_to(pulse(hand, Rc::clone(&stopped)));
    let options = ImportOptions {
        paths: upload.files.iter().map(|(name, _)| upload.folder.join(name)).collect(),
        dry_run: hand.job.dry_run,
        rejected: Some(upload.folder.join(REJECTED)),
        person_id: Some(person.id),
        problems: Some(upload.folder.join(PROBLEMS)),
    };
    match import::run(hand.store, hand.clock, &options, &mut progress).await {
        _ if stopped.get() => Ok(JobEnd::Cancelled),
        Ok(report) => {
            keep_refused_rows(&upload, report.problems.refused_rows());
            let outcome = outcome_of(&report);
            let text = serde_json::to_string(&outcome).map_err(|error| unreadable(&error))?;
            Ok(JobEnd::Complete(text))
        }
        // The files stay, and the worker tries again once the database is back.
        Err(Failure::Away(error)) => Err(error),
        Err(Failure::Usage(why) | Failure::System(why)) => {
            Ok(JobEnd::Failed(FailureReason::Technical(why)))
        }
    }
}

fn outcome_of(report: &import::ImportReport) -> ImportOutcome {
    let imported = |it: &import::FileReport| ImportedFile {
        name: name_of(&it.file),
        readings: it.kind == FileKind::Usage,
        rows: it.rows,
        new: it.new,
        changed: it.changed,
        refused: it.refused,
    };
    ImportOutcome {
        files: report.files.iter().map(imported).collect(),
        problems: report.problems.causes().iter().map(Trouble::from).collect(),
        problem_count: report.problems.count(),
        untold: report.problems.untold(usize::MAX),
        consequences: report.problems.consequences(),
        directory_refused: report.directory_refused,
        reports_touched: report.reports_touched,
        moves: report
            .moves
            .iter()
            .map(|((kind, from), count)| (kind.token().to_owned(), *from, *count))
            .collect(),
    }
}

/// Renews the lease while files are read, and notices that a person stopped the job.
fn pulse(hand: &Hand<'_>, stopped: Rc<Cell<bool>>) -> Pulse {
    let (store, clock, total) = (hand.store.clone(), *hand.clock, hand.job.total);
    let (job, worker) = (hand.job.id, hand.worker);
    Box::new(move |bytes| {
        let (store, stopped) = (store.clone(), Rc::clone(&stopped));
        let until = clock.machine_time().plus_micros(super::LEASE_MICROS * 5);
        let done = i64::try_from(bytes).unwrap_or(i64::MAX);
        Box::pin(async move {
            let lease = JobLease { job, worker, until };
            let step = async |tx: &mut Tx| jobs::advance(tx, lease, [total, done, 0]).await;
            match store.write(step).await {
                Ok(true) => Ok(()),
                Ok(false) => {
                    stopped.set(true);
                    Err(Failure::Usage("a person stopped it".to_owned()))
                }
                Err(StoreError::Conflict(why)) => Err(Failure::System(why)),
                Err(error) => Err(error.into()),
            }
        })
    })
}
