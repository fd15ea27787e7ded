//! An event as the reading that the mapping of its type makes of it.

use super::item_result::ItemRefusal;
use super::kept_cells::KeptCells;
use crate::formats::cloud_event::CloudEvent;
use crate::formats::json_tree::JsonTree;
use crate::formats::problem::quoted;
use countersign_domain::event_mapping::{EventMapping, JsonPointer, SubscriptionPlace};
use countersign_domain::history::Hash;
use countersign_store::received_events::ReceivedEvent;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// The mappings of events by type, each with its hash.
pub(super) type Mappings = HashMap<String, (Arc<EventMapping>, Hash)>;

/// An event with the cells of its reading.
pub(super) struct MappedEvent {
    pub(super) cells: KeptCells,
    /// By which a repetition is known.
    pub(super) event: ReceivedEvent,
    pub(super) mapping: Arc<EventMapping>,
}

impl MappedEvent {
    pub(super) fn of(event: &CloudEvent, mappings: &Mappings) -> Result<Self, ItemRefusal> {
        let found = mappings.get(&event.event_type);
        let (mapping, hash) = found.ok_or_else(|| unmapped(&event.event_type))?;
        let subscription = match &mapping.subscription {
            SubscriptionPlace::Subject => event.subject.as_deref().map(Cow::Borrowed),
            SubscriptionPlace::Data(pointer) => value(event, pointer)?,
        };
        let used = mapping.used.as_ref().map(|pointer| value(event, pointer)).transpose()?;
        let cells = KeptCells::of_texts([
            subscription,
            Some(Cow::Borrowed(&event.time)),
            value(event, &mapping.provisioned)?,
            used.flatten(),
        ]);
        let event = ReceivedEvent { name: event.name(), content: event.content(), mapping: *hash };
        Ok(Self { cells, event, mapping: Arc::clone(mapping) })
    }
}

/// A text or a number of the data; `None` if it is null or not there.
fn value<'a>(
    event: &'a CloudEvent,
    pointer: &JsonPointer,
) -> Result<Option<Cow<'a, str>>, ItemRefusal> {
    let found = match event.data.at(pointer) {
        None | Some(JsonTree::Null) => return Ok(None),
        Some(JsonTree::Text(text) | JsonTree::Number(text)) => {
            return Ok(Some(Cow::Borrowed(text)));
        }
        Some(JsonTree::Bool(_)) => "true or false",
        Some(JsonTree::List(_)) => "a list",
        Some(JsonTree::Object(_)) => "an object",
    };
    let detail = format!("Found {found}, expected a text or a number.");
    Err(ItemRefusal::of_field("bad_value", format!("data{pointer}").into(), detail))
}

fn unmapped(event_type: &str) -> ItemRefusal {
    let detail = format!(
        "There is no mapping for events of the type {}. The operator adds it under Sources of \
         readings, Event mappings, or with: countersign source map.",
        quoted(event_type)
    );
    ItemRefusal::of_field("unknown_type", "type".into(), detail)
}

/// The field of an event from which a column of its reading comes.
pub(super) fn field_of_event(column: &'static str, mapping: &EventMapping) -> Cow<'static, str> {
    let data = |pointer: &JsonPointer| Cow::Owned(format!("data{pointer}"));
    match (column, &mapping.subscription, &mapping.used) {
        ("subscription", SubscriptionPlace::Subject, _) => "subject".into(),
        ("subscription", SubscriptionPlace::Data(pointer), _) | ("used", _, Some(pointer)) => {
            data(pointer)
        }
        ("provisioned", ..) => data(&mapping.provisioned),
        _ => "time".into(),
    }
}
