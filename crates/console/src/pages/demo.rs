//! The pages of a demonstration: signing in with one click, and moving the clock.

use crate::addresses;
use crate::context::Context;
use crate::demonstration::Demonstration;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::pages::clock::move_clock::moved;
use crate::route::Route;
use askama::Template;
use countersign_app::identity::session::{self, Method, SecondFactor, SessionOpening};
use countersign_app::random::SystemRandom;
use countersign_domain::actor::CompanyKind;
use countersign_domain::code::fold_email;
use countersign_store::people;
use countersign_web::access::Access;
use countersign_web::blocking;
use countersign_web::problem::{Answer, Problem};
use countersign_web::{redirect, session_cookie};
use serde::Deserialize;
use std::sync::Arc;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/demo", Access::Everyone, show),
        Route::post("/demo/sign-in", Access::Everyone, sign_in),
        Route::post("/demo/clock", Access::Acting, go_on),
    ]
}

#[derive(Template)]
#[template(path = "demo.html")]
struct DemoPage {
    layout: Layout,
    companies: Vec<DemoCompany>,
}

/// A company with the people who can be signed in.
struct DemoCompany {
    name: &'static str,
    kind: String,
    people: Vec<DemoPerson>,
}

/// A person whom a visitor of the demonstration can sign in as.
struct DemoPerson {
    name: String,
    role: String,
    email: String,
    company: &'static str,
    note: String,
}

/// The running demonstration; elsewhere these pages do not exist.
fn demonstration(context: &Context) -> Result<&Arc<dyn Demonstration>, Problem> {
    let running = context.app.demonstration.as_ref();
    running
        .filter(|_| context.state.site.demo && context.installation.demo)
        .ok_or(Problem::NotFound)
}

async fn show(context: &Context) -> Answer {
    let demonstration = demonstration(context)?;
    let locale = context.locale;
    let mut companies: Vec<(CompanyKind, DemoCompany)> = Vec::new();
    for person in demonstration.people() {
        let at = companies.iter().position(|(_, it)| it.name == person.company_name);
        let at = at.unwrap_or_else(|| {
            let kind = locale.company_kind(person.company_kind);
            let company = DemoCompany { name: person.company_name, kind, people: Vec::new() };
            companies.push((person.company_kind, company));
            companies.len() - 1
        });
        companies[at].1.people.push(DemoPerson {
            name: person.name,
            role: locale.role(person.role),
            email: person.email,
            company: person.company,
            note: match person.note {
                "" => String::new(),
                key => locale.t(key),
            },
        });
    }
    // People who work on reports come first.
    companies.sort_by_key(|(kind, _)| match kind {
        CompanyKind::Distributor => 0,
        CompanyKind::Partner => 1,
        CompanyKind::Vendor => 2,
        CompanyKind::Operator => 3,
    });
    let companies = companies.into_iter().map(|(_, company)| company).collect();
    html(&DemoPage { layout: context.layout(locale.t("demo-title")), companies })
}

#[derive(Deserialize)]
struct DemoSignInForm {
    email: String,
    company: String,
}

async fn sign_in(context: &Context) -> Answer {
    let demonstration = demonstration(context)?;
    let chosen: DemoSignInForm = context.form()?;
    let offered = demonstration.people();
    let email = fold_email(&chosen.email);
    if !offered.iter().any(|it| fold_email(&it.email) == email && it.company == chosen.company) {
        return Err(Problem::NotFound);
    }
    let agent = context.headers.get("user-agent").and_then(|agent| agent.to_str().ok());
    let address = context.client.to_string();
    let open = async |tx: &mut countersign_store::Tx| {
        let acting = people::acting(tx, &email).await?;
        let several = acting.len() > 1;
        let Some(found) = acting.iter().find(|it| it.company_code == chosen.company) else {
            return Ok(None);
        };
        let opening = SessionOpening {
            person_id: found.person_id,
            company_id: (!several).then_some(found.company_id),
            method: Method::Demo,
            second_factor: SecondFactor::None,
            user_agent: agent.unwrap_or_default(),
            address: &address,
        };
        session::open(tx, &opening, context.machine_time, &SystemRandom).await.map(Some)
    };
    let token = context.write(open).await?.ok_or(Problem::NotFound)?;
    let mut response = redirect::to(addresses::HOME)?;
    session_cookie::set(context, &mut response, &token)?;
    Ok(response)
}

#[derive(Deserialize)]
struct GoOn {
    next: Option<String>,
}

/// Moves the clock to the next deadline.
async fn go_on(context: &Context) -> Answer {
    let demonstration = Arc::clone(demonstration(context)?);
    let form: GoOn = context.form()?;
    let store = context.state.store.clone();
    let went = blocking::run(async move || demonstration.go_on(&store).await);
    let response = redirect::to(redirect::safe(form.next.as_deref().unwrap_or(addresses::HOME)))?;
    let locale = context.locale;
    let Some((until, done)) = went.await?? else {
        return Ok(Notice::bad(locale.t("demo-no-deadline")).on(context, response));
    };
    Ok(moved(locale, until, &done)?.on(context, response))
}
