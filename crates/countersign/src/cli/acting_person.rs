//! The person for whom a verb acts on reports.

use super::session::Session;
use clap::Args;
use countersign_app::failure::{Failure, Result};
use countersign_domain::actor::{Channel, Person};
use countersign_domain::code::fold_email;
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

/// The same, where the operator of the machine can do without.
#[derive(Args, Debug)]
pub(super) struct PerhapsActing {
    /// The e-mail address of the person to act for
    #[arg(long = "as", value_name = "EMAIL")]
    as_email: Option<String>,
    /// The company they act for, if they belong to several
    #[arg(long, value_name = "CODE", requires = "as_email")]
    company: Option<String>,
}

impl PerhapsActing {
    /// The person as a member of the company; none for the operator of the machine.
    pub(super) async fn person(self, session: &Session) -> Result<Option<Person>> {
        let Some(as_email) = self.as_email else { return Ok(None) };
        Acting { as_email, company: self.company }.person(session).await.map(Some)
    }
}

impl Acting {
    /// The person as a member of the company.
    pub(super) async fn person(&self, session: &Session) -> Result<Person> {
        let mut companies = session
            .store
            .reading(async |tx| people::acting(tx, &fold_email(&self.as_email)).await)
            .await?;
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
            account: None,
        })
    }
}
