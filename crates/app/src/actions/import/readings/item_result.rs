//! The result of each item that a program sends.

use super::effects::ReadingEffect;
use super::mapped_event::field_of_event;
use crate::formats::cloud_event::EventFault;
use crate::formats::json_fault::JsonFault;
use crate::formats::problem::{Cause, Problem};
use countersign_domain::event_mapping::EventMapping;
use std::borrow::Cow;

/// The result of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemResult {
    /// Its row.
    pub row: u64,
    /// Its effect, or the reason why it is refused.
    pub result: Result<ReadingEffect, ItemRefusal>,
}

/// The reason why an item is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRefusal {
    /// The stable code.
    pub code: &'static str,
    /// The field that is wrong; `None` for the item as a whole. Fields of fields have slashes
    /// between them, as in a JSON pointer.
    pub field: Option<Cow<'static, str>>,
    /// The character in the row, from 1, if the row cannot be read.
    pub column: Option<usize>,
    /// What is wrong, as an English sentence.
    pub detail: String,
}

impl ItemRefusal {
    /// A row that the body did not contain to its end.
    #[must_use]
    pub fn cut_off() -> Self {
        let detail = "The body ended within this row. Nothing of the row was stored.".to_owned();
        Self { code: "cut_off", field: None, column: None, detail }
    }

    /// A row that is longer than a row may be.
    #[must_use]
    pub fn too_long(most: usize) -> Self {
        let detail = format!("A row has at most {most} bytes.");
        Self { code: "too_long", field: None, column: None, detail }
    }

    /// A field that is refused.
    #[must_use]
    pub fn of_field(code: &'static str, field: Cow<'static, str>, detail: String) -> Self {
        Self { code, field: Some(field), column: None, detail }
    }

    /// An event whose source and id belong to another one.
    pub(super) fn event_conflict() -> Self {
        let detail = "Another event with this source and id came before. Give each event an id of \
                      its own.";
        Self::of_field("event_conflict", "id".into(), detail.to_owned())
    }

    /// A problem of the reading that an event is.
    pub(super) fn of_event(problem: &Problem, mapping: &EventMapping) -> Self {
        let refusal = Self::from(problem);
        let field = problem.column.map(|column| field_of_event(column, mapping));
        Self { field, ..refusal }
    }
}

impl From<&Problem> for ItemRefusal {
    fn from(problem: &Problem) -> Self {
        let code = match (problem.expected.cause(), problem.column) {
            (Cause::Unknown(_), _) => "unknown_subscription",
            (Cause::Blank, _) => "missing_value",
            (_, Some(_)) => "bad_value",
            (_, None) => "bad_row",
        };
        let detail = format!("Found {}, expected {}.", problem.found, problem.expected);
        Self { code, field: problem.column.map(Cow::Borrowed), column: None, detail }
    }
}

impl From<JsonFault> for ItemRefusal {
    fn from(fault: JsonFault) -> Self {
        let code = if fault.is_json { "invalid_item" } else { "bad_json" };
        let detail = format!("The item is refused: {}.", fault.why);
        Self { code, field: None, column: Some(fault.character), detail }
    }
}

impl From<EventFault> for ItemRefusal {
    fn from(fault: EventFault) -> Self {
        match fault {
            EventFault::Json(fault) => fault.into(),
            EventFault::Missing { attribute, detail } => {
                Self::of_field("missing_value", attribute.into(), detail)
            }
            EventFault::Wrong { attribute, detail } => {
                Self::of_field("bad_value", attribute.into(), detail)
            }
        }
    }
}

/// The items of one batch.
#[derive(Default)]
pub(super) struct Items {
    /// The row of each item.
    pub(super) rows: Vec<u64>,
    /// The refused ones, by their place.
    refused: Vec<(usize, ItemRefusal)>,
}

impl Items {
    pub(super) fn refuse(&mut self, row: u64, refusal: ItemRefusal) {
        self.refused.push((self.rows.len(), refusal));
        self.rows.push(row);
    }

    /// The results of all items, with the effects of those that were not refused.
    pub(super) fn results(self, effects: Vec<Option<ReadingEffect>>) -> Vec<ItemResult> {
        let (mut refused, mut effects) = (self.refused.into_iter().peekable(), effects.into_iter());
        let rows = self.rows.into_iter().enumerate();
        let result = rows.filter_map(|(place, row)| {
            let result = match refused.next_if(|(at, _)| *at == place) {
                Some((_, refusal)) => Err(refusal),
                None => effects.next()?.ok_or_else(ItemRefusal::event_conflict),
            };
            Some(ItemResult { row, result })
        });
        result.collect()
    }
}
