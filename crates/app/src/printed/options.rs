//! What the pages of a report show beside its own files: the language, and the month before. It is
//! attached too, so that the pages can be made again.

use countersign_domain::quantity::Quantity;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The first words of the file.
const FORMAT: &str = "countersign pages 1";

/// The version of the layout. The same files give the same bytes for the same number: raise it with
/// every change of the pages, of the fonts, or of the library that writes the file.
pub(crate) const LAYOUT: u32 = 1;

/// The options, as the file has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrintOptions {
    format: String,
    /// The code of the language.
    pub(crate) language: String,
    /// The chargeable units of the month before, by product.
    pub(crate) last_month: Option<BTreeMap<String, Quantity>>,
    pub(crate) layout: u32,
    pub(crate) rehearsal: bool,
}

impl PrintOptions {
    pub(crate) fn new(
        language: &str,
        last_month: Option<BTreeMap<String, Quantity>>,
        rehearsal: bool,
    ) -> Self {
        let (format, language) = (FORMAT.to_owned(), language.to_owned());
        Self { format, language, last_month, layout: LAYOUT, rehearsal }
    }

    /// The text of the file.
    pub(crate) fn text(&self) -> String {
        serde_json::to_string(self).expect("options have string keys only")
    }

    /// Reads the file.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let options: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match options.format == FORMAT {
            true => Ok(options),
            false => Err(format!("its format is {:?}, and not {FORMAT:?}", options.format)),
        }
    }
}
