//! Settings: their values, their inheritance, and who may write them.
//!
//! Source of the rules: docs/rules.md section 4, "Settings". Each value is one whole number, so
//! that all settings are stored, inherited and frozen alike: days and cycles as they are, yes as 1
//! and no as 0, a threshold in hundredths of a percent, reminder days as a set of bits.

use crate::actor::CompanyKind;
use crate::quantity::{Quantity, without_zeros};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The number of settings of the first program, whose reports have no others.
const FIRST_SETTINGS: usize = 9;

/// One setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// Local days until the system submits; the day of making is the first.
    AutoSubmitDays,
    /// Local days after a rejection.
    ResubmitDays,
    /// Local days after the cycle until its reports are made.
    SettleDays,
    /// Over-provisioned percentage above which a line is a violation.
    OverProvisioningThresholdPercent,
    /// Whether the system approves reports without comments.
    AutoApprove,
    /// Whether flagged reports wait for a person.
    HoldFlagged,
    /// Whether reports with carried-forward lines wait for a person.
    HoldIncomplete,
    /// Full cycles without a reading through which a subscription is carried.
    CarryForwardCycles,
    /// Days before the deadline on which the partner is reminded.
    ReminderDays,
    /// Local days from the start of a review until its target date.
    ReviewDays,
}

impl Setting {
    /// All settings, in the order of the files.
    pub const ALL: [Self; 10] = [
        Self::AutoSubmitDays,
        Self::ResubmitDays,
        Self::SettleDays,
        Self::OverProvisioningThresholdPercent,
        Self::AutoApprove,
        Self::HoldFlagged,
        Self::HoldIncomplete,
        Self::CarryForwardCycles,
        Self::ReminderDays,
        Self::ReviewDays,
    ];

    /// The name of the column, in files and in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AutoSubmitDays => "auto_submit_days",
            Self::ResubmitDays => "resubmit_days",
            Self::SettleDays => "settle_days",
            Self::OverProvisioningThresholdPercent => "over_provisioning_threshold_percent",
            Self::AutoApprove => "auto_approve",
            Self::HoldFlagged => "hold_flagged",
            Self::HoldIncomplete => "hold_incomplete",
            Self::CarryForwardCycles => "carry_forward_cycles",
            Self::ReminderDays => "reminder_days",
            Self::ReviewDays => "review_days",
        }
    }

    /// The value that applies if no level sets one.
    #[must_use]
    pub const fn default_value(self) -> i64 {
        match self {
            Self::AutoSubmitDays | Self::ReviewDays => 5,
            Self::ResubmitDays | Self::CarryForwardCycles => 3,
            Self::SettleDays | Self::AutoApprove => 1,
            Self::OverProvisioningThresholdPercent => 1000,
            Self::HoldFlagged | Self::HoldIncomplete => 0,
            Self::ReminderDays => 0b110,
        }
    }

    /// The whole numbers that a setting takes, or each day of a reminder set. Other settings have
    /// none.
    #[must_use]
    pub const fn range(self) -> Option<RangeInclusive<i64>> {
        match self {
            Self::AutoSubmitDays | Self::ResubmitDays | Self::ReviewDays | Self::ReminderDays => {
                Some(1..=28)
            }
            Self::SettleDays => Some(0..=10),
            Self::CarryForwardCycles => Some(0..=24),
            Self::OverProvisioningThresholdPercent
            | Self::AutoApprove
            | Self::HoldFlagged
            | Self::HoldIncomplete => None,
        }
    }

    /// The expected form in a file.
    #[must_use]
    pub const fn expected(self) -> &'static str {
        match self {
            Self::AutoSubmitDays | Self::ResubmitDays | Self::ReviewDays => {
                "a whole number from 1 to 28"
            }
            Self::SettleDays => "a whole number from 0 to 10",
            Self::CarryForwardCycles => "a whole number from 0 to 24",
            Self::OverProvisioningThresholdPercent => {
                "a percentage from 0 to 100 with at most two decimals"
            }
            Self::AutoApprove | Self::HoldFlagged | Self::HoldIncomplete => "yes or no",
            Self::ReminderDays => "days before the deadline from 1 to 28, such as 2 1",
        }
    }

    /// Reads the value of a cell.
    ///
    /// # Errors
    /// [`Setting::expected`], if it is invalid.
    pub fn parse(self, text: &str) -> Result<i64, &'static str> {
        let value = match self {
            Self::AutoSubmitDays
            | Self::ResubmitDays
            | Self::ReviewDays
            | Self::SettleDays
            | Self::CarryForwardCycles => self.whole(text),
            Self::OverProvisioningThresholdPercent => {
                let percent = Quantity::parse(text, 2).ok();
                percent.map(|value| value.micros() / 10_000).filter(|value| *value <= 10_000)
            }
            Self::AutoApprove | Self::HoldFlagged | Self::HoldIncomplete => {
                parse_yes_no(text).map(i64::from)
            }
            Self::ReminderDays => text
                .split_ascii_whitespace()
                .map(|day| self.whole(day).map(|day| 1 << day))
                .try_fold(0, |set, day| Some(set | day?))
                .filter(|set| *set != 0),
        };
        value.ok_or(self.expected())
    }

    /// Writes a value as in a cell.
    #[must_use]
    pub fn format(self, value: i64) -> String {
        match self {
            Self::OverProvisioningThresholdPercent => {
                Quantity::from_micros(value.saturating_mul(10_000)).to_string()
            }
            Self::AutoApprove | Self::HoldFlagged | Self::HoldIncomplete => {
                yes_no(value != 0).to_owned()
            }
            Self::ReminderDays => {
                days_of(value).map(|day| day.to_string()).collect::<Vec<_>>().join(" ")
            }
            _ => value.to_string(),
        }
    }

    fn whole(self, text: &str) -> Option<i64> {
        let text = without_zeros(text);
        let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        let value = plain.then(|| text.parse().ok()).flatten();
        value.filter(|value| self.range().is_some_and(|range| range.contains(value)))
    }

    const fn index(self) -> usize {
        self as usize
    }
}

