//! The person for whom a verb acts on reports.

use super::session::Session;
use clap::Args;
use countersign_app::failure::{Failure, Result};
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::{Channel, CompanyKind, Person};
use countersign_domain::code::fold_email;
use countersign_domain::status::Verb;
use countersign_store::people;

/// The options that name the person.
#[derive(Args, Debug)]
pub(super) struct Acting {
    /// The e-mail address of the person to act for
    #[arg(long = "as", value_name = "EMAIL")]
    as_email: String,
    /// The company they act for, if they belong to several
    #[arg(long, value_name = "CODE")]
    company: Option<String>,
}

/// Refuses a person whose kind of company or role may not use the verb, before anything is looked
/// up.
pub(super) fn may(person: &Person, kind: CompanyKind, verb: Verb) -> Result<()> {
    let full = right(person.company_kind, person.role, Area::UsageReports) == Right::Full;
    if person.company_kind == kind && full {
        return Ok(());
    }
    let (role, company) = (person.role.name(), person.company_kind.token());
    let verb = verb.key().trim_start_matches("report.");
    Err(Failure::Usage(format!("the role {role} of a {company} may not {verb} a report")))
}

impl Acting {
    /// The person as a member of the company.
    pub(super) async fn person(&self, session: &Session) -> Result<Person> {
        let mut tx = session.store.read().await?;
        let mut companies = people::acting(&mut tx, &fold_email(&self.as_email)).await?;
        tx.rollback().await?;
        let email = &self.as_email;
        if companies.is_empty() {
            return Err(Failure::Usage(format!("there is no person with the address {email}")));
        }
        if let Some(code) = &self.company {
            companies.retain(|acting| acting.company_code == *code);
        }
        let [acting] = companies.as_slice() else {
            return Err(Failure::Usage(match &self.company {
                Some(code) => format!("{email} does not act for {code}"),
                None => {
                    let codes: Vec<_> =
                        companies.iter().map(|it| it.company_code.as_str()).collect();
                    format!(
                        "{email} acts for several companies: choose one with --company {}",
                        codes.join(" or ")
                    )
                }
            }));
        };
        Ok(Person {
            id: acting.person_id,
            company_id: acting.company_id,
            company_kind: acting.company_kind,
            role: acting.role,
            channel: Channel::Cli,
            machine_user: std::env::var("USER").ok(),
        })
    }
}
