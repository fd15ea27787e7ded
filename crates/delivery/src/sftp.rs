//! A session with an SFTP server: only if it shows the pinned key, and the files in it.
//!
//! Does not own what a file is called and when it is there: dispatches and backups say that.

use crate::mailer::{error_chain, visible};
use countersign_app::channels::address::SftpFolder;
use countersign_app::channels::secret::HostKey;
use countersign_app::outbound::Door;
use russh::client::{self, AuthResult, Handle};
use russh::keys::{HashAlg, PrivateKey, PrivateKeyWithHashAlg, PublicKeyOrCertificate};
use russh::{Disconnect, Preferred};
use russh_sftp::client::error::Error as SftpError;
use russh_sftp::client::{Config as SftpConfig, SftpSession};
use russh_sftp::protocol::{OpenFlags, StatusCode};
use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// The bytes of a piece, which every server accepts.
const PIECE: usize = 32 << 10;

/// A server, and the way to it.
pub(crate) struct SftpServer<'a> {
    pub(crate) place: &'a SftpFolder,
    pub(crate) host_key: &'a HostKey,
    pub(crate) door: &'a Door,
    /// How long it may take to answer.
    pub(crate) patience: Duration,
}

/// What proves the user to the server.
#[derive(Clone)]
pub(crate) enum SftpCredential {
    Key(Arc<PrivateKey>),
    Password(String),
}

/// Why there is no session.
pub(crate) enum NoSession {
    /// The server cannot be reached, or shows another key.
    Unreached(String),
    /// The server does not accept the proof.
    NotLetIn,
    /// The server lets in, and then fails.
    Failed(String),
}

/// A session with the server.
pub(crate) struct Session {
    handle: Handle<Pinned>,
    pub(crate) files: SftpSession,
}

/// Accepts a server only if it shows the pinned key.
struct Pinned {
    expected: HostKey,
    /// The key that the server showed instead.
    shown: Arc<OnceLock<String>>,
}

impl client::Handler for Pinned {
    type Error = russh::Error;

    async fn check_server_key(
        &mut self,
        key: &PublicKeyOrCertificate,
    ) -> Result<bool, Self::Error> {
        let shown = match key {
            PublicKeyOrCertificate::PublicKey { key, .. } => key.fingerprint(HashAlg::Sha256),
            PublicKeyOrCertificate::Certificate(_) => {
                self.shown.get_or_init(|| "a certificate".to_owned());
                return Ok(false);
            }
        };
        let is_pinned = shown == self.expected.fingerprint();
        if !is_pinned {
            self.shown.get_or_init(|| shown.to_string());
        }
        Ok(is_pinned)
    }
}

impl Session {
    pub(crate) async fn open(
        server: &SftpServer<'_>,
        proof: SftpCredential,
    ) -> Result<Self, NoSession> {
        let mut handle = reach(server).await?;
        match let_in(&mut handle, server, proof).await {
            Ok(files) => Ok(Self { handle, files }),
            Err(why) => {
                leave(&handle).await;
                Err(why)
            }
        }
    }

    pub(crate) async fn close(self) {
        leave(&self.handle).await;
    }
}

/// A lost farewell changes nothing.
async fn leave(handle: &Handle<Pinned>) {
    handle.disconnect(Disconnect::ByApplication, "", "en").await.unwrap_or_default();
}

async fn reach(server: &SftpServer<'_>) -> Result<Handle<Pinned>, NoSession> {
    let SftpServer { place, host_key, door, patience } = *server;
    let shown = Arc::new(OnceLock::new());
    let pinned = Pinned { expected: host_key.clone(), shown: Arc::clone(&shown) };
    let config = client::Config {
        inactivity_timeout: Some(patience),
        preferred: preferred(host_key),
        nodelay: true,
        ..client::Config::default()
    };
    let stream = match door.connect(&place.host, place.port).await {
        Ok(stream) => stream,
        Err(why) => return Err(NoSession::Unreached(visible(&why.to_string()))),
    };
    // Pieces are small and wait for responses; without this option they are slower.
    drop(stream.set_nodelay(true));
    client::connect_stream(Arc::new(config), stream, pinned).await.map_err(|error| {
        NoSession::Unreached(match shown.get() {
            Some(shown) => format!("it shows {shown}, but {} is pinned", host_key.fingerprint()),
            None => error_chain(&error),
        })
    })
}

