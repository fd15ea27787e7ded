//! Mappings of events: how the events of a type become readings.

use crate::error::{Result, StoreError};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::event_mapping::{EventMapping, JsonPointer, SubscriptionPlace};

statements! {
    ALL = "SELECT event_type, subscription_pointer, provisioned_pointer, used_pointer \
        FROM event_mappings ORDER BY event_type";
    OF_TYPE = "SELECT event_type, subscription_pointer, provisioned_pointer, used_pointer \
        FROM event_mappings WHERE event_type = $1";
    PUT = "INSERT INTO event_mappings (event_type, subscription_pointer, provisioned_pointer, \
        used_pointer) VALUES ($1, $2, $3, $4) ON CONFLICT (event_type) DO UPDATE \
        SET subscription_pointer = excluded.subscription_pointer, \
        provisioned_pointer = excluded.provisioned_pointer, used_pointer = excluded.used_pointer";
    REMOVE = "DELETE FROM event_mappings WHERE event_type = $1";
}

fn mapping(row: Row<'_>) -> Result<EventMapping> {
    let pointer = |text: &str| {
        let wrong = |_| StoreError::Corrupt(format!("{text:?} is no pointer of a mapping"));
        JsonPointer::parse(text).map_err(wrong)
    };
    let (subscription, used): (Option<&str>, Option<&str>) = (row.get(1)?, row.get(3)?);
    Ok(EventMapping {
        event_type: row.get(0)?,
        subscription: match subscription {
            Some(text) => SubscriptionPlace::Data(pointer(text)?),
            None => SubscriptionPlace::Subject,
        },
        provisioned: pointer(row.get(2)?)?,
        used: used.map(pointer).transpose()?,
    })
}

/// All mappings, by type.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<Vec<EventMapping>> {
    tx.all(ALL, &[], mapping).await
}

/// The mapping of a type.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, event_type: &str) -> Result<Option<EventMapping>> {
    tx.first(OF_TYPE, &[event_type.into()], mapping).await
}

/// Adds a mapping, or takes the place of the one of its type.
///
/// # Errors
/// Fails when the database does.
pub async fn put(tx: &mut Tx, mapping: &EventMapping) -> Result<()> {
    let subscription = match &mapping.subscription {
        SubscriptionPlace::Subject => None,
        SubscriptionPlace::Data(pointer) => Some(pointer.text()),
    };
    let values = [
        (&mapping.event_type).into(),
        subscription.into(),
        mapping.provisioned.text().into(),
        mapping.used.as_ref().map(JsonPointer::text).into(),
    ];
    tx.execute(PUT, &values).await?;
    Ok(())
}

/// Removes the mapping of a type; false if there is none.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(tx: &mut Tx, event_type: &str) -> Result<bool> {
    Ok(tx.execute(REMOVE, &[event_type.into()]).await? == 1)
}
