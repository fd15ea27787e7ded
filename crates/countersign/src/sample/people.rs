//! The people of the data set: enough of each role to try the program.

use std::io;

use super::catalogue::{DISTRIBUTORS, VENDOR};
use super::directory::SampleSheet;
use super::plan::{Partner, Plan};
use super::random::{Dice, Stream};
use super::words::{self, NameParts};

/// The header of `users.csv`.
pub(super) const COLUMNS: [&str; 4] = ["email", "name", "company", "role"];

/// How many managed service providers of each distributor have people of their own.
const PARTNERS_WITH_PEOPLE: usize = 4;

/// The distributor that has a person in every role, as does its first partner.
const FULLY_STAFFED: &str = "NORDLICHT";

/// The local part of an address and its role. The first two exist in all companies.
const ROLES: [(&str, &str); 7] = [
    ("admin", "Administrator"),
    ("billing", "Billing Manager"),
    ("customers", "Customer Account Manager"),
    ("partners", "Partner Account Manager"),
    ("licenses", "License Manager"),
    ("support", "Support Manager"),
    ("engineer", "Support Engineer"),
];

/// Writes the rows of `users.csv`.
pub(super) fn write(sheet: &mut SampleSheet, seed: u64, plan: &Plan) -> io::Result<()> {
    let mut staff = Staff { sheet, seed, hired: 0 };
    staff.hire("operator", "operator.example", &words::NORDIC, &ROLES[..2])?;
    staff.hire(VENDOR.0, "ostrelume.example", &words::GREEK, &ROLES[..2])?;
    for distributor in &DISTRIBUTORS {
        let roles = roles(distributor.code() == FULLY_STAFFED);
        staff.hire(distributor.code(), &distributor.domain(), distributor.locale, roles)?;
    }
    for partners in plan.partners.chunk_by(|a, b| a.distributor().code() == b.distributor().code())
    {
        let providers = partners.iter().filter(|partner| partner.is_msp(seed));
        let chosen: Vec<&Partner> = providers.take(PARTNERS_WITH_PEOPLE).collect();
        for (at, partner) in chosen.iter().enumerate() {
            let distributor = partner.distributor();
            let roles = roles(at == 0 && distributor.code() == FULLY_STAFFED);
            let code = partner.code();
            let domain = format!("{}.{}", code.to_lowercase(), distributor.domain());
            staff.hire(&code, &domain, distributor.locale, roles)?;
        }
        if let [first, second, ..] = chosen[..] {
            staff.share(first, second)?;
        }
    }
    Ok(())
}

fn roles(all: bool) -> &'static [(&'static str, &'static str)] {
    if all { &ROLES } else { &ROLES[..2] }
}

struct Staff<'a> {
    sheet: &'a mut SampleSheet,
    seed: u64,
    hired: u64,
}

impl Staff<'_> {
    /// One person for each of `roles` of a company.
    fn hire(
        &mut self,
        company: &str,
        domain: &str,
        locale: &NameParts,
        roles: &[(&str, &str)],
    ) -> io::Result<()> {
        for (local, role) in roles {
            let name = self.name(locale);
            self.sheet.row(&[&format!("{local}@{domain}"), &name, company, role])?;
        }
        Ok(())
    }

    /// One bookkeeper who works for two partners.
    fn share(&mut self, first: &Partner, second: &Partner) -> io::Result<()> {
        let distributor = first.distributor();
        let email = format!("books@{}", distributor.domain());
        let name = self.name(distributor.locale);
        for partner in [first, second] {
            self.sheet.row(&[&email, &name, &partner.code(), "Billing Manager"])?;
        }
        Ok(())
    }

    fn name(&mut self, locale: &NameParts) -> String {
        self.hired += 1;
        locale.person(&mut Dice::new(self.seed, Stream::Person, self.hired))
    }
}
