//! `countersign export --format pdf`: one report.

use super::session::Session;
use countersign_app::actions::print_report;
use countersign_app::failure::{Failure, Result};
use countersign_language::text::Locale;
use countersign_store::reports::{self, Filter};

/// The PDF of the only report that the filter selects.
pub(super) async fn pdf(session: &Session, filter: &Filter, language: Locale) -> Result<Vec<u8>> {
    let gathered = session.store.reading(async |tx| {
        let keys = reports::keys(tx, filter).await?;
        if keys.len() > 1 {
            return Err(Failure::Usage(
                "a PDF has one report, and there are several: narrow them with --partner and \
                 --vendor"
                    .to_owned(),
            ));
        }
        let found = reports::find(tx, &keys).await?.pop().flatten();
        let missing = || Failure::Usage("there is no such report".to_owned());
        print_report::gather(tx, found.ok_or_else(missing)?, None, language.code()).await
    });
    gathered.await?.print()
}
