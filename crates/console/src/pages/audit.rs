//! The audit record: of an Administrator's own company, or, for the operator, of all.

use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::reader_zone::zone_of;
use crate::route::Route;
use askama::Template;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind;
use countersign_domain::audit::Event;
use countersign_domain::erasure::erased_number;
use countersign_domain::instant::Instant;
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_language::text::Locale;
use countersign_store::audit::{self, AuditCursor, ListedAuditEntry};
use countersign_web::access::Access;
use countersign_web::problem::Answer;
use serde::Deserialize;
use uuid::Uuid;

const ROWS: usize = 100;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/audit", Access::Area(Area::People, Right::Full), show)]
}

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    layout: Layout,
    rows: Vec<AuditRow>,
    /// Whether it is of all companies.
    of_all: bool,
    /// Whether there are newer entries on another page.
    has_newer: bool,
    older: Option<String>,
}

struct AuditRow {
    at: Moment,
    event: String,
    /// The number of times, if it is more than one.
    times: Option<String>,
    name: String,
    email: String,
    company: String,
    from: String,
    about_name: String,
    about_email: String,
    about: String,
    change: String,
}

#[derive(Deserialize)]
struct AuditQuery {
    at: Option<i64>,
    id: Option<String>,
}

async fn show(context: &Context) -> Answer {
    let asked: AuditQuery = context.query()?;
    let person = context.person()?;
    let of_all = person.company_kind == CompanyKind::Operator;
    let id = asked.id.and_then(|id| id.parse::<Uuid>().ok());
    let place = match (asked.at, id) {
        (Some(at), Some(id)) => AuditCursor { at: Instant::from_micros(at), id },
        _ => AuditCursor { at: context.machine_time.plus_micros(1), id: Uuid::nil() },
    };
    let company_id = (!of_all).then_some(person.company_id);
    let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let (zone, mut listed) = context
        .read(async |tx| {
            let zone = zone_of(context)?;
            let listed = audit::before(tx, company_id, place, limit).await?;
            Ok((zone, listed))
        })
        .await?;
    let is_cut = listed.len() > ROWS;
    listed.truncate(ROWS);
    let last = listed.last().filter(|_| is_cut);
    let older = last.map(|it| {
        let pairs = [("at", it.entry.at.micros().to_string()), ("id", it.entry.id.to_string())];
        addresses::with_query(addresses::AUDIT, &pairs)
    });
    html(&AuditPage {
        layout: context.layout(context.locale.t("nav-audit")),
        rows: listed.into_iter().map(|it| row(context.locale, &zone, it)).collect(),
        of_all,
        has_newer: asked.at.is_some(),
        older,
    })
}

fn row(locale: Locale, zone: &Zone, listed: ListedAuditEntry) -> AuditRow {
    let entry = listed.entry;
    let change = entry.change().unwrap_or_default();
    let about = entry.about.unwrap_or_default();
    let about = match entry.event {
        // The name of a channel is shown unchanged.
        Event::ChannelChanged => about,
        _ => locale.audit_value(&about),
    };
    let typed = entry.email.unwrap_or_default();
    let (name, email) = listed.person.unwrap_or((String::new(), typed));
    let (about_name, about_email) = listed.about_person.unwrap_or_default();
    let (name, email) = named(locale, name, email);
    let (about_name, about_email) = named(locale, about_name, about_email);
    AuditRow {
        at: locale.moment(entry.at, zone),
        event: locale.audit_event(entry.event),
        times: (listed.times > 1).then(|| locale.count(listed.times)),
        name,
        email,
        company: listed.company.map(|(_, name)| name).unwrap_or_default(),
        from: locale.audit_value(&entry.address.unwrap_or_default()),
        about_name,
        about_email,
        about,
        change: locale.audit_change(&change),
    }
}

/// A person's name and address. An erased person has a label and no address, whether the reader
/// knew the name or not.
fn named(locale: Locale, name: String, email: String) -> (String, String) {
    match erased_number(&email) {
        Some(_) => (locale.person(email), String::new()),
        None => (name, email),
    }
}
