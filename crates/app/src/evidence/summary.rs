//! The summary of a pack as PDF, from what the manifest says and the documents of its reports.

use super::records::Manifest;
use countersign_domain::actor::CompanyKind;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_print::summary::{Summary, SummaryHead};
use countersign_print::{Attachment, Locale, Origin, PrintError};

/// What the summary says beside the manifest and the documents.
pub(crate) struct SummaryFacts<'a> {
    pub(crate) manifest: &'a Manifest,
    /// The signed checkpoint.
    pub(crate) note: &'a str,
    /// The public key that signed it.
    pub(crate) key: Option<String>,
    pub(crate) unproven: u64,
    /// The code of the language.
    pub(crate) language: &'a str,
}

/// The file; none if it would have too many pages.
///
/// # Errors
/// [`PrintError`], if it cannot be written.
pub(crate) fn print(
    summary: Summary,
    facts: &SummaryFacts<'_>,
) -> Result<Option<Vec<u8>>, PrintError> {
    let manifest = facts.manifest;
    let unreadable = |what: &str| PrintError::Unreadable(what.to_owned());
    let cycle = |text: &str| Cycle::parse(text).map_err(|_| unreadable("its cycles"));
    let kind = CompanyKind::from_token(&manifest.reader.kind);
    let head = SummaryHead {
        language: Locale::from_code(facts.language).ok_or_else(|| unreadable("its language"))?,
        from: cycle(&manifest.asked.from)?,
        to: cycle(&manifest.asked.to)?,
        reader: (kind.ok_or_else(|| unreadable("its reader"))?, manifest.reader.company.as_deref()),
        log: &manifest.installation,
        records: manifest.checkpoint.size,
        root: &manifest.checkpoint.root,
        signed_at: Instant::parse(&manifest.made_at).map_err(|_| unreadable("its instant"))?,
        key: facts.key.as_deref(),
        entries: manifest.entries,
        unproven: facts.unproven,
        is_rehearsal: manifest.rehearsal,
    };
    let checkpoint = Attachment {
        name: "checkpoint.txt".to_owned(),
        media_type: "text/plain",
        description: "The signed checkpoint of the log".to_owned(),
        origin: Origin::Data,
        content: facts.note.as_bytes().to_vec(),
    };
    match summary.print(&head, vec![checkpoint]) {
        Ok(pdf) => Ok(Some(pdf)),
        Err(PrintError::TooLarge { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
