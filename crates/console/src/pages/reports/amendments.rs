//! The corrections of a report and its late differences: two sections on the page of a completed
//! report.

use super::history_text::{HistoryFormatter, Sentence};
use super::report_view::ReportView;
use countersign_domain::correction::{
    CorrectedLine, Correction, CorrectionState, LateDifference, Suggestion, current_lines,
    suggestion,
};
use countersign_domain::line::Line;
use countersign_domain::status::{Status, Verb};
use countersign_domain::workflow::Available;
use countersign_language::datetime::Moment;
use countersign_language::signed_change::SignedChange;
use countersign_language::text::Locale;

pub(super) struct AmendmentRow {
    /// "Amendment 2", or "Correction" if it is none.
    pub(super) title: String,
    pub(super) mark: &'static str,
    pub(super) state: String,
    pub(super) reason: String,
    /// Its steps, each with the reason that was given.
    pub(super) text: Vec<(Sentence, Option<String>)>,
    pub(super) lines: Vec<AmendedLine>,
    /// What the reader can do about it.
    pub(super) actions: CorrectionActions,
}

pub(super) struct AmendedLine {
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) before: Option<String>,
    pub(super) after: String,
    pub(super) change: SignedChange,
    pub(super) reason: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CorrectionActions {
    pub(super) answer: bool,
    pub(super) withdraw: bool,
    pub(super) dispatch: bool,
    pub(super) finish: bool,
}

impl CorrectionActions {
    /// Only the last correction of a report can be acted on.
    fn of(view: &ReportView, correction: &Correction, available: &Available) -> Self {
        let last = view.report().corrections.last();
        if last.is_none_or(|last| last.number != correction.number) {
            return Self::default();
        }
        Self {
            answer: available.has(Verb::AgreeCorrection),
            withdraw: available.has(Verb::WithdrawCorrection),
            dispatch: available.has(Verb::DispatchAmendment),
            finish: available.has(Verb::CompleteAmendment),
        }
    }
}

/// The class of the mark of a state.
pub(crate) const fn mark(state: CorrectionState) -> &'static str {
    match state {
        CorrectionState::Proposed => "under-review",
        CorrectionState::Agreed => "approved",
        CorrectionState::Refused | CorrectionState::Returned => "rejected",
        CorrectionState::Withdrawn => "preparing",
        CorrectionState::Dispatched => "submitted",
        CorrectionState::Completed => "completed",
    }
}

/// The message that names a state.
pub(crate) const fn words(state: CorrectionState) -> &'static str {
    match state {
        CorrectionState::Proposed => "correction-proposed",
        CorrectionState::Agreed => "correction-agreed",
        CorrectionState::Refused => "correction-refused",
        CorrectionState::Withdrawn => "correction-withdrawn",
        CorrectionState::Dispatched => "correction-dispatched",
        CorrectionState::Completed => "correction-completed",
        CorrectionState::Returned => "correction-returned",
    }
}

/// "Amendment 2", or "Correction" if it is none.
pub(crate) fn title(locale: Locale, amendment: Option<i64>) -> String {
    match amendment {
        Some(number) => locale.say("amendment-title").with("number", number).to_string(),
        None => locale.t("correction-title"),
    }
}

/// The corrections of a report, the last one first.
pub(super) fn amendments(
    view: &ReportView,
    formatter: &HistoryFormatter<'_>,
    available: &Available,
) -> Vec<AmendmentRow> {
    let row = |it| AmendmentRow {
        actions: CorrectionActions::of(view, it, available),
        ..amendment(view, formatter, it)
    };
    view.report().corrections.iter().rev().map(row).collect()
}

fn amendment(
    view: &ReportView,
    formatter: &HistoryFormatter<'_>,
    correction: &Correction,
) -> AmendmentRow {
    let locale = formatter.locale;
    let own = correction.proposed_version..=correction.version;
    let entries = view.history.iter().map(|(entry, _)| entry);
    let entries = entries.filter(|entry| own.contains(&entry.version));
    let text = entries.map(|entry| {
        let is_first = entry.version == correction.proposed_version;
        (formatter.sentence(entry), entry.reason.clone().filter(|_| !is_first))
    });
    AmendmentRow {
        title: title(locale, correction.amendment),
        mark: mark(correction.state),
        state: locale.t(words(correction.state)),
        reason: correction.reason.clone(),
        text: text.collect(),
        lines: correction.lines.iter().map(|line| amended_line(locale, line)).collect(),
        actions: CorrectionActions::default(),
    }
}

fn amended_line(locale: Locale, line: &CorrectedLine) -> AmendedLine {
    AmendedLine {
        name: line.product.name.clone(),
        unit: line.product.unit.clone(),
        before: line.before.map(|units| locale.units(units)),
        after: locale.units(line.after),
        change: SignedChange::between(locale, line.before, line.after),
        reason: line.reason.clone(),
    }
}

pub(crate) struct LateRow {
    pub(crate) name: String,
    pub(crate) unit: String,
    /// Provisioned, used and default chargeable units: as they are, and with the late readings.
    pub(crate) provisioned: (Option<String>, String),
    pub(crate) used: (Option<String>, Option<String>),
    pub(crate) default: (Option<String>, String),
    /// The current chargeable units.
    pub(crate) chargeable: Option<String>,
    /// The suggested correction, in words.
    pub(crate) suggestion: String,
    pub(crate) since: Moment,
}

/// The late differences of a report as rows, and whether one of them suggests a correction.
pub(crate) fn late_rows(
    locale: Locale,
    report: &countersign_domain::report::Report,
    late: &[LateDifference],
) -> (Vec<LateRow>, bool) {
    let current_lines = current_lines(report);
    let mut suggests = false;
    let rows = late.iter().map(|it| {
        let current = current_lines.iter().find(|own| own.product.code == it.product.code);
        let line: Option<&Line> = current.and_then(|own| own.line);
        let suggested = suggestion(current, it);
        suggests |= matches!(suggested, Suggestion::Charge(_));
        let units = |quantity| locale.units(quantity);
        LateRow {
            name: it.product.name.clone(),
            unit: it.product.unit.clone(),
            provisioned: (line.map(|it| units(it.figures.provisioned)), units(it.provisioned)),
            used: (line.and_then(|it| it.figures.used).map(units), it.used.map(units)),
            default: (
                line.map(|it| units(it.figures.default_chargeable)),
                units(it.default_chargeable),
            ),
            chargeable: current.map(|own| units(own.chargeable)),
            suggestion: match suggested {
                _ if report.status != Status::Completed => locale.t("late-not-completed"),
                Suggestion::Charge(new) => {
                    locale.say("late-would-charge").with("units", units(new)).to_string()
                }
                Suggestion::Nothing => locale.t("late-changes-nothing"),
                Suggestion::SetByPeople => locale.t("late-set-by-people"),
            },
            since: locale.short_moment(it.found_at, &report.zone),
        }
    });
    let rows = rows.collect();
    (rows, suggests)
}
