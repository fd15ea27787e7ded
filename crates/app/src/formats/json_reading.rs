//! A reading as a JSON object, with the columns of the files of readings as its fields. Numbers are
//! read digit by digit, never through a float, and unknown fields are refused.

use super::cells::{Cell, Cells};
use super::json_fault::JsonFault;
use super::json_object::Object;
use super::problem::Problem;
use super::sheet::Columns;
use super::usage_columns::USAGE_COLUMNS;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The text of a quantity in JSON: a string, or the digits of a number. `expected` names it in the
/// error.
///
/// # Errors
/// Fails if the value is of another kind, or its text has an escape that is no character.
pub fn digits<'a, E: Error>(raw: &'a str, expected: &str) -> Result<Cow<'a, str>, E> {
    match raw.as_bytes().first() {
        Some(b'"') => serde_json::from_str(raw)
            .map_err(|_| E::custom("the text has an escape that is no character")),
        Some(b'-' | b'0'..=b'9') => Ok(Cow::Borrowed(raw)),
        _ => Err(E::custom(format!("expected {expected} as a string, such as \"12.5\""))),
    }
}

/// A reading as it was written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JsonReading<'a> {
    #[serde(borrow)]
    subscription: Cow<'a, str>,
    #[serde(borrow)]
    observed_at: Cow<'a, str>,
    #[serde(borrow)]
    provisioned: Figure<'a>,
    #[serde(borrow)]
    used: Option<Figure<'a>>,
}

/// The text of a figure: a string, or a number.
#[derive(Debug)]
struct Figure<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Figure<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&'a RawValue>::deserialize(deserializer)?.get();
        digits(raw, "a figure").map(Self)
    }
}

impl<'a> JsonReading<'a> {
    /// Reads an object.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(text: &'a [u8]) -> Result<Self, JsonFault> {
        let read = serde_json::from_slice::<Object<Self>>(text);
        read.map(|Object(reading)| reading).map_err(|error| JsonFault::of(&error, text))
    }
}

impl Cells for JsonReading<'_> {
    fn columns(&self) -> &'static Columns {
        &USAGE_COLUMNS
    }

    fn cell(&self, column: usize) -> Result<Option<Cell<'_>>, Problem> {
        let text = match column {
            0 => &self.subscription,
            1 => &self.observed_at,
            2 => &self.provisioned.0,
            _ => match &self.used {
                Some(used) => &used.0,
                None => return Ok(None),
            },
        };
        if text.contains('\0') {
            return Err(Problem::not_text(USAGE_COLUMNS.names[column], text.as_bytes()));
        }
        Ok(Cell::of(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(text: &str) -> (String, Option<String>) {
        let text = format!("{{\"subscription\":\"S\",\"observed_at\":\"2026-10-01\",{text}}}");
        let reading = JsonReading::parse(text.as_bytes()).unwrap();
        let used = reading.raw(3).unwrap().map(str::to_owned);
        (reading.needed(2).unwrap().to_owned(), used)
    }

    #[test]
    fn a_number_is_read_digit_by_digit() {
        for (given, expected) in [
            ("12.50", "12.50"),
            ("\"12.50\"", "12.50"),
            ("9007199254740993.000001", "9007199254740993.000001"),
            ("\"1\\u0032\"", "12"),
            ("-1e3", "-1e3"),
        ] {
            let text = format!("\"provisioned\":{given},\"used\":{given}");
            let (expected, used) = (expected.to_owned(), Some(expected.to_owned()));
            assert_eq!(figures(&text), (expected, used));
        }
        assert_eq!(figures("\"provisioned\":1").1, None);
        assert_eq!(figures("\"provisioned\":1,\"used\":null").1, None);
    }

    #[test]
    fn an_object_has_these_fields_once_and_no_others() {
        let begin = "{\"subscription\":\"S\",\"observed_at\":\"2026-10-01\"";
        for (rest, is_json, about) in [
            (",\"provisioned\":1,\"colour\":2}", true, "unknown field `colour`"),
            (",\"provisioned\":1,\"provisioned\":2}", true, "duplicate field `provisioned`"),
            ("}", true, "missing field `provisioned`"),
            (",\"provisioned\":null}", true, "expected a figure"),
            (",\"provisioned\":[1]}", true, "expected a figure"),
            (",\"provisioned\":01}", false, "invalid number"),
            (",\"provisioned\":1", false, "EOF"),
            (",\"provisioned\":1} x", false, "trailing characters"),
        ] {
            let fault = JsonReading::parse(format!("{begin}{rest}").as_bytes()).unwrap_err();
            assert_eq!(fault.is_json, is_json, "{fault:?}");
            assert!(fault.why.contains(about), "{fault:?}");
        }
    }
}
