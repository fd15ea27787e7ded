//! Why a password is refused, in the reader's language; and setting a password.

use crate::context::Context;
use countersign_app::identity::password::{self, Owner, Weakness};
use countersign_language::text::Locale;
use countersign_store::people::{self, PersonRecord};
use countersign_store::{passwords, second_factors};
use countersign_web::problem::Problem;

/// Why a password is refused, and what to do.
pub(crate) fn words(locale: Locale, weakness: Weakness) -> String {
    let counted = |key, count: usize| {
        locale.say(key).with("count", i64::try_from(count).unwrap_or(i64::MAX)).to_string()
    };
    match weakness {
        Weakness::Short(least) => counted("password-short", least),
        Weakness::Long(most) => counted("password-long", most),
        Weakness::Known => locale.t("password-known"),
        Weakness::Personal => locale.t("password-personal"),
    }
}

/// A person with the data that decides about their password.
pub(crate) struct PasswordFacts {
    /// Who they are.
    pub(crate) person: PersonRecord,
    /// The argon2id string of their password, if they have one.
    pub(crate) phc: Option<String>,
    pub(crate) has_second_factor: bool,
    companies: Vec<String>,
}

impl PasswordFacts {
    /// Reads them.
    ///
    /// # Errors
    /// [`Problem::NotFound`] if there is no such person.
    pub(crate) async fn load(context: &Context, id: i64) -> Result<Self, Problem> {
        let (person, companies, phc, factor) = context
            .read(async |tx| {
                let person = people::find(tx, id).await?.ok_or(Problem::NotFound)?;
                let companies = people::companies_of(tx, id).await?;
                let phc = passwords::find(tx, id).await?.map(|stored| stored.phc);
                let factor = second_factors::find(tx, id).await?;
                Ok((person, companies, phc, factor))
            })
            .await?;
        Ok(Self {
            person,
            phc,
            has_second_factor: factor.is_some_and(|factor| factor.confirmed_at.is_some()),
            companies: companies.into_iter().map(|company| company.name).collect(),
        })
    }

    /// Checks a password for this person.
    ///
    /// # Errors
    /// The first reason against it.
    pub(crate) fn check(&self, password: &str) -> Result<(), Weakness> {
        self.check_as(password, self.has_second_factor)
    }

    /// Checks a password for this person with or without a second factor.
    ///
    /// # Errors
    /// The first reason against it.
    pub(crate) fn check_as(&self, password: &str, has_second_factor: bool) -> Result<(), Weakness> {
        let companies: Vec<&str> = self.companies.iter().map(String::as_str).collect();
        let (email, name) = (self.person.email.as_str(), self.person.name.as_str());
        password::check(password, &Owner { email, name, companies: &companies, has_second_factor })
    }
}
