//! A folder of an SFTP server in which backups are kept. A backup has its name only after all of
//! its content was read back.

use crate::sftp::{NoSession, Session, SftpCredential, SftpServer, fill, said, same};
use countersign_app::backups::remote::{Put, RemoteFolder};
use countersign_app::channels::address::SftpFolder;
use countersign_app::channels::secret::HostKey;
use countersign_app::failure::{Failure, Result};
use countersign_app::outbound::{Door, networks};
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use russh::keys::decode_secret_key;
use russh_sftp::client::SftpSession;
use std::fmt;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How long the server may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// The folder, and what proves the operator to its server.
#[derive(Clone)]
pub struct BackupFolder {
    place: SftpFolder,
    host_key: HostKey,
    proof: SftpCredential,
    door: Door,
}

impl BackupFolder {
    /// Reads what the operator gave: `sftp://user@host/folder`, and the server's public key or its
    /// fingerprint. A password proves the user.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn with_password(
        address: &str,
        host_key: &str,
        password: String,
    ) -> std::result::Result<Self, String> {
        Self::new(address, host_key, SftpCredential::Password(password))
    }

    /// The same with an unencrypted private key of OpenSSH.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn with_key(address: &str, host_key: &str, key: &str) -> std::result::Result<Self, String> {
        let key = decode_secret_key(key, None).map_err(|error| {
            format!(
                "the private key cannot be read: {error}; use an Ed25519 key without a password"
            )
        })?;
        Self::new(address, host_key, SftpCredential::Key(Arc::new(key)))
    }

    fn new(
        address: &str,
        host_key: &str,
        proof: SftpCredential,
    ) -> std::result::Result<Self, String> {
        let place = SftpFolder::parse(address)
            .map_err(|_| format!("{address} is not of the form sftp://user@host:port/folder"))?;
        let host_key = HostKey::parse(host_key).map_err(|_| {
            "the key of the server is neither a public key nor a fingerprint (SHA256:…)".to_owned()
        })?;
        // The operator named the server, so it may be on any network.
        let anywhere = ["0.0.0.0/0", "::/0"].map(networks::parse);
        Ok(Self { place, host_key, proof, door: Door::opening(anywhere.into_iter().flatten()) })
    }

    async fn session(&self) -> Result<Session> {
        let Self { place, host_key, door, .. } = self;
        let server = SftpServer { place, host_key, door, patience: PATIENCE };
        Session::open(&server, self.proof.clone()).await.map_err(|why| {
            self.failed(&match why {
                NoSession::Unreached(why) | NoSession::Failed(why) => why,
                NoSession::NotLetIn => {
                    let what = match self.proof {
                        SftpCredential::Key(_) => "key",
                        SftpCredential::Password(_) => "password",
                    };
                    format!("the server does not accept this {what} for {}", place.user)
                }
            })
        })
    }

    fn failed(&self, why: &str) -> Failure {
        Failure::System(format!("{}: {why}", self.place))
    }

    /// Copies a file, reads it back, and gives it its name.
    async fn copy(
        &self,
        files: &SftpSession,
        file: &Path,
        name: &str,
    ) -> std::result::Result<(), String> {
        let (path, partial) = (self.place.file(name), self.place.file(&partial(name)));
        let mut file = File::open(file).map_err(|error| error.to_string())?;
        fill(files, &partial, &mut file).await?;
        if same(files, &partial, &mut file).await? != Some(true) {
            return Err(format!("{partial} has other content than what was sent"));
        }
        files.rename(&partial, &path).await.map_err(|error| said(&error))
    }

    /// Removes what is too old, and returns the names.
    async fn remove_old(
        &self,
        files: &SftpSession,
        are_old: &dyn Fn(Vec<String>) -> Vec<String>,
    ) -> std::result::Result<Vec<String>, String> {
        let directory = match self.place.directory.as_str() {
            "" => ".",
            directory => directory,
        };
        let found = files.read_dir(directory).await.map_err(|error| said(&error))?;
        let found = found.filter(|entry| entry.file_type().is_file());
        let old = are_old(found.map(|entry| entry.file_name()).collect());
        for name in &old {
            files.remove_file(self.place.file(name)).await.map_err(|error| said(&error))?;
        }
        Ok(old)
    }
}

fn partial(name: &str) -> String {
    format!("{name}{}", countersign_app::backups::partial::ENDING)
}

impl RemoteFolder for BackupFolder {
    fn file(&self, name: &str) -> String {
        let folder = self.place.to_string();
        let slash = if self.place.directory.is_empty() { "/~/" } else { "/" };
        format!("{folder}{slash}{name}")
    }

    fn put<'a>(
        &'a self,
        file: &'a Path,
        name: &'a str,
        are_old: &'a dyn Fn(Vec<String>) -> Vec<String>,
    ) -> LocalBoxFuture<'a, Result<Put>> {
        async move {
            let session = self.session().await?;
            let put = match self.copy(&session.files, file, name).await {
                Err(why) => Err(self.failed(&why)),
                Ok(()) => Ok(match self.remove_old(&session.files, are_old).await {
                    Ok(removed) => Put { removed, not_removed: None },
                    Err(why) => Put { removed: Vec::new(), not_removed: Some(self.failed(&why)) },
                }),
            };
            session.close().await;
            put
        }
        .boxed_local()
    }
}

impl fmt::Debug for BackupFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BackupFolder").field("place", &self.place).finish_non_exhaustive()
    }
}
