//! The form of a level's settings.
//!
//! Each field travels with the value with which the form was opened (`was-…`), written as in files.
//! A blank field inherits, and so does the one whose button was pressed.

use countersign_app::actions::change_settings::SettingsInput;
use countersign_domain::settings::Setting;
use countersign_language::text::Locale;

/// A form as it was sent.
pub(super) struct SettingsForm {
    /// What is to be different.
    pub(super) change: SettingsInput,
    /// Settings with an invalid value.
    pub(super) wrong: Vec<Setting>,
    typed: Vec<(Setting, String)>,
}

impl SettingsForm {
    /// Reads the fields; a missing one stays as it is.
    pub(super) fn read(fields: &[(String, String)]) -> Self {
        let text = |name: &str| {
            let found = fields.iter().find(|(field, _)| field == name);
            found.map(|(_, value)| value.as_str())
        };
        let inherits = text("inherit");
        let mut form =
            Self { change: SettingsInput::default(), wrong: Vec::new(), typed: Vec::new() };
        for setting in Setting::ALL {
            let was = text(&format!("was-{}", setting.name()));
            let was = was.and_then(|text| setting.parse(text).ok());
            form.change.was.set(setting, was);
            form.change.wanted.set(setting, was);
            let Some(typed) = text(setting.name()) else { continue };
            let typed = if inherits == Some(setting.name()) { "" } else { typed };
            form.typed.push((setting, typed.to_owned()));
            let plain = plain(setting, typed);
            match setting.parse(&plain) {
                _ if plain.is_empty() => form.change.wanted.set(setting, None),
                Ok(value) => form.change.wanted.set(setting, Some(value)),
                Err(_) => form.wrong.push(setting),
            }
        }
        form
    }

    pub(super) fn typed(&self, setting: Setting) -> Option<&str> {
        let found = self.typed.iter().find(|(it, _)| *it == setting);
        found.map(|(_, text)| text.as_str())
    }
}

/// A value as a field shows it: with the language's decimal mark, and days separated as people do.
pub(super) fn written(locale: Locale, setting: Setting, value: i64) -> String {
    match setting {
        Setting::OverProvisioningThresholdPercent => locale.regroup(&setting.format(value)),
        Setting::ReminderDays => setting.format(value).replace(' ', ", "),
        _ => setting.format(value),
    }
}

/// The input as a file would write it: plain digits, a decimal point, days separated by spaces. A
/// percentage has no groups, so either mark is the decimal one; three digits after it would be a
/// group, and are refused.
fn plain(setting: Setting, typed: &str) -> String {
    let digits: String = typed.trim().chars().map(half_width).collect();
    match setting {
        Setting::OverProvisioningThresholdPercent => {
            let digits = digits.trim_end_matches('%').trim_end();
            match digits.split_once([',', '.']) {
                Some((_, behind)) if behind.len() > 2 => digits.replace('.', ","),
                _ => digits.replace(',', "."),
            }
        }
        Setting::ReminderDays => digits.replace([',', ';'], " "),
        _ => digits,
    }
}

/// Full-width digits and marks become plain ones.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '、' => ',',
        '\u{3000}' | '\u{a0}' | '\u{202f}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &[(&str, &str)]) -> SettingsForm {
        let fields: Vec<(String, String)> =
            fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        SettingsForm::read(&fields)
    }

    #[test]
    fn a_blank_field_and_a_pressed_button_inherit() {
        let form = read(&[
            ("was-auto_submit_days", "7"),
            ("auto_submit_days", " "),
            ("was-settle_days", "2"),
            ("settle_days", "2"),
            ("inherit", "settle_days"),
            ("was-resubmit_days", "4"),
        ]);
        let change = form.change;
        for (setting, was, wanted) in [
            (Setting::AutoSubmitDays, Some(7), None),
            (Setting::SettleDays, Some(2), None),
            (Setting::ResubmitDays, Some(4), Some(4)),
        ] {
            assert_eq!(change.was.get(setting), was, "{}", setting.name());
            assert_eq!(change.wanted.get(setting), wanted, "{}", setting.name());
        }
        assert!(form.wrong.is_empty());
    }

    #[test]
    fn values_are_taken_as_each_language_writes_them() {
        let threshold = Setting::OverProvisioningThresholdPercent;
        let value = |setting: Setting, text: &str| {
            let form = read(&[(setting.name(), text)]);
            form.wrong.is_empty().then(|| form.change.wanted.get(setting)).flatten()
        };
        for text in ["12.5", "12,5", "12,5 %", "１２．５"] {
            assert_eq!(value(threshold, text), Some(1250), "{text}");
        }
        for text in ["1.000,5", "1,000", "1.000", "-1", "100.01", "ten"] {
            assert_eq!(value(threshold, text), None, "{text}");
        }
        for text in ["2 1", "2, 1", "１、２", "1;2"] {
            assert_eq!(value(Setting::ReminderDays, text), Some(0b110), "{text}");
        }
        assert_eq!(value(Setting::AutoSubmitDays, "29"), None);
    }

    #[test]
    fn what_is_written_is_read_again() {
        for locale in Locale::ALL {
            for setting in Setting::ALL {
                let value = setting.default_value();
                let text = written(locale, setting, value);
                let form = read(&[(setting.name(), &text)]);
                assert_eq!(form.change.wanted.get(setting), Some(value), "{text}");
            }
        }
    }
}
