//! What one language does differently from another: its name, dates, figures, punctuation, and the
//! files that hold its messages. Each language has one file in this folder.
//!
//! A new language needs a folder in `locales/` with the files of `en/`, a file here, and a variant
//! of [`Locale`]. The compiler and the tests of the catalogues name what is missing.

pub(crate) mod definition;
mod english;
mod french;
mod german;
mod japanese;

use crate::text::Locale;
use definition::Conventions;

impl Locale {
    /// The conventions of the language.
    #[must_use]
    pub const fn conventions(self) -> &'static Conventions {
        match self {
            Self::English => &english::CONVENTIONS,
            Self::German => &german::CONVENTIONS,
            Self::Japanese => &japanese::CONVENTIONS,
            Self::French => &french::CONVENTIONS,
        }
    }

    /// Sentences one after the other.
    #[must_use]
    pub fn sentences(self, all: &[String]) -> String {
        all.join(self.conventions().between_sentences)
    }

    /// Items one after the other.
    #[must_use]
    pub fn items(self, all: &[String]) -> String {
        all.join(self.conventions().between_items)
    }

    /// A number with its percent sign.
    #[must_use]
    pub fn with_percent_sign(self, number: &str) -> String {
        format!("{number}{}%", self.conventions().before_percent)
    }
}
