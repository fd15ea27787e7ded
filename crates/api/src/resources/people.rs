//! The people of the caller's company.

use crate::answer::{ApiAnswer, tagged};
use crate::context::{Context, Route, answering};
use crate::paging::{AskedPage, PAGE, Page, PageParameters, wrong_cursor};
use crate::problem::ApiProblem;
use crate::query::Parameters;
use countersign_app::actions::read_people;
use countersign_domain::access::{Area, Right};
use countersign_domain::api_scope::Scope;
use countersign_store::people::StaffMember;
use countersign_web::access::Access;
use countersign_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) fn routes() -> Vec<Route> {
    let access = Access::Area(Area::People, Right::Own);
    vec![
        Route::get("/api/v1/people", access, answering(list)).needing(Scope::PeopleRead),
        Route::get("/api/v1/people/{person}", access, answering(show)).needing(Scope::PeopleRead),
    ]
}

/// A person of the company.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Person {
    /// The number of the person.
    id: i64,
    name: String,
    email: String,
    /// The role in the company.
    #[schema(example = "Billing Manager")]
    role: &'static str,
    /// Whether they have yet to accept the invitation.
    invited: bool,
    /// Whether they sign in with a second factor.
    second_factor: bool,
    #[schema(format = "date-time")]
    last_seen_at: Option<String>,
}

impl Person {
    fn of(person: StaffMember) -> Self {
        Self {
            id: person.id,
            name: person.name,
            email: person.email,
            role: person.role.name(),
            invited: person.accepted_at.is_none(),
            second_factor: person.second_factor_at.is_some(),
            last_seen_at: person.last_seen_at.map(|at| at.to_string()),
        }
    }
}

/// The person of the address, for the description.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct OfPerson {
    /// The number of the person.
    person: i64,
}

/// List the people of your company.
///
/// Administrators see everyone, all others themselves.
#[utoipa::path(
    get,
    path = "/api/v1/people",
    operation_id = "listPeople",
    tag = "People",
    params(PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<Person>)),
    security(("token" = ["people.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let asked = AskedPage::take(&mut Parameters::read(context, &PAGE)?)?;
    let after: i64 =
        asked.after.as_deref().map_or(Ok(0), str::parse).map_err(|_| wrong_cursor())?;
    let mut staff = read(context).await?;
    // No address contains a name, because addresses are logged.
    staff.retain(|it| it.id > after);
    staff.sort_by_key(|it| it.id);
    tagged(&context.headers, &Page::cut(staff, &asked, |it| it.id.to_string(), Person::of), None)
}

/// Read a person of your company.
#[utoipa::path(
    get,
    path = "/api/v1/people/{person}",
    operation_id = "readPerson",
    tag = "People",
    params(OfPerson),
    responses((status = 200, description = "The person.", body = Person)),
    security(("token" = ["people.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let id: i64 = context.parameter("person")?;
    let found = read(context).await?.into_iter().find(|it| it.id == id);
    tagged(&context.headers, &Person::of(found.ok_or(Problem::NotFound)?), None)
}

async fn read(context: &Context) -> Result<Vec<StaffMember>, ApiProblem> {
    let (person, now) = (context.person()?, context.machine_time);
    context.look(async |tx| Ok(read_people::run(tx, person, now).await?)).await
}
