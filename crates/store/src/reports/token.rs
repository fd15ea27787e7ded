//! Reads the tokens of columns.

use crate::error::{Result, StoreError};

pub(super) fn word<T>(text: Option<&str>, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>> {
    let unknown = |text: &str| StoreError::Corrupt(format!("the word {text:?}"));
    text.map(|text| read(text).ok_or_else(|| unknown(text))).transpose()
}
