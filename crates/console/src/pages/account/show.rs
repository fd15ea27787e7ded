//! The page of the account.

use super::linked_provider::{self, ProviderLink};
use super::messages::{self, MessageChoice};
use crate::context::Context;
use crate::device;
use crate::html::html;
use crate::layout::Layout;
use crate::reader_zone::zone_of;
use askama::Template;
use countersign_app::identity::password::{MIN_CHARS, MIN_CHARS_WITH_SECOND_FACTOR};
use countersign_app::identity::session::{self, Method};
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_store::{Tx, passkeys, passwords, preferences};
use countersign_web::problem::{Answer, Problem};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    layout: Layout,
    name: String,
    email: String,
    company: String,
    role: Option<String>,
    /// `en` and its like; blank for the browser's language.
    language: String,
    theme: String,
    shortcuts: bool,
    /// The chosen time zone; blank for the region's, or UTC.
    time_zone: String,
    time_zones: Vec<String>,
    messages: Vec<MessageChoice>,
    password_changed: Option<Moment>,
    least: usize,
    has_second_factor: bool,
    /// How many passkeys the reader has.
    passkeys: i64,
    provider: Option<ProviderLink>,
    sessions: Vec<SessionRow>,
    error: Option<Complaint>,
}

/// The error of one of the page's forms.
pub(super) struct Complaint {
    pub(super) form: &'static str,
    pub(super) text: String,
}

struct SessionRow {
    id: Uuid,
    device: String,
    address: String,
    company: Option<String>,
    method: String,
    opened: Moment,
    last_seen: Moment,
    is_this: bool,
}

pub(super) async fn show(context: &Context) -> Answer {
    page(context, None).await
}

/// The page, perhaps with an error.
pub(super) async fn page(context: &Context, error: Option<Complaint>) -> Answer {
    context.read(async |tx| load(context, tx, error).await).await
}

async fn load(context: &Context, tx: &mut Tx, error: Option<Complaint>) -> Answer {
    let visitor = context.visitor()?;
    let zone = zone_of(context)?;
    let sessions = sessions(tx, context, &zone).await?;
    let chosen = preferences::find(tx, visitor.person_id).await?;
    let password = passwords::find(tx, visitor.person_id).await?;
    let passkeys = passkeys::of_person(tx, visitor.person_id).await?;
    let messages = messages::load(tx, context).await?;
    let provider = linked_provider::current_link(tx, context).await?;
    let locale = context.locale;
    html(&AccountPage {
        layout: context.layout(locale.t("nav-account")),
        name: visitor.name.clone(),
        email: visitor.email.clone(),
        company: visitor.company_name.clone(),
        role: visitor.person.as_ref().map(|person| locale.role(person.role)),
        language: chosen.language.unwrap_or_default(),
        theme: chosen.theme.unwrap_or_else(|| "auto".to_owned()),
        shortcuts: chosen.shortcuts,
        time_zone: chosen.time_zone.unwrap_or_default(),
        time_zones: std::iter::once("UTC".to_owned()).chain(Zone::names()).collect(),
        messages,
        password_changed: password.map(|stored| locale.date(stored.changed_at, &zone)),
        least: match visitor.has_second_factor {
            true => MIN_CHARS_WITH_SECOND_FACTOR,
            false => MIN_CHARS,
        },
        has_second_factor: visitor.has_second_factor,
        passkeys: i64::try_from(passkeys.len()).unwrap_or(i64::MAX),
        provider,
        sessions,
        error,
    })
}

async fn sessions(tx: &mut Tx, context: &Context, zone: &Zone) -> Result<Vec<SessionRow>, Problem> {
    let (visitor, locale) = (context.visitor()?, context.locale);
    let listed = session::list(tx, visitor.person_id, context.machine_time).await?;
    let row = |session: session::ListedSession| SessionRow {
        id: session.id,
        device: device::name(&session.user_agent),
        address: session.address,
        company: session.company_name,
        method: locale.t(match session.method.as_str() {
            it if it == Method::SignOn.token() => "account-by-sign-on",
            it if it == Method::Passkey.token() => "account-by-passkey",
            it if it == Method::Demo.token() => "account-by-demo",
            _ => "account-by-password",
        }),
        opened: locale.moment(session.opened_at, zone),
        last_seen: locale.moment(session.last_seen_at, zone),
        is_this: session.id == visitor.session_id,
    };
    Ok(listed.into_iter().map(row).collect())
}
