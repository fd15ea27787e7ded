//! `countersign verify`

use super::check_pack::check_pack;
use super::check_pdf::check_pdf;
use super::key_file::{self, KeyFile};
use super::outcome::Ended;
use super::output::print;
use super::purge::counted;
use super::session::{self, Database, Threads};
use clap::Args;
use countersign_app::actions::check_evidence::PackTrust;
use countersign_app::actions::verify_record::{self, Findings, KeptFile};
use countersign_app::actions::write_stamps;
use countersign_app::failure::{Failure, Result};
use countersign_app::printed::reader::{LARGEST_PDF, is_pdf};
use countersign_app::private_files;
use countersign_app::progress::WorkProgress;
use countersign_app::transparency::checkpoint::VerifierKey;
use countersign_app::transparency::cosignature::WitnessKey;
use countersign_app::transparency::key_file::LogKeyFile;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// The largest file of a person that is read into memory.
const LARGEST: u64 = 64 << 20;
/// How many bytes tell a PDF from a pack.
const PDF_BEGINS: u64 = 8;

/// Proves reports, history, readings, dispatches and settings by comparing them with each other
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign verify
  countersign verify --database sqlite:backup.db
  countersign verify --checkpoint message.eml --checkpoint dispatch.json
  countersign verify --stamps-to stamps
  countersign verify pack.zip
  countersign verify pack.zip --checkpoint message.eml
  countersign verify report.pdf
  countersign verify report.pdf --with-database --database sqlite:countersign.db

With a file, verify checks that evidence pack or that PDF of a report, without the database. The \
keys in a pack are only what the pack says: --key or --checkpoint tie it to what you have from \
elsewhere. A PDF has no key of the log: --checkpoint needs --key, or use --with-database.

--checkpoint proves that the record still is what it was when the file was sent, even to a reader \
who does not trust the people who run the database.")]
pub(super) struct Verify {
    /// An evidence pack, or the PDF of a report, which is checked instead of the database
    #[arg(value_name = "FILE")]
    pack: Option<PathBuf>,
    /// Compare the PDF with its report in the database too
    #[arg(long, requires = "pack")]
    with_database: bool,
    /// The public key of the log, as countersign key show prints it; can be given several times
    #[arg(long, value_name = "KEY", requires = "pack", value_parser = parse_key)]
    key: Vec<VerifierKey>,
    /// The public key of a witness of the log, as countersign witness prints it; can be given
    /// several times
    #[arg(long, value_name = "KEY", requires = "pack", value_parser = parse_witness)]
    witness_key: Vec<WitnessKey>,
    /// An e-mail, a file of a dispatch, a checkpoint or an evidence pack that was kept; can be
    /// given several times
    #[arg(long, value_name = "FILE")]
    checkpoint: Vec<PathBuf>,
    /// A folder for the time stamps of the log and their checkpoints, so that openssl ts can verify
    /// who signed them
    #[arg(long, value_name = "FOLDER", conflicts_with = "pack")]
    stamps_to: Option<PathBuf>,
    #[command(flatten)]
    key_file: KeyFile,
    #[command(flatten)]
    database: Database,
}

impl Verify {
    pub(super) async fn run(self) -> Result<Ended> {
        if let Some(pack) = &self.pack {
            let (keys, witnesses) = (self.key, self.witness_key);
            let trust = PackTrust { keys, witnesses, kept: kept(&self.checkpoint)? };
            if let Some(bytes) = pdf(pack)? {
                let database = self.with_database.then_some(&self.database);
                return check_pdf(pack, &bytes, &trust, database).await;
            }
            if self.with_database {
                return Err(Failure::Usage("--with-database is for a PDF".to_owned()));
            }
            return check_pack(pack, &trust);
        }
        let session = self.database.open_to_read(Threads::Many).await?;
        let url = session.store.url();
        let keys = self.key_file.source(url);
        let key = keys.path().map(Path::to_owned);
        session::files(url).chain(key).for_each(|file| private_files::warn_of(&file));
        let mut progress = WorkProgress::on_terminal();
        let mut kept = kept(&self.checkpoint)?;
        kept.extend(last_signed(&key_file::log_key_of(&keys)));
        let findings = verify_record::run_with(&session.store, &kept, &mut progress).await?;
        if let Some(folder) = &self.stamps_to {
            let written = write_stamps::run(&session.store, folder).await?;
            eprintln!("time stamps in {}: {written}", folder.display());
        }
        print_findings(&findings)?;
        Ok(if findings.count == 0 { Ended::Done } else { Ended::SomeRefused })
    }
}

