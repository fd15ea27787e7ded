//! Which company's people a page is about: one's own, or, for the operator, any.

use crate::actions::manage_people::Refused;
use crate::console::context::Context;
use crate::console::problem::Problem;
use crate::console::text::Locale;
use crate::identity::link::Maker;
use countersign_domain::actor::{CompanyKind, Role};
use countersign_store::people::{self, Staff};
use countersign_store::{Tx, companies};
use serde::Deserialize;

/// The company, as the address names it.
#[derive(Deserialize)]
pub(super) struct Asked {
    pub(super) company: Option<String>,
}

/// The company.
pub(super) struct Scope {
    pub(super) company_id: i64,
    pub(super) name: String,
    /// Its code, where it is not the reader's own.
    pub(super) code: Option<String>,
    /// On whose word links are made.
    pub(super) maker: Maker,
}

impl Scope {
    /// The company of this code, or the reader's own.
    ///
    /// # Errors
    /// [`Problem::NotFound`] where there is none, or none that the reader may open.
    pub(super) async fn open(
        tx: &mut Tx,
        context: &Context,
        code: Option<&str>,
    ) -> Result<Self, Problem> {
        let (visitor, person) = (context.visitor()?, context.person()?);
        let is_operator = person.company_kind == CompanyKind::Operator;
        let maker = match is_operator {
            true => Maker::Installation,
            false => Maker::Company(person.company_id),
        };
        let code = code.filter(|code| !code.is_empty() && *code != visitor.company_code);
        let Some(code) = code else {
            let (company_id, name) = (person.company_id, visitor.company_name.clone());
            return Ok(Self { company_id, name, code: None, maker });
        };
        if !is_operator || person.role != Role::Administrator {
            return Err(Problem::NotFound);
        }
        let company = companies::of_code(tx, code).await?.ok_or(Problem::NotFound)?;
        Ok(Self { company_id: company.id, name: company.name, code: Some(company.code), maker })
    }

    /// An address of the family, with the company where it has to be named.
    pub(super) fn address(&self, path: &str) -> String {
        match &self.code {
            None => path.to_owned(),
            Some(code) => {
                let query = serde_html_form::to_string([("company", code)]).unwrap_or_default();
                format!("{path}?{query}")
            }
        }
    }

    /// One of the company's people, by the number in the address.
    ///
    /// # Errors
    /// [`Problem::NotFound`] where the company has no such person.
    pub(super) async fn person(&self, tx: &mut Tx, context: &Context) -> Result<Staff, Problem> {
        let id: i64 = context.parameter("person")?;
        let staff = people::staff(tx, self.company_id, context.machine_time).await?;
        staff.into_iter().find(|person| person.id == id).ok_or(Problem::NotFound)
    }
}

impl Locale {
    /// Why nothing was done, and what could be.
    pub(super) fn refused(self, refused: Refused) -> String {
        self.t(match refused {
            Refused::Email => "person-email-expected",
            Refused::Name => "person-name-expected",
            Refused::AlreadyHere => "person-already-here",
            Refused::Elsewhere => "person-elsewhere",
            Refused::NotHere => "person-not-here",
            Refused::LastAdministrator => "person-last-administrator",
        })
    }
}
