//! The languages of the texts that people read. Their texts are in the crate `language`. Each
//! region has one of them.

/// Passes all languages to a macro: the name and the code of each, the fallback first. This is the
/// only list of them.
#[macro_export]
macro_rules! languages {
    ($into:ident) => {
        $into! {
            English "en",
            German "de",
            Japanese "ja",
            French "fr",
        }
    };
}

macro_rules! codes {
    ($($name:ident $code:tt,)*) => {
        /// Their codes.
        pub const CODES: &[&str] = &[$($code),*];
    };
}

languages!(codes);

/// The place of a tag's language, such as `de` or `de-AT`, among [`CODES`]; `None` if it is none of
/// them.
#[must_use]
pub fn place(tag: &str) -> Option<usize> {
    let primary = tag.trim().split('-').next().unwrap_or_default();
    CODES.iter().position(|code| code.eq_ignore_ascii_case(primary))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_may_name_a_country() {
        for (tag, code) in [("en", "en"), ("de-AT", "de"), ("FR", "fr"), ("ja-JP", "ja")] {
            assert_eq!(place(tag).map(|place| CODES[place]), Some(code), "{tag}");
        }
        for tag in ["", "ar", "pt-BR", "deutsch", "e!", "-de"] {
            assert_eq!(place(tag), None, "{tag}");
        }
    }
}
