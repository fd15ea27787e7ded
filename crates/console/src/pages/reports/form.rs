//! The partner's form on the report page: what stands in its fields, and what is wrong with them.

use super::draft::{Draft, Field, FieldError, Plan};
use super::edit::error_words;
use super::figures::written_figure;
use crate::free_text::cleaned;
use countersign_domain::line::Line;
use countersign_domain::report::Report;
use countersign_language::text::Locale;

/// The whole form.
pub(super) struct Form {
    /// Where it is sent.
    pub(super) action: String,
    /// The version that it shows.
    pub(super) version: i64,
    /// The language that its figures are written in.
    pub(super) language: &'static str,
    /// What unsaved input is kept under in the browser.
    pub(super) draft_key: String,
    /// The report's comment.
    pub(super) comment: Field,
    /// What is wrong with it.
    pub(super) comment_error: Option<String>,
    /// Fields that are wrong, each with its address on the page.
    pub(super) errors: Vec<(String, String)>,
}

/// The fields of a line.
pub(super) struct LineForm {
    /// Chargeable units.
    pub(super) chargeable: Field,
    /// What is wrong with them.
    pub(super) chargeable_error: Option<String>,
    pub(super) comment: Field,
    /// What is wrong with it.
    pub(super) comment_error: Option<String>,
    /// Whether an old comment is to count again.
    pub(super) confirm: bool,
    /// Whether the figure is not the default, so that it can go back to it.
    pub(super) can_reset: bool,
}

/// What was sent and could not be saved.
pub(super) type Sent<'a> = Option<(&'a Draft, &'a Plan)>;

impl Form {
    /// The form as it is first shown, or with what was sent.
    pub(super) fn new(
        locale: Locale,
        report: &Report,
        action: String,
        draft_key: String,
        sent: Sent<'_>,
    ) -> Self {
        let stored = report.comment.clone().unwrap_or_default();
        let original = Field { submitted: stored.clone(), original: stored };
        let wrong = |id: i64| sent.and_then(|(_, plan)| plan.errors.get(&id).copied());
        let said = |wrong: Option<FieldError>| wrong.map(|wrong| error_words(locale, wrong));
        let comment_error = said(wrong(0).and_then(|wrongs| wrongs.comment));
        let mut errors = Vec::new();
        if comment_error.is_some() {
            errors.push(("report-comment".to_owned(), locale.t("report-comment")));
        }
        for line in &report.lines {
            let Some(wrongs) = wrong(line.product.id) else { continue };
            let field = if wrongs.chargeable.is_some() { "chargeable" } else { "comment" };
            errors.push((format!("{field}-{}", line.product.id), line.product.name.clone()));
        }
        Self {
            action,
            version: sent.map_or(report.version, |(draft, _)| draft.version),
            language: sent.map_or(locale, |(draft, _)| draft.locale).code(),
            draft_key,
            comment: without_nul(sent.map_or(original, |(draft, _)| draft.comment.clone())),
            comment_error,
            errors,
        }
    }
}

impl LineForm {
    /// The fields of a line as they are stored, or with what was sent.
    pub(super) fn new(locale: Locale, line: &Line, sent: Sent<'_>) -> Self {
        let id = line.product.id;
        let same = |text: String| Field { submitted: text.clone(), original: text };
        let comment = line.comment.as_ref().map(|comment| comment.text.clone());
        let own = sent.and_then(|(draft, _)| draft.lines.get(&id).cloned());
        let (chargeable, comment, confirm) = match own {
            Some(own) => (own.chargeable, own.comment, own.confirm),
            None => {
                let figure = written_figure(line.chargeable(), locale);
                (same(figure), same(comment.unwrap_or_default()), false)
            }
        };
        let wrongs = sent.and_then(|(_, plan)| plan.errors.get(&id).copied()).unwrap_or_default();
        let said = |wrong: Option<FieldError>| wrong.map(|wrong| error_words(locale, wrong));
        Self {
            chargeable: without_nul(chargeable),
            chargeable_error: said(wrongs.chargeable),
            comment: without_nul(comment),
            comment_error: said(wrongs.comment),
            confirm,
            can_reset: line.edited.is_some(),
        }
    }
}

/// A page cannot hold NUL, nor can it be sent again.
fn without_nul(field: Field) -> Field {
    Field { submitted: cleaned(&field.submitted), ..field }
}
