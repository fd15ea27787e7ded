//! Changes the settings of a level.

use super::show::SettingsOfLevel;
use crate::answer::{ApiAnswer, of_write};
use crate::context::Context;
use crate::etag::{self, stale};
use crate::json_body;
use crate::pointer;
use crate::problem::ApiProblem;
use crate::query::Parameters;
use crate::resources::directory::described_parameters::{ContentHeaders, OfCode};
use crate::resources::directory::named::code;
use axum::http::StatusCode;
use countersign_app::actions::audit;
use countersign_app::actions::change_settings::{
    self, SettingsInput, SettingsLevel, SettingsRefusal,
};
use countersign_app::formats::json_object::Entries;
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_domain::settings::Setting;
use countersign_store::audit::AuditEntry;
use countersign_store::settings::Level;
use countersign_store::{Result as StoreResult, Tx};
use countersign_web::problem::Problem;
use serde::Deserialize;
use utoipa::ToSchema;

/// The changes to the settings of a level.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettingsChange {
    /// The settings to change, by name; null inherits. Values are written as in files.
    #[schema(value_type = BTreeMap<String, Option<String>>)]
    #[schema(example = json!({"auto_submit_days": "7", "hold_flagged": null}))]
    settings: Entries<Option<String>>,
}

/// A setting with its new value.
type Wanted = Vec<(Setting, Option<i64>)>;

impl SettingsChange {
    fn wanted(&self) -> Result<Wanted, ApiProblem> {
        let wanted = |(name, text): (&String, &Option<String>)| {
            let pointer = format!("/settings/{}", pointer::escaped(name));
            let wrong = |detail| ApiProblem::invalid_body(pointer.clone(), detail);
            let setting = Setting::ALL.into_iter().find(|it| it.name() == name);
            let setting = setting.ok_or_else(|| {
                let known = Setting::ALL.map(Setting::name).join(", ");
                wrong(format!("{name:?} is not one of {known}."))
            })?;
            let value = text.as_deref().map(|text| setting.parse(text)).transpose();
            let value = value.map_err(|expected| wrong(format!("{name}: expected {expected}.")))?;
            Ok((setting, value))
        };
        self.settings.0.iter().map(wanted).collect()
    }
}

/// Change the settings of a region.
#[utoipa::path(
    patch,
    path = "/api/v1/settings/regions/{code}",
    operation_id = "changeRegionSettings",
    tag = "Settings",
    params(OfCode, ContentHeaders),
    request_body = SettingsChange,
    responses((status = 200, description = "The settings.", body = SettingsOfLevel)),
    security(("token" = ["settings.write"]))
)]
pub(crate) async fn region(context: &Context) -> ApiAnswer {
    change(context, Level::Region).await
}

/// Change the settings of a distributor.
#[utoipa::path(
    patch,
    path = "/api/v1/settings/distributors/{code}",
    operation_id = "changeDistributorSettings",
    tag = "Settings",
    params(OfCode, ContentHeaders),
    request_body = SettingsChange,
    responses((status = 200, description = "The settings.", body = SettingsOfLevel)),
    security(("token" = ["settings.write"]))
)]
pub(crate) async fn distributor(context: &Context) -> ApiAnswer {
    change(context, Level::Distributor).await
}

/// Change the settings of a partner.
#[utoipa::path(
    patch,
    path = "/api/v1/settings/partners/{code}",
    operation_id = "changePartnerSettings",
    tag = "Settings",
    params(OfCode, ContentHeaders),
    request_body = SettingsChange,
    responses((status = 200, description = "The settings.", body = SettingsOfLevel)),
    security(("token" = ["settings.write"]))
)]
pub(crate) async fn partner(context: &Context) -> ApiAnswer {
    change(context, Level::Partner).await
}

async fn change(context: &Context, level: Level) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let body: SettingsChange = json_body::read(context)?;
    let (person, wanted, code) = (context.person()?, body.wanted()?, code(context)?);
    let seen = etag::seen_content(&context.headers)?;
    let done = context
        .change(async |tx| {
            let Some(place) = SettingsLevel::of_code(tx, person, level, &code).await? else {
                return Ok(Err(Problem::NotFound.into()));
            };
            match seen.check(&SettingsOfLevel::of(&place)) {
                Ok(()) => write(context, tx, person, &place, &wanted).await,
                Err(problem) => Ok(Err(problem)),
            }
        })
        .await?;
    of_write(StatusCode::OK, &done?)
}

async fn write(
    context: &Context,
    tx: &mut Tx,
    person: &Person,
    place: &SettingsLevel,
    wanted: &Wanted,
) -> StoreResult<Result<SettingsOfLevel, ApiProblem>> {
    let SettingsLevel { level, id, .. } = *place;
    let mut change = SettingsInput { was: place.own, wanted: place.own };
    for (setting, value) in wanted {
        change.wanted.set(*setting, *value);
    }
    let clock = &context.state.clock;
    match change_settings::run(tx, clock, person, level, id, &change).await? {
        Ok(0) => {}
        Ok(_) => {
            let about = Some(format!("{} {}", level.word(), place.code));
            let entry = context.audit(Event::SettingsChanged);
            audit::record(tx, AuditEntry { about, ..entry }).await?;
        }
        Err(SettingsRefusal::NotHere) => return Ok(Err(Problem::NotFound.into())),
        Err(SettingsRefusal::NotPermitted) => return Ok(Err(Problem::Forbidden.into())),
        Err(SettingsRefusal::Stale) => return Ok(Err(stale())),
    }
    let after = SettingsLevel::seen(tx, person, level, id).await?;
    Ok(after.map(|after| SettingsOfLevel::of(&after)).ok_or_else(|| Problem::NotFound.into()))
}
