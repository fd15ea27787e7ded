//! Finds a person's address and name in texts of work and messages, and replaces them.

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

    /// The text without name and address; none if it has neither.
    ///
    /// A name counts where it is a whole value or word: within quotation marks, or before the
    /// address.
    pub(super) fn replaced(&self, text: &str) -> Option<String> {
        let mut new = replace(text, self.email, self.replacement, is_of_address);
        for name in self.names.iter().filter(|name| !name.is_empty()) {
            let quoted = serde_json::Value::from(name.as_str()).to_string();
            let inner = quoted.trim_matches('"');
            for form in [name.as_str(), inner] {
                let addressed = format!("{form} <{}>", self.replacement);
                new = new.replace(&addressed, self.replacement);
                new = replace(&new, form, self.replacement, char::is_alphanumeric);
            }
        }
        (new != text).then_some(new)
    }
}

/// Whether a character beside an address belongs to a longer one.
fn is_of_address(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '+')
}

/// Replaces what stands for itself, whatever the case of its letters: not beside a character that
/// would make it a part of another word.
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

    #[test]
    fn names_and_addresses_go_and_other_words_stay() {
        let names = vec!["Eva \"E\" Lind".to_owned(), "Ev".to_owned()];
        let erased = Erased::new("eva@x.example", names, "erased-person-17");
        for (text, expected) in [
            (r#"{"person":"Ev <eva@x.example>"}"#, r#"{"person":"erased-person-17"}"#),
            (r#"{"person":"Eva \"E\" Lind"}"#, r#"{"person":"erased-person-17"}"#),
            ("550 <EVA@X.example> is unknown", "550 <erased-person-17> is unknown"),
            ("found eva@x.example.", "found erased-person-17."),
        ] {
            assert_eq!(erased.replaced(text).as_deref(), Some(expected));
        }
        for text in ["", "Every evening", "neva@x.example", "eva+1@x.example", "eva@x.examples"] {
            assert_eq!(erased.replaced(text), None, "{text}");
        }
    }
}
