//! Writes a dispatch to another machine over SSH: only if it shows the pinned key, completely or
//! not at all, and never over another file.

use super::folder::part_name;
use super::payload::Payload;
use super::verdict::{DeliveryVerdict, NO_SECRET, unreached};
use crate::mailer::{told, visible};
use countersign_app::channels::address::Place;
use countersign_app::channels::secret::{HostKey, private_key};
use countersign_app::outbound::Door;
use countersign_store::delivery_channels::DeliveryChannel;
use russh::client::{self, Handle};
use russh::keys::{HashAlg, PrivateKeyWithHashAlg, PublicKeyOrCertificate};
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

pub(super) async fn send(
    door: &Door,
    channel: &DeliveryChannel,
    payload: Payload,
    patience: Duration,
) -> DeliveryVerdict {
    let said = &channel.said;
    let place = Place::parse(&said.address);
    let expected = said.host_key.as_deref().map(HostKey::parse);
    let (Ok(place), Some(Ok(expected))) = (place, expected) else {
        return DeliveryVerdict::never("its address or the key of the server cannot be read");
    };
    let Some(secret) = &channel.secret else { return DeliveryVerdict::never(NO_SECRET) };
    let shown = Arc::new(OnceLock::new());
    let pinned = Pinned { expected: expected.clone(), shown: Arc::clone(&shown) };
    let config = client::Config {
        inactivity_timeout: Some(patience),
        preferred: preferred(&expected),
        nodelay: true,
        ..client::Config::default()
    };
    let stream = match door.connect(&place.host, place.port).await {
        Ok(stream) => stream,
        Err(why) => return unreached(channel, &why),
    };
    // Pieces are small and wait for responses; without this option they are slower.
    drop(stream.set_nodelay(true));
    let mut session = match client::connect_stream(Arc::new(config), stream, pinned).await {
        Ok(session) => session,
        Err(error) => {
            // The key of a machine is not revealed to people who cannot see it otherwise.
            let told = match shown.get() {
                Some(shown) => {
                    format!("it shows {shown}, but {} is pinned", expected.fingerprint())
                }
                None => told(&error),
            };
            return unreached(channel, &told);
        }
    };
    let verdict = match let_in(&mut session, &place.user, &secret.text, patience).await {
        Ok(sftp) => place_file(&sftp, &place, payload).await,
        Err(why) => DeliveryVerdict::later(why),
    };
    // A lost farewell changes nothing.
    session.disconnect(Disconnect::ByApplication, "", "en").await.unwrap_or_default();
    verdict
}

/// If the kind of the pinned key is known, only that kind is requested.
fn preferred(expected: &HostKey) -> Preferred {
    match expected.algorithm() {
        Some(algorithm) => Preferred { key: Cow::Owned(vec![algorithm]), ..Preferred::default() },
        None => Preferred::default(),
    }
}

async fn let_in(
    session: &mut Handle<Pinned>,
    user: &str,
    secret: &str,
    patience: Duration,
) -> Result<SftpSession, String> {
    let failed = |error: russh::Error| told(&error);
    let key = PrivateKeyWithHashAlg::new(Arc::new(private_key(secret)?), None);
    let answer = session.authenticate_publickey(user, key).await.map_err(failed)?;
    if !answer.success() {
        return Err(format!("the server does not accept the key of this channel for {user}"));
    }
    let channel = session.channel_open_session().await.map_err(failed)?;
    channel.request_subsystem(true, "sftp").await.map_err(failed)?;
    let config =
        SftpConfig { request_timeout_secs: patience.as_secs().max(1), ..SftpConfig::default() };
    let opened = SftpSession::new_with_config(channel.into_stream(), config).await;
    opened.map_err(|error| told(&error))
}

/// Writes the file under a temporary name, and renames it once it is complete.
async fn place_file(sftp: &SftpSession, place: &Place, mut payload: Payload) -> DeliveryVerdict {
    let path = place.file(&payload.name);
    let part = place.file(&part_name(&payload.name, payload.id));
    match same(sftp, &path, &mut payload.file).await {
        Ok(Some(true)) => return DeliveryVerdict::Sent,
        Ok(Some(false)) => {
            return DeliveryVerdict::never(format!("{path} exists with other content"));
        }
        Ok(None) => {}
        Err(why) => return DeliveryVerdict::later(format!("{path}: {why}")),
    }
    if let Err(why) = fill(sftp, &part, &mut payload.file).await {
        return DeliveryVerdict::later(format!("{path}: {why}"));
    }
    match sftp.rename(&part, &path).await {
        Ok(()) => DeliveryVerdict::Sent,
        Err(error) => DeliveryVerdict::later(format!("{path}: {}", said(&error))),
    }
}

fn said(error: &SftpError) -> String {
    visible(&error.to_string())
}

async fn fill(sftp: &SftpSession, part: &str, from: &mut File) -> Result<(), String> {
    let flags = OpenFlags::CREATE | OpenFlags::TRUNCATE | OpenFlags::WRITE;
    let opened = sftp.open_with_flags(part, flags).await;
    let mut to = opened.map_err(|error| said(&error))?;
    let failed = |error: std::io::Error| told(&error);
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

/// Whether an existing file has the same content; none if there is no file.
async fn same(sftp: &SftpSession, path: &str, ours: &mut File) -> Result<Option<bool>, String> {
    let there = match sftp.metadata(path).await {
        Err(SftpError::Status(status)) if status.status_code == StatusCode::NoSuchFile => {
            return Ok(None);
        }
        there => there.map_err(|error| said(&error))?,
    };
    let failed = |error: std::io::Error| told(&error);
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
