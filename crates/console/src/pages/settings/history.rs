//! The recorded changes of settings.

use crate::context::Context;
use countersign_domain::settings::Setting;
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_language::text::Locale;
use countersign_store::Tx;
use countersign_store::settings::{self, Level, SettingChange};
use countersign_web::problem::Problem;

const SHOWN: i64 = 20;

/// A change.
pub(super) struct SettingChangeText {
    /// The setting.
    pub(super) setting: Setting,
    pub(super) at: Moment,
    pub(super) who: String,
    pub(super) name: String,
    pub(super) before: String,
    pub(super) after: String,
}

/// The last changes at one level, the newest first.
pub(super) async fn load(
    tx: &mut Tx,
    context: &Context,
    zone: &Zone,
    level: Level,
    code: &str,
) -> Result<Vec<SettingChangeText>, Problem> {
    let changes = settings::changes(tx, level, code, SHOWN).await?;
    Ok(changes.into_iter().filter_map(|change| text(context.locale, zone, change)).collect())
}

fn text(locale: Locale, zone: &Zone, change: SettingChange) -> Option<SettingChangeText> {
    let setting = Setting::ALL.into_iter().find(|setting| setting.name() == change.setting)?;
    let value = |value: Option<i64>| match value {
        Some(value) => locale.setting_value(setting, value),
        None => locale.t("settings-inherited"),
    };
    Some(SettingChangeText {
        setting,
        at: locale.moment(change.changed_at, zone),
        who: match change.person {
            Some(name) if name.is_empty() => locale.t("report-somebody"),
            Some(name) => locale.person(name),
            None => locale.t("settings-by-command"),
        },
        name: locale.setting(setting),
        before: value(change.before),
        after: value(change.after),
    })
}
