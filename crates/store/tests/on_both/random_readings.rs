//! Random imports of readings: whatever the engine, the guess and the batches, the result is that
//! of one row after the other.

use crate::content::instant;
use crate::databases::{ENGINES, Fresh};
use crate::dice::Dice;
use crate::readings::{StoredReadings, state, take};
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_store::copy::contents;
use countersign_store::readings::{Guess, Reading};
use std::collections::{BTreeMap, BTreeSet};

type ReadingKey = (i64, i64, i64, Instant);
type ReadingUnits = (i64, Option<i64>);

/// The rule, row by row.
#[derive(Default)]
struct Model {
    current: BTreeMap<ReadingKey, Reading>,
    superseded: BTreeSet<(ReadingKey, ReadingUnits)>,
}

const fn figures(reading: &Reading) -> ReadingUnits {
    let used = match reading.used {
        Some(used) => Some(used.micros()),
        None => None,
    };
    (reading.provisioned.micros(), used)
}

impl Model {
    fn take(&mut self, reading: Reading) {
        let key = reading.key();
        if let Some(before) = self.current.insert(key, reading).filter(|it| *it != reading) {
            self.superseded.insert((key, figures(&before)));
        }
        self.superseded.remove(&(key, figures(&reading)));
    }

    fn state(&self) -> StoredReadings {
        let superseded = self.superseded.iter().map(|(key, (provisioned, used))| Reading {
            provisioned: Quantity::from_micros(*provisioned),
            used: used.map(Quantity::from_micros),
            ..self.current[key]
        });
        (self.current.values().copied().collect(), superseded.collect())
    }
}

fn random(dice: &mut Dice) -> Reading {
    let start = instant("2026-08-31T23:59:59.999999Z");
    Reading {
        partner_id: dice.int(3),
        subscription_id: dice.int(4),
        observed_at: start.plus_micros(dice.pick(&[0, 1, 2, 86_400_000_000])),
        provisioned: Quantity::from_micros(dice.int(3)),
        used: dice.pick(&[None, Some(0), Some(1)]).map(Quantity::from_micros),
    }
}

/// A batch as an import makes it from rows: sorted, with the last row of each key.
fn batch(rows: &[Reading]) -> (Vec<Reading>, Vec<Reading>) {
    let mut last = BTreeMap::new();
    let replaced = rows.iter().filter_map(|row| last.insert(row.key(), *row)).collect();
    (last.into_values().collect(), replaced)
}

fn runs(dice: &mut Dice) -> Vec<Vec<Reading>> {
    let mut runs: Vec<Vec<Reading>> = Vec::new();
    for _ in 0..30 {
        let again = (!runs.is_empty() && dice.one_in(4)).then(|| dice.below(runs.len()));
        let count = dice.pick(&[1, 3, 20, 80]);
        runs.push(match again {
            Some(again) => runs[again].clone(),
            None => (0..count).map(|_| random(dice)).collect(),
        });
    }
    runs
}

#[tokio::test]
async fn both_engines_end_where_one_row_after_the_other_ends() {
    for seed in 0..4 {
        let runs = runs(&mut Dice::new(seed));
        let mut ends = Vec::new();
        for engine in ENGINES {
            let fresh = Fresh::new(engine);
            let store = fresh.migrated().await;
            let (mut model, mut guess) = (Model::default(), Guess::Free);
            for (number, rows) in runs.iter().enumerate() {
                let before = model.current.clone();
                rows.iter().for_each(|row| model.take(*row));
                let (readings, replaced) = batch(rows);
                let changed = take(&store, &readings, &replaced, &mut guess).await;
                let differs = |it: &&Reading| before.get(&it.key()) != Some(*it);
                let expected: Vec<_> = readings.iter().filter(differs).copied().collect();
                assert_eq!(changed, expected, "{engine:?}, seed {seed}, batch {number}");
                let (found, expected) = (state(&store).await, model.state());
                assert!(found == expected, "{engine:?}, seed {seed}, batch {number}");
            }
            ends.push(contents(&store, |_| ()).await.unwrap());
        }
        let parted: Vec<_> = ends[0].iter().zip(&ends[1]).filter(|(a, b)| a != b).collect();
        assert!(parted.is_empty(), "seed {seed}: {parted:?}");
    }
}

#[tokio::test]
async fn taking_a_file_in_again_changes_nothing() {
    for engine in ENGINES {
        let mut dice = Dice::new(9);
        let rows: Vec<Reading> = (0..300).map(|_| random(&mut dice)).collect();
        let (readings, replaced) = batch(&rows);
        let fresh = Fresh::new(engine);
        let store = fresh.migrated().await;
        take(&store, &readings, &replaced, &mut Guess::Free).await;
        let before = contents(&store, |_| ()).await.unwrap();
        for start in [Guess::Free, Guess::Taken] {
            let mut guess = start;
            assert_eq!(take(&store, &readings, &replaced, &mut guess).await, []);
            assert_eq!(contents(&store, |_| ()).await.unwrap(), before, "{engine:?} {start:?}");
        }
    }
}
