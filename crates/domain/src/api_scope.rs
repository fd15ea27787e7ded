//! The scopes of API tokens: what a token may be used for, within the role of the person or service
//! account behind it.

use crate::access::{Area, Right, right};
use crate::actor::{CompanyKind, Person, Role};

/// A scope of an API token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// To read usage reports and what belongs to them.
    ReportsRead,
    /// To change the lines and comments of usage reports, to submit them, and to propose and
    /// withdraw corrections.
    ReportsEdit,
    /// To decide on usage reports and corrections, to send and process dispatches, and to close
    /// cycles.
    ReportsDecide,
    /// To read regions, companies, customers, products and subscriptions, and their settings.
    DirectoryRead,
    /// To add and change rows of the directory.
    DirectoryWrite,
    /// To change settings.
    SettingsWrite,
    /// To read the own company's people and its audit record.
    PeopleRead,
    /// To send readings.
    ReadingsWrite,
    /// To manage the webhooks of the company, and to read their messages.
    WebhooksWrite,
    /// To read the hashes of the transparency log, and to hand in what a witness of the company
    /// cosigned.
    LogWitness,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Self; 10] = [
        Self::ReportsRead,
        Self::ReportsEdit,
        Self::ReportsDecide,
        Self::DirectoryRead,
        Self::DirectoryWrite,
        Self::SettingsWrite,
        Self::PeopleRead,
        Self::ReadingsWrite,
        Self::WebhooksWrite,
        Self::LogWitness,
    ];

    /// The token in the database, in requests and on the command line.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::ReportsRead => "reports.read",
            Self::ReportsEdit => "reports.edit",
            Self::ReportsDecide => "reports.decide",
            Self::DirectoryRead => "directory.read",
            Self::DirectoryWrite => "directory.write",
            Self::SettingsWrite => "settings.write",
            Self::PeopleRead => "people.read",
            Self::ReadingsWrite => "readings.write",
            Self::WebhooksWrite => "webhooks.write",
            Self::LogWitness => "log.witness",
        }
    }

    /// The scope of a token.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.token() == token)
    }

    /// The scope of a token.
    ///
    /// # Errors
    /// The known scopes, if `text` is none of them.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::from_token(text).ok_or_else(|| {
            let known = Self::ALL.map(Self::token).join(", ");
            format!("{text:?} is not one of the scopes {known}")
        })
    }
}

/// A list of scopes as it is stored and as OAuth 2.0 writes it: tokens with a space between them.
#[must_use]
pub fn scope_list(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.token()).collect::<Vec<_>>().join(" ")
}

/// Whether a person may give a scope to a token that acts for a company.
///
/// The parties of a report do not send its readings by themselves: only the operator's
/// Administrator lets a company do so. That is also the only scope that the operator gives for
/// another company, so that no token of the operator's making edits or decides as that company.
#[must_use]
pub fn may_give_scope(person: &Person, company_id: i64, scope: Scope) -> bool {
    match scope {
        Scope::ReadingsWrite => {
            person.company_kind == CompanyKind::Operator && person.role == Role::Administrator
        }
        _ => person.company_id == company_id,
    }
}

/// Whether a person manages the service accounts of a company: its own Administrators do, and the
/// operator's.
#[must_use]
pub fn manages_service_accounts(person: &Person, company_id: i64) -> bool {
    let is_administrator = right(person.company_kind, person.role, Area::People) == Right::Full;
    let is_operator = person.company_kind == CompanyKind::Operator;
    is_administrator && (is_operator || person.company_id == company_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Channel;

    fn person(company_kind: CompanyKind, company_id: i64, role: Role) -> Person {
        let channel = Channel::Console;
        Person { id: 7, company_id, company_kind, role, channel, machine_user: None, account: None }
    }

    #[test]
    fn every_scope_reads_back() {
        for scope in Scope::ALL {
            assert_eq!(Scope::parse(scope.token()), Ok(scope));
        }
        assert!(Scope::parse("reports").is_err());
        assert_eq!(
            scope_list(&[Scope::ReportsRead, Scope::ReportsEdit]),
            "reports.read reports.edit"
        );
    }

    #[test]
    fn only_the_operators_administrator_lets_a_company_send_readings() {
        use CompanyKind::{Distributor, Operator, Partner, Vendor};
        for kind in CompanyKind::ALL {
            for role in Role::ALL {
                let asked = |company_id| {
                    may_give_scope(&person(kind, 2, role), company_id, Scope::ReadingsWrite)
                };
                let expected = kind == Operator && role == Role::Administrator;
                assert_eq!((asked(2), asked(3)), (expected, expected), "{kind:?} {role:?}");
            }
        }
        for kind in [Operator, Vendor, Distributor, Partner] {
            for scope in Scope::ALL.into_iter().filter(|it| *it != Scope::ReadingsWrite) {
                let asked = |company_id| {
                    may_give_scope(&person(kind, 2, Role::Administrator), company_id, scope)
                };
                assert_eq!((asked(2), asked(3)), (true, false), "{kind:?} {scope:?}");
            }
        }
    }

    #[test]
    fn administrators_manage_the_accounts_of_their_company_and_the_operators_those_of_all() {
        for kind in CompanyKind::ALL {
            for role in Role::ALL {
                let asked = |id| manages_service_accounts(&person(kind, 2, role), id);
                let administrator = role == Role::Administrator;
                let operator = administrator && kind == CompanyKind::Operator;
                assert_eq!((asked(2), asked(3)), (administrator, operator), "{kind:?} {role:?}");
            }
        }
    }
}
