//! A new database of either engine for one test, and a test run on both.

use countersign_domain::instant::Instant;
use countersign_store::sealing::{self, Sealer};
use countersign_store::{DatabaseUrl, Engine, Row, Store, Tx};
use countersign_testkit::databases::Databases;
use countersign_testkit::postgres;
use countersign_testkit::prepared::Prepared;
use std::sync::Arc;
use tempfile::TempDir;

/// The time of everything in these tests, unless it matters.
pub(crate) const NOW: Instant = Instant::from_micros(1_790_899_200_000_001);

pub(crate) const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// Seals by writing backwards, so that tests can read it.
#[derive(Debug)]
struct Toy;

impl Sealer for Toy {
    fn has(&self, key: &str) -> bool {
        ["toy", "toy2"].contains(&key)
    }

    fn seal(&self, key: &str, _: &str, plain: &[u8]) -> Option<String> {
        let backwards = plain.iter().rev().map(|byte| char::from(*byte)).collect::<String>();
        self.has(key).then(|| format!("{key}:{backwards}"))
    }

    fn open(&self, _: &str, stored: &[u8]) -> Option<Vec<u8>> {
        let text = std::str::from_utf8(stored).ok()?;
        let Some(key) = self.key_of(stored) else { return Some(stored.to_vec()) };
        let backwards = text.strip_prefix(&key)?.strip_prefix(':')?;
        backwards.chars().rev().map(|it| u8::try_from(u32::from(it)).ok()).collect()
    }

    fn key_of(&self, stored: &[u8]) -> Option<String> {
        let (key, _) = std::str::from_utf8(stored).ok()?.split_once(':')?;
        self.has(key).then(|| key.to_owned())
    }

    fn be_strict(&self) {}
}

/// Databases that have the schema.
static MIGRATED: Prepared = Prepared::new();

/// A database that is removed after the test.
pub(crate) struct Fresh {
    url: DatabaseUrl,
    _directory: Option<TempDir>,
}

impl Fresh {
    /// An empty one, on PostgreSQL in the cluster that the environment names.
    pub(crate) fn new(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                let directory = tempfile::tempdir().unwrap();
                let url = DatabaseUrl::Sqlite(directory.path().join("a name.db"));
                Self { url, _directory: Some(directory) }
            }
            Engine::Postgres => {
                let url = DatabaseUrl::parse(&postgres::database()).unwrap();
                Self { url, _directory: None }
            }
        }
    }

    /// A copy of one that has the schema.
    fn with_schema(engine: Engine) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let databases = match engine {
            Engine::Sqlite => Databases::Sqlite(directory.path().to_owned()),
            Engine::Postgres => Databases::Postgres,
        };
        let at = |directory: TempDir, url: &str| Self {
            url: DatabaseUrl::parse(url).unwrap(),
            _directory: Some(directory),
        };
        let migrate = async move |directory: TempDir, url: String| {
            let fresh = at(directory, &url);
            drop(fresh.migrated().await);
            fresh
        };
        let url = MIGRATED.copy_by(&databases, directory.path(), migrate);
        at(directory, &url)
    }

    /// Opens it again, as another process would.
    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.url).await.unwrap().sealing_with(Arc::new(Toy))
    }

    /// Opens it with the schema applied.
    pub(crate) async fn migrated(&self) -> Store {
        let store = self.open().await;
        store.migrate(NOW).await.unwrap();
        store
    }
}

/// Runs a test on an empty database of each engine. A failure names the engine.
pub(crate) async fn on_both_fresh(test: impl AsyncFn(&Fresh)) {
    for engine in ENGINES {
        eprintln!("on {engine:?}:");
        test(&Fresh::new(engine)).await;
    }
}

/// Runs a test on a database of each engine that has the schema.
pub(crate) async fn on_both(test: impl AsyncFn(&Store)) {
    for engine in ENGINES {
        eprintln!("on {engine:?}:");
        let fresh = Fresh::with_schema(engine);
        let store = fresh.open().await;
        sealing::adopt(&store, "toy", NOW, async |_| Ok(())).await.unwrap();
        test(&store).await;
    }
}

/// The only column of every row, as text.
pub(crate) async fn texts(tx: &mut Tx, sql: &str) -> Vec<String> {
    tx.all(sql, &[], |row| row.get(0)).await.unwrap()
}

/// The only column of the only row, as a number.
pub(crate) async fn number(tx: &mut Tx, sql: &str) -> i64 {
    let found = tx.all(sql, &[], |row: Row<'_>| row.get::<i64>(0)).await.unwrap();
    assert_eq!(found.len(), 1, "{sql}");
    found[0]
}
