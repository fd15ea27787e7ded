//! Makes the PDF of a report, as a reader may see it: docs/pdf.md.

use super::make_evidence::report_texts::{self, ReportTexts};
use super::month_before;
use crate::evidence::files::{DOCUMENT, FIGURES, FROZEN, HISTORY, SIGNATURES};
use crate::evidence::records::{HistoryLine, push_line};
use crate::failure::{Failure, Result};
use crate::printed::files::{OPTIONS, PrintedFiles};
use crate::printed::options::PrintOptions;
use countersign_domain::actor::Person;
use countersign_domain::export::hex;
use countersign_domain::quantity::Quantity;
use countersign_print::PrintError;
use countersign_print::report::MOST;
use countersign_store::reports::{self, Key, StoredReport};
use countersign_store::{StoreError, Tx, installation};
use std::collections::BTreeMap;

/// The files of a report's PDF. Laying out its pages needs no database, so it comes after the
/// transaction.
pub struct GatheredPdf(PrintedFiles);

impl GatheredPdf {
    /// Lays out the pages and writes the PDF.
    ///
    /// # Errors
    /// [`Failure::Usage`] if the report is too large for a PDF.
    pub fn print(self) -> Result<Vec<u8>> {
        self.0.print().map_err(|error| match error {
            PrintError::TooLarge { .. } => Failure::Usage(error.to_string()),
            PrintError::Unreadable(_) | PrintError::Failed(_) => Failure::System(error.to_string()),
        })
    }
}

/// Gathers what the PDF of a report is made of, in a language by its code; without a reader, as the
/// operator's machine sees the report.
///
/// # Errors
/// [`Failure::Usage`] if the report has too many lines for a PDF; or the database fails.
pub async fn gather(
    tx: &mut Tx,
    stored: StoredReport,
    reader: Option<&Person>,
    language: &str,
) -> Result<GatheredPdf> {
    if stored.report.lines.len() > MOST {
        let error = PrintError::TooLarge { what: "lines", most: MOST };
        return Err(Failure::Usage(error.to_string()));
    }
    let missing = || StoreError::Corrupt("there is no installation".to_owned());
    let rehearsal = installation::load(tx).await?.ok_or_else(missing)?.rehearsal;
    let texts = report_texts::read(tx, stored, reader).await?;
    let last_month = last_month(tx, &texts.stored, reader).await?;
    let options = PrintOptions::new(language, last_month, rehearsal);
    let ReportTexts { bodies, document, frozen, figures, signatures, .. } = texts;
    let mut history = Vec::new();
    for (version, (body, hash)) in (1..).zip(bodies) {
        let (hash, index, path) = (hex(&hash), None, None);
        push_line(&mut history, &HistoryLine { version, hash, body, index, path })?;
    }
    let mut files = PrintedFiles::default();
    files.add(DOCUMENT, document.into_bytes());
    files.add(FROZEN, frozen.into_bytes());
    files.add(HISTORY, history);
    files.add(FIGURES, figures.into_bytes());
    if !signatures.is_empty() {
        files.add(SIGNATURES, signatures);
    }
    files.add(OPTIONS, options.text().into_bytes());
    Ok(GatheredPdf(files))
}

/// The chargeable units of the month before, by product; none if the reader knows of no report.
async fn last_month(
    tx: &mut Tx,
    stored: &StoredReport,
    reader: Option<&Person>,
) -> Result<Option<BTreeMap<String, Quantity>>> {
    let key = stored.key();
    let before = match reader {
        Some(person) => month_before::known_to(tx, person, &[key]).await?.remove(&key),
        None => {
            let before = Key { cycle: key.cycle.plus(-1), ..key };
            reports::find(tx, &[before]).await?.pop().flatten().map(|it| it.report)
        }
    };
    let Some(before) = before else { return Ok(None) };
    let charged = stored.report.lines.iter().filter_map(|line| {
        let before = before.lines.iter().find(|it| it.product.id == line.product.id)?;
        Some((line.product.code.clone(), before.chargeable()))
    });
    Ok(Some(charged.collect()))
}

/// The name of the file.
#[must_use]
pub fn file_name(stored: &StoredReport) -> String {
    let (cycle, names) = (stored.report.cycle, &stored.names);
    format!("usage-report-{cycle}-{}-{}.pdf", names.partner, names.vendor)
}
