//! A cell of a row in a body, as a file would write it.

use countersign_domain::settings::yes_no;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

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

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match Value::deserialize(deserializer)? {
            Value::Null => String::new(),
            Value::Bool(value) => yes_no(value).to_owned(),
            Value::Number(number) if number.is_u64() => number.to_string(),
            Value::String(text) => text,
            _ => {
                return Err(D::Error::custom("expected a text, a whole number, a boolean or null"));
            }
        };
        Ok(Self::Given(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_becomes_the_cell_of_a_file() {
        for (json, text) in
            [("null", ""), ("true", "yes"), ("false", "no"), ("2", "2"), ("\" a \"", " a ")]
        {
            let cell: Cell = serde_json::from_str(json).unwrap();
            assert_eq!(cell.text(), Some(text), "{json}");
        }
        for json in ["1.5", "-1", "[]", "{}"] {
            assert!(serde_json::from_str::<Cell>(json).is_err(), "{json}");
        }
        assert_eq!(Cell::default().text(), None);
    }
}
