//! An event as the headers and the body of a request: the binary mode of the HTTP binding.

use super::{CloudEvent, EventFault, check_kind, checked, parsed};
use percent_encoding::percent_decode;
use std::collections::BTreeMap;
use std::str::from_utf8;

/// The beginning of a header that is an attribute.
const PREFIX: &str = "ce-";

/// The attributes in headers, with their names in lower case.
#[derive(Debug, Default)]
pub struct EventHeaders<'a>(BTreeMap<&'a str, Vec<&'a [u8]>>);

impl<'a> EventHeaders<'a> {
    /// The attributes among some headers, whose names are in lower case.
    #[must_use]
    pub fn of(headers: impl Iterator<Item = (&'a str, &'a [u8])>) -> Self {
        let mut attributes: BTreeMap<&str, Vec<&[u8]>> = BTreeMap::new();
        for (name, value) in headers {
            if let Some(name) = name.strip_prefix(PREFIX) {
                attributes.entry(name).or_default().push(value);
            }
        }
        Self(attributes)
    }

    /// Whether no header is an attribute.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The event with the data `body`, whose media type is `kind`.
    ///
    /// # Errors
    /// Why it is none.
    pub fn event(&self, kind: Option<&str>, body: &[u8]) -> Result<CloudEvent, EventFault> {
        CloudEvent::of(&|name| self.text(name), |attribute| {
            check_kind(attribute, kind)?;
            let wrong = |_| EventFault::wrong("data", "bytes", "JSON in UTF-8");
            parsed("data", from_utf8(body).map_err(wrong)?)
        })
    }

    fn text(&self, name: &'static str) -> Result<Option<String>, EventFault> {
        let values = self.0.get(name).map(Vec::as_slice).unwrap_or_default();
        match values {
            [] => Ok(None),
            [value] => {
                let wrong = || {
                    let shown = String::from_utf8_lossy(value);
                    EventFault::wrong(name, &shown, "UTF-8 in percent-encoding")
                };
                checked(name, decoded(value).ok_or_else(wrong)?)
            }
            [_, second, ..] => {
                let shown = String::from_utf8_lossy(second);
                Err(EventFault::wrong(name, &shown, "one header of this name"))
            }
        }
    }
}

/// The text of a value: without the quotes that older senders write, and then decoded once.
fn decoded(value: &[u8]) -> Option<String> {
    let inner = value.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
    let plain = inner.map_or_else(|| value.to_vec(), unescaped);
    percent_decode(&plain).decode_utf8().ok().map(Into::into)
}

/// What is between quotes, without the backslashes before other characters.
fn unescaped(quoted: &[u8]) -> Vec<u8> {
    let (mut plain, mut bytes) = (Vec::new(), quoted.iter());
    while let Some(byte) = bytes.next() {
        let byte = if *byte == b'\\' { bytes.next() } else { Some(byte) };
        plain.extend(byte);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_unquoted_and_then_decoded_once() {
        for (value, text) in [
            ("Euro%20%E2%82%AC%20%F0%9F%98%80", Some("Euro € 😀")),
            ("%e2%82%ac", Some("€")),
            ("a%2525", Some("a%25")),
            ("%41", Some("A")),
            ("50%", Some("50%")),
            ("\"a \\\"b\\\\ %20\"", Some("a \"b\\  ")),
            ("\"", Some("\"")),
            ("\"\\\"", Some("")),
            ("%C0%A0", None),
            ("%ff", None),
        ] {
            assert_eq!(decoded(value.as_bytes()).as_deref(), text, "{value}");
        }
        assert_eq!(decoded("é".as_bytes()).as_deref(), Some("é"));
        assert_eq!(decoded(b"\xe9"), None);
    }
}
