//! The form of an action: what follows from it, its fields, and what is wrong with them.

use super::consequences;
use super::input::{Errors, Input};
use super::specification::Action;
use crate::addresses;
use crate::context::Context;
use crate::free_text::cleaned;
use crate::layout::Layout;
use crate::pages::reports::history_text::isolated;
use crate::pages::reports::lines::{Background, LineRow, ReasonField};
use crate::pages::reports::list_navigation::ListNavigation;
use crate::pages::reports::report_view::ReportView;
use crate::signing::SigningView;
use askama::Template;

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
    /// The lines, each with a field for its reason.
    lines: Vec<LineRow>,
    /// Texts to choose from; `None` if the action has no reasons for lines.
    templates: Option<Vec<String>>,
    button: String,
    /// Where the form is sent.
    target: String,
    back: String,
    version: i64,
    signing: SigningView,
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

/// What a rejection shows: the data behind the lines, and texts to choose from.
pub(super) struct RejectionMaterial {
    pub(super) background: Background,
    pub(super) templates: Vec<String>,
}

impl ActionPage {
    /// The form of an action on a report, with what was entered and its errors.
    pub(super) fn new(
        context: &Context,
        action: &Action,
        (view, material): (&ReportView, Option<RejectionMaterial>),
        input: &Input,
        mut errors: Errors,
    ) -> Self {
        let (locale, report) = (context.locale, view.report());
        let partner = view.names().partner_name.clone();
        let navigation = ListNavigation::of(context);
        let title = locale.say(action.texts.title).with("partner", isolated(&partner));
        let title = title.with("month", locale.month(report.cycle)).to_string();
        let fields = &action.fields;
        Self {
            layout: context.layout(title.clone()),
            title,
            follows: consequences::of(context, action, view),
            last_day: fields.has_last_day.then(|| LastDayField {
                text: cleaned(&input.last_day),
                earliest: report.zone.date_of(report.deadline.max(context.now)).to_string(),
                error: errors.last_day.take(),
            }),
            reasons: fields.reasons.as_ref().map(|field| ReasonsField {
                text: cleaned(&input.reasons),
                hint: locale.t(field.hint),
                error: errors.reasons.take(),
            }),
            lines: material.as_ref().map_or_else(Vec::new, |material| {
                let mut lines = material.background.rows(locale, report, &[]);
                for line in &mut lines {
                    let error = errors.lines.remove(&line.id);
                    let text = cleaned(input.line(line.id));
                    line.reason_field = Some(ReasonField { text, error });
                }
                lines
            }),
            templates: material.map(|material| material.templates),
            button: locale.t(action.texts.button),
            target: navigation.at(&addresses::of_pattern(action.route, view.id())),
            back: navigation.report(view.id()),
            version: input.version.unwrap_or(report.version),
            signing: SigningView::default(),
            partner,
        }
    }

    /// The same page with what it says about signing.
    pub(super) fn signed(self, signing: SigningView) -> Self {
        Self { signing, ..self }
    }
}
