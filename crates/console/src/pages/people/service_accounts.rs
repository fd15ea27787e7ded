//! The service accounts of a company: their list, and the form that adds one.

use super::scope::{CompanyQuery, ManagedCompany};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::reader_zone::zone_of;
use crate::response_status::refused;
use askama::Template;
use countersign_app::actions::manage_service_accounts::{self, AccountFault, MOST_ACCOUNTS};
use countersign_app::random::SystemRandom;
use countersign_domain::actor::Role;
use countersign_domain::audit::Event;
use countersign_language::datetime::Moment;
use countersign_language::text::Locale;
use countersign_store::service_accounts;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "service_accounts.html")]
struct ServiceAccounts {
    layout: Layout,
    people: String,
    company: String,
    code: String,
    rows: Vec<AccountRow>,
    form: AccountForm,
    roles: Vec<(&'static str, String)>,
    error: Option<String>,
}

struct AccountRow {
    name: String,
    address: String,
    role: String,
    maker: String,
    made: Moment,
}

/// The form that adds an account.
#[derive(Default, Deserialize)]
struct AccountForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: String,
    company: Option<String>,
}

pub(super) async fn show(context: &Context) -> Answer {
    let asked: CompanyQuery = context.query()?;
    let form = AccountForm { company: asked.company, ..AccountForm::default() };
    page(context, form, None).await
}

/// The form with input from before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    page(context, context.form()?, None).await
}

async fn page(context: &Context, form: AccountForm, error: Option<String>) -> Answer {
    let (locale, zone) = (context.locale, zone_of(context)?);
    let (scope, accounts) = context
        .read(async |tx| {
            let scope = ManagedCompany::open(tx, context, form.company.as_deref()).await?;
            let accounts = service_accounts::of_company(tx, scope.company_id).await?;
            Ok((scope, accounts))
        })
        .await?;
    let row = |account: service_accounts::ServiceAccount| AccountRow {
        address: scope.address(&addresses::service_account(account.id)),
        name: account.name,
        role: locale.role(account.role),
        maker: locale.person(account.maker.clone()),
        made: locale.moment(account.made_at, &zone),
    };
    html(&ServiceAccounts {
        layout: context.layout(locale.t("service-accounts")),
        people: scope.address(addresses::PEOPLE),
        rows: accounts.into_iter().map(row).collect(),
        company: scope.name,
        code: scope.code.unwrap_or_default(),
        roles: Role::ALL.map(|role| (role.name(), locale.role(role))).to_vec(),
        form,
        error,
    })
}

pub(super) async fn add(context: &Context) -> Answer {
    let form: AccountForm = context.form()?;
    let (locale, person) = (context.locale, context.person()?);
    let scope = context
        .read(async |tx| ManagedCompany::open(tx, context, form.company.as_deref()).await)
        .await?;
    let Ok(role) = Role::parse(&form.role) else {
        return refused(page(context, form, Some(locale.t("person-role-expected"))).await);
    };
    let added = context
        .write(async |tx| {
            let (id, entry) = (scope.company_id, context.audit(Event::ServiceAccountMade));
            manage_service_accounts::add(tx, person, id, &form.name, role, entry, &SystemRandom)
                .await
        })
        .await?;
    match added {
        Ok(account) => redirect::to(&scope.address(&addresses::service_account(account.id))),
        Err(AccountFault::NotPermitted) => Err(Problem::Forbidden),
        Err(fault) => {
            let error = words(locale, fault);
            refused(page(context, form, Some(error)).await)
        }
    }
}

fn words(locale: Locale, fault: AccountFault) -> String {
    match fault {
        AccountFault::TooMany => {
            let most = i64::try_from(MOST_ACCOUNTS).unwrap_or(i64::MAX);
            locale.say("service-account-too-many").with("count", most).to_string()
        }
        AccountFault::NameTaken => locale.t("service-account-name-taken"),
        AccountFault::Name | AccountFault::NotPermitted => locale.t("token-error-name"),
    }
}
