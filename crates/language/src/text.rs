//! Looks up messages in the reader's language.
//!
//! Owns the catalogues in `locales/`. Names that people gave are inserted unchanged; the pages
//! isolate their direction.

use crate::mirrored;
use countersign_domain::language;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;

static_loader! {
    static CATALOGUES = {
        locales: "./locales",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

thread_local! {
    /// Looked-up messages without placeholders, by language: a list uses the same few of them
    /// hundreds of times. There are at most as many as the catalogues have.
    static KNOWN: RefCell<[TextMap<String>; Locale::ALL.len() + 1]> = RefCell::default();
    /// The same for messages with a count, by key and count.
    static COUNTED: RefCell<[TextMap<(&'static str, i64)>; Locale::ALL.len() + 1]> =
        RefCell::default();
}

/// The texts of messages.
type TextMap<K> = hashbrown::HashMap<K, String>;

/// The most counted messages that are kept per language; beyond it all are dropped.
const MOST_COUNTED: usize = 1_000;

/// Makes a type of the languages.
macro_rules! locales {
    ($($name:ident $code:tt,)*) => {
        /// A language of the interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Locale {
            $($name,)*
            /// For tests of the pages only; see [`mirrored`].
            Mirrored,
        }

        impl Locale {
            /// The languages that a person can choose.
            pub const ALL: [Self; language::CODES.len()] = [$(Self::$name),*];

            fn id(self) -> &'static LanguageIdentifier {
                match self {
                    $(Self::$name => {
                        static ID: LanguageIdentifier = langid!($code);
                        &ID
                    })*
                    Self::Mirrored => Self::English.id(),
                }
            }
        }

        /// The program's own messages of mails in a language, as a file.
        #[must_use]
        pub const fn mail_catalogue(locale: Locale) -> &'static str {
            match locale {
                $(Locale::$name => include_str!(concat!("../locales/", $code, "/mail.ftl")),)*
                Locale::Mirrored => mail_catalogue(Locale::English),
            }
        }
    };
}

countersign_domain::languages!(locales);

impl Default for Locale {
    fn default() -> Self {
        Self::ALL[0]
    }
}

impl Locale {
    /// The code of the language, such as `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mirrored => mirrored::CODE,
            chosen => language::CODES[chosen as usize],
        }
    }

    /// The language's name for itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        self.conventions().own_name
    }

    /// The language of a code such as `de` or `de-AT`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code == mirrored::CODE {
            true => Some(Self::Mirrored),
            false => language::place(code).map(|place| Self::ALL[place]),
        }
    }

    /// The first language in a browser's `Accept-Language` list that has a catalogue.
    #[must_use]
    pub fn accepted(list: &str) -> Option<Self> {
        list.split(',').find_map(|part| Self::from_code(part.split(';').next().unwrap_or_default()))
    }

    /// The message of a key.
    #[must_use]
    pub fn t(self, key: &str) -> String {
        KNOWN.with_borrow_mut(|known| {
            let known = &mut known[self as usize];
            if let Some(text) = known.get(key) {
                return text.clone();
            }
            let text = self.shown(CATALOGUES.lookup(self.id(), key));
            known.insert(key.to_owned(), text.clone());
            text
        })
    }

    /// The message of a key that may be missing in every language.
    pub(crate) fn known(self, key: &str) -> Option<String> {
        CATALOGUES.try_lookup(self.id(), key).map(|text| self.shown(text))
    }

    /// A text of the catalogue as the language shows it.
    fn shown(self, text: String) -> String {
        if self == Self::Mirrored { mirrored::written(&text) } else { text }
    }

    /// The message of a key whose only placeholder is `count`: `counted("in-days", 2)`.
    #[must_use]
    pub fn counted(self, key: &'static str, count: i64) -> String {
        COUNTED.with_borrow_mut(|known| {
            let known = &mut known[self as usize];
            if let Some(text) = known.get(&(key, count)) {
                return text.clone();
            }
            if known.len() >= MOST_COUNTED {
                known.clear();
            }
            let text = self.say(key).with("count", count).to_string();
            known.insert((key, count), text.clone());
            text
        })
    }

    /// The parts of a message before and after its only placeholder, for rows that fill it with
    /// names.
    #[must_use]
    pub fn around(self, key: &'static str, blank: &'static str) -> (String, String) {
        let text = self.say(key).with_text(blank, '\0').to_string();
        let (before, after) = text.split_once('\0').unwrap_or((&text, ""));
        (before.to_owned(), after.to_owned())
    }

    /// A message whose placeholders have to be filled: `say("lines").with("count", 3)`.
    #[must_use]
    pub fn say(self, key: &'static str) -> Message {
        Message { locale: self, key: Cow::Borrowed(key), values: HashMap::new() }
    }

    /// A message whose key is assembled, such as the word of a status.
    #[must_use]
    pub fn say_any(self, key: String) -> Message {
        Message { locale: self, key: Cow::Owned(key), values: HashMap::new() }
    }
}

/// A message with its placeholders.
#[derive(Clone)]
pub struct Message {
    locale: Locale,
    key: Cow<'static, str>,
    values: HashMap<Cow<'static, str>, FluentValue<'static>>,
}

impl Message {
    /// Fills a placeholder with a number, which decides between plural forms, or with a text.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<FluentValue<'static>>) -> Self {
        let value = match (self.locale, value.into()) {
            (Locale::Mirrored, FluentValue::String(text)) => mirrored::kept(&text).into(),
            (_, value) => value,
        };
        self.values.insert(Cow::Borrowed(name), value);
        self
    }

    /// Fills a placeholder with a value that formats itself.
    #[must_use]
    pub fn with_text(self, name: &'static str, value: impl fmt::Display) -> Self {
        self.with(name, value.to_string())
    }
}

impl Message {
    /// The key of the message, and the values of its placeholders.
    #[must_use]
    pub fn parts(&self) -> (&str, &HashMap<Cow<'static, str>, FluentValue<'static>>) {
        (&self.key, &self.values)
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = CATALOGUES.lookup_with_args(self.locale.id(), &self.key, &self.values);
        f.write_str(&self.locale.shown(text))
    }
}

impl From<Message> for String {
    fn from(message: Message) -> Self {
        message.to_string()
    }
}
