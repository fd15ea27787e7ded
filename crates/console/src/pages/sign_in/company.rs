//! The companies of a person: choosing the one to act for, and answering invitations.

use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use askama::Template;
use countersign_app::actions::{audit, join_company};
use countersign_app::identity::session::{self, Method};
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use countersign_store::people::{self, OwnCompany};
use countersign_store::{Result as StoreResult, Tx};
use countersign_web::problem::{Answer, Problem};
use countersign_web::{redirect, session_cookie};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "choose_company.html")]
struct ChooseCompany {
    layout: Layout,
    companies: Vec<CompanyChoice>,
    /// Invitations that the person has not answered.
    invitations: Vec<CompanyChoice>,
    /// Whether they can accept here, or only by the link that they were sent.
    can_agree: bool,
    /// Companies that have not agreed yet.
    waiting: Vec<CompanyChoice>,
}

/// A company that can be chosen, or invites.
struct CompanyChoice {
    id: i64,
    name: String,
    code: String,
    kind: String,
    role: String,
    is_current: bool,
}

#[derive(Deserialize)]
struct CompanyForm {
    company: i64,
}

pub(super) async fn show(context: &Context) -> Answer {
    let visitor = context.visitor()?;
    let (companies, is_proved) = context
        .read(async |tx| {
            let companies = people::companies_of(tx, visitor.person_id).await?;
            let is_proved = people::is_proved(tx, visitor.person_id).await?;
            Ok((companies, is_proved))
        })
        .await?;
    // A session of an identity provider is for that provider's company.
    let bound = visitor.method == Method::SignOn.token();
    let locale = context.locale;
    let choice = |company: OwnCompany| CompanyChoice {
        id: company.company_id,
        is_current: company.code == visitor.company_code,
        kind: locale.company_kind(company.kind),
        role: locale.role(company.membership.role),
        name: company.name,
        code: company.code,
    };
    let (joined, invited): (Vec<_>, Vec<_>) =
        companies.into_iter().partition(|it| it.membership.accepted_at.is_some());
    let (open, waiting): (Vec<_>, Vec<_>) =
        joined.into_iter().partition(|it| it.membership.is_open());
    let invited = if bound { Vec::new() } else { invited };
    html(&ChooseCompany {
        layout: context.layout(locale.t("company-title")),
        companies: open.into_iter().map(choice).filter(|it| !bound || it.is_current).collect(),
        invitations: invited.into_iter().map(choice).collect(),
        can_agree: is_proved,
        waiting: waiting.into_iter().map(choice).filter(|_| !bound).collect(),
    })
}

pub(super) async fn submit(context: &Context) -> Answer {
    let form: CompanyForm = context.form()?;
    let visitor = context.visitor()?;
    let (id, company_id) = (visitor.session_id, form.company);
    let chosen = context
        .write(async |tx| {
            let chosen = session::choose_company(tx, id, company_id, &SystemRandom).await?;
            if chosen.is_some() {
                record(tx, context, Event::CompanyChosen, company_id).await?;
            }
            Ok(chosen)
        })
        .await?;
    let token = chosen.ok_or(Problem::NotFound)?;
    let mut response = redirect::to(addresses::HOME)?;
    session_cookie::set(context, &mut response, &token)?;
    Ok(response)
}

/// Records an action of a person on one of their companies.
async fn record(tx: &mut Tx, context: &Context, event: Event, company_id: i64) -> StoreResult<()> {
    let company_id = Some(company_id);
    audit::record(tx, AuditEntry { company_id, ..context.audit(event) }).await
}

/// The person whose invitation is answered. A session of an identity provider belongs to its
/// company, and answers only that company's invitation.
fn answering(context: &Context) -> Result<(i64, i64), Problem> {
    let (form, visitor): (CompanyForm, _) = (context.form()?, context.visitor()?);
    match visitor.method == Method::SignOn.token() {
        true => Err(Problem::NotFound),
        false => Ok((visitor.person_id, form.company)),
    }
}

fn answered(context: &Context, done: bool, key: &str) -> Answer {
    if !done {
        return Err(Problem::NotFound);
    }
    let notice = Notice::good(context.locale.t(key));
    Ok(notice.on(context, redirect::to(addresses::CHOOSE_COMPANY)?))
}

pub(super) async fn accept(context: &Context) -> Answer {
    let (id, company_id) = answering(context)?;
    let now = context.machine_time;
    let accepted = context
        .write(async |tx| {
            let accepted = join_company::accept_offer(tx, id, company_id, now).await?;
            if accepted {
                record(tx, context, Event::InvitationAccepted, company_id).await?;
            }
            Ok(accepted)
        })
        .await?;
    answered(context, accepted, "company-accepted")
}

pub(super) async fn decline(context: &Context) -> Answer {
    let (id, company_id) = answering(context)?;
    let declined = context
        .write(async |tx| {
            let declined = join_company::decline(tx, id, company_id, context.machine_time).await?;
            if declined {
                record(tx, context, Event::InvitationDeclined, company_id).await?;
            }
            Ok(declined)
        })
        .await?;
    answered(context, declined, "company-declined")
}
