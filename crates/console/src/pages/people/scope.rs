//! The company of a people page: the reader's own, or, for the operator, any.

use crate::addresses;
use crate::context::Context;
use countersign_app::actions::manage_people::PeopleRefusal;
use countersign_app::identity::link::{LinkPurpose, Maker, Order};
use countersign_domain::actor::{CompanyKind, Role};
use countersign_language::text::Locale;
use countersign_store::people::{self, StaffMember};
use countersign_store::{Tx, companies};
use countersign_web::problem::Problem;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct CompanyQuery {
    pub(super) company: Option<String>,
}

/// The company.
pub(super) struct ManagedCompany {
    pub(super) company_id: i64,
    pub(super) name: String,
    /// Its code, if it is not the reader's own.
    pub(super) code: Option<String>,
    /// Who is responsible for links.
    pub(super) maker: Maker,
    /// The person who makes them.
    pub(super) made_by: i64,
    /// Whether they are sent to people's addresses and shown to no one.
    mailed: bool,
}

impl ManagedCompany {
    /// The company with this code, or the reader's own.
    ///
    /// # Errors
    /// [`Problem::NotFound`] if there is none that the reader may open.
    pub(super) async fn open(
        tx: &mut Tx,
        context: &Context,
        code: Option<&str>,
    ) -> Result<Self, Problem> {
        let (visitor, person) = (context.visitor()?, context.person()?);
        let is_operator = person.company_kind == CompanyKind::Operator;
        let own = Self {
            company_id: person.company_id,
            name: visitor.company_name.clone(),
            code: None,
            maker: Maker::Company,
            made_by: person.id,
            mailed: !context.app.links_by_hand,
        };
        let code = code.filter(|code| !code.is_empty() && *code != visitor.company_code);
        let Some(code) = code else { return Ok(own) };
        if !is_operator || person.role != Role::Administrator {
            return Err(Problem::NotFound);
        }
        let company = companies::of_code(tx, code).await?.ok_or(Problem::NotFound)?;
        let (company_id, name, code) = (company.id, company.name, Some(company.code));
        Ok(Self { company_id, name, code, maker: Maker::Operator, ..own })
    }

    /// A link for one of the company's people, or for a person whom it invites.
    pub(super) const fn order(&self, kind: LinkPurpose, person_id: i64) -> Order {
        let (company_id, made_by) = (Some(self.company_id), Some(self.made_by));
        Order { kind, maker: self.maker, made_by, person_id, company_id, mailed: self.mailed }
    }

    /// An address of the family, with the company if it has to be named.
    pub(super) fn address(&self, path: &str) -> String {
        match &self.code {
            None => path.to_owned(),
            Some(code) => addresses::with_query(path, &[("company", code)]),
        }
    }

    /// One of the company's people, by the number in the address.
    ///
    /// # Errors
    /// [`Problem::NotFound`] if the company has no such person.
    pub(super) async fn person(
        &self,
        tx: &mut Tx,
        context: &Context,
    ) -> Result<StaffMember, Problem> {
        let id: i64 = context.parameter("person")?;
        let staff = people::staff(tx, self.company_id, context.machine_time).await?;
        staff.into_iter().find(|person| person.id == id).ok_or(Problem::NotFound)
    }
}

/// Why nothing was changed, and what to do.
pub(super) fn refusal(locale: Locale, refused: PeopleRefusal) -> String {
    locale.t(match refused {
        PeopleRefusal::Email => "person-email-expected",
        PeopleRefusal::Name => "person-name-expected",
        PeopleRefusal::AlreadyHere => "person-already-here",
        PeopleRefusal::NotHere => "person-not-here",
        PeopleRefusal::LastAdministrator => "person-last-administrator",
    })
}
