//! A cell of a row in a body, as a file would write it. Each field has one type.

use countersign_domain::settings::yes_no;
use serde::{Deserialize, Deserializer};

/// A field of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Cell {
    /// The body does not have it, so the stored value stays.
    #[default]
    Omitted,
    /// The text of the cell; blank for null.
    Given(String),
}

impl Cell {
    /// The text, if the body has the field.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Omitted => None,
            Self::Given(text) => Some(text),
        }
    }
}

/// Reads a text, or null.
pub(super) fn text<'de, D: Deserializer<'de>>(given: D) -> Result<Cell, D::Error> {
    Ok(Cell::Given(Option::deserialize(given)?.unwrap_or_default()))
}

/// Reads true or false, or null.
pub(super) fn yes_or_no<'de, D: Deserializer<'de>>(given: D) -> Result<Cell, D::Error> {
    let value: Option<bool> = Option::deserialize(given)?;
    Ok(Cell::Given(value.map_or("", yes_no).to_owned()))
}

/// Reads a whole number, or null.
pub(super) fn whole_number<'de, D: Deserializer<'de>>(given: D) -> Result<Cell, D::Error> {
    let value: Option<i64> = Option::deserialize(given)?;
    Ok(Cell::Given(value.map_or_else(String::new, |value| value.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_becomes_the_cell_of_a_file() {
        let given = |read: fn(&mut serde_json::Deserializer<_>) -> _, json: &'static str| {
            let cell: Result<Cell, serde_json::Error> =
                read(&mut serde_json::Deserializer::from_str(json));
            cell.ok().map(|cell| cell.text().unwrap().to_owned())
        };
        for (json, as_text, as_yes_or_no, as_number) in [
            ("null", Some(""), Some(""), Some("")),
            ("true", None, Some("yes"), None),
            ("false", None, Some("no"), None),
            ("2", None, None, Some("2")),
            ("-1", None, None, Some("-1")),
            ("\" a \"", Some(" a "), None, None),
            ("\"2\"", Some("2"), None, None),
            ("1.5", None, None, None),
            ("[]", None, None, None),
            ("{}", None, None, None),
        ] {
            assert_eq!(given(|it| text(it), json).as_deref(), as_text, "{json}");
            assert_eq!(given(|it| yes_or_no(it), json).as_deref(), as_yes_or_no, "{json}");
            assert_eq!(given(|it| whole_number(it), json).as_deref(), as_number, "{json}");
        }
        assert_eq!(Cell::default().text(), None);
    }
}
