//! The explanations of the system's decisions in plain words: the compared figures, the settings,
//! and the outcome. Pages and letters use the same words.

use crate::text::Locale;
use countersign_domain::auto_approval::{ApprovalFacts, Hold};
use countersign_domain::explanation::{
    DeadlineFrom, ExplainedRule, Explanation, Finding, LineWhy, RuleOutcome,
};
use countersign_domain::quantity::Quantity;
use countersign_domain::report::Report;
use countersign_domain::settings::{Origin, Setting};

/// An explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The rule that the system followed.
    pub rule: String,
    /// The findings, one by one.
    pub found: Vec<FindingText>,
    /// The result.
    pub outcome: String,
    /// The settings that the rule used.
    pub settings: Vec<SettingRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingText {
    /// The sentences.
    pub text: String,
    /// Whether it costs the partner something.
    pub is_bad: bool,
}

/// A setting that applies to a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingRow {
    pub name: String,
    pub value: String,
    pub origin: String,
}

/// Whether the explained decision was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Done,
    /// It will be made, if no one acts before. Only lines that change are shown.
    Coming,
}

/// Puts an explanation of a report into words.
#[must_use]
pub fn tell(locale: Locale, report: &Report, it: &Explanation, tense: Tense) -> Why {
    ExplanationFormatter { locale, report, it, tense }.tell()
}

#[must_use]
pub fn setting_row(locale: Locale, report: &Report, setting: Setting) -> SettingRow {
    let resolved = report.rules.get(setting);
    SettingRow {
        name: locale.setting(setting),
        value: locale.setting_value(setting, resolved.value),
        origin: locale.t(origin(resolved.origin)),
    }
}

const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Default => "report-origin-default",
        Origin::Region => "report-origin-region",
        Origin::Distributor => "report-origin-distributor",
        Origin::Partner => "report-origin-partner",
    }
}

/// A name within a sentence, isolated so that its direction does not affect the text around it.
#[must_use]
pub fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

struct ExplanationFormatter<'a> {
    locale: Locale,
    report: &'a Report,
    it: &'a Explanation,
    tense: Tense,
}

impl ExplanationFormatter<'_> {
    fn tell(&self) -> Why {
        let it = self.it;
        let quiet = |text: String| FindingText { text, is_bad: false };
        let mut found: Vec<FindingText> = self.deadline().into_iter().map(quiet).collect();
        let explained = it.lines.iter().filter(|line| self.is_told(line));
        found.extend(explained.map(|line| self.line(line)));
        if let Some(facts) = it.facts {
            found.extend(self.facts(facts).into_iter().map(quiet));
        }
        let settings = it.settings.iter();
        Why {
            rule: self.locale.t(match it.rule {
                ExplainedRule::AutomaticSubmission => "why-rule-submission",
                ExplainedRule::AutomaticApproval => "why-rule-approval",
            }),
            found,
            outcome: self.outcome(),
            settings: settings
                .map(|it| setting_row(self.locale, self.report, it.setting))
                .collect(),
        }
    }

    /// One message or the other.
    const fn either(&self, done: &'static str, coming: &'static str) -> &'static str {
        match self.tense {
            Tense::Done => done,
            Tense::Coming => coming,
        }
    }

    fn is_told(&self, line: &LineWhy) -> bool {
        let changes = line.back_to_default || line.finding == Finding::Penalty;
        self.tense == Tense::Done || changes
    }

    fn deadline(&self) -> Option<String> {
        let from = self.it.deadline_from?;
        let key = match from {
            DeadlineFrom::Making => self.either("why-deadline-making", "why-coming-making"),
            DeadlineFrom::Rejection => {
                self.either("why-deadline-rejection", "why-coming-rejection")
            }
            DeadlineFrom::Extension => {
                self.either("why-deadline-extension", "why-coming-extension")
            }
            DeadlineFrom::OperatorsChoice => {
                self.either("why-deadline-operator", "why-coming-operator")
            }
        };
        let days = match from {
            DeadlineFrom::Rejection => Setting::ResubmitDays,
            _ => Setting::AutoSubmitDays,
        };
        let date = self.locale.deadline(self.it.at, &self.report.zone).words();
        let message = self.locale.say(key).with("date", date);
        Some(message.with("days", self.report.rules.value(days)).to_string())
    }

    fn line(&self, line: &LineWhy) -> FindingText {
        let compared = match line.finding {
            Finding::NotCompared => "why-line-not-compared",
            Finding::Within => "why-line-within",
            _ => "why-line-above",
        };
        let mut sentences = vec![self.say(compared, line)];
        if line.back_to_default {
            sentences.push(self.say(self.either("why-line-default", "why-coming-default"), line));
        }
        let charged = match line.finding {
            Finding::Penalty => self.either("why-line-penalty", "why-coming-penalty"),
            Finding::Explained => "why-line-explained",
            Finding::ChargedInFull => "why-line-full",
            Finding::NotCompared | Finding::Within => {
                self.either("why-line-charged", "why-coming-charged")
            }
        };
        sentences.push(self.say(charged, line));
        let text = self.locale.sentences(&sentences);
        FindingText { text, is_bad: line.finding == Finding::Penalty }
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

    fn facts(&self, facts: ApprovalFacts) -> Vec<String> {
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
            RuleOutcome::Submitted => {
                locale.t(self.either("why-submitted", "why-coming-submitted"))
            }
            RuleOutcome::SubmittedWithPenalties => {
                let key = self.either("why-submitted-penalties", "why-coming-penalties");
                locale.say(key).with("count", penalties.count()).to_string()
            }
            RuleOutcome::Approved => locale.t("why-approved"),
            RuleOutcome::KeptUnderReview => {
                let holds = self.it.holds.iter().map(|hold| locale.t(hold_key(*hold)));
                let holds = locale.sentences(&holds.collect::<Vec<_>>());
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
