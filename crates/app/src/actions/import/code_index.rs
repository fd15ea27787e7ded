//! Codes and their numbers in compact form: a million of them take a few dozen megabytes.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Codes in the order of their numbers, 1, 2, 3, ….
#[derive(Default)]
pub struct CodeIndex {
    text: String,
    ends: Vec<u32>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl CodeIndex {
    /// The code of a number.
    #[must_use]
    pub fn code(&self, number: i64) -> &str {
        usize::try_from(number - 1).map_or("", |index| self.at(index))
    }

    fn at(&self, index: usize) -> &str {
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        &self.text[start..self.ends[index] as usize]
    }

    /// The number of codes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no codes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The number of a code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<i64> {
        let same = |index: &u32| self.at(*index as usize) == code;
        self.numbers.find(self.hasher.hash_one(code), same).map(|index| i64::from(*index) + 1)
    }

    /// Gives a new code the next number.
    ///
    /// # Panics
    /// When there are more than 4 GiB of codes.
    pub fn add(&mut self, code: &str) -> i64 {
        let index = u32::try_from(self.ends.len()).expect("fewer than 2^32 codes");
        self.text.push_str(code);
        self.ends.push(u32::try_from(self.text.len()).expect("less than 4 GiB of codes"));
        let Self { text, ends, numbers, hasher } = self;
        let rehash = |index: &u32| {
            let index = *index as usize;
            let start = if index == 0 { 0 } else { ends[index - 1] as usize };
            hasher.hash_one(&text[start..ends[index] as usize])
        };
        numbers.insert_unique(hasher.hash_one(code), index, rehash);
        i64::from(index) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_numbered_as_they_come() {
        let mut index = CodeIndex::default();
        let codes: Vec<String> = (0..5000).map(|number| format!("Ü-{number}")).collect();
        for code in &codes {
            assert_eq!(index.get(code), None);
            index.add(code);
        }
        for (number, code) in (1..).zip(&codes) {
            assert_eq!(index.get(code), Some(number));
            assert_eq!(index.code(number), code);
        }
        assert_eq!((index.len(), index.get("ü-1")), (5000, None));
    }
}
