//! Loads what the existing reports of a cycle froze about the subscriptions behind them, so that
//! these are computed again by the rules of their report and not by present settings.

use countersign_domain::cycle::Cycle;
use countersign_domain::figure::Standing;
use countersign_domain::settings::Rules;
use countersign_store::figures::{self, NamedSubscription};
use countersign_store::reports::{self, Key};
use countersign_store::subscriptions::OwnedSubscription;
use countersign_store::{Result, Tx, subscription_changes};
use std::collections::{HashMap, HashSet};

/// The frozen data of a cycle's reports; the default has no report.
#[derive(Default)]
pub struct FrozenCycle {
    /// The rules of each existing report, and the turn whose terms apply to it.
    made: HashMap<Key, (Rules, i64)>,
    /// Subscriptions that a report counts, or lists as not billable.
    settled: HashSet<i64>,
    /// Subscriptions that a report lists without counting them: late readings may change that.
    open: HashMap<i64, NamedSubscription>,
}

impl FrozenCycle {
    /// Loads it for the reports of partners with a number from `first` to `last`.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn load(tx: &mut Tx, cycle: Cycle, (first, last): (i64, i64)) -> Result<Self> {
        let made = reports::rules_of(tx, cycle, first, last).await?.into_iter();
        let made = made.map(|(key, rules, turn)| (key, (rules, turn))).collect();
        let mut frozen = Self { made, ..Self::default() };
        for named in figures::named(tx, cycle, first, last).await? {
            if matches!(named.standing, Standing::NoData | Standing::Ended) {
                frozen.open.insert(named.id, named);
            } else {
                frozen.settled.insert(named.id);
            }
        }
        let settled = &frozen.settled;
        frozen.open.retain(|id, _| !settled.contains(id));
        Ok(frozen)
    }

    /// Whether a report exists.
    #[must_use]
    pub fn has(&self, key: Key) -> bool {
        self.made.contains_key(&key)
    }

    /// Whether later readings cannot change how a subscription is listed.
    #[must_use]
    pub fn settles(&self, subscription_id: i64) -> bool {
        self.settled.contains(&subscription_id)
    }

    /// The subscriptions that a report lists without counting them, as it froze them.
    #[must_use]
    pub fn open(&self) -> HashMap<i64, NamedSubscription> {
        self.open.clone()
    }

    /// Gives subscriptions, each with the key of its report, the terms by which they count: as the
    /// report that lists it froze them, otherwise as they were when the report was made.
    ///
    /// # Errors
    /// Fails when the database does.
    pub(super) async fn put_back<'a>(
        &self,
        tx: &mut Tx,
        subscriptions: impl Iterator<Item = (&'a mut OwnedSubscription, Key)>,
    ) -> Result<()> {
        let mut unlisted = Vec::new();
        for (owned, key) in subscriptions {
            if let Some(named) = self.open.get(&owned.id) {
                // A report that had listed it as not billable would settle it.
                owned.billable = true;
                owned.ends_on = named.ends_on;
            } else if let Some((_, turn)) = self.made.get(&key) {
                unlisted.push((owned, *turn));
            }
        }
        subscription_changes::put_back(tx, &mut unlisted).await
    }

    /// The frozen rules by which a subscription counts: those of the report that lists it,
    /// otherwise those of the report with `key`.
    pub(super) fn rules_of(&self, subscription_id: i64, key: Key) -> Option<&Rules> {
        let key = self.open.get(&subscription_id).map_or(key, |named| named.key);
        self.made.get(&key).map(|(rules, _)| rules)
    }
}
