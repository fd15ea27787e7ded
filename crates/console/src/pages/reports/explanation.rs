//! The explanations of the system's decisions on a report, entry by entry.

use super::report_view::ReportView;
use countersign_domain::explanation::{Explanation, explain};
use countersign_domain::report::Report;
use countersign_language::explanation::{Tense, Why, tell};
use countersign_language::text::Locale;

pub(super) struct Whys<'a> {
    locale: Locale,
    report: &'a Report,
    explanations: Vec<Explanation>,
}

impl<'a> Whys<'a> {
    pub(super) fn new(locale: Locale, view: &'a ReportView) -> Self {
        let history: Vec<_> = view.history.iter().map(|(entry, _)| entry.clone()).collect();
        let report = view.report();
        Self { locale, report, explanations: explain(report, &history) }
    }

    /// The explanations of the entry with this version.
    pub(super) fn of(&self, version: i64) -> Vec<Why> {
        let own = self.explanations.iter().filter(|it| it.version == version);
        own.map(|it| tell(self.locale, self.report, it, Tense::Done)).collect()
    }
}