/// The days of a reminder set, the earliest reminder first.
pub fn days_of(set: i64) -> impl Iterator<Item = i64> {
    (1..=28).rev().filter(move |day| set & (1 << day) != 0)
}

/// Reads `yes` or `no`, in any case.
#[must_use]
pub fn parse_yes_no(text: &str) -> Option<bool> {
    match text {
        _ if text.eq_ignore_ascii_case("yes") => Some(true),
        _ if text.eq_ignore_ascii_case("no") => Some(false),
        _ => None,
    }
}

/// Writes `yes` or `no`.
#[must_use]
pub const fn yes_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

/// The values that one level sets; a missing value is inherited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings([Option<i64>; Setting::ALL.len()]);

impl Settings {
    /// The level's own value.
    #[must_use]
    pub const fn get(&self, setting: Setting) -> Option<i64> {
        self.0[setting.index()]
    }

    /// Sets the level's own value.
    pub const fn set(&mut self, setting: Setting, value: Option<i64>) {
        self.0[setting.index()] = value;
    }
}

/// A level of settings, from the farthest to the nearest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// No level set it.
    Default,
    /// The region.
    Region,
    /// The distributor.
    Distributor,
    /// The partner.
    Partner,
}

impl Origin {
    /// The token in files and the API.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Region => "region",
            Self::Distributor => "distributor",
            Self::Partner => "partner",
        }
    }
}

/// A value and its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// The value, as [`Setting`] encodes it.
    pub value: i64,
    /// The level that set it.
    pub origin: Origin,
}

/// The settings that apply to one report, frozen with it. A report that was made before a setting
/// existed has its default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Resolved>")]
pub struct Rules([Resolved; Setting::ALL.len()]);

impl TryFrom<Vec<Resolved>> for Rules {
    type Error = String;

    fn try_from(stored: Vec<Resolved>) -> Result<Self, String> {
        let (there, known) = (stored.len(), Setting::ALL.len());
        if !(FIRST_SETTINGS..=known).contains(&there) {
            return Err(format!("{there} settings instead of {known}"));
        }
        Ok(Self(Setting::ALL.map(|setting| {
            let default = Resolved { value: setting.default_value(), origin: Origin::Default };
            stored.get(setting.index()).copied().unwrap_or(default)
        })))
    }
}

impl Rules {
    /// The nearest value set wins: partner, distributor, region, default.
    #[must_use]
    pub fn resolve(region: &Settings, distributor: &Settings, partner: &Settings) -> Self {
        let levels = [
            (partner, Origin::Partner),
            (distributor, Origin::Distributor),
            (region, Origin::Region),
        ];
        Self(Setting::ALL.map(|setting| {
            let set = levels.iter().find_map(|(level, origin)| {
                level.get(setting).map(|value| Resolved { value, origin: *origin })
            });
            let default = setting.default_value();
            set.unwrap_or(Resolved { value: default, origin: Origin::Default })
        }))
    }

    /// The value and its origin.
    #[must_use]
    pub const fn get(&self, setting: Setting) -> Resolved {
        self.0[setting.index()]
    }

    /// The value.
    #[must_use]
    pub const fn value(&self, setting: Setting) -> i64 {
        self.get(setting).value
    }

    /// Whether a yes-or-no setting is yes.
    #[must_use]
    pub const fn is_on(&self, setting: Setting) -> bool {
        self.value(setting) != 0
    }

    /// The violation threshold in hundredths of a percent.
    #[must_use]
    pub const fn threshold(&self) -> i64 {
        self.value(Setting::OverProvisioningThresholdPercent)
    }
}

