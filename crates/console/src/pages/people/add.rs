//! Invites a person to the company, with the link for joining.

use super::link_page;
use super::scope::{ManagedCompany, refusal};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::response_status::refused;
use askama::Template;
use countersign_app::actions::audit;
use countersign_app::actions::manage_people::{self, NewPerson};
use countersign_app::identity::link::{LinkPurpose, Maker};
use countersign_domain::actor::Role;
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use countersign_web::problem::Answer;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "person_add.html")]
struct PersonAdd {
    layout: Layout,
    people: String,
    company: String,
    code: String,
    form: AddPersonForm,
    roles: Vec<(&'static str, String)>,
    error: Option<String>,
}

#[derive(Default, Deserialize)]
pub(super) struct AddPersonForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: String,
    company: Option<String>,
}

fn page(
    context: &Context,
    scope: &ManagedCompany,
    form: AddPersonForm,
    error: Option<String>,
) -> Answer {
    let locale = context.locale;
    html(&PersonAdd {
        layout: context.layout(locale.t("person-add")),
        people: scope.address(addresses::PEOPLE),
        company: scope.name.clone(),
        code: scope.code.clone().unwrap_or_default(),
        form,
        roles: Role::ALL.map(|role| (role.name(), locale.role(role))).to_vec(),
        error,
    })
}

pub(super) async fn show(context: &Context) -> Answer {
    let form: AddPersonForm = context.query()?;
    let scope = context
        .read(async |tx| ManagedCompany::open(tx, context, form.company.as_deref()).await)
        .await?;
    page(context, &scope, form, None)
}

/// The form with input from before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    let form: AddPersonForm = context.form()?;
    let scope = context
        .read(async |tx| ManagedCompany::open(tx, context, form.company.as_deref()).await)
        .await?;
    page(context, &scope, form, None)
}

pub(super) async fn submit(context: &Context) -> Answer {
    let form: AddPersonForm = context.form()?;
    let locale = context.locale;
    let scope = context
        .read(async |tx| ManagedCompany::open(tx, context, form.company.as_deref()).await)
        .await?;
    let Ok(role) = Role::parse(&form.role) else {
        return refused(page(context, &scope, form, Some(locale.t("person-role-expected"))));
    };
    let new = NewPerson {
        email: &form.email,
        name: &form.name,
        role,
        company_id: scope.company_id,
        by_operator: scope.maker == Maker::Operator,
    };
    let now = context.machine_time;
    let added = context
        .write(async |tx| {
            let id = match manage_people::add(tx, &new, now).await? {
                Ok(id) => id,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let invited = AuditEntry {
                company_id: Some(new.company_id),
                about_person_id: Some(id),
                after: Some(new.role.name().to_owned()),
                ..context.audit(Event::PersonInvited)
            };
            audit::record(tx, invited).await?;
            let made =
                link_page::make(tx, context, &scope.order(LinkPurpose::Invitation, id)).await?;
            Ok(Ok(made))
        })
        .await?;
    match added {
        Err(why) => refused(page(context, &scope, form, Some(refusal(locale, why)))),
        Ok(made) => {
            let (name, email) = (form.name.trim(), form.email.trim());
            link_page::answer(context, &scope, name, email, LinkPurpose::Invitation, made)
        }
    }
}
