//! `countersign export --format pdf`: one report.

use super::session::Session;
use countersign_app::actions::print_report;
use countersign_app::failure::{Failure, Result};
use countersign_language::text::Locale;
use countersign_store::reports::{self, Filter};

/// The PDF of the only report that the filter selects, of a vendor if one is named.
pub(super) async fn pdf(
    session: &Session,
    filter: &Filter,
    vendor: Option<&str>,
    language: Locale,
) -> Result<Vec<u8>> {
    let gathered = session.store.reading(async |tx| {
        let keys = reports::keys(tx, filter).await?;
        let mut found = Vec::new();
        // Each report has one vendor, and a PDF one report: more than a few cannot be meant.
        for stored in reports::find(tx, &keys[..keys.len().min(MOST)]).await?.into_iter().flatten()
        {
            if vendor.is_none_or(|code| code == stored.names.vendor) {
                found.push(stored);
            }
        }
        let count = found.len();
        match (found.pop(), count) {
            (Some(stored), 1) => print_report::gather(tx, stored, None, language.code()).await,
            (None, _) => Err(Failure::Usage("there is no such report".to_owned())),
            (Some(_), _) => Err(Failure::Usage(
                "a PDF has one report, and there are several: narrow them with --partner and \
                 --vendor"
                    .to_owned(),
            )),
        }
    });
    gathered.await?.print()
}

/// The most reports among which the one is looked for.
const MOST: usize = 1_000;
