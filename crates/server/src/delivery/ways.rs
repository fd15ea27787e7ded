//! Ways by which dispatches leave the house: e-mail, a folder, SFTP, a webhook.
//!
//! A delivery is tried until the other side has it, or was tried for three days. However often, it
//! has one id, one Message-ID and one file name, so that who gets it twice can tell. Does not own
//! what a dispatch is (`actions::dispatch_reports`) nor when it is tried again ([`super::pace`]).

pub mod address;
pub mod content;
mod email;
mod folder;
pub mod round;
pub mod secret;
mod sftp;
mod webhook;

use super::post::{self, Post};
use super::settings::Settings;
use crate::outbound::{self, Door};
use content::Load;
use countersign_domain::way::Kind;
use countersign_store::ways::Way;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::PathBuf;
use std::time::Duration;

/// How long one delivery may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// What is told of a way whose secret is not there or cannot be opened.
const NO_SECRET: &str = "its secret cannot be opened; make a new one on its page";

/// How far this process reaches.
#[derive(Clone, Debug)]
pub struct Reach {
    /// The mail server, where there is one.
    pub mail: Option<Settings>,
    /// Scheme and host of the console.
    pub origin: String,
    /// The directory below which dispatches may be written, as it is without links.
    pub folder: Option<PathBuf>,
    /// The door to webhooks, SFTP servers and identity providers.
    pub door: Door,
    /// Whether dispatches leave a rehearsal too.
    pub in_rehearsal: bool,
    /// How long one delivery may take.
    pub patience: Duration,
}

impl Reach {
    /// Nowhere: what waits goes on waiting, or says why it cannot go.
    #[must_use]
    pub fn nowhere(origin: String) -> Self {
        let door = Door::default();
        Self { mail: None, origin, folder: None, door, in_rehearsal: false, patience: PATIENCE }
    }

    /// Whether messages leave from here, by what it is that they are about.
    #[must_use]
    pub fn sends_mail(&self, is_rehearsal: bool) -> bool {
        self.mail.as_ref().is_some_and(|mail| !is_rehearsal || mail.in_rehearsal)
    }

    /// What stands behind the `@` of a Message-ID.
    #[must_use]
    pub fn domain(&self) -> &str {
        let host = self.origin.split_once("://").map_or(self.origin.as_str(), |(_, host)| host);
        let host = host.split(':').next().unwrap_or(host);
        self.mail.as_ref().map_or(host, |mail| mail.from.domain())
    }
}

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The other side took it.
    Sent,
    /// It took it, and said that it has it.
    Acknowledged,
    /// Not now; why.
    Later(String),
    /// Never, unless somebody does something; why.
    Never(String),
}

impl Verdict {
    fn later(told: impl Into<String>) -> Self {
        Self::Later(post::visible(&told.into()))
    }

    fn never(told: impl Into<String>) -> Self {
        Self::Never(post::visible(&told.into()))
    }
}

/// Sends a load by a way.
pub async fn send(reach: &Reach, post: Option<&Post>, way: &Way, load: Load) -> Verdict {
    let sending = async {
        match way.kind {
            Kind::Email => email::send(post, &way.said.address, load).await,
            Kind::Folder => folder::send(reach.folder.clone(), &way.said.address, load).await,
            Kind::Sftp => sftp::send(&reach.door, way, load, reach.patience).await,
            Kind::Webhook => webhook::send(&reach.door, way, load, reach.patience).await,
        }
    };
    match tokio::time::timeout(reach.patience, sending).await {
        Ok(verdict) => verdict,
        Err(_) if matches!(way.kind, Kind::Email | Kind::Folder) => {
            Verdict::later("there was no answer in time")
        }
        Err(late) => unreached(way, &late),
    }
}

/// The one verdict on all that was not reached; why is for the log alone.
fn unreached(way: &Way, why: &dyn std::fmt::Display) -> Verdict {
    let why = post::visible(&why.to_string());
    tracing::warn!(way = %way.id, address = way.said.address, why, "a way was not reached");
    Verdict::later(outbound::FAILED)
}

/// The whole of a file; none where it has more than so many bytes.
fn whole(file: &mut File, most: u64) -> io::Result<Option<Vec<u8>>> {
    let length = file.metadata()?.len();
    if length > most {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}
