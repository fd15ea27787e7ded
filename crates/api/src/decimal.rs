//! Quantities in bodies: a string, or a number that is read digit by digit and never through a
//! float.

use countersign_app::formats::json_reading::digits;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A quantity as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decimal(String);

impl Decimal {
    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        digits(raw.get(), "a quantity").map(|text| Self(text.into_owned()))
    }
}
