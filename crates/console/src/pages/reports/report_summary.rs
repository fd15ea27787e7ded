//! The summary at the top of a report: its status, the reader's next step, and what happens if no
//! one acts.

use super::explanation::Whys;
use super::history_text::{HistoryFormatter, Sentence};
use super::report_view::ReportView;
use countersign_domain::actor::CompanyKind;
use countersign_domain::correction::{CorrectionState, unfinished};
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_domain::refusal::Refusal;
use countersign_domain::report::Report;
use countersign_domain::status::{Status, Verb};
use countersign_domain::workflow::{Available, at_deadline};
use countersign_language::explanation::Why;
use countersign_language::text::Locale;

pub(super) struct ReportSummary {
    /// How it reached its status, the last step first.
    pub(super) status: Vec<HistoryText>,
    pub(super) next_step: String,
    pub(super) if_no_action: Vec<Consequence>,
}

/// A step, with the explanation if the system took it or did not take it.
pub(super) struct HistoryText {
    pub(super) sentence: Sentence,
    pub(super) why: Vec<Why>,
}

/// A consequence without any action.
pub(super) struct Consequence {
    pub(super) text: String,
    /// Whether it costs the partner something.
    pub(super) is_bad: bool,
}

impl Consequence {
    fn quiet(text: String) -> Self {
        Self { text, is_bad: false }
    }
}

impl ReportSummary {
    /// The summary for the reader of `view`.
    pub(super) fn of(view: &ReportView, formatter: &HistoryFormatter<'_>, now: Instant) -> Self {
        let report = view.report();
        let is_move = |verb| !matches!(verb, Verb::Edit | Verb::Reset);
        let moves = view.history.iter().rev().map(|(entry, _)| entry);
        let moves = moves.filter(|entry| is_move(entry.verb));
        // An approval by the system is shown with the submission that it followed.
        let shown = if report.status == Status::Approved { 2 } else { 1 };
        let whys = Whys::new(formatter.locale, view);
        let texts = moves.take(shown).map(|entry| HistoryText {
            sentence: formatter.sentence(entry),
            why: whys.of(entry.version),
        });
        let status = texts.collect();
        let (locale, available) = (formatter.locale, view.available(now));
        let asked = SummaryContext { view, report, locale, available, now };
        Self { status, next_step: asked.next_step(), if_no_action: asked.if_no_action() }
    }
}

struct SummaryContext<'a> {
    view: &'a ReportView,
    report: &'a Report,
    locale: Locale,
    available: Available,
    now: Instant,
}

