//! `countersign signing-key`

use super::acting_person::Acting;
use super::company;
use super::outcome::Ended;
use super::output::{print, table};
use super::session::{Database, Session, Threads};
use clap::{Args, Subcommand};
use countersign_app::actions::audit;
use countersign_app::actions::manage_signing_keys::{
    self, KeyRemovalFault, MOST_KEYS, NewKey, Signer, SigningKeyFault,
};
use countersign_app::failure::{Failure, Result};
use countersign_app::random::SystemRandom;
use countersign_app::signatures::public_key::KeyFault;
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_store::Tx;
use countersign_store::service_accounts::{self, ServiceAccount};
use countersign_store::signing_keys::{self, KeyOwner};
use std::path::PathBuf;
use uuid::Uuid;

/// Manages the public keys with which people and service accounts sign decisions
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign signing-key add ~/.ssh/id_ed25519.pub --as eva@nordlicht.example
  countersign signing-key add robot.pub --account Robot --as eva@nordlicht.example
  countersign signing-key list --as eva@nordlicht.example
  countersign signing-key remove 0f9cbb53-7f5c-4f1c-9d1a-6f0b7a1f0e55 --as eva@nordlicht.example

People sign with SSH keys: ssh-ed25519, ecdsa-sha2-nistp256 and sk-ssh-ed25519@openssh.com. \
Service accounts sign with Ed25519 keys. Countersign never needs a private key.")]
#[command(disable_help_subcommand = true)]
pub(super) struct SigningKey {
    #[command(subcommand)]
    verb: SigningKeyVerb,
}

#[derive(Subcommand, Debug)]
enum SigningKeyVerb {
    /// Registers a public key
    Add {
        /// The file with the public key
        #[arg(value_name = "FILE.pub")]
        file: PathBuf,
        /// The name of the key [default: its comment]
        #[arg(long, value_name = "NAME", default_value = "")]
        name: String,
        #[command(flatten)]
        owner: Owner,
    },
    /// Lists the keys, removed ones too
    List(Owner),
    /// Removes a key from use; what it signed can still be verified
    Remove {
        /// The id of the key, as `countersign signing-key list` shows it
        id: Uuid,
        #[command(flatten)]
        owner: Owner,
    },
}

#[derive(Args, Debug)]
struct Owner {
    #[command(flatten)]
    acting: Acting,
    /// The service account whose keys are meant, instead of the person's
    #[arg(long, value_name = "NAME")]
    account: Option<String>,
    /// The company of the service account, if it is not the person's
    #[arg(long, value_name = "CODE", requires = "account")]
    account_company: Option<String>,
    #[command(flatten)]
    database: Database,
}

impl SigningKey {
    pub(super) async fn run(self) -> Result<Ended> {
        match self.verb {
            SigningKeyVerb::Add { file, name, owner } => owner.add(&file, &name).await,
            SigningKeyVerb::List(owner) => owner.list().await,
            SigningKeyVerb::Remove { id, owner } => owner.remove(id).await,
        }
    }
}

impl Owner {
    /// The service account, if one is meant.
    async fn account(&self, tx: &mut Tx, person: &Person) -> Result<Option<ServiceAccount>> {
        let Some(name) = &self.account else { return Ok(None) };
        let company_id = match &self.account_company {
            None => person.company_id,
            Some(code) => company::of_any_kind(tx, code).await?.id,
        };
        let accounts = service_accounts::of_company(tx, company_id).await?;
        let none = || Failure::Usage(format!("there is no service account {name:?}"));
        accounts.into_iter().find(|it| it.name == *name).ok_or_else(none).map(Some)
    }

    async fn begin(&self) -> Result<(Session, Person)> {
        let session = self.database.open().await?;
        let person = self.acting.person(&session).await?;
        Ok((session, person))
    }

