//! The audit record: of an Administrator's own company, or, for the operator, of all.

use crate::answer::{ApiAnswer, tagged};
use crate::context::{Context, Route, answering};
use crate::paging::{AskedPage, PAGE, Page, PageParameters, wrong_cursor};
use crate::problem::ApiProblem;
use crate::query::Parameters;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind;
use countersign_domain::api_scope::Scope;
use countersign_domain::erasure::{erased_number, in_words};
use countersign_store::audit::{self, AuditCursor, ListedAuditEntry};
use countersign_web::access::Access;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

pub(crate) fn routes() -> Vec<Route> {
    let access = Access::Area(Area::People, Right::Full);
    vec![Route::get("/api/v1/audit", access, answering(list)).needing(Scope::PeopleRead)]
}

/// An entry of the audit record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditEntry {
    /// The id, a UUID.
    #[schema(format = "uuid")]
    id: String,
    #[schema(format = "date-time")]
    at: String,
    /// The name of the event, as in `countersign audit`.
    #[schema(example = "signed-in")]
    event: &'static str,
    /// How often it happened within a short time.
    times: i64,
    /// The person who did it.
    person: Option<AuditPerson>,
    /// The code of their company.
    company: Option<String>,
    /// The network address.
    address: Option<String>,
    /// The person whom it is about.
    about_person: Option<AuditPerson>,
    /// What else it is about.
    about: Option<String>,
    before: Option<String>,
    after: Option<String>,
}

/// A person in the audit record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditPerson {
    /// The name; null if only an e-mail address was typed.
    name: Option<String>,
    /// The e-mail address; null for an erased person.
    email: Option<String>,
}

impl AuditPerson {
    fn of((name, email): (String, String)) -> Self {
        match erased_number(&email) {
            Some(_) => Self { name: Some(in_words(&email).into_owned()), email: None },
            None => Self { name: Some(name), email: Some(email) },
        }
    }
}

impl AuditEntry {
    fn of(listed: ListedAuditEntry) -> Self {
        let entry = listed.entry;
        let typed = entry.email.map(|email| AuditPerson { name: None, email: Some(email) });
        Self {
            id: entry.id.to_string(),
            at: entry.at.to_string(),
            event: entry.event.name(),
            times: listed.times,
            person: listed.person.map(AuditPerson::of).or(typed),
            company: listed.company.map(|(code, _)| code),
            address: entry.address,
            about_person: listed.about_person.map(AuditPerson::of),
            about: entry.about,
            before: entry.before,
            after: entry.after,
        }
    }
}

/// List the audit record, the latest entry first.
///
/// Administrators read the record of their company, and the operator's Administrators all of it.
#[utoipa::path(
    get,
    path = "/api/v1/audit",
    operation_id = "listAuditEntries",
    tag = "People",
    params(PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<AuditEntry>)),
    security(("token" = ["people.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let asked = AskedPage::take(&mut Parameters::read(context, &PAGE)?)?;
    let person = context.person()?;
    let is_operator = person.company_kind == CompanyKind::Operator;
    let company_id = (!is_operator).then_some(person.company_id);
    let place = match &asked.after {
        None => AuditCursor { at: context.machine_time.plus_micros(1), id: Uuid::nil() },
        Some(text) => place(text)?,
    };
    let limit = asked.one_more();
    let found =
        context.look(async |tx| Ok(audit::before(tx, company_id, place, limit).await?)).await?;
    let cursor = |it: &ListedAuditEntry| format!("{}.{}", it.entry.at.micros(), it.entry.id);
    tagged(&context.headers, &Page::cut(found, &asked, cursor, AuditEntry::of), None)
}

fn place(text: &str) -> Result<AuditCursor, ApiProblem> {
    let (at, id) = text.split_once('.').ok_or_else(wrong_cursor)?;
    let at = crate::paging::instant(at).ok_or_else(wrong_cursor)?;
    Ok(AuditCursor { at, id: id.parse().map_err(|_| wrong_cursor())? })
}
