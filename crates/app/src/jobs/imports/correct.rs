//! Corrects refused rows of an import.
//!
//! After a dry run, the corrected rows take their places in a copy of the files, which is tried
//! again as the same job. After an import, its refused readings with the corrected ones are a
//! further import. Of two people who correct at once, the second one changes nothing.

use super::super::{Begin, new};
use super::{KIND, REJECTED, Upload, new_folder, refused_rows, upload};
use crate::actions::audit;
use crate::actions::import::{FileKind, RefusedRow, classify, columns_of};
use crate::formats::corrected::{self, Correction};
use crate::formats::input::is_packed;
use crate::private_files;
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::jobs::{self, Job, JobState};
use countersign_store::{Result, Store, StoreError, Tx};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Corrections by the places of their rows among [`correctable_rows`].
pub type Corrections = BTreeMap<usize, Correction>;

/// The corrections that a person sends.
#[derive(Clone, Debug)]
pub struct CorrectionRequest<'a> {
    /// When the run ended whose refused rows the person saw.
    pub seen: Option<Instant>,
    /// The corrections.
    pub corrections: &'a Corrections,
    /// Who sends them.
    pub person: &'a Person,
    /// The entry of the audit record, with who did it, and from where.
    pub entry: &'a AuditEntry,
    /// The time of the machine.
    pub machine_time: Instant,
}

/// The reason for a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorrectionRefusal {
    /// Another person confirmed, discarded or corrected the import meanwhile.
    Stale,
    /// The files cannot be written again; in English.
    Files(String),
}

/// The refused rows of a job that can be corrected: after a dry run all that were kept, after an
/// import the readings among them. The files of a directory that was refused are gone by then.
#[must_use]
pub fn correctable_rows(job: &Job, upload: &Upload) -> Vec<RefusedRow> {
    let mut rows = match (job.state, &upload.continued_by) {
        (JobState::Previewed | JobState::Done, None) => refused_rows(upload),
        _ => Vec::new(),
    };
    rows.retain(|row| job.state == JobState::Previewed || row.rejected_row.is_some());
    rows
}

/// Corrects rows, and returns the job that tries or imports them.
///
/// # Errors
/// Fails when the database does; nothing is done then.
pub async fn run(
    store: &Store,
    job: &Job,
    request: &CorrectionRequest<'_>,
) -> Result<std::result::Result<Uuid, CorrectionRefusal>> {
    let old = upload(job)?;
    let rows = correctable_rows(job, &old);
    if job.ended_at != request.seen || rows.is_empty() {
        return Ok(Err(CorrectionRefusal::Stale));
    }
    let folder = match new_folder(store) {
        Ok(folder) => folder,
        Err(error) => return Ok(Err(CorrectionRefusal::Files(error.to_string()))),
    };
    let sources = sources(job, &old, &rows, request.corrections);
    let copies = folder.path().to_owned();
    // A copy can be as large as the upload, and other pages must not wait for it.
    let copied = tokio::task::spawn_blocking(move || copy(&sources, &copies)).await;
    let files = match copied.map_err(|error| StoreError::Corrupt(error.to_string()))? {
        Ok(files) => files,
        Err(why) => return Ok(Err(CorrectionRefusal::Files(why))),
    };
    let new = Upload::new(folder.path().to_owned(), files);
    let put = async |tx: &mut Tx| match job.state {
        JobState::Previewed => try_again(tx, job, &new, request).await,
        _ => continue_in(tx, job, &old, &new, request).await,
    };
    let Some(id) = store.write(put).await? else { return Ok(Err(CorrectionRefusal::Stale)) };
    // From here on the files belong to the job.
    drop(folder.keep());
    if id == job.id {
        super::remove_folder(&old.folder);
    }
    Ok(Ok(id))
}

