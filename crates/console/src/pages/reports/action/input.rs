//! What a person entered into the form of an action: read once, checked, and shown again or taken
//! along where it is not stored.

use super::specification::Action;
use crate::context::Context;
use crate::free_text::tidy;
use crate::pages::reports::draft::{FieldError, text_error};
use crate::pages::reports::edit::{self, error_words};
use crate::pages::reports::execute::UnsavedInput;
use countersign_domain::line::Line;
use countersign_domain::report::Report;
use countersign_domain::zone::parse_date;
use countersign_language::text::Locale;
use countersign_web::problem::Problem;
use jiff::civil::Date;
use std::collections::HashMap;

/// The fields as they were sent.
#[derive(Default)]
pub(super) struct Input {
    /// The version of the report that the person saw.
    pub(super) version: Option<i64>,
    pub(super) last_day: String,
    pub(super) reasons: String,
    /// Reasons per line, by product number.
    lines: HashMap<i64, String>,
    /// The number of the text to insert into the reasons.
    pub(super) insert: Option<usize>,
}

/// What a command is made of.
#[derive(Default)]
pub(super) struct Entered {
    pub(super) last_day: Option<Date>,
    pub(super) reasons: String,
    /// Product codes with the reasons for their lines.
    pub(super) line_reasons: Vec<(String, String)>,
}

/// The errors of the fields, in the reader's words.
#[derive(Default)]
pub(super) struct Errors {
    pub(super) last_day: Option<String>,
    pub(super) reasons: Option<String>,
    /// By product number.
    pub(super) lines: HashMap<i64, String>,
}

impl Errors {
    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.last_day.is_none() && self.reasons.is_none() && self.lines.is_empty()
    }
}

impl Input {
    /// Reads the fields of the request.
    ///
    /// # Errors
    /// [`Problem::BadRequest`] where it holds no form.
    pub(super) fn of(context: &Context) -> Result<Self, Problem> {
        let mut input = Self::default();
        for (name, value) in edit::fields(context)? {
            match name.as_str() {
                "version" => input.version = value.parse().ok(),
                "last_day" => input.last_day = value,
                "reasons" => input.reasons = value,
                "insert" => input.insert = value.parse().ok(),
                name => {
                    let id = name.strip_prefix("reasons-").and_then(|id| id.parse().ok());
                    input.lines.extend(id.map(|id| (id, value)));
                }
            }
        }
        Ok(input)
    }

    /// The reasons for the line of a product.
    pub(super) fn line(&self, product_id: i64) -> &str {
        self.lines.get(&product_id).map_or("", String::as_str)
    }

    /// What the command is made of.
    pub(super) fn entered(&self, report: &Report) -> Entered {
        let reason = |line: &Line| {
            let text = tidy(self.line(line.product.id));
            (!text.is_empty()).then(|| (line.product.code.clone(), text))
        };
        Entered {
            last_day: parse_date(self.last_day.trim()).ok(),
            reasons: tidy(&self.reasons),
            line_reasons: report.lines.iter().filter_map(reason).collect(),
        }
    }

    /// The errors of the fields that the action has.
    pub(super) fn errors(&self, locale: Locale, action: &Action) -> Errors {
        let words = |wrong: FieldError| error_words(locale, wrong);
        let fields = &action.fields;
        let is_no_day = fields.has_last_day && parse_date(self.last_day.trim()).is_err();
        let reasons = fields.reasons.as_ref().and_then(|field| {
            let missing = || tidy(&self.reasons).is_empty().then(|| locale.t(field.missing));
            text_error(&self.reasons).map(words).or_else(missing)
        });
        let lines = self.lines.iter().filter(|_| fields.has_line_reasons);
        let line = |(id, text): (&i64, &String)| Some((*id, words(text_error(text)?)));
        Errors {
            last_day: is_no_day.then(|| locale.t("bulk-no-date")),
            reasons,
            lines: lines.filter_map(line).collect(),
        }
    }

    /// The texts, to be taken along where they are not stored.
    pub(super) fn unsaved(&self, locale: Locale, report: &Report) -> Vec<UnsavedInput> {
        let reasons = (locale.t("report-reasons-field"), self.reasons.as_str());
        let lines = report.lines.iter();
        let lines = lines.map(|line| (line.product.name.clone(), self.line(line.product.id)));
        let texts = std::iter::once(reasons).chain(lines);
        let texts = texts.map(|(label, text)| UnsavedInput { label, text: tidy(text) });
        texts.filter(|it| !it.text.is_empty()).collect()
    }
}
