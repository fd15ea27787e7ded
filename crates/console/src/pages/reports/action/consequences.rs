//! What an action on a report leads to, sentence by sentence, before it is executed.

use super::specification::Action;
use crate::context::Context;
use crate::pages::reports::history_text::isolated;
use crate::pages::reports::report_view::ReportView;
use countersign_domain::correction::{CorrectedLine, FIRST_AMENDMENT, unfinished};
use countersign_domain::report::Report;
use countersign_domain::schedule::deadline_after_rejection;
use countersign_domain::settings::Setting;
use countersign_domain::status::Verb;
use countersign_language::text::Locale;

/// The sentences.
pub(super) fn of(context: &Context, action: &Action, view: &ReportView) -> Vec<String> {
    let (locale, report) = (context.locale, view.report());
    let text = locale.say(action.texts.follows);
    let text = text.with("partner", isolated(&view.names().partner_name));
    let zone = || context.locale.zone(report.zone.name());
    let deadline = |at| locale.deadline(at, &report.zone).words();
    let (first, more) = match action.verb {
        Verb::Reject => {
            let days = report.rules.value(Setting::ResubmitDays);
            let until = deadline_after_rejection(context.now, days, report.deadline, &report.zone);
            let text = text.with("date", deadline(until)).with("zone", zone());
            (text, of_rejection(locale, report))
        }
        Verb::Extend => {
            (text.with("date", deadline(report.deadline)).with("zone", zone()), Vec::new())
        }
        verb if verb.is_of_correction() => {
            (text.with("number", amendment(report, verb)), corrected_lines(locale, report))
        }
        _ => (text, Vec::new()),
    };
    std::iter::once(first.to_string()).chain(more).collect()
}

/// The penalties that a rejection lifts, and that comments no longer count.
fn of_rejection(locale: Locale, report: &Report) -> Vec<String> {
    let penalties = report.lines.iter().filter(|line| line.penalty);
    let mut sentences: Vec<String> = penalties
        .map(|line| {
            let lifted = locale.say("report-reject-lifts");
            let lifted = lifted.with("product", isolated(&line.product.name));
            let lifted = lifted.with("from", locale.units(line.chargeable()));
            lifted.with("to", locale.units(line.without_penalty())).to_string()
        })
        .collect();
    if report.lines.iter().any(|line| line.comment.is_some()) {
        sentences.push(locale.t("report-reject-comments"));
    }
    sentences
}

/// The number of the amendment that the action is about.
fn amendment(report: &Report, verb: Verb) -> i64 {
    let last = report.corrections.iter().filter_map(|it| it.amendment).max();
    match verb {
        Verb::AgreeCorrection => last.map_or(FIRST_AMENDMENT, |last| last + 1),
        _ => last.unwrap_or(FIRST_AMENDMENT),
    }
}

fn corrected_lines(locale: Locale, report: &Report) -> Vec<String> {
    let line = |line: &CorrectedLine| {
        let message = locale.say("correction-line").with("product", isolated(&line.product.name));
        let before = line.before.map_or_else(|| "–".to_owned(), |units| locale.units(units));
        message.with("before", before).with("after", locale.units(line.after)).to_string()
    };
    let lines = unfinished(report).map_or(&[][..], |correction| &correction.lines);
    lines.iter().map(line).collect()
}
