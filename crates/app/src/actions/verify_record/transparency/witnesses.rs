//! What witnesses cosigned, compared with the tree when it has that size.

use crate::actions::verify_record::findings::{Findings, shown};
use crate::transparency::checkpoint::{VerifierKey, checkpoint_text};
use crate::transparency::cosignature::{Cosignature, WitnessKey};
use crate::transparency::tree::GrowingTree;
use countersign_domain::instant::Instant;
use countersign_store::transparency::witnesses::{self, StoredCosignature};
use countersign_store::{Result, Tx};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use uuid::Uuid;

pub(super) struct Witnesses {
    /// The name of the log.
    origin: String,
    /// The keys; none where the stored one cannot be read.
    keys: BTreeMap<Uuid, Option<WitnessKey>>,
    waiting: VecDeque<StoredCosignature>,
    /// The latest that holds of each.
    last: BTreeMap<Uuid, (u64, Instant)>,
    /// Those that a finding names already.
    broken: BTreeSet<Uuid>,
}

impl Witnesses {
    pub(super) async fn load(tx: &mut Tx, keys: &[VerifierKey]) -> Result<Self> {
        let all = witnesses::all(tx).await?.into_iter();
        Ok(Self {
            origin: keys.first().map(|key| key.name().to_owned()).unwrap_or_default(),
            keys: all.map(|it| (it.id, WitnessKey::parse(&it.verifier))).collect(),
            waiting: VecDeque::new(),
            last: BTreeMap::new(),
            broken: BTreeSet::new(),
        })
    }

    /// Reads what was cosigned of the next leaves.
    pub(super) async fn expect(&mut self, tx: &mut Tx, after: i64, through: i64) -> Result<()> {
        self.waiting.extend(witnesses::between(tx, after, through).await?);
        Ok(())
    }

    /// Compares what was cosigned of a tree of this size.
    pub(super) fn at(&mut self, tree: &GrowingTree, findings: &mut Findings) -> Result<()> {
        let size = tree.size();
        while let Some(made) = self.waiting.pop_front_if(|it| it.size.cast_unsigned() == size) {
            let text = checkpoint_text(&self.origin, size, tree.root()?);
            self.compare(&made, &text, findings);
        }
        Ok(())
    }

    fn compare(&mut self, made: &StoredCosignature, text: &str, findings: &mut Findings) {
        let StoredCosignature { size, at, .. } = made;
        let Some(Some(key)) = self.keys.get(&made.witness_id) else {
            findings.add(format!("no registered witness made the cosignature of {size} records"));
            return;
        };
        let line = Cosignature::parse(&made.line).filter(|it| it.at() == *at);
        if line.is_some_and(|line| key.verifies(text, &line)) {
            let size = size.cast_unsigned();
            self.last.insert(made.witness_id, (size, *at));
        } else if self.broken.insert(made.witness_id) {
            findings.add(format!(
                "the log was rewritten: its first {size} records are not those that the witness \
                 {} cosigned at {at}, or the cosignature was changed",
                shown(key.name())
            ));
        }
    }

    /// Says what every witness saw last, and finds what they saw beyond the log.
    pub(super) async fn end(&self, tx: &mut Tx, size: u64, findings: &mut Findings) -> Result<()> {
        let largest = witnesses::largest(tx).await?.map_or(0, i64::cast_unsigned);
        if largest > size {
            findings.add(format!(
                "the log has {size} records, and a witness cosigned {largest}: the last ones were \
                 deleted"
            ));
        }
        for (id, (size, at)) in &self.last {
            if let Some(Some(key)) = self.keys.get(id) {
                let name = shown(key.name());
                findings.held.push(format!("witnessed by {name} at {at}, up to record {size}"));
            }
        }
        Ok(())
    }
}
