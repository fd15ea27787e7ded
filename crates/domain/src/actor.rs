//! The actor of an action: a person as a member of one company, or the system by one of its rules.

use serde::{Deserialize, Serialize};

/// The kinds of companies: the parties of reports, and the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CompanyKind {
    /// The company that runs the installation.
    Operator,
    /// The owner of products.
    Vendor,
    /// A tier-1 company.
    Distributor,
    /// A tier-2 company.
    Partner,
}

impl CompanyKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Operator, Self::Vendor, Self::Distributor, Self::Partner];

    /// The token in the database and in messages.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Vendor => "vendor",
            Self::Distributor => "distributor",
            Self::Partner => "partner",
        }
    }

    /// The kind of a stored token.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.token() == token)
    }
}

/// The seven built-in roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Full access to the own company.
    Administrator,
    /// Has no access to usage reports.
    #[serde(rename = "Customer Account Manager")]
    CustomerAccountManager,
    /// Has no access to usage reports.
    #[serde(rename = "Partner Account Manager")]
    PartnerAccountManager,
    /// Has no access to usage reports.
    #[serde(rename = "License Manager")]
    LicenseManager,
    /// Reads usage reports.
    #[serde(rename = "Support Manager")]
    SupportManager,
    /// Reads usage reports.
    #[serde(rename = "Support Engineer")]
    SupportEngineer,
    /// Works on usage reports.
    #[serde(rename = "Billing Manager")]
    BillingManager,
}

impl Role {
    /// Every role, in the order of the access table.
    pub const ALL: [Self; 7] = [
        Self::Administrator,
        Self::CustomerAccountManager,
        Self::PartnerAccountManager,
        Self::LicenseManager,
        Self::SupportManager,
        Self::SupportEngineer,
        Self::BillingManager,
    ];

    /// The name in files and on pages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrator => "Administrator",
            Self::CustomerAccountManager => "Customer Account Manager",
            Self::PartnerAccountManager => "Partner Account Manager",
            Self::LicenseManager => "License Manager",
            Self::SupportManager => "Support Manager",
            Self::SupportEngineer => "Support Engineer",
            Self::BillingManager => "Billing Manager",
        }
    }

    /// The role with this name.
    ///
    /// # Errors
    /// The known names, if `text` is none of them.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|role| role.name().eq_ignore_ascii_case(text)).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            format!("{text:?} is not one of {names}")
        })
    }
}

/// The skin through which an action came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// A page of the console.
    Console,
    /// The interface for programs.
    Api,
    /// The command line.
    Cli,
}

/// A person acting for one of their companies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The number of the person; unlike the name it is never erased.
    pub id: i64,
    /// The number of the company for which they act.
    pub company_id: i64,
    /// The kind of that company.
    pub company_kind: CompanyKind,
    /// The role in that company.
    pub role: Role,
    /// The skin that they used.
    pub channel: Channel,
    /// The user of the machine; on the command line only.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub machine_user: Option<String>,
    /// The name of the service account through which they act; in the API only. Its work counts as
    /// that of the person who made the token.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub account: Option<String>,
}

/// The rule by which the system acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SystemRule {
    /// The cycle has ended and its readings have settled.
    CycleEnded,
    /// Readings arrived for a cycle whose report was missing.
    ReadingsArrived,
    /// The deadline passed while the report was with the partner.
    DeadlinePassed,
    /// A submitted report has no comment.
    NoComments,
    /// The operator gave a new deadline to everyone whose deadline passed while the clock did not
    /// run.
    DeadlinesMissed,
}

impl SystemRule {
    /// The rule in words for a person.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::CycleEnded => "the cycle had ended",
            Self::ReadingsArrived => "readings arrived for it",
            Self::DeadlinePassed => "no one had submitted it by its deadline",
            Self::NoComments => "it was submitted without comments",
            Self::DeadlinesMissed => {
                "the operator chose a new deadline for everyone after the clock did not run"
            }
        }
    }
}

/// The actor of a history entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Actor {
    /// A person.
    Person(Person),
    /// The system.
    System(SystemRule),
}

impl Actor {
    /// The number of the person; none for the system.
    #[must_use]
    pub const fn person_id(&self) -> Option<i64> {
        match self {
            Self::Person(person) => Some(person.id),
            Self::System(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.name()), Ok(role));
            assert_eq!(serde_json::to_string(&role).unwrap(), format!("{:?}", role.name()));
        }
        for kind in CompanyKind::ALL {
            assert_eq!(CompanyKind::from_token(kind.token()), Some(kind));
        }
        assert_eq!(Role::parse("administrator"), Ok(Role::Administrator));
        assert!(Role::parse("Admin").is_err());
    }
}
