//! The text that stands for an erased person: it takes the place of name and address, so that
//! history still names them by number.

use std::borrow::Cow;

const BEGINS: &str = "erased-person-";

/// The text that is stored in place of the name and the address of an erased person. It is no
/// address, so no one can be invited by it.
#[must_use]
pub fn erased_text(person_id: i64) -> String {
    format!("{BEGINS}{person_id}")
}

/// The number of an erased person, from the text that stands for them; none for a name.
#[must_use]
pub fn erased_number(text: &str) -> Option<i64> {
    text.strip_prefix(BEGINS)?.parse().ok()
}

/// A person's name as the command line and files show it.
#[must_use]
pub fn in_words(name: &str) -> Cow<'_, str> {
    erased_number(name).map_or(Cow::Borrowed(name), |id| format!("Erased person {id}").into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::is_email;

    #[test]
    fn an_erased_person_is_known_by_number_and_cannot_be_invited() {
        assert_eq!(erased_number(&erased_text(17)), Some(17));
        assert_eq!(in_words(&erased_text(17)), "Erased person 17");
        assert!(!is_email(&erased_text(17)));
        for name in ["Eva Lind", "", "erased-person-", "erased-person-x", "An erased-person-1"] {
            assert_eq!(erased_number(name), None);
            assert_eq!(in_words(name), name);
        }
    }
}
