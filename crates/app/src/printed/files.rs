//! The files inside a PDF of a report, and the pages that follow from them.

use super::options::PrintOptions;
use crate::evidence::files::{DOCUMENT, FIGURES, FROZEN, HISTORY, SIGNATURES};
use crate::evidence::pack_files::PackFiles;
use crate::evidence::records::{HistoryLine, SignatureLine};
use crate::signatures::public_key::PublicKey;
use countersign_domain::frozen::FrozenParts;
use countersign_domain::history::Entry;
use countersign_domain::settings::Rules;
use countersign_print::report::{ReportPages, SignedWith, print};
use countersign_print::{Attachment, Locale, Origin, PrintError};
use std::collections::BTreeMap;

/// What the pages show beside the report's own files.
pub(crate) const OPTIONS: &str = "pages.json";

/// All files that a PDF of a report can have.
pub(crate) const OF_PDF: [&str; 6] = [DOCUMENT, FROZEN, HISTORY, FIGURES, SIGNATURES, OPTIONS];

/// The files of one PDF, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PrintedFiles {
    names: Vec<String>,
    contents: BTreeMap<String, Vec<u8>>,
}

impl PrintedFiles {
    /// Adds a file; a second one of the same name is refused.
    pub(crate) fn add(&mut self, name: &str, content: Vec<u8>) -> bool {
        let is_new = self.contents.insert(name.to_owned(), content).is_none();
        if is_new {
            // In the order in which a PDF has them.
            self.names.push(name.to_owned());
            self.names.sort_unstable();
        }
        is_new
    }

    /// Makes the PDF.
    ///
    /// # Errors
    /// If a file cannot be read, or the report is too large for pages.
    pub(crate) fn print(mut self) -> Result<Vec<u8>, PrintError> {
        let unreadable = |why: String| PrintError::Unreadable(why);
        let options = self.text(OPTIONS).and_then(|text| PrintOptions::parse(&text));
        let options = options.map_err(unreadable)?;
        let document = self.text(DOCUMENT).map_err(unreadable)?;
        let history = self.text(HISTORY).and_then(|text| entries(&text)).map_err(unreadable)?;
        let frozen = self.text(FROZEN).map_err(unreadable)?;
        let signed = match self.has(SIGNATURES) {
            true => self.text(SIGNATURES).and_then(|text| keys(&text)).map_err(unreadable)?,
            false => BTreeMap::new(),
        };
        let language = Locale::from_code(&options.language)
            .ok_or_else(|| PrintError::Unreadable(format!("its language {}", options.language)))?;
        let pages = ReportPages {
            language,
            document: &document,
            history: &history,
            signed: &signed,
            last_month: options.last_month.as_ref(),
            threshold: threshold(&frozen),
            is_rehearsal: options.rehearsal,
        };
        print(&pages, self.attachments())
    }

    fn attachments(self) -> Vec<Attachment> {
        let Self { names, mut contents } = self;
        let attachment = |name: String| {
            let content = contents.remove(&name)?;
            let (media_type, description, origin) = match name.as_str() {
                DOCUMENT => ("application/json", "The canonical document", Origin::Source),
                OPTIONS => ("application/json", "The options of the pages", Origin::Source),
                FROZEN => ("application/json", "The frozen parts of the report", Origin::Data),
                HISTORY => ("application/jsonl", "The history", Origin::Source),
                FIGURES => ("application/jsonl", "The figures behind the lines", Origin::Data),
                _ => ("application/jsonl", "The signatures of decisions", Origin::Source),
            };
            let description = description.to_owned();
            Some(Attachment { name, media_type, description, origin, content })
        };
        names.into_iter().filter_map(attachment).collect()
    }
}

impl PackFiles for PrintedFiles {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn read(&mut self, name: &str) -> Result<Vec<u8>, String> {
        self.contents.get(name).cloned().ok_or_else(|| format!("{name} is not attached"))
    }
}

fn entries(text: &str) -> Result<Vec<Entry>, String> {
    let entry = |line: &str| {
        let line: HistoryLine = serde_json::from_str(line).map_err(|error| error.to_string())?;
        Entry::from_body(&line.body)
    };
    text.lines().map(entry).collect()
}

fn keys(text: &str) -> Result<BTreeMap<i64, SignedWith>, String> {
    let key = |line: &str| {
        let line: SignatureLine = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let signed = PublicKey::parse(&line.key).ok().map(|key| {
            let (algorithm, fingerprint) = (key.algorithm(), key.fingerprint());
            (line.version, SignedWith { algorithm, fingerprint })
        });
        Ok(signed)
    };
    let keys: Result<Vec<_>, String> = text.lines().map(key).collect();
    Ok(keys?.into_iter().flatten().collect())
}

/// The threshold of violations; none if the rules cannot be read.
fn threshold(frozen: &str) -> Option<i64> {
    let rules = FrozenParts::parse(frozen)?.rules;
    serde_json::from_str::<Rules>(&rules).ok().map(|rules| rules.threshold())
}
