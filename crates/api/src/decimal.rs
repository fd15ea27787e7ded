//! Quantities in bodies: a string, or a number that is read digit by digit and never through a
//! float.

use countersign_app::formats::json_reading::NO_TEXT;
use serde::de::Error;
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
        match raw.get().as_bytes().first() {
            Some(b'"') => {
                serde_json::from_str(raw.get()).map(Self).map_err(|_| D::Error::custom(NO_TEXT))
            }
            Some(b'-' | b'0'..=b'9') => Ok(Self(raw.get().to_owned())),
            _ => Err(D::Error::custom("expected a quantity as a string, such as \"12.5\"")),
        }
    }
}
