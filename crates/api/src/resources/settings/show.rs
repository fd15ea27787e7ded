//! Reads the settings of a level.

use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::query::Parameters;
use crate::resources::directory::described_parameters::OfCode;
use crate::resources::directory::named::code;
use countersign_app::actions::change_settings::SettingsLevel;
use countersign_domain::settings::{Origin, Setting};
use countersign_store::settings::Level;
use countersign_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

/// The settings of a region, a distributor or a partner.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SettingsOfLevel {
    /// region, distributor or partner.
    #[schema(example = "partner")]
    level: &'static str,
    /// The code of the region or company.
    code: String,
    name: String,
    /// Whether reports are made here, so that the settings have an effect.
    has_reports: bool,
    settings: Vec<SettingValue>,
}

/// A setting. Values are written as in files.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SettingValue {
    #[schema(example = "auto_submit_days")]
    name: &'static str,
    /// The value in effect.
    #[schema(example = "7")]
    value: String,
    /// Where the value in effect is set: default, region, distributor or partner.
    #[schema(example = "distributor")]
    origin: &'static str,
    /// The value that is set here; null if it is inherited.
    own: Option<String>,
    /// The value without the one that is set here.
    inherited: String,
}

impl SettingsOfLevel {
    pub(super) fn of(place: &SettingsLevel) -> Self {
        Self {
            level: place.level.word(),
            code: place.code.clone(),
            name: place.name.clone(),
            has_reports: place.has_reports,
            settings: Setting::ALL.map(|setting| SettingValue::of(place, setting)).into(),
        }
    }
}

impl SettingValue {
    fn of(place: &SettingsLevel, setting: Setting) -> Self {
        let inherited = place.inherited().get(setting);
        let own = place.own.get(setting).map(|own| setting.format(own));
        let written = setting.format(inherited.value);
        Self {
            name: setting.name(),
            value: own.clone().unwrap_or_else(|| written.clone()),
            origin: word(if own.is_some() { place.origin() } else { inherited.origin }),
            own,
            inherited: written,
        }
    }
}

const fn word(origin: Origin) -> &'static str {
    match origin {
        Origin::Default => "default",
        Origin::Region => "region",
        Origin::Distributor => "distributor",
        Origin::Partner => "partner",
    }
}

/// Read the settings of a region.
#[utoipa::path(
    get,
    path = "/api/v1/settings/regions/{code}",
    operation_id = "readRegionSettings",
    tag = "Settings",
    params(OfCode),
    responses((status = 200, description = "The settings.", body = SettingsOfLevel)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn region(context: &Context) -> ApiAnswer {
    show(context, Level::Region).await
}

/// Read the settings of a distributor.
#[utoipa::path(
    get,
    path = "/api/v1/settings/distributors/{code}",
    operation_id = "readDistributorSettings",
    tag = "Settings",
    params(OfCode),
    responses((status = 200, description = "The settings.", body = SettingsOfLevel)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn distributor(context: &Context) -> ApiAnswer {
    show(context, Level::Distributor).await
}

/// Read the settings of a partner.
#[utoipa::path(
    get,
    path = "/api/v1/settings/partners/{code}",
    operation_id = "readPartnerSettings",
    tag = "Settings",
    params(OfCode),
    responses((status = 200, description = "The settings.", body = SettingsOfLevel)),
    security(("token" = ["directory.read"]))
)]
pub(crate) async fn partner(context: &Context) -> ApiAnswer {
    show(context, Level::Partner).await
}

async fn show(context: &Context, level: Level) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let (person, code) = (context.person()?, code(context)?);
    let place = context
        .look(async |tx| Ok(SettingsLevel::of_code(tx, person, level, &code).await?))
        .await?;
    tagged(&context.headers, &SettingsOfLevel::of(&place.ok_or(Problem::NotFound)?), None)
}
