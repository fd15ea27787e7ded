//! Access: the table of roles and areas, which reports a company can see, and which verbs a person
//! may use.
//!
//! Source of the rules: docs/rules.md section 5 and section 4, rule 7. A person's command needs a
//! [`Permit`](crate::workflow::Permit), which exists only after these checks.

use crate::actor::{CompanyKind, Person, Role};
use crate::refusal::Refusal;
use crate::status::{Status, Verb};
use crate::uncounted::Reason;

/// An area of the access table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Usage reports of the own company.
    UsageReports,
    /// The counts per status on the dashboard.
    StatusWidget,
    /// Partners, customers and subscriptions of the own company and below.
    Directory,
    /// The own company's people and roles.
    People,
    /// The settings of partners; distributors only.
    PartnerSettings,
}

impl Area {
    /// Every area.
    pub const ALL: [Self; 5] = [
        Self::UsageReports,
        Self::StatusWidget,
        Self::Directory,
        Self::People,
        Self::PartnerSettings,
    ];
}

/// How far a role reaches in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// No access.
    None,
    /// The person's own account only.
    Own,
    /// To see counts without opening what lies behind.
    View,
    /// To view, open and export.
    Read,
    /// Everything of the area.
    Full,
}

/// The access table: role × area. The operator reads reports and never works on one, writes the
/// directory and the settings as Administrator, and reads them in any other role.
#[must_use]
pub fn right(kind: CompanyKind, role: Role, area: Area) -> Right {
    use Role::{Administrator, BillingManager, SupportEngineer, SupportManager};
    let supports = matches!(role, SupportManager | SupportEngineer);
    if kind == CompanyKind::Operator {
        return operator_right(role, area);
    }
    match area {
        Area::UsageReports if matches!(role, Administrator | BillingManager) => Right::Full,
        Area::UsageReports if supports => Right::Read,
        Area::UsageReports => Right::None,
        Area::StatusWidget if supports || matches!(role, Administrator | BillingManager) => {
            Right::Read
        }
        Area::StatusWidget => Right::View,
        Area::Directory => Right::Read,
        Area::People if role == Administrator => Right::Full,
        Area::People => Right::Own,
        Area::PartnerSettings if kind != CompanyKind::Distributor => Right::None,
        Area::PartnerSettings if role == Administrator => Right::Full,
        Area::PartnerSettings if supports || role == BillingManager => Right::Read,
        Area::PartnerSettings => Right::None,
    }
}

fn operator_right(role: Role, area: Area) -> Right {
    match area {
        Area::UsageReports | Area::StatusWidget => Right::Read,
        Area::Directory | Area::PartnerSettings | Area::People if role == Role::Administrator => {
            Right::Full
        }
        Area::Directory | Area::PartnerSettings => Right::Read,
        Area::People => Right::Own,
    }
}

/// Whether new reports are made for a partner: the region has usage reports, the distributor is not
/// an ISP, and the partner is an MSP.
#[must_use]
pub fn takes_part(usage_reports: bool, distributor_type: &str, partner_type: &str) -> bool {
    let (is_msp, is_distributor) = (partner_type == "msp", distributor_type == "distributor");
    Reason::of_exclusion(is_msp, is_distributor, usage_reports).is_none()
}

/// Whether a person may change how a company's people sign in: its identity provider, and whether
/// they need a second factor. The operator may only until the company runs itself, because a
/// provider of the operator's choice could sign the operator in as any of its people.
#[must_use]
pub fn changes_sign_in(person: &Person, company_id: i64, runs_itself: bool) -> bool {
    let is_operator = person.company_kind == CompanyKind::Operator;
    right(person.company_kind, person.role, Area::People) == Right::Full
        && (person.company_id == company_id || is_operator && !runs_itself)
}

/// The companies of one report when it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parties {
    /// The number of the partner.
    pub partner_id: i64,
    /// The number of the distributor that decides; a later change of distributor does not affect
    /// it.
    pub distributor_id: i64,
    /// The number of the vendor.
    pub vendor_id: i64,
}

/// Whether a report exists for this person's company at all.
#[must_use]
pub fn sees(person: &Person, parties: &Parties, status: Status) -> bool {
    match person.company_kind {
        CompanyKind::Operator => true,
        CompanyKind::Partner => person.company_id == parties.partner_id,
        CompanyKind::Distributor => person.company_id == parties.distributor_id,
        CompanyKind::Vendor => {
            person.company_id == parties.vendor_id
                && matches!(status, Status::Submitted | Status::Completed)
        }
    }
}

/// Whether a dispatch exists for this person's company: for its distributor and vendor, and for the
/// operator.
#[must_use]
pub fn sees_dispatch(person: &Person, distributor_id: i64, vendor_id: i64) -> bool {
    match person.company_kind {
        CompanyKind::Operator => true,
        CompanyKind::Distributor => person.company_id == distributor_id,
        CompanyKind::Vendor => person.company_id == vendor_id,
        CompanyKind::Partner => false,
    }
}

