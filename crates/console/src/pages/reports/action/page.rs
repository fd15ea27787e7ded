//! The form of an action: what follows from it, its fields, and what is wrong with them.

use super::consequences;
use super::input::{Errors, Input};
use super::specification::Action;
use crate::addresses;
use crate::context::Context;
use crate::free_text::cleaned;
use crate::layout::Layout;
use crate::pages::reports::history_text::isolated;
use crate::pages::reports::list_navigation::ListNavigation;
use crate::pages::reports::report_view::ReportJson;
use askama::Template;
use countersign_domain::line::Line;
use countersign_language::text::NameParts;

/// The page.
#[derive(Template)]
#[template(path = "report_action.html")]
pub(super) struct ActionPage {
    layout: Layout,
    partner: String,
    title: String,
    /// What the action leads to, sentence by sentence.
    follows: Vec<String>,
    last_day: Option<LastDayField>,
    reasons: Option<ReasonsField>,
    lines: Vec<LineReasonField>,
    button: String,
    /// Where the form is sent.
    target: String,
    back: String,
    version: i64,
}

/// The field for the new last day.
struct LastDayField {
    text: String,
    /// The first day that may be chosen.
    earliest: String,
    error: Option<String>,
}

/// The field for reasons.
struct ReasonsField {
    text: String,
    hint: String,
    error: Option<String>,
}

/// The field for the reason of one line.
struct LineReasonField {
    id: i64,
    name: String,
    units: String,
    text: String,
    error: Option<String>,
}

impl ActionPage {
    /// The form of an action on a report, with what was entered and its errors.
    pub(super) fn new(
        context: &Context,
        action: &Action,
        view: &ReportJson,
        input: &Input,
        mut errors: Errors,
    ) -> Self {
        let (locale, report) = (context.locale, view.report());
        let partner = view.names().partner_name.clone();
        let navigation = ListNavigation::of(context);
        let title = locale.say(action.texts.title).with("partner", isolated(&partner));
        let title = title.with("month", locale.month(report.cycle)).to_string();
        let fields = &action.fields;
        let lines = report.lines.iter().filter(|_| fields.has_line_reasons);
        Self {
            layout: context.layout(title.clone()),
            title,
            follows: consequences::of(context, action, view),
            last_day: fields.has_last_day.then(|| LastDayField {
                text: cleaned(&input.last_day),
                earliest: report.zone.date_of(report.deadline).to_string(),
                error: errors.last_day.take(),
            }),
            reasons: fields.reasons.as_ref().map(|field| ReasonsField {
                text: cleaned(&input.reasons),
                hint: locale.t(field.hint),
                error: errors.reasons.take(),
            }),
            lines: lines
                .map(|line| LineReasonField::new(locale, line, input, &mut errors))
                .collect(),
            button: locale.t(action.texts.button),
            target: navigation.at(&addresses::of_pattern(action.route, view.id())),
            back: navigation.at(&view.address()),
            version: input.version.unwrap_or(report.version),
            partner,
        }
    }
}

impl LineReasonField {
    fn new(locale: NameParts, line: &Line, input: &Input, errors: &mut Errors) -> Self {
        let product = &line.product;
        Self {
            id: product.id,
            name: product.name.clone(),
            units: format!("{} {}", locale.units(line.chargeable()), product.unit),
            text: cleaned(input.line(product.id)),
            error: errors.lines.remove(&product.id),
        }
    }
}