    async fn add(self, file: &std::path::Path, name: &str) -> Result<Ended> {
        let cannot = |error| Failure::Usage(format!("{}: {error}", file.display()));
        let text = std::fs::read_to_string(file).map_err(cannot)?;
        let (session, person) = self.begin().await?;
        let at = session.clock.machine_time();
        let entry = audit::of_machine_as(Event::SigningKeyAdded, at, &person);
        let mut tx = session.store.begin().await?;
        let account = self.account(&mut tx, &person).await?;
        let signer = account.as_ref().map_or(Signer::Person, Signer::Account);
        let new = NewKey { name, text: &text };
        let added =
            manage_signing_keys::add(&mut tx, &person, signer, new, entry, &SystemRandom).await?;
        let added = added.map_err(|fault| Failure::Usage(words(fault)))?;
        tx.commit().await?;
        print(&format!("{} {} {}\n", added.id, added.fingerprint, added.name))?;
        Ok(Ended::Done)
    }

    async fn list(self) -> Result<Ended> {
        let session = self.database.open_to_read(Threads::One).await?;
        let person = self.acting.person(&session).await?;
        let keys = session
            .store
            .reading(async |tx| {
                let owner = match self.account(tx, &person).await? {
                    Some(account) => KeyOwner::Account(account.id),
                    None => KeyOwner::Person(person.id),
                };
                Ok::<_, Failure>(signing_keys::of_owner(tx, owner).await?)
            })
            .await?;
        let mut table = table(&["Id", "Name", "Algorithm", "Fingerprint", "Added", "Removed"]);
        for key in keys {
            table.add_row([
                key.id.to_string(),
                key.name,
                key.algorithm,
                key.fingerprint,
                key.added_at.to_string(),
                key.removed_at.map(|at| at.to_string()).unwrap_or_default(),
            ]);
        }
        print(&format!("{table}\n"))?;
        Ok(Ended::Done)
    }

    async fn remove(self, id: Uuid) -> Result<Ended> {
        let (session, person) = self.begin().await?;
        let at = session.clock.machine_time();
        let entry = audit::of_machine_as(Event::SigningKeyRemoved, at, &person);
        let mut tx = session.store.begin().await?;
        let account = self.account(&mut tx, &person).await?;
        let signer = account.as_ref().map_or(Signer::Person, Signer::Account);
        let removed = manage_signing_keys::remove(&mut tx, &person, signer, id, entry).await?;
        removed.map_err(|fault| Failure::Usage(why_not_removed(id, fault)))?;
        tx.commit().await?;
        print("the key signs nothing more\n")?;
        Ok(Ended::Done)
    }
}

/// The reason why no key was removed.
fn why_not_removed(id: Uuid, fault: KeyRemovalFault) -> String {
    match fault {
        KeyRemovalFault::NotPermitted => {
            "only an Administrator of the company, or of the operator, removes keys of a service \
             account"
                .to_owned()
        }
        KeyRemovalFault::NoSuchKey => {
            format!("there is no key {id} of this signer; see: countersign signing-key list")
        }
        KeyRemovalFault::Removed(at) => format!("the key {id} was removed at {at}"),
        KeyRemovalFault::OfPasskey => {
            format!("the key {id} belongs to a passkey; remove the passkey on the page Passkeys")
        }
    }
}

/// The reason why no key was registered.
fn words(fault: SigningKeyFault) -> String {
    match fault {
        SigningKeyFault::NotPermitted => {
            "only an Administrator of the company, or of the operator, registers keys of a service \
             account"
                .to_owned()
        }
        SigningKeyFault::Key(KeyFault::Private) => {
            "this is a private key; name the public key, whose file ends in .pub".to_owned()
        }
        SigningKeyFault::Key(KeyFault::Unreadable) => "this is not a public key".to_owned(),
        SigningKeyFault::Key(KeyFault::Kind) => {
            "keys of this kind sign nothing here; make one with: ssh-keygen -t ed25519".to_owned()
        }
        SigningKeyFault::Name => "--name: expected a name that people can see".to_owned(),
        SigningKeyFault::Registered => "the key is registered already".to_owned(),
        SigningKeyFault::TooMany => {
            format!("there are {MOST_KEYS} keys in use already; remove one first")
        }
    }
}
