//! The fields of one row as a page shows them: filled in, with what is wrong beside them.

use super::field_table::{FieldSpecification, Input, Options, Required, fields_of};
use super::options::{Choices, StoredOptions, label};
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_app::actions::edit_directory::{DirectoryRefusal, FilledRow, StoredRow, conflicts};
use countersign_app::formats::problem::Cause;
use countersign_language::text::Locale;

/// A field of a page.
pub(super) struct FormField {
    /// The column, which names the field.
    pub(super) column: &'static str,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) value: String,
    /// The stored value.
    pub(super) was: String,
    /// The choices; `None` if the value is typed.
    pub(super) choices: Option<Choices>,
    /// The type of its input, if it is typed.
    pub(super) input: &'static str,
    /// Whether it can no longer be changed.
    pub(super) is_fixed: bool,
    /// Whether it has to be filled in.
    pub(super) is_required: bool,
    /// The most characters that make sense.
    pub(super) longest: u32,
    pub(super) error: Option<String>,
}

impl FormField {
    /// The ids of the elements that describe it.
    pub(super) fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("hint-{}", self.column));
        let error = self.error.as_ref().map(|_| format!("error-{}", self.column));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// The longest code that can be typed instead of chosen, in characters.
const LONGEST_CODE: u32 = 64;

/// What the fields show.
#[derive(Clone, Copy, Default)]
pub(super) struct Shown<'a> {
    /// The row as it is stored; none for a new one.
    pub(super) stored: Option<&'a StoredRow>,
    /// What a person filled in.
    pub(super) filled: Option<&'a FilledRow>,
    /// Why it was not saved.
    pub(super) refused: Option<&'a DirectoryRefusal>,
}

/// The fields of a kind, in the order of its form.
pub(super) fn fields(
    locale: Locale,
    options: &StoredOptions,
    kind: DirectoryKind,
    shown: Shown<'_>,
) -> Vec<FormField> {
    fields_by(locale, options, fields_of(kind), shown)
}

/// The fields of these specifications. A new row has none that says something of a change.
pub(super) fn fields_by(
    locale: Locale,
    options: &StoredOptions,
    specifications: &[FieldSpecification],
    shown: Shown<'_>,
) -> Vec<FormField> {
    let has =
        |it: &&FieldSpecification| shown.stored.is_some() || it.required != Required::OfChange;
    let field = |specification| field(locale, options, specification, shown);
    specifications.iter().filter(has).map(field).collect()
}

/// The fields of a row as its page shows them.
pub(super) fn read_only(
    locale: Locale,
    options: &StoredOptions,
    kind: DirectoryKind,
    stored: &StoredRow,
) -> Vec<FormField> {
    let shown = Shown { stored: Some(stored), ..Shown::default() };
    let mut fields = fields(locale, options, kind, shown);
    // When a change takes effect is given with the change, and kept with its link.
    fields.retain(|field| field.column != "since");
    for field in &mut fields {
        field.value = label(field.choices.as_ref(), &field.value);
    }
    fields
}

fn field(
    locale: Locale,
    options: &StoredOptions,
    specification: &FieldSpecification,
    shown: Shown<'_>,
) -> FormField {
    let FieldSpecification { column, hints, .. } = *specification;
    let was = shown.stored.map_or("", |stored| stored.cell(column));
    let is_fixed = shown.stored.is_some_and(|stored| stored.fixed.contains(&column));
    let filled = shown.filled.and_then(|row| row.iter().find(|(name, _)| *name == column));
    let unfilled = || if shown.stored.is_some() { was } else { specification.initial };
    let hint = match shown.stored {
        Some(_) if is_fixed => hints.fixed,
        Some(_) => hints.stored,
        None => hints.new,
    };
    let mut choices = options.of(locale, specification);
    // A value from a file may be none of those that are offered, or be retired by now.
    if let Some(choices) = choices.as_mut().filter(|_| !was.is_empty())
        && !choices.iter().any(|(word, _)| word == was)
    {
        choices.insert(0, (was.to_owned(), options.not_offered(column, was)));
    }
    let mut field = FormField {
        column,
        label: locale.t(specification.label),
        hint: hint.map(|key| locale.t(key)),
        value: filled.map_or_else(unfilled, |(_, cell)| &cell.wanted).to_owned(),
        was: was.to_owned(),
        choices,
        input: match specification.input {
            Input::Date => "date",
            Input::Text { .. } | Input::Choice(_) => "text",
        },
        is_fixed,
        is_required: match specification.required {
            Required::Always => true,
            Required::Never | Required::OfChange => false,
            Required::WhenStored => shown.stored.is_some(),
        },
        longest: match specification.input {
            Input::Text { longest, .. } => longest,
            Input::Date | Input::Choice(_) => LONGEST_CODE,
        },
        error: None,
    };
    field.error = error(locale, specification, &field, shown);
    field
}

/// What is wrong with a field. Beside a cell that is refused, every field that is blank and must
/// not be says so.
fn error(
    locale: Locale,
    specification: &FieldSpecification,
    field: &FormField,
    shown: Shown<'_>,
) -> Option<String> {
    let changed = shown.filled.zip(shown.stored);
    if changed.is_some_and(|(row, stored)| conflicts(row, stored).any(|it| it == field.column)) {
        let now = label(field.choices.as_ref(), &field.was);
        let message = locale.say("directory-changed-meanwhile").with_text("value", now);
        return Some(message.to_string());
    }
    let Some(DirectoryRefusal::Cell(refused)) = shown.refused else { return None };
    if refused.column == field.column {
        return Some(error_words(locale, specification, &refused.cause));
    }
    let is_missing = field.is_required && field.value.trim().is_empty();
    is_missing.then(|| locale.t("directory-wrong-blank"))
}

/// Why a cell is refused, in the reader's words.
fn error_words(locale: Locale, specification: &FieldSpecification, cause: &Cause) -> String {
    match (cause, specification.input) {
        (Cause::Fixed, _) => locale.t("directory-wrong-fixed"),
        (Cause::Blank, _) => locale.t("directory-wrong-blank"),
        (Cause::Taken, _) => locale.t("directory-wrong-code-taken"),
        (Cause::Retired, _) => locale.t("directory-wrong-retired"),
        (Cause::Unknown(_), Input::Choice(Options::Partners | Options::Customers)) => {
            locale.t("directory-wrong-reference")
        }
        (Cause::Malformed | Cause::Unknown(_), Input::Choice(_)) => {
            locale.t("directory-wrong-choice")
        }
        (Cause::Malformed | Cause::Unknown(_), Input::Date) => locale.t("directory-wrong-day"),
        (Cause::Malformed | Cause::Unknown(_), Input::Text { longest, expected }) => {
            locale.say(expected).with("most", longest).to_string()
        }
    }
}
