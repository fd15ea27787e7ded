//! Finds a person's address and name in texts of work and messages, and replaces them.

use countersign_store::erasures::ErasedText;
use serde_json::Value;

/// What is erased, and the text in its place.
pub(super) struct Erased<'a> {
    email: &'a str,
    names: Vec<String>,
    replacement: &'a str,
}

impl<'a> Erased<'a> {
    pub(super) const fn new(email: &'a str, names: Vec<String>, replacement: &'a str) -> Self {
        Self { email, names, replacement }
    }

    /// The text without name and address; `None` if it has neither. Of JSON, only values change.
    ///
    /// A name counts as a whole word. In the facts of a message it counts only before the address,
    /// because a company may have the same name.
    pub(super) fn replaced(&self, kind: ErasedText, text: &str) -> Option<String> {
        let new = match serde_json::from_str(text) {
            Ok(mut value @ (Value::Object(_) | Value::Array(_))) => {
                if !self.replace_values(kind, &mut value) {
                    return None;
                }
                value.to_string()
            }
            _ => self.in_text(kind, text),
        };
        (new != text).then_some(new)
    }

    /// Replaces the texts in a value, and returns whether any changed.
    fn replace_values(&self, kind: ErasedText, value: &mut Value) -> bool {
        match value {
            Value::String(text) => {
                let new = self.in_text(kind, text);
                let is_changed = new != *text;
                *text = new;
                is_changed
            }
            Value::Array(values) => {
                values.iter_mut().fold(false, |any, it| self.replace_values(kind, it) | any)
            }
            Value::Object(values) => {
                values.values_mut().fold(false, |any, it| self.replace_values(kind, it) | any)
            }
            _ => false,
        }
    }

    fn in_text(&self, kind: ErasedText, text: &str) -> String {
        let mut new = replace(text, self.email, self.replacement, is_of_address);
        for name in self.names.iter().filter(|name| !name.is_empty()) {
            new = new.replace(&format!("{name} <{}>", self.replacement), self.replacement);
            if kind == ErasedText::Work {
                new = replace(&new, name, self.replacement, is_of_word);
            }
        }
        new
    }
}

/// Whether a character beside an address belongs to a longer one.
fn is_of_address(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '+')
}

/// Whether a character beside a name belongs to a longer word, such as the replacement.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

/// Replaces each occurrence of `what`, in upper or lower case, unless a character beside it makes
/// it part of a longer word.
fn replace(text: &str, what: &str, by: &str, joins: fn(char) -> bool) -> String {
    let (mut new, mut rest, mut before) = (String::with_capacity(text.len()), text, None);
    while let Some(c) = rest.chars().next() {
        let is_here = rest.get(..what.len()).is_some_and(|it| it.eq_ignore_ascii_case(what));
        let after = rest.get(what.len()..).and_then(|it| it.chars().next());
        if is_here && !before.is_some_and(joins) && !after.is_some_and(joins) {
            new.push_str(by);
            rest = &rest[what.len()..];
            before = what.chars().next_back();
        } else {
            new.push(c);
            rest = &rest[c.len_utf8()..];
            before = Some(c);
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    fn erased() -> Erased<'static> {
        let names = vec!["Eva \"E\" Lind".to_owned(), "Person".to_owned()];
        Erased::new("eva@x.example", names, "erased-person-17")
    }

    #[test]
    fn names_and_addresses_go() {
        for (text, expected) in [
            (r#"{"person":"Person <eva@x.example>"}"#, r#"{"person":"erased-person-17"}"#),
            (r#"[{"found":"Eva \"E\" Lind"}]"#, r#"[{"found":"erased-person-17"}]"#),
            ("550 <EVA@X.example> is unknown", "550 <erased-person-17> is unknown"),
            ("found eva@x.example.", "found erased-person-17."),
        ] {
            assert_eq!(erased().replaced(ErasedText::Work, text).as_deref(), Some(expected));
        }
    }

    #[test]
    fn other_words_keys_and_companies_of_the_same_name_stay() {
        for text in ["", "Personal", "neva@x.example", "eva+1@x.example", "eva@x.examples"] {
            assert_eq!(erased().replaced(ErasedText::Work, text), None, "{text}");
        }
        let key = r#"{"Person":1}"#;
        assert_eq!(erased().replaced(ErasedText::Work, key), None);
        let company = r#"{"partner":"Person"}"#;
        assert_eq!(erased().replaced(ErasedText::Facts, company), None);
        assert!(erased().replaced(ErasedText::Work, company).is_some());
    }
}
