//! The database of a verb, the installation in it, and the time.

use super::key_file;
use clap::Args;
use countersign_app::actions::make_installation::{self, NewInstallation};
use countersign_app::actions::sequence_log;
use countersign_app::clock::Clock;
use countersign_app::durable::folder_of;
use countersign_app::failure::{Failure, Result};
use countersign_app::private_files;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::zone::Zone;
use countersign_store::installation::{self, Installation};
use countersign_store::{DatabaseUrl, SchemaState, Store, StoreError, backups, behind};
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, TempDir};

/// The option that names the database.
#[derive(Args, Debug)]
pub(super) struct Database {
    /// The database: sqlite:PATH or postgres://USER@HOST/NAME
    #[arg(long, value_name = "URL", hide_env_values = true)]
    #[arg(default_value = "sqlite:countersign.db")]
    database: String,
}

/// The threads of a verb that use its database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Threads {
    /// The thread of the verb only.
    One,
    /// Others as well.
    Many,
}

/// An open database with its installation.
pub(super) struct Session {
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) installation: Installation,
}

impl Session {
    /// The time of the installation's clock.
    pub(super) fn now(&self) -> Instant {
        self.clock.now(&self.installation)
    }

    /// Adds what the verb did to the transparency log. Its work is done by then, so a failure is no
    /// failure of the verb: `serve` and the clock add what waits.
    pub(super) async fn log(&self) {
        let (key, now) = (key_file::log_key(self.store.url()), self.clock.machine_time());
        if let Err(failure) = sequence_log::run(&self.store, &key, now).await {
            eprintln!(
                "the transparency log is behind, and serve or the clock adds to it: {failure}"
            );
        }
    }
}

impl Database {
    pub(super) fn url(&self) -> Result<DatabaseUrl> {
        DatabaseUrl::parse(&self.database).map_err(Failure::Usage)
    }

    /// Opens an existing database for a verb of one thread.
    pub(super) async fn open(&self) -> Result<Session> {
        let url = self.existing()?;
        found(&url, open(&url, Threads::One).await?)
    }

    /// Opens an existing database to read: nothing of it has to be writable.
    pub(super) async fn open_to_read(&self, threads: Threads) -> Result<Session> {
        let url = self.existing()?;
        let store = match (&url, threads) {
            (DatabaseUrl::Postgres(_), Threads::One) => Store::open_on_one_thread(&url).await?,
            _ => Store::open_to_read(&url).await?,
        };
        found(&url, begin(store, &url).await?)
    }

    /// The address of an existing database.
    fn existing(&self) -> Result<DatabaseUrl> {
        let url = self.url()?;
        if url.file().is_some_and(|file| !file.exists()) {
            return Err(Failure::Usage(format!(
                "there is no database {url}; make one with: countersign init --database {url}"
            )));
        }
        Ok(url)
    }

    /// Opens a database, and makes an ordinary one if there is none.
    pub(super) async fn open_or_make(&self, threads: Threads) -> Result<Session> {
        let url = self.url()?;
        if let Some(session) = open(&url, threads).await? {
            return Ok(session);
        }
        let clock = Clock::default();
        make(&url, false, clock.machine_time(), None).await?;
        let made = open(&url, threads).await?;
        made.ok_or_else(|| Failure::System("the database could not be made".into()))
    }

    /// Opens a database for a dry run; if there is none, a temporary one takes its place.
    pub(super) async fn open_or_pretend(&self) -> Result<(Session, Option<TempDir>)> {
        let url = self.url()?;
        if url.file().is_none_or(Path::exists) {
            let store = open_to_try(&url).await?;
            if let Some(session) = begin(store, &url).await? {
                return Ok((session, None));
            }
        }
        let failed = |error: std::io::Error| Failure::io(&std::env::temp_dir(), &error);
        let folder = tempfile::tempdir().map_err(failed)?;
        let database = format!("sqlite:{}", folder.path().join("countersign.db").display());
        Ok((Self { database }.open_or_make(Threads::Many).await?, Some(folder)))
    }
}

