//! The header `Prefer` (RFC 7240).

use axum::http::{HeaderMap, HeaderName, HeaderValue};

const PREFER: HeaderName = HeaderName::from_static("prefer");

/// The value of a preference, without its quotes; `None` if the client did not send it. If the
/// client sent it several times, the first one counts.
pub(crate) fn preference(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(PREFER).iter().filter_map(|it| HeaderValue::to_str(it).ok());
    let mut preferences = lines.flat_map(|line| parts(line, ','));
    preferences.find_map(|preference| {
        // What follows a semicolon are its parameters, not preferences.
        let preference = parts(preference, ';').first().copied()?;
        let (found, value) = preference.split_once('=').unwrap_or((preference, ""));
        found.trim().eq_ignore_ascii_case(name).then(|| word(value.trim()))
    })
}

/// The parts of a text between separators, which separate only outside quotes.
fn parts(text: &str, separator: char) -> Vec<&str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let is_end = |c: char| {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ => return c == separator && !is_quoted,
        }
        false
    };
    text.split(is_end).collect()
}

/// A token, or what is between quotes.
fn word(text: &str) -> String {
    let inner = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let Some(inner) = inner else { return text.to_owned() };
    let mut is_escaped = false;
    let is_meant = |c: &char| {
        is_escaped = *c == '\\' && !is_escaped;
        !is_escaped
    };
    inner.chars().filter(is_meant).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preference_is_a_token_or_in_quotes_and_the_first_one_counts() {
        for (line, expected) in [
            ("return=representation", Some("representation")),
            ("return=\"representation\"", Some("representation")),
            ("Return = \"min\\imal\" ; x=\"a,b;c\", return=representation", Some("minimal")),
            ("respond-async; wait=\"10\", return=\"minimal\"", Some("minimal")),
            ("handling=\"a, return=representation\"", None),
            ("handling=lenient; return=representation", None),
            ("x=\"\\\", return=a\", return=b", Some("b")),
            ("return", Some("")),
            ("", None),
        ] {
            let headers = HeaderMap::from_iter([(PREFER, HeaderValue::from_static(line))]);
            assert_eq!(preference(&headers, "return").as_deref(), expected, "{line}");
        }
        let mut headers = HeaderMap::new();
        for line in ["wait=1", "return=a", "return=b"] {
            headers.append(PREFER, HeaderValue::from_static(line));
        }
        assert_eq!(preference(&headers, "return").as_deref(), Some("a"));
        assert_eq!(preference(&HeaderMap::new(), "return"), None);
    }
}
