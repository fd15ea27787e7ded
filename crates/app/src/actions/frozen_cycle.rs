//! Loads what the existing reports of a cycle froze about the subscriptions behind them, so that
//! these are computed again by the rules of their report and not by present settings.

use countersign_domain::cycle::Cycle;
use countersign_domain::figure::Standing;
use countersign_domain::settings::Rules;
use countersign_store::figures::{self, NamedSubscription};
use countersign_store::reports::{self, Key};
use countersign_store::subscriptions::OwnedSubscription;
use countersign_store::{Result, Tx};
use std::collections::{HashMap, HashSet};

/// The frozen data of a cycle's reports; the default has no report.
#[derive(Default)]
pub struct FrozenCycle {
    /// The rules of each existing report.
    rules: HashMap<Key, Rules>,
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
        let mut frozen = Self {
            rules: reports::rules_of(tx, cycle, first, last).await?.into_iter().collect(),
            ..Self::default()
        };
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
        self.rules.contains_key(&key)
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

    /// Gives a subscription its frozen terms, and returns the frozen rules by which it counts:
    /// those of the report that lists it, otherwise those of the report with `key`.
    pub(super) fn put_back(&self, owned: &mut OwnedSubscription, key: Key) -> Option<&Rules> {
        let named = self.open.get(&owned.id);
        if let Some(named) = named {
            // A report that had listed it as not billable would settle it.
            owned.billable = true;
            owned.ends_on = named.ends_on;
        }
        self.rules.get(&named.map_or(key, |named| named.key))
    }
}
