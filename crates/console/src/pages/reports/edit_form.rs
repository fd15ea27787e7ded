//! The partner's form on the report page, with its values and errors.

use super::draft::{Draft, Field, FieldError, SavePlan};
use super::edit::error_words;
use super::figures::written_figure;
use super::outlier;
use crate::free_text::cleaned;
use countersign_domain::line::Line;
use countersign_domain::report::Report;
use countersign_language::text::Locale;

/// The whole form.
pub(super) struct EditForm {
    /// Where it is sent.
    pub(super) action: String,
    pub(super) version: i64,
    /// The language in which its figures are written.
    pub(super) language: &'static str,
    /// The name under which the browser keeps unsaved input.
    pub(super) draft_key: String,
    pub(super) comment: Field,
    pub(super) comment_error: Option<String>,
    /// Fields with errors, each with its address on the page.
    pub(super) errors: Vec<(String, String)>,
    pub(super) question: Option<OutlierQuestion>,
}

/// The question whether figures that look like slips are meant.
pub(super) struct OutlierQuestion {
    pub(super) title: String,
    pub(super) outliers: Vec<OutlierRow>,
    /// What was to follow.
    pub(super) then: &'static str,
    pub(super) button: String,
}

pub(super) struct OutlierRow {
    pub(super) id: i64,
    pub(super) product: String,
    pub(super) text: String,
    /// The figure as it is written in a field.
    pub(super) figure: String,
}

impl OutlierQuestion {
    fn new(locale: Locale, report: &Report, draft: &Draft, plan: &SavePlan) -> Option<Self> {
        let row = |line: &Line| {
            let outlier = *plan.outliers.get(&line.product.id)?;
            Some(OutlierRow {
                id: line.product.id,
                product: line.product.name.clone(),
                text: outlier::words(locale, outlier),
                figure: written_figure(outlier.figure, draft.locale),
            })
        };
        let outliers: Vec<_> = report.lines.iter().filter_map(row).collect();
        let title = locale.say("report-outlier-title").with("count", outliers.len()).to_string();
        let (then, button) = match draft.then_submit {
            true => ("submit", "report-outlier-submit"),
            false => ("stay", "report-outlier-save"),
        };
        let button = locale.t(button);
        (!outliers.is_empty()).then_some(Self { title, outliers, then, button })
    }
}

pub(super) struct LineForm {
    pub(super) chargeable: Field,
    pub(super) chargeable_error: Option<String>,
    pub(super) comment: Field,
    pub(super) comment_error: Option<String>,
    /// Whether an old comment should count again.
    pub(super) confirm: bool,
    /// Whether the figure differs from the default, so that it can be reset.
    pub(super) can_reset: bool,
    /// Whether the person is asked about the figure.
    pub(super) is_asked: bool,
    pub(super) facts: LineFacts,
}

/// What `remarks.js` needs to know of a line so that its remarks follow typing.
pub(super) struct LineFacts {
    pub(super) provisioned: String,
    pub(super) default: String,
    pub(super) is_violation: bool,
    /// Whether the stored comment counts.
    pub(super) is_commented: bool,
}

/// Input that could not be saved.
pub(super) type SentDraft<'a> = Option<(&'a Draft, &'a SavePlan)>;

impl EditForm {
    /// The form as it is first shown, or with input.
    pub(super) fn new(
        locale: Locale,
        report: &Report,
        action: String,
        draft_key: String,
        sent: SentDraft<'_>,
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
            question: sent
                .and_then(|(draft, plan)| OutlierQuestion::new(locale, report, draft, plan)),
        }
    }
}

impl LineForm {
    /// The fields of a line as they are stored, or with input.
    pub(super) fn new(locale: Locale, report: &Report, line: &Line, sent: SentDraft<'_>) -> Self {
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
            is_asked: sent.is_some_and(|(_, plan)| plan.outliers.contains_key(&id)),
            facts: LineFacts {
                provisioned: line.figures.provisioned.to_string(),
                default: line.figures.default_chargeable.to_string(),
                is_violation: line.is_violation(report.rules.threshold()),
                is_commented: line.is_commented(),
            },
        }
    }
}

/// A page cannot contain NUL, nor can it be sent again.
fn without_nul(field: Field) -> Field {
    Field { submitted: cleaned(&field.submitted), ..field }
}