/// The parties that may use a verb; none for verbs of the system. Corrections also depend on the
/// company that proposed.
#[must_use]
pub const fn parties_of(verb: Verb) -> &'static [CompanyKind] {
    match verb {
        Verb::Make => &[],
        Verb::Edit | Verb::Reset | Verb::Submit => &[CompanyKind::Partner],
        Verb::Extend
        | Verb::Approve
        | Verb::Reject
        | Verb::Reopen
        | Verb::Undo
        | Verb::Dispatch
        | Verb::DispatchAmendment => &[CompanyKind::Distributor],
        Verb::Complete | Verb::Return | Verb::CompleteAmendment | Verb::ReturnAmendment => {
            &[CompanyKind::Vendor]
        }
        Verb::ProposeCorrection | Verb::WithdrawCorrection => {
            &[CompanyKind::Partner, CompanyKind::Distributor]
        }
        Verb::AgreeCorrection | Verb::RefuseCorrection => {
            &[CompanyKind::Distributor, CompanyKind::Partner]
        }
    }
}

/// Whether a person's company and role include a verb. A report can still refuse it.
///
/// # Errors
/// [`Refusal::NotPermitted`].
pub fn may_use(person: &Person, verb: Verb) -> Result<(), Refusal> {
    let full = right(person.company_kind, person.role, Area::UsageReports) == Right::Full;
    let may = full && parties_of(verb).contains(&person.company_kind);
    if may { Ok(()) } else { Err(not_permitted(person, verb)) }
}

/// Whether a person may close the cycles of their company: the people of a distributor who work on
/// its reports.
#[must_use]
pub fn may_close_cycles(person: &Person) -> bool {
    let full = right(person.company_kind, person.role, Area::UsageReports) == Right::Full;
    full && person.company_kind == CompanyKind::Distributor
}

/// Whether a person may use a verb on a report of these parties and this status. `worked_on` says
/// whether they have edited or submitted the report, in any company.
///
/// # Errors
/// The refusal: no such report, if the company may not know of it.
pub fn may(
    person: &Person,
    verb: Verb,
    parties: &Parties,
    status: Status,
    worked_on: bool,
) -> Result<(), Refusal> {
    if !sees(person, parties, status) {
        return Err(Refusal::NoSuchReport);
    }
    may_use(person, verb)?;
    if worked_on && matches!(verb, Verb::Approve | Verb::Reject) {
        return Err(Refusal::OwnWork(verb));
    }
    Ok(())
}

/// Whether a person may make a missing report whose readings came too late for the system: the
/// distributor's people with full access to usage reports, and the operator's Administrator.
///
/// # Errors
/// The refusal: no such report, if the company may not know of it.
pub fn may_make_late(person: &Person, distributor_id: i64) -> Result<(), Refusal> {
    let may = match person.company_kind {
        CompanyKind::Operator => person.role == Role::Administrator,
        CompanyKind::Distributor if person.company_id == distributor_id => {
            right(person.company_kind, person.role, Area::UsageReports) == Right::Full
        }
        _ => return Err(Refusal::NoSuchReport),
    };
    if may { Ok(()) } else { Err(not_permitted(person, Verb::Make)) }
}