/// The file of an embedded database and the files that SQLite puts beside it. Earlier versions may
/// have left them open to others.
pub(super) fn files(url: &DatabaseUrl) -> impl Iterator<Item = PathBuf> {
    let file = url.file();
    file.into_iter().flat_map(|file| std::iter::once(file.to_owned()).chain(backups::beside(file)))
}

/// Opens a database in which everything is rolled back; nothing else changes it.
async fn open_to_try(url: &DatabaseUrl) -> Result<Store> {
    files(url).for_each(|file| private_files::warn_of(&file));
    match Store::open(url).await {
        Err(StoreError::Unfit(_)) if Store::open_to_read(url).await.is_ok() => {
            Err(Failure::System(format!(
                "{url} cannot be written, but a dry run tries every row in the database and rolls \
                 back. Try it in a copy: countersign copy-database --from {url} --to \
                 sqlite:copy.db"
            )))
        }
        opened => Ok(opened?),
    }
}

fn found(url: &DatabaseUrl, session: Option<Session>) -> Result<Session> {
    session.ok_or_else(|| {
        Failure::Usage(format!("the database {url} is empty; set it up with: countersign init"))
    })
}

/// Opens a database; `None` if it does not exist or its making was interrupted.
pub(super) async fn open(url: &DatabaseUrl, threads: Threads) -> Result<Option<Session>> {
    files(url).for_each(|file| private_files::see_to(&file));
    let store = match threads {
        Threads::One => Store::open_on_one_thread(url).await?,
        Threads::Many => Store::open(url).await?,
    };
    begin(store, url).await
}

async fn begin(store: Store, url: &DatabaseUrl) -> Result<Option<Session>> {
    match store.schema_state().await? {
        SchemaState::Current => {}
        SchemaState::Empty => return Ok(None),
        SchemaState::Behind(steps) => return Err(behind(url, steps).into()),
    }
    let installation = store.reading(async |tx| installation::load(tx).await).await?;
    let clock = Clock::default();
    Ok(installation.map(|installation| Session { store, clock, installation }))
}

/// Makes a database whose clock begins at `now`; false if there is one already.
pub(super) async fn make(
    url: &DatabaseUrl,
    rehearsal: bool,
    now: Instant,
    first_cycle: Option<Cycle>,
) -> Result<bool> {
    let store = Store::open(url).await?;
    let utc = Zone::parse("UTC").map_err(Failure::System)?;
    let first_cycle = first_cycle.unwrap_or_else(|| utc.cycle_of(now));
    let wanted = NewInstallation { rehearsal, demo: false, now, first_cycle };
    Ok(make_installation::run(&store, &wanted).await?)
}

/// Writes a temporary file that only its owner can use, and gives it its name once it is complete.
/// A device is written directly.
pub(super) async fn write_whole<T>(
    path: &Path,
    write: impl AsyncFnOnce(&mut dyn Write) -> Result<T>,
) -> Result<T> {
    let failed = |error: std::io::Error| Failure::io(path, &error);
    if path.exists() && !path.is_file() {
        let mut file = std::fs::OpenOptions::new().write(true).open(path).map_err(failed)?;
        return write(&mut file).await;
    }
    let file = NamedTempFile::new_in(folder_of(path)).map_err(failed)?;
    let mut buffered = std::io::BufWriter::with_capacity(1 << 18, file);
    let done = write(&mut buffered).await?;
    let file = buffered.into_inner().map_err(|error| failed(error.into_error()))?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(done)
}

/// Reads an instant, or a date, which means the beginning of its UTC day.
pub(super) fn parse_instant(text: &str) -> std::result::Result<Instant, String> {
    let as_date = || Instant::parse(&format!("{text}T00:00:00Z")).ok();
    Instant::parse(text).or_else(|error| as_date().ok_or(error))
}