impl SummaryContext<'_> {
    fn is_over(&self) -> bool {
        self.now >= self.report.deadline
    }

    fn next_step(&self) -> String {
        let key = match (self.report.status, self.view.reader.company_kind) {
            (Status::Preparing | Status::Rejected, CompanyKind::Partner) => {
                return self.next_step_of_partner();
            }
            (Status::Preparing | Status::Rejected, _) => "report-wants-with-partner",
            (Status::UnderReview, CompanyKind::Distributor) => {
                match self.available.refusal(Verb::Approve) {
                    None => return self.next_step_decision(),
                    Some(Refusal::OwnWork(_)) => "report-wants-own-work",
                    Some(_) => "report-wants-colleague-decides",
                }
            }
            (Status::UnderReview, _) => "report-wants-distributor",
            (Status::Approved, _) if self.available.has(Verb::Reopen) => "report-wants-may-reopen",
            (Status::Submitted, _) if self.available.has(Verb::Complete) => "report-wants-vendor",
            (Status::Submitted, _) => "report-wants-vendor-has-it",
            (Status::Completed, kind) => self.next_step_of_correction(kind),
            (Status::Approved, _) => "report-wants-nothing",
        };
        self.locale.t(key)
    }

    fn next_step_of_correction(&self, kind: CompanyKind) -> &'static str {
        let Some(correction) = unfinished(self.report) else { return "report-wants-nothing" };
        let reader = &self.view.reader;
        let is_party = matches!(kind, CompanyKind::Distributor | CompanyKind::Partner);
        match correction.state {
            CorrectionState::Proposed
                if !is_party || reader.company_id == correction.company_id =>
            {
                "report-wants-other-answers"
            }
            CorrectionState::Proposed => match self.available.refusal(Verb::AgreeCorrection) {
                None => "report-wants-answer",
                Some(Refusal::OwnWork(_)) => "correction-refused-own-work",
                Some(_) => "report-wants-colleague-answers",
            },
            CorrectionState::Agreed if self.available.has(Verb::DispatchAmendment) => {
                "report-wants-amendment-sent"
            }
            CorrectionState::Dispatched if self.available.has(Verb::CompleteAmendment) => {
                "report-wants-amendment-processed"
            }
            CorrectionState::Dispatched => "report-wants-vendor-has-amendment",
            _ => "report-wants-nothing",
        }
    }

    fn next_step_of_partner(&self) -> String {
        if self.is_over() {
            return self.locale.t("report-wants-too-late");
        }
        let missing = match self.available.refusal(Verb::Submit) {
            None => 0,
            Some(Refusal::CommentNeeded(lines)) => lines.len(),
            Some(_) => return self.locale.t("report-wants-colleague-submits"),
        };
        let key = match (self.report.status, missing) {
            (Status::Rejected, 0) => "report-wants-resubmit",
            (_, 0) => "report-wants-submit",
            _ => "report-wants-comments",
        };
        self.locale.say(key).with("count", missing).to_string()
    }

    fn next_step_decision(&self) -> String {
        let Some(by) = self.report.review_by else {
            return self.locale.t("report-wants-decision");
        };
        let key = match self.now < by {
            true => "report-wants-decision-by",
            false => "report-wants-decision-late",
        };
        let by = self.locale.deadline(by, &self.report.zone).words();
        self.locale.say(key).with("date", by).to_string()
    }

    fn if_no_action(&self) -> Vec<Consequence> {
        let key = match self.report.status {
            Status::Preparing | Status::Rejected => {
                return at_the_deadline(self.locale, self.report, self.is_over());
            }
            Status::UnderReview => "report-otherwise-waits",
            Status::Approved => "report-otherwise-dispatch",
            Status::Submitted => "report-otherwise-vendor",
            Status::Completed => "report-otherwise-nothing",
        };
        vec![Consequence::quiet(self.locale.t(key))]
    }
}

/// The effect of the deadline, line by line in units, and what follows.
pub(super) fn at_the_deadline(locale: Locale, report: &Report, is_over: bool) -> Vec<Consequence> {
    let (after, changes) = at_deadline(report);
    let first = if is_over { "report-deadline-now" } else { "report-deadline-then" };
    let mut consequences = vec![Consequence::quiet(locale.t(first))];
    for change in changes {
        let line = after.lines.iter().find(|line| line.product.code == change.product);
        let Some(line) = line else { continue };
        let key = if line.penalty { "report-deadline-penalty" } else { "report-deadline-default" };
        let by = change.to.micros().saturating_sub(change.from.micros());
        let message =
            locale.say(key).with_text("product", super::history_text::isolated(&line.product.name));
        let units = |quantity: Quantity| locale.units(quantity);
        let message = message.with("to", units(change.to)).with("from", units(change.from));
        let text = message.with("by", locale.signed(by)).to_string();
        consequences.push(Consequence { text, is_bad: line.penalty });
    }
    let flagged = after.flagged;
    let last = match (after.status == Status::Approved, flagged) {
        (true, false) => "report-deadline-approved",
        (true, true) => "report-deadline-approved-flagged",
        (false, false) => "report-deadline-review",
        (false, true) => "report-deadline-review-flagged",
    };
    consequences.push(Consequence { text: locale.t(last), is_bad: flagged });
    consequences
}
