//! The effect of each reading of a batch, in the order in which the readings were given.

use countersign_domain::quantity::Quantity;
use countersign_store::readings::Reading;
use std::collections::HashMap;

/// The effect of one reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingEffect {
    /// There was none at its instant.
    Created,
    /// It was there already.
    Unchanged,
    /// It took the place of another one.
    Superseded {
        /// The provisioned units of the earlier one.
        provisioned: Quantity,
        /// Its used units, if it had any.
        used: Option<Quantity>,
    },
}

/// The readings of a batch around its transaction. All but `given` are sorted by [`Reading::key`].
pub(super) struct BatchEffects<'a> {
    /// As they were given.
    pub(super) given: &'a [Reading],
    /// As they were stored, each key once.
    pub(super) settled: &'a [Reading],
    /// Those that are new or different.
    pub(super) changed: &'a [Reading],
    /// The stored ones that different ones replaced.
    pub(super) earlier: &'a [Reading],
}

impl BatchEffects<'_> {
    /// The effect of each reading that was given.
    pub(super) fn all(&self) -> Vec<ReadingEffect> {
        // Usually every reading is new.
        if self.earlier.is_empty() && self.changed.len() == self.given.len() {
            return vec![ReadingEffect::Created; self.given.len()];
        }
        // Only a key that is given twice has an effect on the next reading.
        if self.given.len() == self.settled.len() {
            return self.given.iter().map(|it| effect(it, self.before(it))).collect();
        }
        let mut last = HashMap::new();
        let of = |it: &Reading| {
            let before = match last.insert(it.key(), *it) {
                None => self.before(it),
                given => given,
            };
            effect(it, before)
        };
        self.given.iter().map(of).collect()
    }

    /// The reading that the database had with the same key before the batch.
    fn before(&self, reading: &Reading) -> Option<Reading> {
        let find = |list: &[Reading]| {
            list.binary_search_by_key(&reading.key(), Reading::key).ok().map(|at| list[at])
        };
        match find(self.earlier) {
            None if find(self.changed).is_some() => None,
            None => find(self.settled),
            earlier => earlier,
        }
    }
}

fn effect(reading: &Reading, before: Option<Reading>) -> ReadingEffect {
    match before {
        None => ReadingEffect::Created,
        Some(before) if before == *reading => ReadingEffect::Unchanged,
        Some(Reading { provisioned, used, .. }) => ReadingEffect::Superseded { provisioned, used },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_domain::instant::Instant;

    fn reading(subscription_id: i64, units: i64) -> Reading {
        let (partner_id, observed_at) = (1, Instant::from_micros(5));
        let provisioned = Quantity::from_units(units);
        Reading { partner_id, subscription_id, observed_at, provisioned, used: None }
    }

    fn superseded(units: i64) -> ReadingEffect {
        ReadingEffect::Superseded { provisioned: Quantity::from_units(units), used: None }
    }

    #[test]
    fn each_reading_is_compared_with_the_one_before_it() {
        use ReadingEffect::{Created, Unchanged};
        // 1 is new, 2 is stored as it is, 3 was another figure.
        let settled = [reading(1, 7), reading(2, 5), reading(3, 9)];
        let (changed, earlier) = ([reading(1, 7), reading(3, 9)], [reading(3, 4)]);
        let effects = |given: &[Reading]| {
            let (settled, changed, earlier) = (&settled, &changed, &earlier);
            BatchEffects { given, settled, changed, earlier }.all()
        };
        let given = [reading(3, 9), reading(2, 5), reading(1, 7)];
        assert_eq!(effects(&given), [superseded(4), Unchanged, Created]);
        let given = [
            reading(1, 8),
            reading(2, 6),
            reading(3, 4),
            reading(1, 7),
            reading(2, 5),
            reading(3, 9),
            reading(3, 9),
        ];
        let expected = [
            Created,
            superseded(5),
            Unchanged,
            superseded(8),
            superseded(6),
            superseded(4),
            Unchanged,
        ];
        assert_eq!(effects(&given), expected);
    }

    #[test]
    fn of_new_readings_only_a_key_that_is_given_twice_is_superseded() {
        let effects = |given: &[Reading], settled: &[Reading]| {
            BatchEffects { given, settled, changed: settled, earlier: &[] }.all()
        };
        let new = [reading(1, 7), reading(3, 9)];
        let (created, given) = (ReadingEffect::Created, [reading(3, 9), reading(1, 7)]);
        assert_eq!(effects(&given, &new), [created, created]);
        let given = [reading(1, 5), reading(3, 9), reading(1, 7)];
        assert_eq!(effects(&given, &new), [created, created, superseded(5)]);
    }
}
