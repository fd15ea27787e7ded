//! Adds and changes the delivery channels of a distributor. Only the operator may do this, because
//! a channel can lead anywhere.

use crate::channels::{Destinations, address, secret};
use crate::random::Random;
use countersign_domain::actor::CompanyKind;
use countersign_domain::delivery_channel::{ChannelKind, FileFormat};
use countersign_domain::instant::Instant;
use countersign_domain::text;
use countersign_store::delivery_channels::{ChannelFields, DeliveryChannel, Secret};
use countersign_store::{Result, Tx, companies, deliveries, delivery_channels};
use uuid::Uuid;

/// The most characters of a name.
pub const LONGEST_NAME: usize = 100;

/// The fields of the form, as typed.
#[derive(Clone, Debug, Default)]
pub struct ChannelInput {
    /// The name that people see.
    pub name: String,
    /// Code of the vendor whose dispatches use this channel; blank for all.
    pub vendor: String,
    /// The address, in the form that the kind of channel needs.
    pub address: String,
    /// The token of the document format.
    pub format: String,
    /// The public key or fingerprint that an SFTP server must show.
    pub host_key: String,
    /// Whether it is switched on.
    pub is_on: bool,
}

/// A wrong field, and the key of the message that says what is expected.
pub type Wrong = (&'static str, &'static str);

/// Why nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChannelRefusal {
    /// These fields are wrong.
    Wrong(Vec<Wrong>),
    /// Another person changed the channel meanwhile.
    Stale,
}

/// Adds a channel.
///
/// # Errors
/// Fails when the database does.
pub async fn add(
    tx: &mut Tx,
    distributor_id: i64,
    kind: ChannelKind,
    filled: &ChannelInput,
    destinations: &Destinations,
    now: Instant,
    random: &dyn Random,
) -> Result<std::result::Result<DeliveryChannel, ChannelRefusal>> {
    let said = match said(tx, kind, None, filled, destinations).await? {
        Ok(said) => said,
        Err(wrong) => return Ok(Err(ChannelRefusal::Wrong(wrong))),
    };
    let secret = secret::new(kind, random).map(|text| Secret { text, old: None });
    let id = random.id();
    let (is_locked, version) = (false, 1);
    let channel = DeliveryChannel {
        id,
        distributor_id,
        kind,
        said,
        secret,
        is_locked,
        created_at: now,
        version,
    };
    delivery_channels::insert(tx, &channel).await?;
    Ok(Ok(channel))
}

/// Changes a channel. Its waiting deliveries are tried at once, because they may succeed now.
///
/// # Errors
/// Fails when the database does.
pub async fn change(
    tx: &mut Tx,
    channel: &DeliveryChannel,
    version: i64,
    filled: &ChannelInput,
    destinations: &Destinations,
    now: Instant,
) -> Result<std::result::Result<(), ChannelRefusal>> {
    let said = match said(tx, channel.kind, Some(&channel.said), filled, destinations).await? {
        Ok(said) => said,
        Err(wrong) => return Ok(Err(ChannelRefusal::Wrong(wrong))),
    };
    if !delivery_channels::change(tx, channel.id, version, &said).await? {
        return Ok(Err(ChannelRefusal::Stale));
    }
    deliveries::hasten(tx, channel.id, now).await?;
    Ok(Ok(()))
}

/// Gives a channel a new secret; `None` if its kind has none, or if another person changed it
/// meanwhile.
///
/// # Errors
/// Fails when the database does.
pub async fn renew(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    now: Instant,
    random: &dyn Random,
) -> Result<Option<Secret>> {
    let Some(channel) = delivery_channels::find(tx, id).await? else { return Ok(None) };
    let renewed = match &channel.secret {
        Some(secret) => secret::renewed(channel.kind, secret, now, random),
        // A secret that cannot be opened signs nothing any more.
        None => secret::new(channel.kind, random).map(|text| Secret { text, old: None }),
    };
    let Some(renewed) = renewed else { return Ok(None) };
    Ok(delivery_channels::renew(tx, id, version, &renewed).await?.then_some(renewed))
}

/// The channel as the form describes it, if all fields are valid; `before` is the stored one.
async fn said(
    tx: &mut Tx,
    kind: ChannelKind,
    before: Option<&ChannelFields>,
    filled: &ChannelInput,
    destinations: &Destinations,
) -> Result<std::result::Result<ChannelFields, Vec<Wrong>>> {
    let mut wrong = Vec::new();
    let name = filled.name.trim();
    let is_kept = before.is_some_and(|before| before.name == name);
    if !is_kept && (text::TextKind::Name.check(name).is_err() || text::length(name) > LONGEST_NAME)
    {
        wrong.push(("name", "way-wrong-name"));
    }
    let vendor_id = match filled.vendor.as_str() {
        "" => None,
        code => {
            let company = companies::of_code(tx, code).await?;
            let vendor = company.filter(|it| it.kind == CompanyKind::Vendor).map(|it| it.id);
            if vendor.is_none() {
                wrong.push(("vendor", "directory-wrong-choice"));
            }
            vendor
        }
    };
    let mut fault = |field: &'static str, key: &'static str| {
        wrong.push((field, key));
        String::new()
    };
    let address = address::check(kind, &filled.address, destinations);
    let address = address.unwrap_or_else(|key| fault("address", key));
    let host_key = (kind == ChannelKind::Sftp).then(|| {
        let text = filled.host_key.trim();
        match secret::HostKey::parse(text) {
            Ok(_) => text.to_owned(),
            Err(key) => fault("host_key", key),
        }
    });
    // A webhook has a fixed format.
    let format = match kind {
        ChannelKind::Webhook => Some(FileFormat::JsonLines),
        _ => FileFormat::from_token(&filled.format),
    };
    let Some(format) = format else {
        wrong.push(("format", "directory-wrong-choice"));
        return Ok(Err(wrong));
    };
    let (name, is_on) = (name.to_owned(), filled.is_on);
    let said = ChannelFields { name, vendor_id, address, format, host_key, is_on };
    Ok(if wrong.is_empty() { Ok(said) } else { Err(wrong) })
}
