//! `countersign key`: the keys that seal secrets. Output names keys by their ids only.

use super::key_file::{self, KeyFile};
use super::outcome::Ended;
use super::output::print;
use super::session::{Database, Threads};
use clap::{Args, Subcommand};
use countersign_app::actions::rotate_key::{self, Rotation};
use countersign_app::actions::sequence_log;
use countersign_app::failure::{Failure, Result};
use countersign_app::keys::Keyring;
use countersign_store::sealing::{self, Count, Sealer};
use countersign_store::transparency::checkpoints;
use std::path::PathBuf;
use std::sync::Arc;

/// Shows and replaces the key that seals secrets
#[derive(Args, Debug)]
pub(super) struct KeyVerb {
    #[command(subcommand)]
    what: KeyCommand,
}

#[derive(Subcommand, Debug)]
enum KeyCommand {
    New(NewKey),
    Show(ShowKey),
    Rotate(Rotate),
    RotateLog(RotateLog),
    AcceptLog(AcceptLog),
}

/// Makes a key in a new file; it does not seal anything yet
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign key new /etc/countersign/countersign.key")]
struct NewKey {
    /// The file
    #[arg(value_name = "PATH")]
    path: PathBuf,
}

/// Shows which key seals, which keys are in the file, and how many secrets they open
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign key show
  countersign key show --database postgres://countersign@db.example/countersign \\
      --key-file /etc/countersign/countersign.key")]
struct ShowKey {
    #[command(flatten)]
    key_file: KeyFile,
    #[command(flatten)]
    database: Database,
}

/// Seals all secrets with a new key while the console runs
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign key rotate
  countersign key rotate --new-key-file new.key

The new key becomes the first in the key file, and the old one stays there. If it is interrupted, \
run it again. If several machines serve one database, first give all of them the file with both \
keys, the new one on top, and then run it on one of them.")]
struct Rotate {
    /// A file whose first key is the new one, instead of a newly made key
    #[arg(long, value_name = "PATH")]
    new_key_file: Option<PathBuf>,
    /// The present key is lost: the secrets that it sealed have to be entered again
    #[arg(long)]
    lost: bool,
    #[command(flatten)]
    key_file: KeyFile,
    #[command(flatten)]
    database: Database,
}

/// Signs the checkpoints of the transparency log with a new key while the console runs
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign key rotate-log

The new key takes the place of the old one in the file NAME.log-key beside the key file, and \
becomes a record of the log. Checkpoints of the old key stay valid.")]
struct RotateLog {
    #[command(flatten)]
    key_file: KeyFile,
    #[command(flatten)]
    database: Database,
}

/// Lets the key of the transparency log sign the log as it is now
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign key accept-log

The key signs a log only if it continues the checkpoint that it signed last, which is in the file \
NAME.log-signed beside the key file. After an older copy of the database was restored, it does \
not: run countersign verify, then this. Messages that were sent in between show that records are \
missing.")]
struct AcceptLog {
    #[command(flatten)]
    key_file: KeyFile,
    #[command(flatten)]
    database: Database,
}

impl KeyVerb {
    pub(super) async fn run(self) -> Result<Ended> {
        match self.what {
            KeyCommand::New(it) => it.run(),
            KeyCommand::Show(it) => it.run().await,
            KeyCommand::Rotate(it) => it.run().await,
            KeyCommand::RotateLog(it) => it.run().await,
            KeyCommand::AcceptLog(it) => it.run().await,
        }
    }
}

impl NewKey {
    fn run(self) -> Result<Ended> {
        let path = self.path.display();
        if self.path.exists() {
            return Err(Failure::Usage(format!("the file {path} exists already")));
        }
        let id = Keyring::make(&self.path)?.ids().join(", ");
        print(&format!("the key {id} is in {path}\n"))?;
        Ok(Ended::Done)
    }
}

impl ShowKey {
    async fn run(self) -> Result<Ended> {
        let session = self.database.open_to_read(Threads::One).await?;
        let source = self.key_file.source(session.store.url());
        let known = session.store.reading(async |tx| sealing::keys(tx).await).await?;
        let ring = source.ring()?.unwrap_or_else(|| Keyring::new(Vec::new(), None));
        let ids = ring.ids();
        let ring: Arc<dyn Sealer> = Arc::new(ring);
        if known.current.is_some() {
            ring.be_strict();
        }
        let Count { open, locked, plain } = sealing::count(&session.store, &ring).await?;
        let log_keys = session.store.reading(async |tx| checkpoints::keys(tx).await).await?;
        let or_none = |text: String| if text.is_empty() { "none".to_owned() } else { text };
        let path = source.path().map(|path| path.display().to_string()).unwrap_or_default();
        print(&format!(
            "key file          {}\nkeys in it        {}\nseals             {}\n\
             replaced          {}\n\
             secrets           {open} open, {locked} locked, {plain} not sealed\n\
             log keys          {}\n",
            or_none(path),
            or_none(ids.join(", ")),
            or_none(known.current.unwrap_or_default()),
            or_none(known.replaced.join(", ")),
            or_none(log_keys.join(", ")),
        ))?;
        Ok(Ended::Done)
    }
}

impl Rotate {
    async fn run(self) -> Result<Ended> {
        let session = self.database.open().await?;
        let source = self.key_file.source(session.store.url());
        let now = session.clock.machine_time();
        let wanted = Rotation { new: self.new_key_file.as_deref(), lost: self.lost, now };
        let done = rotate_key::run(session.store, &source, &wanted).await?;
        let mut summary = format!(
            "the key {} seals now; {} secrets were sealed again\n",
            done.key, done.resealed
        );
        if let Some(before) = done.before.filter(|before| *before != done.key) {
            summary.push_str(&format!(
                "keep the key {before} as long as you keep older backups; then remove its line \
                 from the key file\n"
            ));
        }
        if done.locked > 0 {
            summary.push_str(&format!(
                "{} secrets cannot be opened and have to be entered again\n",
                done.locked
            ));
        }
        print(&summary)?;
        Ok(Ended::Done)
    }
}

impl RotateLog {
    async fn run(self) -> Result<Ended> {
        let session = self.database.open().await?;
        let file = key_file::log_key_of(&self.key_file.source(session.store.url()));
        let known = session.store.reading(async |tx| sequence_log::keys(tx).await).await?;
        let key = file.rotate(&known)?;
        sequence_log::sign_with_new_key(&session.store, &file, session.clock.machine_time())
            .await?;
        print(&format!("the log key {} signs checkpoints now\n", key.text()))?;
        Ok(Ended::Done)
    }
}

impl AcceptLog {
    async fn run(self) -> Result<Ended> {
        let session = self.database.open().await?;
        let file = key_file::log_key_of(&self.key_file.source(session.store.url()));
        let now = session.clock.machine_time();
        let size = sequence_log::accept(&session.store, &file, now).await?;
        print(&format!("the log of {size} records is signed from now on\n"))?;
        Ok(Ended::Done)
    }
}