async fn try_again(
    tx: &mut Tx,
    job: &Job,
    new: &Upload,
    request: &CorrectionRequest<'_>,
) -> Result<Option<Uuid>> {
    let (input, total) = (new.written()?, new.total());
    let tried = jobs::try_again(tx, job, &input, total, request.person.id).await?;
    Ok(tried.then_some(job.id))
}

async fn continue_in(
    tx: &mut Tx,
    job: &Job,
    old: &Upload,
    upload: &Upload,
    request: &CorrectionRequest<'_>,
) -> Result<Option<Uuid>> {
    let (person, now) = (request.person, request.machine_time);
    let mut next = new(KIND, person, Begin::AtOnce, upload.written()?, now);
    next.total = upload.total();
    let continued = Upload { continued_by: Some(next.id.to_string()), ..old.clone() };
    if !jobs::set_input_of_done(tx, job, &continued.written()?).await? {
        return Ok(None);
    }
    jobs::insert(tx, &next).await?;
    let about = Some(format!("job {}", next.id));
    audit::record(tx, AuditEntry { about, ..request.entry.clone() }).await?;
    Ok(Some(next.id))
}

/// A file to copy: where it is, its name in the copy, its kind, and the corrections of its rows.
struct Source {
    path: PathBuf,
    name: String,
    kind: FileKind,
    corrections: BTreeMap<u64, Correction>,
}

/// The files of the corrected import: after a dry run all of them, after an import the refused
/// readings.
fn sources(
    job: &Job,
    upload: &Upload,
    rows: &[RefusedRow],
    corrections: &Corrections,
) -> Vec<Source> {
    let is_previewed = job.state == JobState::Previewed;
    let source = |(name, _): &(String, u64)| {
        let kind = classify(Path::new(name))?;
        let of_file = rows.iter().enumerate().filter(|(_, row)| row.file == *name);
        let corrections = of_file.filter_map(|(place, row)| {
            let number = if is_previewed { Some(row.row) } else { row.rejected_row };
            Some((number?, corrections.get(&place)?.clone()))
        });
        let corrections = corrections.collect();
        if is_previewed {
            let path = upload.folder.join(name);
            return Some(Source { path, name: name.clone(), kind, corrections });
        }
        let path = upload.folder.join(REJECTED).join(format!("{name}.rejected.csv"));
        // Refused rows are not packed.
        let packed = is_packed(Path::new(name));
        let name = if packed { &name[..name.len() - ".gz".len()] } else { name };
        path.is_file().then(|| Source { path, name: name.to_owned(), kind, corrections })
    };
    upload.files.iter().filter_map(source).collect()
}

/// Copies the files with their corrections, and returns their names and sizes.
fn copy(sources: &[Source], folder: &Path) -> std::result::Result<Vec<(String, u64)>, String> {
    let mut files = Vec::new();
    for source in sources {
        let (name, to) = (&source.name, folder.join(&source.name));
        // A file of refused readings has a column of reasons, which its copy must not have.
        let is_same = source.corrections.is_empty() && source.path.file_name() == to.file_name();
        if is_same {
            link(&source.path, &to).map_err(|error| format!("{name} cannot be copied: {error}"))?;
        } else {
            correct(source, &to).map_err(|why| format!("{name} {why}"))?;
        }
        let size = std::fs::metadata(&to).map_err(|error| format!("{name}: {error}"))?.len();
        files.push((name.clone(), size));
    }
    Ok(files)
}

fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::hard_link(from, to).or_else(|_| std::fs::copy(from, to).map(drop))
}

fn correct(source: &Source, to: &Path) -> std::result::Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot be written: {error}");
    let Source { path, kind, corrections, .. } = source;
    let (file, columns) = (private_files::file(to).map_err(failed)?, columns_of(*kind));
    if !is_packed(to) {
        return corrected::write(path, columns, corrections, file);
    }
    let mut packed = GzEncoder::new(file, Compression::fast());
    corrected::write(path, columns, corrections, &mut packed)?;
    packed.finish().map(drop).map_err(failed)
}
