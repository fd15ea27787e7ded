//! The settings of one region, distributor or partner, with a form for people who may write them.

use super::form::SettingsForm;
use super::history::{self, SettingChangeText};
use super::overview;
use super::rows::{SettingFieldRow, rows};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::reader_zone::zone_of;
use askama::Template;
use countersign_app::actions::change_settings::SettingsLevel;
use countersign_domain::access::may_use;
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::status::Verb;
use countersign_store::Tx;
use countersign_store::settings::Level;
use countersign_web::problem::{Answer, Problem};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "settings_level.html")]
struct LevelPage {
    layout: Layout,
    name: String,
    code: String,
    kind: String,
    /// Whether it is the reader's own company, and the first page of the family.
    is_own: bool,
    /// The page of the region or company, if the reader has one.
    thing: Option<String>,
    has_reports: bool,
    /// Whether the reader rejects reports, with texts to choose from.
    rejects: bool,
    /// The target of the form; none for people who may not write.
    action: Option<String>,
    /// Who writes them, for people who may not.
    writer: &'static str,
    rows: Vec<SettingFieldRow>,
    /// Whether something is wrong with what was typed.
    has_errors: bool,
    is_stale: bool,
    changes: Vec<SettingChangeText>,
    below: Option<overview::Below>,
}

#[derive(Deserialize)]
struct SettingsQuery {
    #[serde(default)]
    after: String,
}

pub(super) async fn show(context: &Context, level: Level) -> Answer {
    page(context, level, context.parameter("id")?, None).await
}

/// The level, if it exists for the reader.
pub(super) async fn open(
    tx: &mut Tx,
    person: &Person,
    level: Level,
    id: i64,
) -> Result<SettingsLevel, Problem> {
    SettingsLevel::seen(tx, person, level, id).await?.ok_or(Problem::NotFound)
}

/// The page of a level, with input if it was refused.
pub(super) async fn page(
    context: &Context,
    level: Level,
    id: i64,
    form: Option<&SettingsForm>,
) -> Answer {
    let query: SettingsQuery = context.query()?;
    let (locale, person) = (context.locale, context.person()?);
    let (place, changes, below) = context
        .read(async |tx| {
            let place = open(tx, person, level, id).await?;
            let zone = zone_of(context)?;
            let changes = history::load(tx, context, &zone, level, &place.code).await?;
            let below = match level {
                Level::Distributor => {
                    Some(overview::Below::load(tx, context, id, &query.after).await?)
                }
                Level::Region | Level::Partner => None,
            };
            Ok((place, changes, below))
        })
        .await?;
    let is_own = person.company_kind != CompanyKind::Operator
        && id == person.company_id
        && level != Level::Region;
    let conflicts = form.map_or(0, |form| form.change.conflicts(&place.own).count());
    let title = match is_own {
        true => locale.t("nav-settings"),
        false => locale.say("settings-of").with_text("name", &place.name).to_string(),
    };
    html(&LevelPage {
        layout: context.layout(title),
        kind: locale.t(match level {
            Level::Region => "directory-region",
            Level::Distributor => "company-distributor",
            Level::Partner => "company-partner",
        }),
        is_own,
        thing: thing(person, level, id),
        has_reports: place.has_reports,
        rejects: is_own && may_use(person, Verb::Reject).is_ok(),
        action: place.is_written_by(person).then(|| addresses::settings(level, id)),
        writer: writer(person, level),
        rows: rows(locale, &place, form, &changes),
        has_errors: form.is_some_and(|form| !form.wrong.is_empty()),
        is_stale: conflicts > 0 && form.is_some_and(|form| form.wrong.is_empty()),
        changes,
        below,
        name: place.name,
        code: place.code,
    })
}

/// The page of the region or company: the operator has one for each, others for partners.
fn thing(person: &Person, level: Level, id: i64) -> Option<String> {
    match level {
        Level::Partner => Some(addresses::partner(id)),
        _ if person.company_kind != CompanyKind::Operator => None,
        Level::Region => Some(addresses::region(id)),
        Level::Distributor => Some(addresses::distributor(id)),
    }
}

const fn writer(person: &Person, level: Level) -> &'static str {
    match (person.company_kind, level) {
        (CompanyKind::Operator, Level::Region | Level::Distributor)
        | (CompanyKind::Distributor, Level::Partner) => "settings-administrator-writes",
        (CompanyKind::Partner, _) | (CompanyKind::Operator, Level::Partner) => {
            "settings-distributor-writes"
        }
        _ => "settings-operator-writes",
    }
}
