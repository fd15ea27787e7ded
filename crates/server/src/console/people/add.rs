//! Taking somebody into the company, with the link by which they come in.

use super::handed;
use super::scope::Scope;
use crate::actions::manage_people::{self, NewPerson};
use crate::console::context::Context;
use crate::console::html;
use crate::console::notice::Notice;
use crate::console::problem::Answer;
use crate::console::redirect;
use crate::console::shell::Shell;
use crate::console::sign_in::refused;
use crate::identity::chance::Machine;
use crate::identity::link::{self, Kind, Maker};
use crate::messages::account;
use askama::Template;
use countersign_domain::actor::Role;
use countersign_store::{passwords, people};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "person_add.html")]
struct PersonAdd {
    shell: Shell,
    people: String,
    company: String,
    code: String,
    form: Form,
    roles: Vec<(&'static str, String)>,
    error: Option<String>,
}

#[derive(Default, Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    email: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: String,
    company: Option<String>,
}

fn page(context: &Context, scope: &Scope, form: Form, error: Option<String>) -> Answer {
    let locale = context.locale;
    html(&PersonAdd {
        shell: context.shell(locale.t("person-add")),
        people: scope.address("/people"),
        company: scope.name.clone(),
        code: scope.code.clone().unwrap_or_default(),
        form,
        roles: Role::ALL.map(|role| (role.name(), locale.role(role))).to_vec(),
        error,
    })
}

pub(super) async fn show(context: &Context) -> Answer {
    let form: Form = context.query()?;
    let mut tx = context.read().await?;
    let scope = Scope::open(&mut tx, context, form.company.as_deref()).await?;
    tx.rollback().await?;
    page(context, &scope, form, None)
}

pub(super) async fn submit(context: &Context) -> Answer {
    let form: Form = context.form()?;
    let locale = context.locale;
    let mut tx = context.read().await?;
    let scope = Scope::open(&mut tx, context, form.company.as_deref()).await?;
    tx.rollback().await?;
    let Ok(role) = Role::parse(&form.role) else {
        return refused(page(context, &scope, form, Some(locale.t("person-role-expected"))));
    };
    let new = NewPerson {
        email: &form.email,
        name: &form.name,
        role,
        company_id: scope.company_id,
        by_operator: scope.maker == Maker::Installation,
    };
    let now = context.machine_time;
    let added = context
        .write(async |tx| {
            let id = match manage_people::add(tx, &new).await? {
                Ok(id) => id,
                Err(refusal) => return Ok(Err(refusal)),
            };
            // Who has a password already needs no link.
            let made = match passwords::find(tx, id).await? {
                Some(_) => None,
                None => link::make(tx, (Kind::Invitation, scope.maker, id), now, &Machine).await?,
            };
            if let Some(token) = made.as_ref().filter(|_| context.app.sends_mail) {
                let (whom, link) = ((id, Some(scope.company_id)), (Kind::Invitation, token));
                account::send_link(tx, whom, link, now, &Machine).await?;
            }
            Ok(Ok((people::find(tx, id).await?, made)))
        })
        .await?;
    match added {
        Err(refusal) => refused(page(context, &scope, form, Some(locale.refused(refusal)))),
        Ok((Some(person), Some(token))) => {
            let who = (person.name.as_str(), person.email.as_str());
            handed::page(context, &scope, who, (Kind::Invitation, &token))
        }
        Ok(_) => {
            let told = Notice::good(locale.t("person-added"));
            Ok(told.on(context, redirect::to(&scope.address("/people"))?))
        }
    }
}
