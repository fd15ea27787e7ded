//! Delivery channels of distributors. They are switched off, never deleted, because deliveries
//! refer to them.

use crate::error::{Result, StoreError};
use crate::schema;
use crate::sealing::sealer::{Sealing, SecretPlace};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::delivery_channel::{ChannelKind, FileFormat};
use countersign_domain::instant::Instant;
use uuid::Uuid;

macro_rules! columns {
    () => {
        "SELECT w.id, w.distributor_id, w.vendor_id, w.kind, w.name, w.address, w.format, \
         w.host_key, w.is_on, w.secret, w.old_secret, w.old_secret_until, w.created_at, \
         w.version FROM ways w "
    };
}
statements! {
    FIND = concat!(columns!(), "WHERE w.id = $1");
    OF_DISTRIBUTOR = concat!(columns!(), "WHERE w.distributor_id = $1 \
        ORDER BY w.created_at, w.id");
    CHANGE = "UPDATE ways SET name = $3, address = $4, format = $5, host_key = $6, \
        vendor_id = $7, is_on = $8, version = version + 1 WHERE id = $1 AND version = $2";
    RENEW = "UPDATE ways SET old_secret = $3, old_secret_until = $4, secret = $5, \
        version = version + 1 WHERE id = $1 AND version = $2";
}

/// The secret that signs or signs in.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    /// The present secret.
    pub text: String,
    /// The secret before it, and until when it signs beside the present one.
    pub old: Option<(String, Instant)>,
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// The settings of a delivery channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelFields {
    /// What people call it.
    pub name: String,
    /// The vendor whose dispatches use it; none for all.
    pub vendor_id: Option<i64>,
    /// The address in the form of its kind.
    pub address: String,
    /// The file format of a dispatch.
    pub format: FileFormat,
    /// The key that an SFTP server must show.
    pub host_key: Option<String>,
    /// Whether it is switched on.
    pub is_on: bool,
}

/// A delivery channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryChannel {
    /// The id, a UUID.
    pub id: Uuid,
    /// The number of the distributor.
    pub distributor_id: i64,
    /// The kind, which never changes.
    pub kind: ChannelKind,
    /// The settings.
    pub said: ChannelFields,
    /// The secret that signs or signs in.
    pub secret: Option<Secret>,
    /// Whether its secret cannot be opened because the key is missing.
    pub is_locked: bool,
    /// The instant at which it was added.
    pub created_at: Instant,
    /// The version, which each change increases.
    pub version: i64,
}

impl DeliveryChannel {
    /// Whether dispatches to this vendor use it.
    #[must_use]
    pub fn takes(&self, vendor_id: i64) -> bool {
        self.said.is_on && self.said.vendor_id.is_none_or(|id| id == vendor_id)
    }
}

/// The kind of a stored token.
pub(crate) fn kind(token: &str) -> Result<ChannelKind> {
    let unknown = || StoreError::Corrupt(format!("unknown kind of delivery channel: {token:?}"));
    ChannelKind::from_token(token).ok_or_else(unknown)
}

fn way(row: Row<'_>, sealing: &Sealing) -> Result<DeliveryChannel> {
    let id = row.get(0)?;
    let format: &str = row.get(6)?;
    let unknown =
        || StoreError::Corrupt(format!("unknown format of a delivery channel: {format:?}"));
    let until: Option<Instant> = row.get(11)?;
    let (stored, old) = (row.get::<Option<String>>(9)?, row.get::<Option<String>>(10)?);
    let old = old.and_then(|old| sealing.open_text(SecretPlace::OldWay(id), &old));
    let text =
        stored.as_ref().and_then(|it| sealing.open_text(SecretPlace::DeliveryChannel(id), it));
    Ok(DeliveryChannel {
        id,
        is_locked: stored.is_some() && text.is_none(),
        distributor_id: row.get(1)?,
        kind: kind(row.get(3)?)?,
        said: ChannelFields {
            vendor_id: row.get(2)?,
            name: row.get(4)?,
            address: row.get(5)?,
            format: FileFormat::from_token(format).ok_or_else(unknown)?,
            host_key: row.get(7)?,
            is_on: row.get(8)?,
        },
        secret: text.map(|text| Secret { text, old: old.zip(until) }),
        created_at: row.get(12)?,
        version: row.get(13)?,
    })
}

/// Adds a delivery channel.
///
/// # Errors
/// Fails when the database does, or with [`StoreError::NoKey`] when its secret cannot be sealed.
pub async fn insert(tx: &mut Tx, way: &DeliveryChannel) -> Result<()> {
    let said = &way.said;
    let secret = way.secret.as_ref();
    let old = secret.and_then(|it| it.old.as_ref());
    let (text, old_text) = sealed(tx, way.id, secret).await?;
    let row = [
        way.id.into(),
        way.distributor_id.into(),
        said.vendor_id.into(),
        way.kind.token().into(),
        (&said.name).into(),
        (&said.address).into(),
        said.format.token().into(),
        said.host_key.as_deref().into(),
        said.is_on.into(),
        text.as_deref().into(),
        old_text.as_deref().into(),
        old.map(|(_, until)| *until).into(),
        way.created_at.into(),
        way.version.into(),
    ];
    tx.insert(&schema::WAYS, &[row]).await
}

/// The sealed secret of a channel, and the sealed one before it.
async fn sealed(
    tx: &mut Tx,
    id: Uuid,
    secret: Option<&Secret>,
) -> Result<(Option<String>, Option<String>)> {
    let text =
        tx.seal_text(SecretPlace::DeliveryChannel(id), secret.map(|it| it.text.as_str())).await?;
    let old = secret.and_then(|it| it.old.as_ref()).map(|(text, _)| text.as_str());
    Ok((text, tx.seal_text(SecretPlace::OldWay(id), old).await?))
}

/// A delivery channel.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<DeliveryChannel>> {
    let sealing = tx.sealing();
    tx.first(FIND, &[id.into()], |row| way(row, &sealing)).await
}

/// The delivery channels of a distributor, the oldest first.
///
/// # Errors
/// Fails when the database does.
pub async fn of_distributor(tx: &mut Tx, distributor_id: i64) -> Result<Vec<DeliveryChannel>> {
    let sealing = tx.sealing();
    tx.all(OF_DISTRIBUTOR, &[distributor_id.into()], |row| way(row, &sealing)).await
}

/// Changes the settings of a channel, if it still has the version that the person saw.
///
/// # Errors
/// Fails when the database does.
pub async fn change(tx: &mut Tx, id: Uuid, version: i64, said: &ChannelFields) -> Result<bool> {
    let values = [
        id.into(),
        version.into(),
        (&said.name).into(),
        (&said.address).into(),
        said.format.token().into(),
        said.host_key.as_deref().into(),
        said.vendor_id.into(),
        said.is_on.into(),
    ];
    Ok(tx.execute(CHANGE, &values).await? > 0)
}

/// Gives a channel a new secret, if it still has the version that the person saw.
///
/// # Errors
/// Fails when the database does, or with [`StoreError::NoKey`].
pub async fn renew(tx: &mut Tx, id: Uuid, version: i64, secret: &Secret) -> Result<bool> {
    let (text, old_text) = sealed(tx, id, Some(secret)).await?;
    let values = [
        id.into(),
        version.into(),
        old_text.as_deref().into(),
        secret.old.as_ref().map(|(_, until)| *until).into(),
        text.as_deref().into(),
    ];
    Ok(tx.execute(RENEW, &values).await? > 0)
}
