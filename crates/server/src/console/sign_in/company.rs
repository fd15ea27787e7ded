//! Choosing which of one's companies to act as.

use crate::console::context::Context;
use crate::console::html;
use crate::console::problem::{Answer, Problem};
use crate::console::redirect;
use crate::console::shell::Shell;
use crate::identity::session::{self, Method};
use askama::Template;
use countersign_store::people;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "choose_company.html")]
struct ChooseCompany {
    shell: Shell,
    companies: Vec<Choice>,
}

/// A company that can be chosen.
struct Choice {
    id: i64,
    name: String,
    code: String,
    kind: String,
    role: String,
    is_current: bool,
}

#[derive(Deserialize)]
struct Form {
    company: i64,
}

pub(super) async fn show(context: &Context) -> Answer {
    let visitor = context.visitor()?;
    let mut tx = context.read().await?;
    let companies = people::companies_of(&mut tx, visitor.person_id).await?;
    tx.rollback().await?;
    // A session of an identity provider is for that provider's company.
    let bound = visitor.method == Method::SignOn.token();
    let locale = context.locale;
    let choices = companies.into_iter().map(|company| Choice {
        id: company.company_id,
        is_current: company.code == visitor.company_code,
        kind: locale.company_kind(company.kind),
        role: locale.role(company.role),
        name: company.name,
        code: company.code,
    });
    let companies = choices.filter(|choice| !bound || choice.is_current).collect();
    html(&ChooseCompany { shell: context.shell(locale.t("company-title")), companies })
}

pub(super) async fn submit(context: &Context) -> Answer {
    let form: Form = context.form()?;
    let visitor = context.visitor()?;
    let id = visitor.session_id;
    let chosen =
        context.write(async |tx| session::choose_company(tx, id, form.company).await).await?;
    if !chosen {
        return Err(Problem::NotFound);
    }
    redirect::to("/")
}