/// If the kind of the pinned key is known, only that kind is requested.
fn preferred(expected: &HostKey) -> Preferred {
    match expected.algorithm() {
        Some(algorithm) => Preferred { key: Cow::Owned(vec![algorithm]), ..Preferred::default() },
        None => Preferred::default(),
    }
}

async fn let_in(
    handle: &mut Handle<Pinned>,
    server: &SftpServer<'_>,
    proof: SftpCredential,
) -> Result<SftpSession, NoSession> {
    let failed = |error: russh::Error| NoSession::Failed(error_chain(&error));
    let user = &server.place.user;
    let answer = match proof {
        SftpCredential::Key(key) => {
            let key = PrivateKeyWithHashAlg::new(key, None);
            handle.authenticate_publickey(user, key).await
        }
        SftpCredential::Password(password) => handle.authenticate_password(user, password).await,
    };
    if !answer.as_ref().is_ok_and(AuthResult::success) {
        return Err(answer.map_or_else(failed, |_| NoSession::NotLetIn));
    }
    let channel = handle.channel_open_session().await.map_err(failed)?;
    channel.request_subsystem(true, "sftp").await.map_err(failed)?;
    let request_timeout_secs = server.patience.as_secs().max(1);
    let config = SftpConfig { request_timeout_secs, ..SftpConfig::default() };
    let opened = SftpSession::new_with_config(channel.into_stream(), config).await;
    opened.map_err(|error| NoSession::Failed(error_chain(&error)))
}

/// The error of a server as it is shown.
pub(crate) fn said(error: &SftpError) -> String {
    visible(&error.to_string())
}

/// Writes a file, whatever is there, and compares the length that arrived.
pub(crate) async fn fill(sftp: &SftpSession, part: &str, from: &mut File) -> Result<(), String> {
    let flags = OpenFlags::CREATE | OpenFlags::TRUNCATE | OpenFlags::WRITE;
    let opened = sftp.open_with_flags(part, flags).await;
    let mut to = opened.map_err(|error| said(&error))?;
    let failed = |error: std::io::Error| error_chain(&error);
    from.rewind().map_err(failed)?;
    let mut piece = vec![0; PIECE];
    loop {
        let read = from.read(&mut piece).map_err(failed)?;
        if read == 0 {
            break;
        }
        to.write_all(&piece[..read]).await.map_err(failed)?;
    }
    to.flush().await.map_err(failed)?;
    to.sync_all().await.map_err(|error| said(&error))?;
    to.close().await.map_err(failed)?;
    let there = sftp.metadata(part).await.map_err(|error| said(&error))?;
    let length = from.metadata().map_err(failed)?.len();
    match there.size {
        Some(size) if size != length => Err(format!("{size} of {length} bytes arrived")),
        _ => Ok(()),
    }
}

/// Whether an existing file has the same content; `None` if there is no file.
pub(crate) async fn same(
    sftp: &SftpSession,
    path: &str,
    ours: &mut File,
) -> Result<Option<bool>, String> {
    let there = match sftp.metadata(path).await {
        Err(SftpError::Status(status)) if status.status_code == StatusCode::NoSuchFile => {
            return Ok(None);
        }
        there => there.map_err(|error| said(&error))?,
    };
    let failed = |error: std::io::Error| error_chain(&error);
    let length = ours.metadata().map_err(failed)?.len();
    if there.size.is_some_and(|size| size != length) {
        return Ok(Some(false));
    }
    let mut theirs = sftp.open(path).await.map_err(|error| said(&error))?;
    ours.rewind().map_err(failed)?;
    let (mut a, mut b) = (vec![0; PIECE], vec![0; PIECE]);
    loop {
        let read = ours.read(&mut a).map_err(failed)?;
        if read == 0 {
            let more = theirs.read(&mut b).await.map_err(failed)?;
            return Ok(Some(more == 0));
        }
        match theirs.read_exact(&mut b[..read]).await {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                return Ok(Some(false));
            }
            other => other.map_err(failed)?,
        };
        if a[..read] != b[..read] {
            return Ok(Some(false));
        }
    }
}
