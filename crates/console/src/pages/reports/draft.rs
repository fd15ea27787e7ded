//! A partner's input for its report, compared with the present report.
//!
//! Each field travels with the value with which the form was opened, so that only this person's
//! changes are written, and changes by others are noticed. Lines that no one else changed merge
//! silently. If a line was changed here and elsewhere, nothing is saved until the person has chosen
//! between the two; the other lines wait with it, so that a report is never silently half saved.

use super::figures::{BadFigure, read_figure, written_figure};
use crate::free_text::{self, TextError, tidy};
use countersign_domain::line::{Comment, Line};
use countersign_domain::outlier::Outlier;
use countersign_domain::quantity::Quantity;
use countersign_domain::report::Report;
use countersign_domain::workflow::Command;
use countersign_language::text::Locale;
use std::collections::BTreeMap;

/// A field with its input and the value with which the form was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) submitted: String,
    pub(super) original: String,
}

impl Field {
    /// Whether the person changed it.
    pub(super) fn is_changed(&self) -> bool {
        tidy(&self.submitted) != tidy(&self.original)
    }
}

/// The choice between two versions of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VersionChoice {
    /// The person's input.
    Mine,
    /// The stored value.
    Theirs,
    /// Not chosen yet.
    Open,
}

impl VersionChoice {
    /// The word for a choice that is not made yet.
    pub(super) const OPEN: &'static str = "open";
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LineDraft {
    pub(super) chargeable: Field,
    pub(super) comment: Field,
    /// Whether an old comment should count again.
    pub(super) confirm: bool,
    /// The figure that looked like a slip and that the person was asked about.
    pub(super) asked: String,
    /// The choice, if it was asked for.
    pub(super) choice: Option<VersionChoice>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) version: i64,
    /// The language in which figures are written.
    pub(super) locale: Locale,
    pub(super) comment: Field,
    /// The choice about it.
    pub(super) comment_choice: Option<VersionChoice>,
    /// The lines, by product number.
    pub(super) lines: BTreeMap<i64, LineDraft>,
    /// The line to reset to its default.
    pub(super) reset: Option<i64>,
    /// Whether the report is submitted next.
    pub(super) then_submit: bool,
    /// Whether the figures that the person was asked about are meant.
    pub(super) confirms_outliers: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldError {
    Figure(BadFigure),
    NoFigure,
    Text(TextError),
}

/// The errors of a line's fields, or of the report's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FieldErrors {
    pub(super) chargeable: Option<FieldError>,
    pub(super) comment: Option<FieldError>,
}

/// The commands that a draft gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SavePlan {
    /// Commands, in order; none if there are errors or open choices.
    pub(super) commands: Vec<Command>,
    /// Names of the products whose lines they change.
    pub(super) lines: Vec<String>,
    pub(super) comment: bool,
    /// The errors by product number; 0 is the report itself.
    pub(super) errors: BTreeMap<i64, FieldErrors>,
    /// Lines that were changed here and elsewhere; 0 is the report's comment.
    pub(super) conflicts: Vec<i64>,
    /// Figures that look like slips, by product number: the person is asked about them.
    pub(super) outliers: BTreeMap<i64, Outlier>,
}

impl SavePlan {
    /// Whether it can be carried out.
    pub(super) fn is_ready(&self) -> bool {
        self.errors.is_empty() && self.conflicts.is_empty() && self.outliers.is_empty()
    }
}

impl Draft {
    pub(super) fn read(fields: &[(String, String)]) -> Self {
        let mut draft = Self::default();
        for (name, value) in fields {
            draft.take(name, value);
        }
        draft
    }

