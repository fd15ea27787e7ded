//! Checks the texts of a row: their length and their characters. A stored text stays until it gets
//! another value.

use super::row_error::RowError;
use crate::actions::import::context::ImportContext;
use crate::actions::import::files::FileKind;
use crate::formats::sheet::{Cells, Problem};
use countersign_domain::code::fold_email;
use countersign_domain::text::TextKind;
use countersign_store::StoreError;
use countersign_store::stored_texts::{self, StoredText};

/// A column with text that people wrote: its name, its kind, and the stored text that it may keep.
type BoundedText = (&'static str, TextKind, StoredText);

/// The text columns of each kind of file.
const fn texts(kind: FileKind) -> &'static [BoundedText] {
    use StoredText as Stored;
    const COMPANY: BoundedText = ("name", TextKind::Name, StoredText::CompanyName);
    match kind {
        FileKind::Vendors | FileKind::Distributors => &[COMPANY],
        FileKind::Regions => &[("name", TextKind::Name, Stored::RegionName)],
        FileKind::Partners => &[
            COMPANY,
            ("city", TextKind::Name, Stored::PartnerCity),
            ("state", TextKind::Name, Stored::PartnerState),
        ],
        FileKind::Customers => &[("name", TextKind::Name, Stored::CustomerName)],
        FileKind::Products => &[
            ("name", TextKind::Name, Stored::ProductName),
            ("unit", TextKind::Label, Stored::ProductUnit),
        ],
        FileKind::Subscriptions => &[("plan", TextKind::Label, Stored::SubscriptionPlan)],
        FileKind::Users => &[("name", TextKind::Name, Stored::PersonName)],
        FileKind::Usage => &[],
    }
}

/// Checks the texts of a row.
pub(super) async fn check_row(
    context: &mut ImportContext<'_>,
    row: &impl Cells,
) -> Result<(), RowError> {
    for (name, kind, stored) in texts(context.kind) {
        let Some(column) = row.column(name) else { continue };
        let Some(text) = row.text(column)? else { continue };
        if let Err(fault) = kind.check(text)
            && !is_stored(context, *stored, row.needed(0)?, text).await?
        {
            return Err(Problem::cell(name, text, fault).into());
        }
    }
    Ok(())
}

async fn is_stored(
    context: &mut ImportContext<'_>,
    stored: StoredText,
    key: &str,
    text: &str,
) -> Result<bool, StoreError> {
    let folded = fold_email(key);
    let key = if stored == StoredText::PersonName { &folded } else { key };
    Ok(stored_texts::find(context.tx, stored, key).await?.as_deref() == Some(text))
}
