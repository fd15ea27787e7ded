//! The texts of messages: those of the catalogues, or those that an installation's templates give
//! instead ([`super::overrides`]).

use countersign_language::text::{Locale, Message};
use fluent_templates::fluent_bundle::concurrent::FluentBundle;
use fluent_templates::fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

type Values = HashMap<Cow<'static, str>, FluentValue<'static>>;

/// The installation's messages, by language.
#[derive(Default)]
pub struct Overrides {
    bundles: [Option<FluentBundle<FluentResource>>; Locale::ALL.len()],
}

impl Overrides {
    /// Adds the messages of `resource` to a language.
    pub(super) fn put(&mut self, locale: Locale, resource: FluentResource) {
        let code = locale.code().parse().expect("the code of a language is one");
        let mut bundle = FluentBundle::new_concurrent(vec![code]);
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        self.bundles[locale as usize] = Some(bundle);
    }

    /// Whether a message is replaced.
    #[must_use]
    pub fn has(&self, locale: Locale, key: &str) -> bool {
        self.bundles[locale as usize].as_ref().is_some_and(|bundle| bundle.has_message(key))
    }

    /// The text of a replaced message; `None` if the catalogue has it.
    ///
    /// # Errors
    /// The missing reference of its text.
    pub(super) fn say(
        &self,
        locale: Locale,
        key: &str,
        values: &Values,
    ) -> Option<Result<String, Vec<FluentError>>> {
        let bundle = self.bundles[locale as usize].as_ref()?;
        let pattern = bundle.get_message(key)?.value()?;
        let args: FluentArgs<'_> =
            values.iter().map(|(name, value)| (name.as_ref(), value.clone())).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        Some(if errors.is_empty() { Ok(text) } else { Err(errors) })
    }
}

impl fmt::Debug for Overrides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = Locale::ALL.into_iter().filter(|it| self.bundles[*it as usize].is_some());
        f.debug_list().entries(said.map(Locale::code)).finish()
    }
}

/// What a message says in one language.
#[derive(Clone, Debug)]
pub struct MessageTexts {
    locale: Locale,
    overrides: Arc<Overrides>,
}

impl MessageTexts {
    /// The texts in a language, with an installation's templates.
    #[must_use]
    pub const fn new(locale: Locale, overrides: Arc<Overrides>) -> Self {
        Self { locale, overrides }
    }

    pub(super) const fn locale(&self) -> Locale {
        self.locale
    }

    pub(super) fn t(&self, key: &str) -> String {
        self.say_any(key.to_owned()).to_string()
    }

    /// A message whose placeholders have to be filled.
    pub(super) fn say(&self, key: &'static str) -> Saying<'_> {
        Saying { words: self, message: self.locale.say(key) }
    }

    /// A message whose key is assembled.
    pub(super) fn say_any(&self, key: String) -> Saying<'_> {
        Saying { words: self, message: self.locale.say_any(key) }
    }
}

/// A text of a message with its blanks.
pub(super) struct Saying<'a> {
    words: &'a MessageTexts,
    message: Message,
}

impl Saying<'_> {
    /// Fills a placeholder with a number, which decides between plural forms, or with a text.
    pub(super) fn with(self, name: &'static str, value: impl Into<FluentValue<'static>>) -> Self {
        Self { message: self.message.with(name, value), ..self }
    }
}

impl fmt::Display for Saying<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MessageTexts { locale, overrides } = self.words;
        let (key, values) = self.message.parts();
        match overrides.say(*locale, key, values) {
            // Templates that cannot be formatted were refused when the program started.
            Some(Ok(text)) => f.write_str(&text),
            Some(Err(_)) | None => write!(f, "{}", self.message),
        }
    }
}
