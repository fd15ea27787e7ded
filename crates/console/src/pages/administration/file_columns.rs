//! The columns of the files in words: those of the forms' fields, and what only files have.

use super::field_table::{FieldSpecification, Input, Options, READING, Required, fields_of};
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_app::actions::import::{FileKind, columns_of};
use countersign_domain::settings::Setting;
use countersign_language::text::Locale;

/// A column in words.
pub(crate) struct ColumnText {
    /// Its heading in the file.
    pub(crate) name: &'static str,
    pub(crate) label: String,
    /// What it holds.
    pub(crate) text: Option<String>,
    /// The only words that it can hold.
    pub(crate) words: String,
    pub(crate) is_required: bool,
}

/// The columns of a kind of file, the required ones first.
pub(crate) fn explained(locale: Locale, kind: FileKind) -> Vec<ColumnText> {
    let columns = columns_of(kind);
    let names = columns.names.iter().enumerate();
    let column = |(place, name): (usize, &&'static str)| {
        let is_required = place < columns.required;
        let field = fields(kind).iter().find(|it| it.column == *name);
        let field = field.map(|it| of_field(locale, it));
        let (label, text, words) =
            field.or_else(|| of_setting(locale, name)).unwrap_or_else(|| of_file(locale, name));
        ColumnText { name, label, text, words, is_required }
    };
    names.map(column).collect()
}

/// The fields of the form for the rows of a kind of file.
fn fields(kind: FileKind) -> &'static [FieldSpecification] {
    match kind {
        FileKind::Regions => fields_of(DirectoryKind::Region),
        FileKind::Vendors => fields_of(DirectoryKind::Vendor),
        FileKind::Distributors => fields_of(DirectoryKind::Distributor),
        FileKind::Partners => fields_of(DirectoryKind::Partner),
        FileKind::Customers => fields_of(DirectoryKind::Customer),
        FileKind::Products => fields_of(DirectoryKind::Product),
        FileKind::Subscriptions => fields_of(DirectoryKind::Subscription),
        FileKind::Usage => READING,
        FileKind::Users => &[],
    }
}

type Words = (String, Option<String>, String);

fn of_field(locale: Locale, field: &FieldSpecification) -> Words {
    let hint = match (field.input, field.column) {
        (_, "observed_at") => Some("imports-column-observed-at"),
        (Input::Choice(Options::TimeZones), _) => Some("imports-column-time-zone"),
        (Input::Choice(Options::Currencies), _) => Some("imports-column-currency"),
        (Input::Choice(Options::Words(_) | Options::Languages), _) => field.hints.new,
        (Input::Choice(_), _) => Some("imports-column-reference"),
        _ => field.hints.new.or(field.hints.stored),
    };
    let words = match field.input {
        Input::Choice(Options::Words(words)) => words.iter().map(|(word, _)| *word).collect(),
        Input::Choice(Options::Languages) => Locale::ALL.iter().map(|it| it.code()).collect(),
        _ => Vec::new(),
    };
    let hint = hint.filter(|_| field.required != Required::OfChange || hint.is_some());
    (locale.t(field.label), hint.map(|key| locale.t(key)), locale.items(&words))
}

fn of_setting(locale: Locale, name: &str) -> Option<Words> {
    Setting::ALL.into_iter().find(|setting| setting.name() == name)?;
    let key = name.replace('_', "-");
    let label = locale.t(&format!("report-setting-{key}"));
    Some((label, Some(locale.t(&format!("settings-hint-{key}"))), String::new()))
}

/// A column of people and readings that no form has.
fn of_file(locale: Locale, name: &str) -> Words {
    let (label, text) = match name {
        "email" => ("field-email", None),
        "name" => ("field-name", None),
        "role" => ("field-role", Some("imports-column-role")),
        "company" => ("account-company", Some("imports-column-company")),
        _ => ("directory-subscription", Some("imports-column-reference")),
    };
    (locale.t(label), text.map(|key| locale.t(key)), String::new())
}
