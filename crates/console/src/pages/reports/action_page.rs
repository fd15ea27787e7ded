//! The texts of each action on a report, and the page that asks before it, for reasons if they are
//! required.

use super::history_text::isolated;
use super::list_navigation::ListNavigation;
use super::report_view::ReportView;
use crate::addresses;
use crate::context::Context;
use crate::free_text::cleaned;
use crate::layout::Layout;
use askama::Template;

/// The texts of an action, as keys of messages.
pub(super) struct Specification {
    /// Its path under the report's address.
    path: &'static str,
    title: &'static str,
    /// The consequence.
    pub(super) follows: &'static str,
    button: &'static str,
    /// The notice after it.
    pub(super) done: &'static str,
}

const fn specification(
    path: &'static str,
    [title, follows, button, done]: [&'static str; 4],
) -> Specification {
    Specification { path, title, follows, button, done }
}

pub(super) const REJECT: Specification = specification(
    "reject",
    ["report-reject", "report-reject-follows", "report-reject-again", "report-rejected"],
);
pub(super) const REOPEN: Specification = specification(
    "reopen",
    ["report-reopen", "report-reopen-follows", "report-reopen-now", "report-reopened"],
);
pub(super) const RETURN: Specification = specification(
    "return",
    ["report-return", "report-return-follows", "report-return-now", "report-returned"],
);
pub(super) const COMPLETE: Specification = specification(
    "complete",
    ["report-complete", "report-complete-follows", "report-complete-now", "report-completed"],
);
pub(super) const AGREE_CORRECTION: Specification = specification(
    "correction/agree",
    [
        "correction-agree-title",
        "correction-agree-follows",
        "correction-agree-now",
        "correction-agreed-notice",
    ],
);
pub(super) const REFUSE_CORRECTION: Specification = specification(
    "correction/refuse",
    [
        "correction-refuse-title",
        "correction-refuse-follows",
        "correction-refuse-now",
        "correction-refused-notice",
    ],
);
pub(super) const WITHDRAW_CORRECTION: Specification = specification(
    "correction/withdraw",
    [
        "correction-withdraw-title",
        "correction-withdraw-follows",
        "correction-withdraw-now",
        "correction-withdrawn-notice",
    ],
);
pub(super) const COMPLETE_AMENDMENT: Specification = specification(
    "correction/complete",
    [
        "amendment-complete-title",
        "amendment-complete-follows",
        "report-complete-now",
        "amendment-completed-notice",
    ],
);
pub(super) const RETURN_AMENDMENT: Specification = specification(
    "correction/return",
    [
        "amendment-return-title",
        "amendment-return-follows",
        "report-return-now",
        "amendment-returned-notice",
    ],
);

#[derive(Template)]
#[template(path = "report_action.html")]
pub(super) struct ActionPage {
    pub(super) layout: Layout,
    pub(super) partner: String,
    pub(super) title: String,
    /// The consequences, sentence by sentence.
    pub(super) follows: Vec<String>,
    pub(super) asks: bool,
    pub(super) reasons: String,
    pub(super) error: Option<String>,
    pub(super) lines: Vec<LineReason>,
    pub(super) button: String,
    pub(super) action: String,
    pub(super) back: String,
    pub(super) version: i64,
    /// Whether it costs the partner something.
    pub(super) danger: bool,
}

pub(super) struct LineReason {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) text: String,
    pub(super) error: Option<String>,
    pub(super) remark: Option<String>,
}

/// The submitted form.
#[derive(Default)]
pub(super) struct Submitted<'a> {
    /// The seen version of the report.
    pub(super) version: Option<i64>,
    pub(super) reasons: &'a str,
    pub(super) error: Option<String>,
}

impl ActionPage {
    /// A page without input.
    pub(super) fn new(
        context: &Context,
        specification: &Specification,
        view: &ReportView,
        submitted: Submitted<'_>,
    ) -> Self {
        let (locale, report) = (context.locale, view.report());
        let partner = view.names().partner_name.clone();
        let navigation = ListNavigation::of(context);
        let title = locale.say(specification.title).with("partner", isolated(&partner));
        let title = title.with("month", locale.month(report.cycle)).to_string();
        Self {
            layout: context.layout(title.clone()),
            title,
            follows: Vec::new(),
            asks: false,
            reasons: cleaned(submitted.reasons),
            error: submitted.error,
            lines: Vec::new(),
            button: locale.t(specification.button),
            action: navigation.at(&addresses::of_report(view.id(), specification.path)),
            back: navigation.at(&view.address()),
            version: submitted.version.unwrap_or(report.version),
            danger: false,
            partner,
        }
    }
}
