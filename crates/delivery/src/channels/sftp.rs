//! Writes a dispatch to another machine over SSH: only if it shows the pinned key, completely or
//! not at all, and never over another file.

use super::folder::part_name;
use super::payload::Payload;
use super::verdict::{DeliveryVerdict, NO_SECRET, unreached};
use crate::sftp::{NoSession, Session, SftpCredential, SftpServer, fill, said, same};
use countersign_app::channels::address::SftpFolder;
use countersign_app::channels::secret::{HostKey, private_key};
use countersign_app::outbound::Door;
use countersign_store::delivery_channels::DeliveryChannel;
use russh_sftp::client::SftpSession;
use std::sync::Arc;
use std::time::Duration;

pub(super) async fn send(
    door: &Door,
    channel: &DeliveryChannel,
    payload: Payload,
    patience: Duration,
) -> DeliveryVerdict {
    let place = SftpFolder::parse(&channel.said.address);
    let host_key = channel.said.host_key.as_deref().map(HostKey::parse);
    let (Ok(place), Some(Ok(host_key))) = (place, host_key) else {
        return DeliveryVerdict::never("its address or the key of the server cannot be read");
    };
    let Some(secret) = &channel.secret else { return DeliveryVerdict::never(NO_SECRET) };
    let key = match private_key(&secret.text) {
        Ok(key) => SftpCredential::Key(Arc::new(key)),
        Err(why) => return DeliveryVerdict::later(why),
    };
    let server = SftpServer { place: &place, host_key: &host_key, door, patience };
    let session = match Session::open(&server, key).await {
        Ok(session) => session,
        // The key of a machine is not revealed to people who cannot see it otherwise.
        Err(NoSession::Unreached(why)) => return unreached(channel, &why),
        Err(NoSession::NotLetIn) => {
            let user = &place.user;
            return DeliveryVerdict::later(format!(
                "the server does not accept the key of this channel for {user}"
            ));
        }
        Err(NoSession::Failed(why)) => return DeliveryVerdict::later(why),
    };
    let verdict = place_file(&session.files, &place, payload).await;
    session.close().await;
    verdict
}

/// Writes the file under a temporary name, and renames it once it is complete.
async fn place_file(
    sftp: &SftpSession,
    place: &SftpFolder,
    mut payload: Payload,
) -> DeliveryVerdict {
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
