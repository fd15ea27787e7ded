//! The remarks about a line: what its figure calls for, and what its readings do not say.
//!
//! While a person edits a line, the page holds every remark that the figure may come to call for;
//! `remarks.js` shows the one that fits what is typed.

use super::outlier;
use countersign_domain::correction::current_lines;
use countersign_domain::line::{Line, Warning};
use countersign_domain::outlier::Outlier;
use countersign_domain::quantity::Quantity;
use countersign_domain::remark::FigureRemark;
use countersign_domain::report::Report;
use countersign_domain::settings::Setting;
use countersign_language::text::Locale;

/// The weight of a remark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// An error: red, with a mark.
    Bad,
    Note,
}

pub(super) struct Remark {
    pub(super) text: String,
    weight: Weight,
    /// The name by which the script knows a remark that follows typing.
    pub(super) name: Option<&'static str>,
    /// Whether it holds for the figure as the page has it.
    pub(super) shown: bool,
}

impl Remark {
    fn note(text: String) -> Self {
        Self { text, weight: Weight::Note, name: None, shown: true }
    }

    pub(super) fn is_bad(&self) -> bool {
        self.weight == Weight::Bad
    }
}

/// A line with what its remarks need beside it.
pub(super) struct Remarked<'a> {
    pub(super) report: &'a Report,
    pub(super) line: &'a Line,
    /// The units that were charged last month.
    pub(super) last_month: Option<Quantity>,
    /// Whether its month is not over.
    pub(super) running: bool,
}

impl Remarked<'_> {
    /// The remarks, the worst first.
    pub(super) fn remarks(&self, locale: Locale) -> Vec<Remark> {
        let mut remarks: Vec<Remark> =
            self.figure().map(|it| self.of_figure(locale, it)).into_iter().collect();
        remarks.extend(self.of_edit(locale));
        remarks.extend(self.of_record(locale));
        remarks
    }

    /// The remarks of a line that is being edited, with those that another figure would call for.
    pub(super) fn while_edited(&self, locale: Locale) -> Vec<Remark> {
        let is_violation = self.line.is_violation(self.report.rules.threshold());
        let possible = FigureRemark::WHILE_EDITED.into_iter().filter(|it| match it {
            FigureRemark::EditNeedsComment => true,
            FigureRemark::Edited | FigureRemark::InFull => !is_violation,
            _ => is_violation,
        });
        let shown = self.figure();
        let mut remarks: Vec<Remark> = possible
            .map(|it| Remark {
                name: Some(name(it)),
                shown: shown == Some(it),
                ..self.of_figure(locale, it)
            })
            .collect();
        // They are about the stored figure: another one has not been looked at yet.
        let of_edit = self.of_edit(locale).into_iter();
        remarks.extend(of_edit.map(|remark| Remark { name: Some("stored"), ..remark }));
        remarks.extend(self.of_record(locale));
        remarks
    }

    fn figure(&self) -> Option<FigureRemark> {
        let report = self.report;
        FigureRemark::of(self.line, report.rules.threshold(), report.status.with_partner())
    }

    fn of_figure(&self, locale: Locale, remark: FigureRemark) -> Remark {
        let line = self.line;
        let key = match remark {
            FigureRemark::Penalty => "report-line-penalty",
            _ if self.running => "report-line-coming",
            FigureRemark::ViolationNeedsComment => "report-line-violation-needs-comment",
            FigureRemark::EditNeedsComment => "report-line-edit-needs-comment",
            FigureRemark::ViolationInFull => "report-line-violation-paid",
            FigureRemark::Violation => "report-line-violation",
            FigureRemark::Edited => "report-line-differs",
            FigureRemark::InFull => "report-line-in-full",
        };
        let threshold = Setting::OverProvisioningThresholdPercent;
        let percent = threshold.format(self.report.rules.threshold());
        let message = locale.say(key).with("percent", locale.regroup(&percent));
        let message = message.with("units", locale.units(line.chargeable()));
        let message = message.with("instead", locale.units(line.without_penalty()));
        let default = locale.units(line.figures.default_chargeable);
        let weight = if remark.is_bad() { Weight::Bad } else { Weight::Note };
        let text = message.with("default", default).to_string();
        Remark { weight, ..Remark::note(text) }
    }

    fn of_edit(&self, locale: Locale) -> Vec<Remark> {
        let mut texts = Vec::new();
        let edited = self.line.edited.filter(|_| !self.line.penalty);
        let found = edited.and_then(|figure| Outlier::of(self.line, figure, self.last_month));
        texts.extend(found.map(|found| outlier::words(locale, found)));
        if self.line.moved {
            texts.push(locale.t("report-line-moved"));
        }
        texts.into_iter().map(Remark::note).collect()
    }

    fn of_record(&self, locale: Locale) -> Vec<Remark> {
        let (line, figures) = (self.line, &self.line.figures);
        let mut texts = Vec::new();
        if line.warning() == Some(Warning::OverUse) {
            texts.push(locale.t("report-line-over-use"));
        }
        let mut current = current_lines(self.report).into_iter();
        let current = current.find(|it| it.product.id == line.product.id);
        if let Some((current, number)) = current.and_then(|it| Some((it.chargeable, it.amendment?)))
        {
            let message = locale.say("amendment-stands").with("number", number);
            texts.push(message.with("units", locale.units(current)).to_string());
        }
        if figures.carried_forward {
            texts.push(locale.t("report-line-carried-forward"));
        }
        if figures.without_used > 0 && figures.without_used == figures.subscriptions {
            texts.push(locale.t("report-line-no-used"));
        } else if figures.without_used > 0 {
            let message =
                locale.say("report-line-without-used").with("count", figures.without_used);
            texts.push(message.with("of", figures.subscriptions).to_string());
        }
        texts.into_iter().map(Remark::note).collect()
    }
}

/// The name of a remark in the page and in `remarks.js`.
const fn name(remark: FigureRemark) -> &'static str {
    match remark {
        FigureRemark::Penalty => "penalty",
        FigureRemark::ViolationNeedsComment => "violation-needs-comment",
        FigureRemark::EditNeedsComment => "edit-needs-comment",
        FigureRemark::ViolationInFull => "violation-in-full",
        FigureRemark::Violation => "violation",
        FigureRemark::Edited => "edited",
        FigureRemark::InFull => "in-full",
    }
}
