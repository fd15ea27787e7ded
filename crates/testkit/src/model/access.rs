//! Who may do what to a report.

use super::action::Action;
use super::directory::{Directory, Role};
use super::installation::Key;
use super::report::{Report, Status};

/// A person acting as one company.
#[derive(Debug, Clone)]
pub(super) struct Actor {
    /// The e-mail address in small letters.
    pub(super) person: String,
    company: String,
    role: Role,
}

impl Actor {
    /// "One person may belong to several companies, and acts as one of them at a time";
    /// "e-mail addresses compare without case, codes exactly".
    pub(super) fn find(directory: &Directory, email: &str, company: Option<&str>) -> Option<Actor> {
        let person = email.to_lowercase();
        let memberships = directory.people.get(&person)?;
        let (company, role) = match company {
            Some(code) => memberships.get_key_value(code)?,
            None if memberships.len() == 1 => memberships.first_key_value()?,
            None => return None,
        };
        Some(Actor { person, company: company.clone(), role: *role })
    }
}

/// Whether this person may request this at all.
pub(super) fn may(
    actor: &Actor,
    action: &Action,
    key: &Key,
    report: &Report,
) -> Result<(), &'static str> {
    // "A distributor sees only its own partners, a partner only itself, a vendor only what was
    // dispatched to it"; "a report stays with the distributor it was made under, and only that
    // one sees it".
    let partner = actor.company == key.partner;
    let distributor = actor.company == report.distributor;
    let dispatched = matches!(report.status, Status::Submitted | Status::Completed);
    let vendor = actor.company == key.vendor && dispatched;
    // "Usage reports: full" for an Administrator and a Billing Manager.
    if !matches!(actor.role, Role::Administrator | Role::BillingManager) {
        return Err("the role does not allow it");
    }
    let allowed = match action {
        Action::Edit { .. }
        | Action::EditReport { .. }
        | Action::Reset { .. }
        | Action::Submit { .. } => partner,
        Action::Extend { .. }
        | Action::Approve
        | Action::Reject { .. }
        | Action::Reopen
        | Action::Dispatch => distributor,
        Action::Complete | Action::Return => vendor,
    };
    if !allowed {
        return Err("the company does not allow it");
    }
    // "Nobody decides on a report that they edited or submitted, in whatever company."
    let decides = matches!(action, Action::Approve | Action::Reject { .. });
    if decides && report.hands.contains(&actor.person) {
        return Err("nobody decides on what they edited or submitted");
    }
    Ok(())
}