/// Whether a company may write the settings of a level: the operator those of regions and
/// distributors, a distributor those of its partners. A company can read the settings that apply to
/// it and cannot write them.
#[must_use]
pub fn may_write(writer: CompanyKind, level: Origin) -> bool {
    match level {
        Origin::Region | Origin::Distributor => writer == CompanyKind::Operator,
        Origin::Partner => writer == CompanyKind::Distributor,
        Origin::Default => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_a_value_that_a_file_could_give() {
        for setting in Setting::ALL {
            let text = setting.format(setting.default_value());
            assert_eq!(setting.parse(&text), Ok(setting.default_value()), "{}", setting.name());
        }
        assert_eq!(Setting::ReminderDays.format(0b110), "2 1");
        assert_eq!(Setting::OverProvisioningThresholdPercent.format(1000), "10");
    }

    #[test]
    fn what_is_expected_names_the_range() {
        for setting in Setting::ALL {
            let Some(range) = setting.range() else { continue };
            let named = format!("from {} to {}", range.start(), range.end());
            assert!(setting.expected().contains(&named), "{}", setting.name());
        }
    }

    #[test]
    fn values_out_of_bounds_are_refused() {
        for (setting, text) in [
            (Setting::AutoSubmitDays, "0"),
            (Setting::AutoSubmitDays, "29"),
            (Setting::ResubmitDays, "-1"),
            (Setting::SettleDays, "11"),
            (Setting::CarryForwardCycles, "25"),
            (Setting::CarryForwardCycles, "1.5"),
            (Setting::OverProvisioningThresholdPercent, "100.01"),
            (Setting::OverProvisioningThresholdPercent, "1.234"),
            (Setting::AutoApprove, "true"),
            (Setting::HoldFlagged, "y"),
            (Setting::ReviewDays, "0"),
            (Setting::ReviewDays, "29"),
            (Setting::ReminderDays, "2,1"),
            (Setting::ReminderDays, "0"),
        ] {
            assert_eq!(setting.parse(text), Err(setting.expected()), "{} {text}", setting.name());
        }
        assert_eq!(Setting::OverProvisioningThresholdPercent.parse("12.500"), Ok(1250));
        assert_eq!(Setting::CarryForwardCycles.parse("10.0"), Ok(10));
        assert_eq!(Setting::ReminderDays.parse("2.0"), Ok(0b100));
        assert_eq!(Setting::HoldFlagged.parse("YES"), Ok(1));
    }

    #[test]
    fn the_nearest_value_set_wins_and_says_where_it_came_from() {
        let mut levels = [Settings::default(); 3];
        let resolve = |levels: &[Settings; 3]| {
            let rules = Rules::resolve(&levels[0], &levels[1], &levels[2]);
            let resolved = rules.get(Setting::SettleDays);
            (resolved.value, resolved.origin)
        };
        assert_eq!(resolve(&levels), (1, Origin::Default));
        for (level, origin) in
            [Origin::Region, Origin::Distributor, Origin::Partner].into_iter().enumerate()
        {
            let value = i64::try_from(level).unwrap() + 2;
            levels[level].set(Setting::SettleDays, Some(value));
            assert_eq!(resolve(&levels), (value, origin));
        }
    }

    #[test]
    fn rules_stored_before_a_setting_existed_give_its_default() {
        let mut partner = Settings::default();
        partner.set(Setting::ReminderDays, Some(0b10));
        partner.set(Setting::ReviewDays, Some(9));
        let none = Settings::default();
        let rules = Rules::resolve(&none, &none, &partner);
        let stored = serde_json::to_value(rules).unwrap();
        assert_eq!(serde_json::from_value::<Rules>(stored.clone()).unwrap(), rules);
        let mut of_nine = stored.as_array().unwrap().clone();
        of_nine.truncate(9);
        let read: Rules = serde_json::from_value(of_nine.clone().into()).unwrap();
        let default = Resolved { value: 5, origin: Origin::Default };
        assert_eq!(read.get(Setting::ReviewDays), default);
        assert_eq!(read.get(Setting::ReminderDays), rules.get(Setting::ReminderDays));
        for length in [0, 8, 11] {
            let mut other = stored.as_array().unwrap().clone();
            other.resize(length, of_nine[0].clone());
            let read = serde_json::from_value::<Rules>(other.into());
            assert!(read.is_err(), "{length} settings");
        }
    }

    #[test]
    fn whom_a_setting_binds_does_not_write_it() {
        use CompanyKind::{Distributor, Operator, Partner, Vendor};
        for (level, writer) in [
            (Origin::Region, Operator),
            (Origin::Distributor, Operator),
            (Origin::Partner, Distributor),
        ] {
            for kind in [Operator, Vendor, Distributor, Partner] {
                assert_eq!(may_write(kind, level), kind == writer, "{kind:?} {level:?}");
            }
        }
    }
}
