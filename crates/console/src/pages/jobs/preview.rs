//! What a tried job is about to do, in numbers.

use countersign_app::jobs::decisions::preview::{DecisionPreview, NewDeadline, ProductUnits};
use countersign_app::jobs::decisions::{self, JobDecision};
use countersign_domain::approval_rule::{ApprovalRule, LeftBecause};
use countersign_domain::zone::Zone;
use countersign_language::signed_change::SignedChange;
use countersign_language::text::Locale;
use countersign_store::jobs::Job;

/// The part of the page above its confirmation.
pub(super) struct PreviewView {
    /// "30 partners"
    pub(super) partners: String,
    pub(super) names: Vec<String>,
    /// "and 12 more"
    pub(super) more: Option<String>,
    /// "2 flagged reports", "5 violations"
    pub(super) marks: Vec<String>,
    pub(super) deadlines: Vec<String>,
    pub(super) products: Vec<ProductRow>,
}

/// The units of a product, which are never added to those of another.
pub(super) struct ProductRow {
    pub(super) name: String,
    /// The month, if the reports are of several.
    pub(super) month: Option<String>,
    pub(super) unit: String,
    /// Blank if the sum is too large to be written.
    pub(super) before: String,
    pub(super) after: String,
    pub(super) change: Option<SignedChange>,
}

/// The rule by which reports are approved.
pub(crate) struct RuleView {
    pub(crate) rule: String,
    /// How many reports it leaves, and why.
    pub(crate) left: Vec<String>,
}

impl PreviewView {
    /// None for a job that waits for no confirmation, or of which nothing would be done.
    pub(super) fn of(locale: Locale, job: &Job) -> Option<Self> {
        let preview = decisions::preview_of(job).filter(|preview| preview.partners > 0)?;
        let several = preview.products.windows(2).any(|two| two[0].cycle != two[1].cycle);
        let more = preview.partners - i64::try_from(preview.names.len()).unwrap_or(i64::MAX);
        Some(Self {
            partners: locale.counted("jobs-preview-partners", preview.partners),
            more: (more > 0).then(|| locale.counted("jobs-preview-more", more)),
            marks: marks(locale, &preview),
            deadlines: preview.deadlines.iter().filter_map(|it| deadline(locale, it)).collect(),
            products: preview.products.into_iter().map(|it| product(locale, it, several)).collect(),
            names: preview.names,
        })
    }
}

/// The marks of the reports; only those that there are.
fn marks(locale: Locale, preview: &DecisionPreview) -> Vec<String> {
    let all = [
        ("jobs-preview-flagged", preview.flagged),
        ("jobs-preview-violations", preview.violations),
        ("jobs-preview-commented", preview.commented),
        ("jobs-preview-changed", preview.changed),
        ("jobs-preview-not-compared", preview.not_compared),
        ("jobs-preview-amendments", preview.amendments),
    ];
    let some = all.into_iter().filter(|(_, count)| *count > 0);
    let some: Vec<String> = some.map(|(key, count)| locale.counted(key, count)).collect();
    if some.is_empty() { vec![locale.t("jobs-preview-no-marks")] } else { some }
}

fn deadline(locale: Locale, deadline: &NewDeadline) -> Option<String> {
    let zone = Zone::parse(&deadline.zone).ok()?;
    let date = locale.deadline(deadline.at, &zone).words();
    let text = locale.say("jobs-preview-deadline").with("count", deadline.reports);
    Some(text.with("date", date).with("zone", deadline.zone.clone()).to_string())
}

fn product(locale: Locale, units: ProductUnits, several_months: bool) -> ProductRow {
    let change = units.before.zip(units.after);
    let text = |quantity| locale.units(quantity);
    ProductRow {
        name: units.name,
        month: several_months.then(|| locale.month(units.cycle)),
        unit: units.unit,
        before: units.before.map_or_else(String::new, text),
        after: units.after.map_or_else(String::new, text),
        change: change.map(|(before, after)| SignedChange::between(locale, Some(before), after)),
    }
}

impl RuleView {
    /// None if it is not by rule that the reports are approved.
    pub(crate) fn of(locale: Locale, decision: &JobDecision) -> Option<Self> {
        let JobDecision::ApproveByRule { rule, left, .. } = decision else { return None };
        let count = |because: &LeftBecause| left.get(because).copied().unwrap_or_default();
        let some = LeftBecause::ALL.iter().map(|it| (it, count(it))).filter(|(_, it)| *it > 0);
        let left: Vec<String> =
            some.map(|(because, count)| locale.counted(left_key(*because), count)).collect();
        let none = || vec![locale.t("rule-left-none")];
        let left = if left.is_empty() { none() } else { left };
        Some(Self { rule: rule_words(locale, *rule), left })
    }
}

/// "No flag, no comment, and every line changed by less than 10 %"
fn rule_words(locale: Locale, rule: ApprovalRule) -> String {
    locale.say("rule-words").with_text("percent", locale.units(rule.percent())).to_string()
}

const fn left_key(because: LeftBecause) -> &'static str {
    match because {
        LeftBecause::Flag => "rule-left-flag",
        LeftBecause::Comment => "rule-left-comment",
        LeftBecause::NoLastMonth => "rule-left-no-last-month",
        LeftBecause::Change => "rule-left-change",
    }
}
