//! Limits the concurrent uploads and downloads.

use crate::problem::Problem;
use std::sync::{Arc, Mutex, PoisonError};

/// Files of one person: a download takes two threads and a reader of the database, an upload takes
/// space on the disk.
const OF_ONE_PERSON: usize = 2;
/// Files of all people, so that pages have readers left.
const AT_ONCE: usize = 5;

/// The people of all current files.
#[derive(Debug, Default)]
pub struct FilesUnderWay(Arc<Mutex<Vec<i64>>>);

/// A file in progress, until it is dropped.
pub struct CountedFile {
    people: Arc<Mutex<Vec<i64>>>,
    person_id: i64,
}

impl FilesUnderWay {
    /// Counts a file of a person.
    ///
    /// # Errors
    /// [`Problem::Busy`] when there are too many.
    pub fn count(&self, person_id: i64) -> Result<CountedFile, Problem> {
        self.begin(person_id).ok_or(Problem::Busy)
    }

    fn begin(&self, person_id: i64) -> Option<CountedFile> {
        let mut people = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = people.iter().filter(|id| **id == person_id).count();
        if own >= OF_ONE_PERSON || people.len() >= AT_ONCE {
            return None;
        }
        people.push(person_id);
        Some(CountedFile { people: Arc::clone(&self.0), person_id })
    }
}

impl Drop for CountedFile {
    fn drop(&mut self) {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = people.iter().position(|id| *id == self.person_id) {
            people.swap_remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_has_so_many_files_under_way_and_all_have_theirs() {
        let under_way = FilesUnderWay::default();
        let of = |person_id, count| {
            let begun = std::iter::repeat_with(|| under_way.begin(person_id));
            begun.take(count).flatten().collect::<Vec<_>>()
        };
        let (one, two) = (of(1, 10), of(2, 10));
        assert_eq!((one.len(), two.len()), (OF_ONE_PERSON, OF_ONE_PERSON));
        let others: Vec<_> = (3..20).flat_map(|person| of(person, 1)).collect();
        assert_eq!(one.len() + two.len() + others.len(), AT_ONCE);
        drop(one);
        assert_eq!(of(1, 10).len(), OF_ONE_PERSON);
    }
}
