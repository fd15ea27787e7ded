//! What one language does differently from another: its name, dates, figures and punctuation. Each
//! language has them in `locales/CODE/conventions.rs`, beside its messages.
//!
//! A new language needs a folder like `locales/en`, and a line in `domain::language`.

pub(crate) mod definition;

use crate::mirrored;
use crate::text::Locale;
use definition::{Conventions, DatePatterns};
use std::borrow::Borrow;

/// Includes the conventions of all languages.
macro_rules! conventions {
    ($($name:ident $code:tt,)*) => {
        impl Locale {
            /// The conventions of the language.
            #[must_use]
            pub const fn conventions(self) -> &'static Conventions {
                match self {
                    $(Self::$name => {
                        static CONVENTIONS: Conventions =
                            include!(concat!("../locales/", $code, "/conventions.rs"));
                        &CONVENTIONS
                    })*
                    Self::Mirrored => &mirrored::CONVENTIONS,
                }
            }
        }
    };
}

countersign_domain::languages!(conventions);

impl Locale {
    /// Sentences one after the other.
    #[must_use]
    pub fn sentences(self, all: &[String]) -> String {
        all.join(self.conventions().between_sentences)
    }

    /// Items one after the other.
    #[must_use]
    pub fn items(self, all: &[impl Borrow<str>]) -> String {
        all.join(self.conventions().between_items)
    }

    /// Between a label and its value.
    #[must_use]
    pub const fn colon(self) -> &'static str {
        self.conventions().colon
    }

    /// Between the items of a list.
    #[must_use]
    pub const fn comma(self) -> &'static str {
        self.conventions().between_items
    }

    /// Between two parts of a remark.
    #[must_use]
    pub const fn semicolon(self) -> &'static str {
        self.conventions().between_clauses
    }

    /// Before a remark.
    #[must_use]
    pub const fn open(self) -> &'static str {
        self.conventions().brackets[0]
    }

    /// After a remark.
    #[must_use]
    pub const fn close(self) -> &'static str {
        self.conventions().brackets[1]
    }

    /// From a value to the one that replaces it.
    #[must_use]
    pub const fn arrow(self) -> &'static str {
        if self.conventions().right_to_left { "←" } else { "→" }
    }

    /// A number with its percent sign.
    #[must_use]
    pub fn with_percent_sign(self, number: &str) -> String {
        format!("{number}{}%", self.conventions().before_percent)
    }
}
