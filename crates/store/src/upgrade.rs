//! Applies the steps of the schema that a database lacks: in order, once each, all of them in one
//! transaction.

use crate::engine::{Engine, Store, repeated};
use crate::error::{Result, StoreError};
use crate::migrations::{MIGRATIONS, applied, with_types};
use crate::refold_texts::refold;
use crate::reports::{fill_criteria, fill_lists};
use crate::tx::Tx;
use crate::url::DatabaseUrl;
use countersign_domain::instant::Instant;
use std::time::Duration;

const LEDGER: &str = "CREATE TABLE schema_migrations (version {int} PRIMARY KEY, \
     name {text} NOT NULL, hash {text} NOT NULL, applied_at {instant} NOT NULL) {end}";
/// Marks a new file as this program's.
const NAME_SQLITE: &str = "PRAGMA application_id = 1131636590";
const RECORD: &str =
    "INSERT INTO schema_migrations (version, name, hash, applied_at) VALUES ($1, $2, $3, $4)";
/// The number of steps of a database whose reports have list columns.
const WITH_LISTS: usize = 3;
/// The number of steps of a database whose reports have the columns by which lists are narrowed, as
/// they are computed now: before, a month under another distributor was compared as well.
const WITH_CRITERIA: usize = 31;
/// The number of steps of a database whose addresses and search texts have the present folded form.
const WITH_FOLDS: usize = 18;

/// A step that was applied, or the work on rows that follows the steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedStep {
    /// Its number; none of the work that follows.
    pub number: Option<usize>,
    /// What it is called.
    pub name: &'static str,
    /// The rows that it changed; unknown on PostgreSQL.
    pub rows: Option<u64>,
    /// How long it took.
    pub took: Duration,
}

/// A transaction that upgrades the schema. Until it ends, no one else writes to the database, and
/// everyone reads what was there before. If it is dropped, nothing has changed.
pub struct Upgrade {
    tx: Tx,
    store: Store,
    done: Option<usize>,
}

/// The refusal of a database that an older program made.
#[must_use]
pub fn behind(url: &DatabaseUrl, steps: usize) -> StoreError {
    StoreError::Schema(format!(
        "the database {url} is {steps} schema steps behind this program; run: countersign migrate"
    ))
}

impl Store {
    /// Begins an upgrade: waits until no other process writes, and keeps them from it.
    ///
    /// # Errors
    /// As [`Store::schema_state`].
    pub async fn begin_upgrade(&self) -> Result<Upgrade> {
        let mut tx = self.begin_to_upgrade().await?;
        let done = applied(&mut tx).await.map_err(|error| self.named(error))?;
        Ok(Upgrade { tx, store: self.clone(), done })
    }

    /// Gives an empty database the schema; changes nothing in one that has it. An older database is
    /// refused: only a person who asks for an upgrade, with or without a backup, gets one.
    ///
    /// # Errors
    /// As [`Store::schema_state`], [`StoreError::Schema`] when an older program made it, or the
    /// engine's error; the database is as it was then.
    pub async fn make_schema(&self, now: Instant) -> Result<()> {
        repeated(async || {
            let mut upgrade = self.begin_upgrade().await?;
            if upgrade.done.is_some_and(|done| done > 0) && upgrade.missing() > 0 {
                return Err(behind(self.url(), upgrade.missing()));
            }
            upgrade.apply(now).await?;
            upgrade.commit().await
        })
        .await
    }

    /// Applies the missing steps to a database of which there is another copy, and returns how many
    /// there were.
    ///
    /// # Errors
    /// As [`Store::schema_state`], or the engine's error; none of the steps is applied then.
    pub async fn migrate(&self, now: Instant) -> Result<usize> {
        repeated(async || {
            let mut upgrade = self.begin_upgrade().await?;
            let missing = upgrade.missing();
            upgrade.apply(now).await?;
            upgrade.commit().await?;
            Ok(missing)
        })
        .await
    }

    /// Gives an empty database the first steps of the schema, to hold what an older program wrote.
    pub(crate) async fn migrate_to(&self, steps: usize, now: Instant) -> Result<()> {
        let mut upgrade = self.begin_upgrade().await?;
        upgrade.apply_until(steps, now).await?;
        upgrade.tx.commit().await
    }
}

impl Upgrade {
    /// How many steps are missing.
    #[must_use]
    pub fn missing(&self) -> usize {
        MIGRATIONS.len() - self.done.unwrap_or_default()
    }

    /// The transaction, to record the upgrade in.
    pub const fn tx(&mut self) -> &mut Tx {
        &mut self.tx
    }

    /// Applies the missing steps.
    ///
    /// # Errors
    /// Fails if the engine does.
    pub async fn apply(&mut self, now: Instant) -> Result<Vec<AppliedStep>> {
        let done = self.done.unwrap_or_default();
        let mut steps = self.apply_until(MIGRATIONS.len(), now).await?;
        // After every step, because reports are read as this program knows them.
        if done < WITH_LISTS {
            let watch = Watch::begin(&self.tx);
            fill_lists(&mut self.tx).await?;
            steps.push(watch.end(None, "columns of lists", &self.tx));
        } else if done < WITH_CRITERIA {
            let watch = Watch::begin(&self.tx);
            fill_criteria(&mut self.tx).await?;
            steps.push(watch.end(None, "criteria of lists", &self.tx));
        }
        if done < WITH_FOLDS {
            let watch = Watch::begin(&self.tx);
            refold(&mut self.tx).await?;
            steps.push(watch.end(None, "addresses and search texts", &self.tx));
        }
        Ok(steps)
    }

    async fn apply_until(&mut self, end: usize, now: Instant) -> Result<Vec<AppliedStep>> {
        let (tx, mut steps) = (&mut self.tx, Vec::new());
        if self.done.is_none() {
            if tx.engine() == Engine::Sqlite {
                tx.batch(NAME_SQLITE).await?;
            }
            tx.batch(&with_types(LEDGER, tx.engine())).await?;
        }
        let missing = MIGRATIONS.iter().enumerate().take(end).skip(self.done.unwrap_or_default());
        for (index, step) in missing {
            let watch = Watch::begin(tx);
            tx.batch(&step.text(tx.engine())).await?;
            steps.push(watch.end(Some(index + 1), step.name, tx));
            let version = i64::try_from(index + 1).unwrap_or(i64::MAX);
            let hash = step.hash();
            tx.execute(RECORD, &[version.into(), step.name.into(), (&hash).into(), now.into()])
                .await?;
        }
        Ok(steps)
    }

    /// Commits the upgrade. From then on, running programs of an older version are refused.
    ///
    /// # Errors
    /// Fails if the engine does; nothing is changed then.
    pub async fn commit(self) -> Result<()> {
        self.tx.commit().await?;
        self.store.guard.begin(MIGRATIONS.len());
        Ok(())
    }
}

/// Measures a step.
struct Watch {
    began: std::time::Instant,
    changes: Option<u64>,
}

impl Watch {
    fn begin(tx: &Tx) -> Self {
        Self { began: std::time::Instant::now(), changes: tx.changes() }
    }

    fn end(self, number: Option<usize>, name: &'static str, tx: &Tx) -> AppliedStep {
        let rows = tx.changes().zip(self.changes).map(|(now, before)| now - before);
        AppliedStep { number, name, rows, took: self.began.elapsed() }
    }
}
