//! One source, and the form that changes how it is treated.

use super::{SourceRow, mode_words};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::reader_zone::zone_of;
use crate::response_status::refused;
use askama::Template;
use countersign_app::actions::manage_sources::{self, SourceFault, SourceSettings};
use countersign_domain::audit::Event;
use countersign_domain::source::{MOST_HOURS, SourceMode};
use countersign_language::datetime::Moment;
use countersign_store::sources;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "source.html")]
struct SourcePage {
    layout: Layout,
    source: SourceRow,
    added: Moment,
    may_change: bool,
    form: SourceForm,
    modes: Vec<(&'static str, String)>,
    most_hours: i64,
    error: Option<String>,
}

#[derive(Default, Deserialize)]
struct SourceForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    mode: String,
    /// Blank if its silence is not reported.
    #[serde(default)]
    hours: String,
}

impl SourceForm {
    /// The settings that were filled in.
    fn settings(&self) -> Result<SourceSettings, SourceFault> {
        let hours = self.hours.trim();
        let silent_after_hours = match hours {
            "" => None,
            hours => Some(hours.parse().map_err(|_| SourceFault::Hours)?),
        };
        let mode = SourceMode::from_token(&self.mode).unwrap_or(SourceMode::Live);
        Ok(SourceSettings { name: self.name.trim().to_owned(), mode, silent_after_hours })
    }
}

pub(super) async fn show(context: &Context) -> Answer {
    page(context, None, None).await
}

/// The form with input from before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    page(context, Some(context.form()?), None).await
}

async fn page(context: &Context, form: Option<SourceForm>, error: Option<String>) -> Answer {
    let (locale, zone) = (context.locale, zone_of(context)?);
    let id: i64 = context.parameter("id")?;
    let found = context.read(async |tx| Ok(sources::find(tx, id).await?)).await?;
    let source = found.ok_or(Problem::NotFound)?;
    let stored = SourceForm {
        name: source.name.clone(),
        mode: source.mode.token().to_owned(),
        hours: source.silent_after_hours.map(|it| it.to_string()).unwrap_or_default(),
    };
    html(&SourcePage {
        layout: context.layout(source.name.clone()),
        added: locale.moment(source.made_at, &zone),
        source: SourceRow::of(context, &source, &zone),
        may_change: manage_sources::may_manage(context.person()?),
        form: form.unwrap_or(stored),
        modes: SourceMode::ALL.map(|it| (it.token(), mode_words(locale, it))).to_vec(),
        most_hours: MOST_HOURS,
        error,
    })
}

pub(super) async fn change(context: &Context) -> Answer {
    let form: SourceForm = context.form()?;
    let id: i64 = context.parameter("id")?;
    let changed = match form.settings() {
        Err(fault) => Err(fault),
        Ok(settings) => {
            let change = async |tx: &mut _| {
                let entry = context.audit(Event::SourceChanged);
                manage_sources::change(tx, id, &settings, &entry).await
            };
            context.write(change).await?.ok_or(Problem::NotFound)?.map(drop)
        }
    };
    match changed {
        Ok(()) => {
            let response = redirect::to(&addresses::source(id))?;
            Ok(Notice::good(context.locale.t("source-changed")).on(context, response))
        }
        Err(fault) => {
            let key = match fault {
                SourceFault::Hours => "source-error-hours",
                SourceFault::Name | SourceFault::Known => "token-error-name",
            };
            let error = context.locale.say(key).with("most", MOST_HOURS).to_string();
            refused(page(context, Some(form), Some(error)).await)
        }
    }
}
