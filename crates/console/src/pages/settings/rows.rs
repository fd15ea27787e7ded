//! The settings of a level, one row each: its own or inherited value, and the origin.

use super::form::{SettingsForm, written};
use super::history::SettingChangeText;
use countersign_app::actions::change_settings::SettingsLevel;
use countersign_domain::settings::{Origin, Setting};
use countersign_language::text::Locale;

/// A setting.
pub(super) struct SettingFieldRow {
    /// The field's name.
    pub(super) field: &'static str,
    pub(super) name: String,
    pub(super) hint: String,
    pub(super) unit: Option<String>,
    pub(super) is_choice: bool,
    pub(super) typed: String,
    /// The stored value as in files; blank if it is inherited.
    pub(super) was: String,
    pub(super) own: Option<String>,
    pub(super) inherited: String,
    /// The inherited value as a field would show it.
    pub(super) inherited_written: String,
    pub(super) from: String,
    pub(super) error: Option<String>,
}

/// The rows of a level, with input if it was refused. `since` are the changes by others since the
/// form was opened.
pub(super) fn rows(
    locale: Locale,
    place: &SettingsLevel,
    form: Option<&SettingsForm>,
    since: &[SettingChangeText],
) -> Vec<SettingFieldRow> {
    Setting::ALL.into_iter().map(|setting| row(locale, place, setting, form, since)).collect()
}

fn row(
    locale: Locale,
    place: &SettingsLevel,
    setting: Setting,
    form: Option<&SettingsForm>,
    since: &[SettingChangeText],
) -> SettingFieldRow {
    let own = place.own.get(setting);
    let inherited = place.inherited().get(setting);
    let key = setting.name().replace('_', "-");
    let typed = form.and_then(|form| form.typed(setting)).map(str::to_owned);
    SettingFieldRow {
        field: setting.name(),
        name: locale.setting(setting),
        hint: locale.t(&format!("settings-hint-{key}")),
        unit: unit(setting).map(|key| locale.t(key)),
        is_choice: is_choice(setting),
        typed: typed.or_else(|| own.map(|own| written(locale, setting, own))).unwrap_or_default(),
        was: own.map(|own| setting.format(own)).unwrap_or_default(),
        own: own.map(|own| locale.setting_value(setting, own)),
        inherited: locale.setting_value(setting, inherited.value),
        inherited_written: written(locale, setting, inherited.value),
        from: from(locale, place, inherited.origin),
        error: form.and_then(|form| error(locale, place, setting, form, since)),
    }
}

fn error(
    locale: Locale,
    place: &SettingsLevel,
    setting: Setting,
    form: &SettingsForm,
    since: &[SettingChangeText],
) -> Option<String> {
    if form.wrong.contains(&setting) {
        return Some(expected(locale, setting));
    }
    form.change.conflicts(&place.own).find(|it| *it == setting)?;
    let text = since.iter().find(|text| text.setting == setting)?;
    let said = locale.say("settings-changed-meanwhile").with_text("who", &text.who);
    Some(said.with_text("when", text.at.words()).with_text("value", &text.after).to_string())
}

/// The origin of an inherited value, by name.
fn from(locale: Locale, place: &SettingsLevel, origin: Origin) -> String {
    let distributor = place.distributor.as_ref().map(|(_, name)| name.clone());
    let named = |key, name: String| locale.say(key).with_text("name", name).to_string();
    match origin {
        Origin::Region => named("settings-from-region", place.region.clone()),
        Origin::Distributor => named("settings-from-distributor", distributor.unwrap_or_default()),
        Origin::Default | Origin::Partner => locale.t("settings-from-default"),
    }
}

/// Whether the values of a setting are yes and no.
const fn is_choice(setting: Setting) -> bool {
    matches!(setting, Setting::AutoApprove | Setting::HoldFlagged | Setting::HoldIncomplete)
}

const fn unit(setting: Setting) -> Option<&'static str> {
    match setting {
        Setting::AutoSubmitDays
        | Setting::ResubmitDays
        | Setting::SettleDays
        | Setting::ReviewDays
        | Setting::ReminderDays => Some("settings-unit-days"),
        Setting::CarryForwardCycles => Some("settings-unit-months"),
        Setting::OverProvisioningThresholdPercent => Some("settings-unit-percent"),
        Setting::AutoApprove | Setting::HoldFlagged | Setting::HoldIncomplete => None,
    }
}

/// The expected form of a setting.
fn expected(locale: Locale, setting: Setting) -> String {
    match setting {
        Setting::OverProvisioningThresholdPercent => locale.t("settings-expected-percent"),
        Setting::ReminderDays => locale.t("settings-expected-reminders"),
        _ => setting.range().map_or_else(
            || locale.t("settings-expected-yes-no"),
            |range| {
                let message = locale.say("settings-expected-whole").with("from", *range.start());
                message.with("to", *range.end()).to_string()
            },
        ),
    }
}