/// Prints the findings, and what else readers need to know about them.
fn print_findings(findings: &Findings) -> Result<()> {
    for broken in &findings.broken {
        eprintln!("{broken}");
    }
    if findings.count > findings.broken.len() as u64 {
        eprintln!("… and {} more", findings.count - findings.broken.len() as u64);
    }
    if findings.waiting > 0 {
        eprintln!(
            "readings arrived for {} reports that have not been compared with them yet; run \
             countersign clock, then verify again",
            findings.waiting
        );
    }
    for held in &findings.held {
        print(&format!("{held}\n"))?;
    }
    if findings.uncovered > 0 {
        let uncovered = findings.uncovered;
        print(&format!("the last {uncovered} records of the log are covered by no checkpoint\n"))?;
    }
    print(&format!("{}\n", summary(findings)))?;
    if findings.signatures > 0 {
        print(&format!("signatures of decisions compared: {}\n", findings.signatures))?;
    }
    if findings.has_two_clocks {
        print(
            "this is a rehearsal, whose clock is not that of its audit record: when signing \
             keys were in use, and when rules held, was not compared with decisions\n",
        )?;
    }
    if findings.unlogged > 0 {
        print(&format!("{} records wait to be added to the log\n", findings.unlogged))?;
    }
    print(&purged(findings))?;
    print(&without_terms(findings))?;
    for ((cycle, reason), count) in &findings.in_no_line {
        print(&format!("{cycle}: {count} in no line: {}\n", reason.words()))?;
    }
    if !findings.in_no_line.is_empty() {
        print("countersign report missing --cycle YYYY-MM lists them\n")?;
    }
    Ok(())
}

/// The bytes of a file that begins as a PDF does; none if it is something else.
fn pdf(path: &Path) -> Result<Option<Vec<u8>>> {
    let failed = |error: std::io::Error| Failure::io(path, &error);
    let mut file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.by_ref().take(PDF_BEGINS).read_to_end(&mut bytes).map_err(failed)?;
    if !is_pdf(&bytes) {
        return Ok(None);
    }
    file.take(LARGEST_PDF).read_to_end(&mut bytes).map_err(failed)?;
    match bytes.len() as u64 >= LARGEST_PDF {
        true => Err(Failure::Usage(format!("{} is larger than 128 MiB", path.display()))),
        false => Ok(Some(bytes)),
    }
}

pub(super) fn parse_key(text: &str) -> std::result::Result<VerifierKey, String> {
    let expected = "it is not a public key of a log: countersign key show prints one";
    VerifierKey::parse(text.trim()).ok_or_else(|| expected.to_owned())
}

fn parse_witness(text: &str) -> std::result::Result<WitnessKey, String> {
    let expected = "it is not a public key of a witness: countersign witness prints one";
    WitnessKey::parse(text.trim()).ok_or_else(|| expected.to_owned())
}

/// The files that people kept.
fn kept(paths: &[PathBuf]) -> Result<Vec<KeptFile>> {
    paths.iter().map(|path| kept_file(path)).collect()
}

/// One of them. Of a pack, only its files are in memory, one at a time.
fn kept_file(path: &Path) -> Result<KeptFile> {
    let failed = |error: std::io::Error| Failure::io(path, &error);
    let name = path.display().to_string();
    let file = File::open(path).map_err(failed)?;
    if let Some(kept) = KeptFile::of_pack(&name, BufReader::new(file)) {
        return Ok(kept);
    }
    if std::fs::metadata(path).map_err(failed)?.len() > LARGEST {
        return Err(Failure::Usage(format!(
            "{name} is larger than 64 MiB and not an evidence pack: give a single message"
        )));
    }
    let bytes = std::fs::read(path).map_err(failed)?;
    Ok(KeptFile::read(&name, &bytes))
}

/// The checkpoint that the key of the log signed last, where this process can read it.
fn last_signed(key: &LogKeyFile) -> Option<KeptFile> {
    let path = key.last_signed().path().filter(|path| path.exists())?;
    match std::fs::read(path) {
        Ok(bytes) => Some(KeptFile::read(&path.display().to_string(), &bytes)),
        Err(error) => {
            eprintln!(
                "countersign: the log is not compared with what its key signed last: {}: {error}",
                path.display()
            );
            None
        }
    }
}

/// What purges removed, and what was therefore not compared.
fn purged(findings: &Findings) -> String {
    let mut words = String::new();
    for (table, rows) in &findings.purged {
        let (count, at, before) = (counted(*table, rows.count), rows.purged_at, rows.before_at);
        let before = rows.cycle.map_or_else(|| before.to_string(), |cycle| cycle.to_string());
        words.push_str(&format!("{count} before {before} purged, last on {at}\n"));
    }
    if findings.without_readings > 0 {
        let reports = findings.without_readings;
        words
            .push_str(&format!("{reports} reports were not compared with their purged readings\n"));
    }
    words
}

/// The reports whose frozen values were not compared, because an earlier program did not keep them
/// all.
fn without_terms(findings: &Findings) -> String {
    match findings.without_terms {
        0 => String::new(),
        reports => format!(
            "{reports} reports lost a line, and the earlier program that made them did not keep \
             its terms: their frozen values were not compared\n"
        ),
    }
}

/// What was verified, and whether it holds.
pub(super) fn summary(findings: &Findings) -> String {
    let Findings { reports, entries, dispatches, count, .. } = findings;
    let holds = match count {
        0 => "everything holds".to_owned(),
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    format!("{reports} reports, {entries} history entries, {dispatches} dispatches: {holds}")
}
