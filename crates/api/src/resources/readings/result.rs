//! The results of readings, as they are answered.

use crate::problem::ProblemItem;
use countersign_app::actions::import::{ItemRefusal, ItemResult, ReadingEffect};
use countersign_domain::quantity::Quantity;
use serde::Serialize;
use std::borrow::Cow;
use utoipa::ToSchema;

/// The results of the readings of a JSON body.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(crate) struct ReadingResults {
    /// How many readings are new.
    created: u64,
    /// How many were stored already.
    unchanged: u64,
    /// How many took the place of another reading.
    superseded: u64,
    /// How many are refused.
    refused: u64,
    /// The result of each reading, in the order of the body.
    results: Vec<ReadingResult>,
}

/// The result of one reading.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadingResult {
    /// The row: the line of the body, or the place in the list, from 1. In CSV, the header is
    /// row 1.
    row: u64,
    /// `created`, `unchanged`, `superseded` or `refused`; `aborted` in the last line of an answer
    /// that could not be finished.
    #[schema(example = "created")]
    result: &'static str,
    /// The figures that were superseded.
    #[serde(skip_serializing_if = "Option::is_none")]
    earlier: Option<EarlierFigures>,
    /// Why the reading is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ReadingError>,
}

/// The figures of a superseded reading.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EarlierFigures {
    #[schema(example = "12.5")]
    provisioned: String,
    /// Null if it had none.
    #[schema(example = "11")]
    used: Option<String>,
}

/// The reason why a reading is refused.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadingError {
    /// The stable code: `bad_json`, `invalid_item`, `bad_row`, `missing_value`, `bad_value`,
    /// `unknown_subscription`, `too_long` or `cut_off`; of events also `unknown_type` or
    /// `event_conflict`.
    #[schema(example = "unknown_subscription")]
    code: &'static str,
    /// What is wrong, in English.
    detail: String,
    /// The value that is wrong, as a JSON pointer into the body or into the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "/readings/0/subscription")]
    pointer: Option<String>,
    /// The column of the CSV file that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<Cow<'static, str>>,
    /// The character in the item, from 1, at which it cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

/// Where the items are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemPlace {
    /// In the list of a JSON body.
    List,
    /// Each in its own line.
    Line,
    /// In the rows of a table.
    Row,
    /// The body is the only one.
    Alone,
    /// In the list that is the body.
    Batch,
}

impl ReadingResult {
    pub(super) fn of(item: ItemResult, place: ItemPlace) -> Self {
        let (row, mut earlier, mut error) = (item.row, None, None);
        let result = match item.result {
            Ok(ReadingEffect::Created) => "created",
            Ok(ReadingEffect::Unchanged) => "unchanged",
            Ok(ReadingEffect::Superseded { provisioned, used }) => {
                let used = used.as_ref().map(Quantity::to_string);
                earlier = Some(EarlierFigures { provisioned: provisioned.to_string(), used });
                "superseded"
            }
            Err(refusal) => {
                error = Some(ReadingError::of(refusal, row, place));
                "refused"
            }
        };
        Self { row, result, earlier, error }
    }

    /// The last line of an answer that could not be finished.
    pub(super) fn aborted(row: u64, code: &'static str, detail: String) -> Self {
        let (pointer, field, column) = (None, None, None);
        let error = Some(ReadingError { code, detail, pointer, field, column });
        Self { row, result: "aborted", earlier: None, error }
    }
}

impl ReadingError {
    /// The same as a part of a problem.
    fn item(&self) -> ProblemItem {
        ProblemItem {
            code: self.code.to_owned(),
            detail: self.detail.clone(),
            pointer: self.pointer.clone(),
            column: self.column,
            ..ProblemItem::default()
        }
    }

    fn of(refusal: ItemRefusal, row: u64, place: ItemPlace) -> Self {
        let ItemRefusal { code, field, column, detail } = refusal;
        let below = field.as_ref().map(|field| format!("/{field}"));
        let pointer = match place {
            ItemPlace::List => Some(format!("/readings/{}{}", row - 1, below.unwrap_or_default())),
            ItemPlace::Line | ItemPlace::Alone => below,
            ItemPlace::Batch => Some(format!("/{}{}", row - 1, below.unwrap_or_default())),
            ItemPlace::Row => None,
        };
        let field = field.filter(|_| place == ItemPlace::Row);
        Self { code, detail, pointer, field, column }
    }
}

impl ReadingResults {
    /// How many items there are.
    pub(crate) fn len(&self) -> usize {
        self.results.len()
    }

    /// How many items are refused.
    pub(crate) fn refused(&self) -> usize {
        self.results.iter().filter(|it| it.error.is_some()).count()
    }

    /// Why items are refused.
    pub(crate) fn refusals(&self) -> impl Iterator<Item = ProblemItem> {
        self.results.iter().filter_map(|it| it.error.as_ref()).map(ReadingError::item)
    }

    /// The results of the items of a JSON body.
    pub(crate) fn of(items: Vec<ItemResult>, place: ItemPlace) -> Self {
        let mut all = Self::default();
        for item in items {
            let count = match &item.result {
                Ok(ReadingEffect::Created) => &mut all.created,
                Ok(ReadingEffect::Unchanged) => &mut all.unchanged,
                Ok(ReadingEffect::Superseded { .. }) => &mut all.superseded,
                Err(_) => &mut all.refused,
            };
            *count += 1;
            all.results.push(ReadingResult::of(item, place));
        }
        all
    }
}
