//! Figures that look like slips: their words, and the question about those in a form.

use super::draft::Draft;
use super::figures::read_figure;
use countersign_domain::outlier::{Against, Outlier};
use countersign_domain::quantity::Quantity;
use countersign_domain::report::Report;
use countersign_domain::surprise::LastMonth;
use countersign_language::text::Locale;
use std::collections::BTreeMap;

/// "902,505 is 752 times the provisioned units (1,200)."
pub(super) fn words(locale: Locale, outlier: Outlier) -> String {
    let message = locale.say(match outlier.against {
        Against::Provisioned(_) => "report-outlier-provisioned",
        Against::Default(_) => "report-outlier-default",
        Against::LastMonth(_) => "report-outlier-last-month",
        Against::Nothing => "report-outlier-nothing",
    });
    let message = message.with("figure", locale.units(outlier.figure));
    let times = outlier.times().map(|times| locale.units(times)).unwrap_or_default();
    let message = message.with("times", times);
    message.with("units", locale.units(outlier.against.units())).to_string()
}

/// The changed figures of a form that its reader was not asked about yet, by product number. One
/// answer is for exactly the figures that were asked about.
pub(super) fn unconfirmed(
    draft: &Draft,
    report: &Report,
    last_month: &[LastMonth],
) -> BTreeMap<i64, Outlier> {
    let asked = report.lines.iter().filter_map(|line| {
        let id = line.product.id;
        let own = draft.lines.get(&id).filter(|own| own.chargeable.is_changed())?;
        if draft.reset == Some(id) {
            return None;
        }
        let read = |text: &str| read_figure(text, draft.locale, line.product.decimals).ok();
        let figure = read(&own.chargeable.submitted)?;
        let is_stored = figure == line.chargeable();
        let is_confirmed = draft.confirms_outliers && read(&own.asked) == Some(figure);
        if is_stored || is_confirmed {
            return None;
        }
        Some((id, Outlier::of(line, figure, charged(last_month, id))?))
    });
    asked.collect()
}

/// The units of a product that were charged last month.
pub(super) fn charged(last_month: &[LastMonth], product: i64) -> Option<Quantity> {
    last_month.iter().find(|it| it.product_id == product).map(|it| it.chargeable)
}
