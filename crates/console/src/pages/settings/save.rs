//! Saves the form of a level's settings as a whole, or refuses it with its errors.

use super::form::SettingsForm;
use super::level;
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use crate::response_status::refused;
use axum::http::StatusCode;
use countersign_app::actions::audit;
use countersign_app::actions::change_settings::{self, SettingsRefusal};
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use countersign_store::settings::Level;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;

/// The page of a level, with input from before the session ended.
pub(super) async fn again(context: &Context, level: Level) -> Answer {
    let form = SettingsForm::read(&context.form::<Vec<_>>()?);
    level::page(context, level, context.parameter("id")?, Some(&form)).await
}

pub(super) async fn save(context: &Context, level: Level) -> Answer {
    let id: i64 = context.parameter("id")?;
    let person = context.person()?;
    let place = context.read(async |tx| level::open(tx, person, level, id).await).await?;
    let fields: Vec<(String, String)> = context.form()?;
    let form = SettingsForm::read(&fields);
    if !form.wrong.is_empty() {
        return refused(level::page(context, level, id, Some(&form)).await);
    }
    let clock = &context.state.clock;
    let saved = context
        .write(async |tx| {
            let saved = change_settings::run(tx, clock, person, level, id, &form.change).await?;
            if saved.as_ref().is_ok_and(|count| *count > 0) {
                let about = Some(format!("{} {}", level.word(), place.code));
                audit::record(tx, AuditEntry { about, ..context.audit(Event::SettingsChanged) })
                    .await?;
            }
            Ok(saved)
        })
        .await?;
    match saved {
        Ok(count) => {
            let said = context.locale.say("settings-saved").with("count", count);
            Ok(Notice::good(said).on(context, redirect::to(&addresses::settings(level, id))?))
        }
        Err(SettingsRefusal::NotHere) => Err(Problem::NotFound),
        Err(SettingsRefusal::NotPermitted) => Err(Problem::Forbidden),
        Err(SettingsRefusal::Stale) => {
            let mut response = level::page(context, level, id, Some(&form)).await?;
            *response.status_mut() = StatusCode::CONFLICT;
            Ok(response)
        }
    }
}
