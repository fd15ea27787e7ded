//! The page of the set-up link: makes the first operator and signs them in.

use crate::addresses;
use crate::browser::{self, Browser};
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::pages::sign_in::weak_password::words;
use crate::response_status::{refused, with_status};
use askama::Template;
use axum::http::StatusCode;
use countersign_app::actions::audit;
use countersign_app::actions::make_first_operator::{self, FirstOperator, SetUpRefusal};
use countersign_app::actions::manage_people::{PeopleRefusal, is_name};
use countersign_app::identity::browser as known;
use countersign_app::identity::password::{self, MIN_CHARS, Owner};
use countersign_app::identity::session::{self, Method, SecondFactor, SessionOpening};
use countersign_app::identity::set_up_link;
use countersign_app::random::SystemRandom;
use countersign_domain::actor::Role;
use countersign_domain::audit::Event;
use countersign_domain::code::is_email;
use countersign_store::Tx;
use countersign_store::audit::AuditEntry;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use countersign_web::session_cookie;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "set_up.html")]
struct SetUpPage {
    layout: Layout,
    form: SetUpForm,
    errors: Errors,
    least: usize,
    may_rehearse: bool,
}

#[derive(Template)]
#[template(path = "set_up_closed.html")]
struct SetUpClosed {
    layout: Layout,
}

#[derive(Default, Deserialize)]
pub(super) struct SetUpForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    /// Whether the installation is to be a rehearsal.
    rehearsal: Option<String>,
}

/// The errors beside the fields.
#[derive(Default)]
struct Errors {
    name: Option<String>,
    email: Option<String>,
    password: Option<String>,
}

impl Errors {
    const fn is_empty(&self) -> bool {
        self.name.is_none() && self.email.is_none() && self.password.is_none()
    }

    /// What is wrong with a form, field by field.
    fn of(context: &Context, form: &SetUpForm) -> Self {
        let (locale, email, name) = (context.locale, form.email.trim(), form.name.trim());
        let owner = Owner { email, name, companies: &[], has_second_factor: false };
        let weakness = password::check(&form.password, &owner).err();
        Self {
            name: (!is_name(name)).then(|| locale.t("person-name-expected")),
            email: (!is_email(email)).then(|| locale.t("person-email-expected")),
            password: weakness.map(|weakness| words(locale, weakness)),
        }
    }
}

/// Whether the link in the address opens.
async fn opens(context: &Context) -> Result<bool, Problem> {
    let token: String = context.parameter("token")?;
    context.read(async |tx| Ok(set_up_link::opens(tx, &token, context.machine_time).await?)).await
}

async fn page(context: &Context, form: SetUpForm, errors: Errors) -> Answer {
    let layout = context.layout(context.locale.t("set-up-title"));
    let may_rehearse = may_rehearse(context).await?;
    html(&SetUpPage { layout, form, errors, least: MIN_CHARS, may_rehearse })
}

/// A mail server shows that the installation is for real work, and people with invitations wait for
/// its messages.
async fn may_rehearse(context: &Context) -> Result<bool, Problem> {
    if context.app.sends_mail {
        return Ok(false);
    }
    let may = context
        .read(async |tx| Ok(make_first_operator::may_rehearse(tx, &context.installation).await?));
    may.await
}

fn closed(context: &Context) -> Answer {
    let page = SetUpClosed { layout: context.layout(context.locale.t("link-closed")) };
    with_status(html(&page), StatusCode::NOT_FOUND)
}

pub(super) async fn show(context: &Context) -> Answer {
    match opens(context).await? {
        true => page(context, SetUpForm::default(), Errors::default()).await,
        false => closed(context),
    }
}

pub(super) async fn submit(context: &Context) -> Answer {
    let form: SetUpForm = context.form()?;
    // A stranger without the link costs no hashing.
    if !opens(context).await? {
        return closed(context);
    }
    let errors = Errors::of(context, &form);
    if !errors.is_empty() {
        return refused(page(context, form, errors).await);
    }
    let phc = context.app.hasher.hash(&form.password, &SystemRandom).await?;
    let token: String = context.parameter("token")?;
    let (browser, now) = (Browser::of(context), context.machine_time);
    let rehearses = form.rehearsal.is_some() && may_rehearse(context).await?;
    let new = FirstOperator { email: &form.email, name: &form.name, phc: &phc, rehearses };
    let made = context
        .write(async |tx| {
            let (person_id, company_id) =
                match make_first_operator::run(tx, &token, &new, now).await? {
                    Ok(made) => made,
                    Err(refusal) => return Ok(Err(refusal)),
                };
            record(tx, context, person_id, company_id).await?;
            let opening = SessionOpening {
                person_id,
                company_id: None,
                method: Method::Password,
                second_factor: SecondFactor::None,
                user_agent: &browser.user_agent,
                address: &browser.address,
            };
            let session = session::open(tx, &opening, now, &SystemRandom).await?;
            let known = known::note(tx, person_id, &browser.seen(), now, &SystemRandom).await?;
            Ok(Ok((session, known)))
        })
        .await?;
    let (session, known) = match made {
        Ok(made) => made,
        Err(SetUpRefusal::Closed) => return closed(context),
        Err(refusal) => {
            let errors = refused_field(context, refusal);
            return refused(page(context, form, errors).await);
        }
    };
    let mut response = redirect::to(addresses::HOME)?;
    session_cookie::set(context, &mut response, &session)?;
    browser::keep(context, &mut response, known.as_ref())?;
    Ok(Notice::good(context.locale.t("set-up-done")).on(context, response))
}

/// The field that a refusal is about.
fn refused_field(context: &Context, refusal: SetUpRefusal) -> Errors {
    let said = |key| Some(context.locale.t(key));
    match refusal {
        SetUpRefusal::Person(PeopleRefusal::Name) => {
            Errors { name: said("person-name-expected"), ..Errors::default() }
        }
        SetUpRefusal::Person(PeopleRefusal::Email) => {
            Errors { email: said("person-email-expected"), ..Errors::default() }
        }
        _ => Errors { email: said("set-up-known"), ..Errors::default() },
    }
}

/// Records that the link was used, and whom it made the operator's Administrator.
async fn record(
    tx: &mut Tx,
    context: &Context,
    person_id: i64,
    company_id: i64,
) -> countersign_store::Result<()> {
    let by = |event| AuditEntry {
        person_id: Some(person_id),
        company_id: Some(company_id),
        ..context.audit(event)
    };
    let about = Some(set_up_link::KIND.to_owned());
    audit::record(tx, AuditEntry { about, ..by(Event::LinkUsed) }).await?;
    let (about_person_id, after) = (Some(person_id), Some(Role::Administrator.name().to_owned()));
    audit::record(tx, AuditEntry { about_person_id, after, ..by(Event::PersonInvited) }).await?;
    audit::record(tx, by(Event::InvitationAccepted)).await
}
