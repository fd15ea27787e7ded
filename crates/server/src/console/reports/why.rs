//! Why the system did what it did, in plain words: what was compared with what, by which
//! settings, and what came of it.

use super::bound::{SettingRow, setting_row};
use super::opened::Opened;
use super::told::isolated;
use crate::console::text::Locale;
use countersign_domain::explanation::{
    DeadlineFrom, Explanation, Facts, Finding, Hold, LineWhy, Outcome, Rule, explain,
};
use countersign_domain::quantity::Quantity;
use countersign_domain::report::Report;
use countersign_domain::settings::Setting;

/// An explanation.
pub(super) struct Why {
    /// What the system goes by.
    pub(super) rule: String,
    /// What it found, sentence by sentence.
    pub(super) found: Vec<Found>,
    /// What came of it.
    pub(super) outcome: String,
    /// The settings that the rule goes by.
    pub(super) settings: Vec<SettingRow>,
}

/// Something that was found.
pub(super) struct Found {
    /// The sentences.
    pub(super) text: String,
    /// Whether it costs the partner something.
    pub(super) is_bad: bool,
}

/// The explanations of a report.
pub(super) struct Whys<'a> {
    locale: Locale,
    report: &'a Report,
    told: Vec<Explanation>,
}

impl<'a> Whys<'a> {
    /// Everything that the system did to it.
    pub(super) fn new(locale: Locale, opened: &'a Opened) -> Self {
        let history: Vec<_> = opened.history.iter().map(|(entry, _)| entry.clone()).collect();
        let report = opened.report();
        Self { locale, report, told: explain(report, &history) }
    }

    /// Those of the entry of a version.
    pub(super) fn of(&self, version: i64) -> Vec<Why> {
        let own = self.told.iter().filter(|it| it.version == version);
        own.map(|it| Teller { locale: self.locale, report: self.report, it }.tell()).collect()
    }
}

struct Teller<'a> {
    locale: Locale,
    report: &'a Report,
    it: &'a Explanation,
}

impl Teller<'_> {
    fn tell(&self) -> Why {
        let it = self.it;
        let quiet = |text: String| Found { text, is_bad: false };
        let mut found: Vec<Found> = self.deadline().into_iter().map(quiet).collect();
        found.extend(it.lines.iter().map(|line| self.line(line)));
        if let Some(facts) = it.facts {
            found.extend(self.facts(facts).into_iter().map(quiet));
        }
        let settings = it.settings.iter();
        Why {
            rule: self.locale.t(match it.rule {
                Rule::AutomaticSubmission => "why-rule-submission",
                Rule::AutomaticApproval => "why-rule-approval",
            }),
            found,
            outcome: self.outcome(),
            settings: settings
                .map(|it| setting_row(self.locale, self.report, it.setting))
                .collect(),
        }
    }

    fn deadline(&self) -> Option<String> {
        let (key, days) = match self.it.deadline_from? {
            DeadlineFrom::Making => ("why-deadline-making", Setting::AutoSubmitDays),
            DeadlineFrom::Rejection => ("why-deadline-rejection", Setting::ResubmitDays),
            DeadlineFrom::Extension => ("why-deadline-extension", Setting::AutoSubmitDays),
            DeadlineFrom::OperatorsChoice => ("why-deadline-operator", Setting::AutoSubmitDays),
        };
        let date = self.locale.deadline(self.it.at, &self.report.zone).words();
        let message = self.locale.say(key).with("date", date);
        Some(message.with("days", self.report.rules.value(days)).to_string())
    }

    fn line(&self, line: &LineWhy) -> Found {
        let compared = match line.finding {
            Finding::NotCompared => "why-line-not-compared",
            Finding::Within => "why-line-within",
            _ => "why-line-above",
        };
        let mut text = self.say(compared, line);
        if line.back_to_default {
            text.push(' ');
            text.push_str(&self.say("why-line-default", line));
        }
        let charged = match line.finding {
            Finding::Penalty => "why-line-penalty",
            Finding::Explained => "why-line-explained",
            Finding::ChargedInFull => "why-line-full",
            Finding::NotCompared | Finding::Within => "why-line-charged",
        };
        text.push(' ');
        text.push_str(&self.say(charged, line));
        Found { text, is_bad: line.finding == Finding::Penalty }
    }

    fn say(&self, key: &'static str, line: &LineWhy) -> String {
        let locale = self.locale;
        let own = self.report.lines.iter().find(|it| it.product.code == line.product);
        let product = own.map_or(line.product.as_str(), |line| line.product.name.as_str());
        let threshold = Setting::OverProvisioningThresholdPercent;
        let threshold = locale.regroup(&threshold.format(self.report.rules.threshold()));
        let percent = line.over_provisioned_percent.as_deref().unwrap_or_default();
        let units = |quantity: Quantity| locale.units(quantity);
        let before = if line.back_to_default { line.default_chargeable } else { line.saved };
        let more = line.chargeable.micros().saturating_sub(before.micros());
        locale
            .say(key)
            .with("product", isolated(product))
            .with("provisioned", units(line.provisioned))
            .with("default", units(line.default_chargeable))
            .with("percent", locale.regroup(percent))
            .with("threshold", threshold)
            .with("saved", units(line.saved))
            .with("before", units(before))
            .with("charged", units(line.chargeable))
            .with("more", locale.signed(more))
            .to_string()
    }

    fn facts(&self, facts: Facts) -> Vec<String> {
        let locale = self.locale;
        let of = |yes: bool, key: &'static str, otherwise: &'static str| {
            locale.t(if yes { key } else { otherwise })
        };
        vec![
            locale.say("why-comments").with("count", facts.comments).to_string(),
            of(facts.flagged, "why-flagged", "why-not-flagged"),
            locale.say("why-carried").with("count", facts.carried_forward).to_string(),
            of(facts.contested, "why-contested", "why-not-contested"),
        ]
    }

    fn outcome(&self) -> String {
        let locale = self.locale;
        let penalties = self.it.lines.iter().filter(|line| line.finding == Finding::Penalty);
        match self.it.outcome {
            Outcome::Submitted => locale.t("why-submitted"),
            Outcome::SubmittedWithPenalties => {
                locale.say("why-submitted-penalties").with("count", penalties.count()).to_string()
            }
            Outcome::Approved => locale.t("why-approved"),
            Outcome::KeptUnderReview => {
                let holds = self.it.holds.iter().map(|hold| locale.t(hold_key(*hold)));
                let holds = holds.collect::<Vec<_>>().join(" ");
                locale.say("why-kept").with("holds", holds).to_string()
            }
        }
    }
}

const fn hold_key(hold: Hold) -> &'static str {
    match hold {
        Hold::SwitchedOff => "why-hold-switched-off",
        Hold::Flagged => "why-hold-flagged",
        Hold::CarriedForward => "why-hold-carried",
        Hold::Contested => "why-hold-contested",
        Hold::Comments => "why-hold-comments",
    }
}