    fn take(&mut self, name: &str, value: &str) {
        let text = || value.to_owned();
        match name {
            "version" => self.version = value.parse().unwrap_or(0),
            "language" => self.locale = Locale::from_code(value).unwrap_or_default(),
            "comment" => self.comment.submitted = text(),
            "was-comment" => self.comment.original = text(),
            "choice" => self.comment_choice = choice(value),
            "reset" => self.reset = value.parse().ok(),
            "then" => self.then_submit = value == "submit",
            "all-the-same" => {
                self.then_submit = value == "submit";
                self.confirms_outliers = true;
            }
            _ => {
                let Some((field, id)) = name.rsplit_once('-') else { return };
                let Ok(id) = id.parse::<i64>() else { return };
                let line = self.lines.entry(id).or_default();
                match field {
                    "chargeable" => line.chargeable.submitted = text(),
                    "was-chargeable" => line.chargeable.original = text(),
                    "comment" => line.comment.submitted = text(),
                    "was-comment" => line.comment.original = text(),
                    "confirm" => line.confirm = true,
                    "asked" => line.asked = text(),
                    "choice" => line.choice = choice(value),
                    _ => {}
                }
            }
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        let field = |line: &LineDraft| {
            line.chargeable.is_changed() || line.comment.is_changed() || line.confirm
        };
        self.comment.is_changed() || self.reset.is_some() || self.lines.values().any(field)
    }

    /// The person's changes against the present report.
    pub(super) fn plan(&self, report: &Report) -> SavePlan {
        let mut plan = SavePlan::default();
        self.plan_comment(report, &mut plan);
        for line in &report.lines {
            if let Some(own) = self.lines.get(&line.product.id) {
                self.plan_line(line, own, &mut plan);
            }
        }
        plan
    }

    fn plan_comment(&self, report: &Report, plan: &mut SavePlan) {
        if !self.comment.is_changed() || self.comment_choice == Some(VersionChoice::Theirs) {
            return;
        }
        if let Some(wrong) = text_error(&self.comment.submitted) {
            plan.errors.entry(0).or_default().comment = Some(wrong);
            return;
        }
        let (now, stored) =
            (tidy(&self.comment.submitted), report.comment.clone().unwrap_or_default());
        if now == stored {
            return;
        }
        if tidy(&self.comment.original) != stored
            || self.comment_choice == Some(VersionChoice::Open)
        {
            plan.conflicts.push(0);
            return;
        }
        plan.comment = true;
        plan.commands.push(said(None, now));
    }

    fn plan_line(&self, line: &Line, own: &LineDraft, plan: &mut SavePlan) {
        let id = line.product.id;
        let wants_default = self.reset == Some(id);
        if own.choice == Some(VersionChoice::Theirs) {
            return;
        }
        let figure = match self.figure(line, own, wants_default) {
            Ok(figure) => figure,
            Err(wrong) => {
                plan.errors.entry(id).or_default().chargeable = Some(wrong);
                None
            }
        };
        let comment = own.comment.is_changed().then(|| tidy(&own.comment.submitted));
        if let Some(wrong) = comment.as_deref().and_then(text_error) {
            plan.errors.entry(id).or_default().comment = Some(wrong);
        }
        let stored = line.comment.as_ref().map_or("", |comment| comment.text.as_str());
        let is_there = figure.is_none_or(|figure| figure == line.chargeable())
            && comment.as_deref().is_none_or(|text| text == stored);
        let confirms = own.confirm && comment.is_none() && line.comment.is_some();
        if is_there && !confirms {
            return;
        }
        if self.is_touched(line, own) || own.choice == Some(VersionChoice::Open) {
            plan.conflicts.push(id);
            return;
        }
        plan.lines.push(line.product.name.clone());
        plan.commands.extend(commands(line, figure, comment, confirms));
    }

    /// The wanted figure; `None` if it was not changed.
    fn figure(
        &self,
        line: &Line,
        own: &LineDraft,
        wants_default: bool,
    ) -> Result<Option<Quantity>, FieldError> {
        if wants_default {
            return Ok(Some(line.figures.default_chargeable));
        }
        if !own.chargeable.is_changed() {
            return Ok(None);
        }
        if own.chargeable.submitted.trim().is_empty() {
            return Err(FieldError::NoFigure);
        }
        let read = read_figure(&own.chargeable.submitted, self.locale, line.product.decimals);
        read.map(Some).map_err(FieldError::Figure)
    }

    /// A report as it would be with what is typed; what cannot be read stays as it is stored.
    pub(super) fn typed_report(&self, report: &Report) -> Report {
        let lines = report.lines.iter().map(|line| self.typed(line)).collect();
        Report { lines, ..report.clone() }
    }

    fn typed(&self, line: &Line) -> Line {
        let mut typed = line.clone();
        let Some(own) = self.lines.get(&line.product.id) else { return typed };
        let wants_default = self.reset == Some(line.product.id);
        if let Ok(Some(figure)) = self.figure(line, own, wants_default) {
            typed.edited = Some(figure).filter(|it| *it != line.figures.default_chargeable);
            typed.moved = false;
        }
        if own.comment.is_changed() {
            let text = tidy(&own.comment.submitted);
            typed.comment = (!text.is_empty()).then_some(Comment { text, counts: true });
        } else if let Some(comment) = typed.comment.as_mut().filter(|_| own.confirm) {
            comment.counts = true;
        }
        typed
    }

    /// Whether a line is no longer what the form was opened with.
    fn is_touched(&self, line: &Line, own: &LineDraft) -> bool {
        let stored = line.comment.as_ref().map_or("", |comment| comment.text.as_str());
        tidy(&own.comment.original) != stored
            || own.chargeable.original != written_figure(line.chargeable(), self.locale)
    }
}

fn choice(value: &str) -> Option<VersionChoice> {
    match value {
        "mine" => Some(VersionChoice::Mine),
        "theirs" => Some(VersionChoice::Theirs),
        VersionChoice::OPEN => Some(VersionChoice::Open),
        _ => None,
    }
}

/// The error of a comment or a reason.
pub(super) fn text_error(text: &str) -> Option<FieldError> {
    free_text::error(text).map(FieldError::Text)
}

fn said(product: Option<String>, text: String) -> Command {
    match text.is_empty() {
        true => Command::Uncomment { product },
        false => Command::Edit { product, chargeable: None, comment: Some(text) },
    }
}

/// A figure and a comment that change together are one entry of the history.
fn commands(
    line: &Line,
    figure: Option<Quantity>,
    comment: Option<String>,
    confirms: bool,
) -> Vec<Command> {
    let product = || Some(line.product.code.clone());
    let confirmed = || line.comment.as_ref().filter(|_| confirms).map(|it| it.text.clone());
    let removes = comment.as_ref().is_some_and(String::is_empty);
    let comment = comment.filter(|text| !text.is_empty()).or_else(confirmed);
    let chargeable = figure.map(|figure| figure.to_string());
    let mut commands = Vec::new();
    if removes {
        commands.push(Command::Uncomment { product: product() });
    }
    if chargeable.is_some() || comment.is_some() {
        commands.push(Command::Edit { product: product(), chargeable, comment });
    }
    commands
}

#[cfg(test)]
mod tests;