fn not_permitted(person: &Person, verb: Verb) -> Refusal {
    Refusal::NotPermitted { verb, role: person.role, company: person.company_kind }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Channel;

    fn person(kind: CompanyKind, company_id: i64, role: Role) -> Person {
        let channel = Channel::Cli;
        Person {
            id: 7,
            company_id,
            company_kind: kind,
            role,
            channel,
            machine_user: None,
            account: None,
        }
    }

    const PARTIES: Parties = Parties { partner_id: 3, distributor_id: 2, vendor_id: 1 };

    #[test]
    fn a_company_that_runs_itself_decides_alone_how_its_people_sign_in() {
        use CompanyKind::{Distributor, Operator};
        use Role::{Administrator, BillingManager};
        for (kind, role, company_id, before, after) in [
            (Distributor, Administrator, 2, true, true),
            (Distributor, Administrator, 3, false, false),
            (Distributor, BillingManager, 2, false, false),
            (Operator, Administrator, 2, true, true),
            (Operator, Administrator, 3, true, false),
            (Operator, BillingManager, 3, false, false),
        ] {
            let person = person(kind, 2, role);
            let may = [false, true].map(|runs| changes_sign_in(&person, company_id, runs));
            assert_eq!(may, [before, after], "{kind:?} {role:?} {company_id}");
        }
    }

    #[test]
    fn the_access_table_is_the_specifications() {
        use Right::{Full, None as No, Own, Read, View};
        // Administrator, the three account managers, the two supports, Billing Manager
        for (area, rights) in [
            (Area::UsageReports, [Full, No, No, No, Read, Read, Full]),
            (Area::StatusWidget, [Read, View, View, View, Read, Read, Read]),
            (Area::Directory, [Read; 7]),
            (Area::People, [Full, Own, Own, Own, Own, Own, Own]),
            (Area::PartnerSettings, [Full, No, No, No, Read, Read, Read]),
        ] {
            for (role, expected) in Role::ALL.into_iter().zip(rights) {
                assert_eq!(right(CompanyKind::Distributor, role, area), expected, "{role:?}");
                let partner = if area == Area::PartnerSettings { No } else { expected };
                assert_eq!(right(CompanyKind::Partner, role, area), partner, "{role:?} {area:?}");
            }
        }
    }

    #[test]
    fn every_role_of_every_party_gets_just_its_own_verbs() {
        for kind in CompanyKind::ALL {
            let own = match kind {
                CompanyKind::Vendor => 1,
                CompanyKind::Distributor => 2,
                CompanyKind::Partner => 3,
                CompanyKind::Operator => 9,
            };
            for role in Role::ALL {
                for verb in Verb::ALL {
                    let asked =
                        may(&person(kind, own, role), verb, &PARTIES, Status::Submitted, false);
                    let works = matches!(role, Role::Administrator | Role::BillingManager);
                    let own = parties_of(verb).contains(&kind);
                    assert_eq!(asked.is_ok(), works && own, "{verb:?}");
                    // A person of another company learns no more than their role.
                    let elsewhere = may_use(&person(kind, 99, role), verb);
                    assert_eq!(elsewhere.is_ok(), works && own, "{verb:?}");
                }
                let closes = may_close_cycles(&person(kind, own, role));
                let works = matches!(role, Role::Administrator | Role::BillingManager);
                assert_eq!(closes, works && kind == CompanyKind::Distributor, "{kind:?} {role:?}");
            }
        }
    }

    #[test]
    fn a_missing_report_is_made_for_its_distributor_or_the_operator() {
        for kind in CompanyKind::ALL {
            for role in Role::ALL {
                let asked = |id| may_make_late(&person(kind, id, role), 2).map(|_| ());
                let bills = matches!(role, Role::Administrator | Role::BillingManager);
                let refused = Refusal::NotPermitted { verb: Verb::Make, role, company: kind };
                let expected = match kind {
                    CompanyKind::Distributor if bills => Ok(()),
                    CompanyKind::Operator if role == Role::Administrator => Ok(()),
                    CompanyKind::Distributor | CompanyKind::Operator => Err(refused),
                    CompanyKind::Vendor | CompanyKind::Partner => Err(Refusal::NoSuchReport),
                };
                assert_eq!(asked(2), expected, "{kind:?} {role:?}");
                if kind == CompanyKind::Distributor {
                    assert_eq!(asked(3), Err(Refusal::NoSuchReport), "{role:?}");
                }
            }
        }
    }

    #[test]
    fn what_a_company_may_not_know_of_does_not_exist() {
        for kind in [CompanyKind::Vendor, CompanyKind::Distributor, CompanyKind::Partner] {
            for verb in Verb::ALL {
                let stranger = person(kind, 99, Role::Administrator);
                let asked = may(&stranger, verb, &PARTIES, Status::Submitted, false);
                assert_eq!(asked.err(), Some(Refusal::NoSuchReport));
            }
        }
        let vendor = person(CompanyKind::Vendor, 1, Role::Administrator);
        for status in Status::ALL {
            let dispatched = matches!(status, Status::Submitted | Status::Completed);
            assert_eq!(sees(&vendor, &PARTIES, status), dispatched, "{status:?}");
        }
    }

    #[test]
    fn a_dispatch_exists_for_those_it_is_between_and_for_the_operator() {
        let sees = |kind, id| sees_dispatch(&person(kind, id, Role::Administrator), 2, 1);
        assert!(sees(CompanyKind::Operator, 9));
        assert!(sees(CompanyKind::Distributor, 2) && !sees(CompanyKind::Distributor, 1));
        assert!(sees(CompanyKind::Vendor, 1) && !sees(CompanyKind::Vendor, 2));
        assert!(![1, 2, 3].into_iter().any(|id| sees(CompanyKind::Partner, id)));
    }

    #[test]
    fn nobody_decides_on_their_own_work() {
        let distributor = person(CompanyKind::Distributor, 2, Role::BillingManager);
        for verb in [Verb::Approve, Verb::Reject] {
            let asked = may(&distributor, verb, &PARTIES, Status::UnderReview, true);
            assert_eq!(asked.err(), Some(Refusal::OwnWork(verb)));
        }
        assert!(may(&distributor, Verb::Reopen, &PARTIES, Status::Approved, true).is_ok());
    }

    #[test]
    fn only_msps_of_distributors_in_open_regions_take_part() {
        assert!(takes_part(true, "distributor", "msp"));
        assert!(!takes_part(false, "distributor", "msp"));
        assert!(!takes_part(true, "isp", "msp"));
        assert!(!takes_part(true, "distributor", "reseller"));
    }
}
