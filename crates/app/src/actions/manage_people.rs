//! Adds people to a company, changes their roles and removes them.
//!
//! Adding a person only invites them: they have to accept first ([`super::join_company`]). The
//! answer does not depend on whether the address is known elsewhere.

use super::join_company::{self, is_last_administrator, runs_itself};
use countersign_domain::actor::Role;
use countersign_domain::code::{fold_email, is_email};
use countersign_domain::instant::Instant;
use countersign_domain::text::TextKind;
use countersign_store::people::{self, Membership, MembershipConsent, PersonRecord};
use countersign_store::{Result, Tx, installation};

/// A person to invite.
#[derive(Clone, Copy, Debug)]
pub struct NewPerson<'a> {
    /// The person's e-mail address.
    pub email: &'a str,
    /// The name that the company gives. A person who is known already keeps their own name.
    pub name: &'a str,
    /// The role in the company.
    pub role: Role,
    /// The number of the company.
    pub company_id: i64,
    /// Whether the operator invites them into another company than its own.
    pub by_operator: bool,
}

/// Why nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleRefusal {
    /// The e-mail address is invalid.
    Email,
    /// The name is blank, too long, or has invisible characters.
    Name,
    /// They are a member of the company already.
    AlreadyHere,
    /// They are not a member of the company.
    NotHere,
    /// The company's last Administrator has to stay.
    LastAdministrator,
}

/// The result of a change.
pub type PeopleResult<T> = std::result::Result<T, PeopleRefusal>;

/// Whether a text can be a person's name.
#[must_use]
pub fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && TextKind::Name.check(name).is_ok()
}

/// Invites a person into a company and returns their number. If the operator invites into a company
/// that runs itself, that company is asked too.
///
/// # Errors
/// Fails when the database does.
pub async fn add(tx: &mut Tx, new: &NewPerson<'_>, now: Instant) -> Result<PeopleResult<i64>> {
    let (email, name) = (new.email.trim(), new.name.trim());
    if !is_email(email) {
        return Ok(Err(PeopleRefusal::Email));
    }
    if !is_name(name) {
        return Ok(Err(PeopleRefusal::Name));
    }
    // Two at once must not get the same number.
    installation::take_work_lock(tx).await?;
    let email_folded = fold_email(email);
    let id = match people::of_email(tx, &email_folded).await? {
        Some(known) => known.id,
        None => {
            let id = people::next_id(tx).await?;
            let (email, name) = (email.to_owned(), name.to_owned());
            people::insert(tx, &PersonRecord { id, email, email_folded, name }).await?;
            id
        }
    };
    let (company_id, role) = (new.company_id, new.role);
    if people::membership(tx, id, company_id).await?.is_some() {
        return Ok(Err(PeopleRefusal::AlreadyHere));
    }
    let asks_company = new.by_operator && runs_itself(tx, company_id).await?;
    let consent = MembershipConsent::Asked { name, company_since: asks_company.then_some(now) };
    people::join(tx, &Membership { person_id: id, company_id, role }, consent).await?;
    Ok(Ok(id))
}

/// Agrees, for the company, to a membership that the operator created.
///
/// # Errors
/// Fails when the database does.
pub async fn admit(tx: &mut Tx, person_id: i64, company_id: i64) -> Result<PeopleResult<()>> {
    let admitted = people::admit(tx, person_id, company_id).await?;
    Ok(if admitted { Ok(()) } else { Err(PeopleRefusal::NotHere) })
}

/// Gives a person another role.
///
/// # Errors
/// Fails when the database does.
pub async fn change_role(tx: &mut Tx, membership: &Membership) -> Result<PeopleResult<()>> {
    let Membership { person_id, company_id, role } = *membership;
    installation::take_work_lock(tx).await?;
    if people::membership(tx, person_id, company_id).await?.is_none() {
        return Ok(Err(PeopleRefusal::NotHere));
    }
    if role != Role::Administrator && is_last_administrator(tx, person_id, company_id).await? {
        return Ok(Err(PeopleRefusal::LastAdministrator));
    }
    people::set_role(tx, membership).await?;
    Ok(Ok(()))
}

/// Deletes a person, whose access to the company ends at once.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(
    tx: &mut Tx,
    person_id: i64,
    company_id: i64,
    now: Instant,
) -> Result<PeopleResult<()>> {
    installation::take_work_lock(tx).await?;
    if people::membership(tx, person_id, company_id).await?.is_none() {
        return Ok(Err(PeopleRefusal::NotHere));
    }
    if is_last_administrator(tx, person_id, company_id).await? {
        return Ok(Err(PeopleRefusal::LastAdministrator));
    }
    join_company::leave(tx, person_id, company_id, now).await?;
    Ok(Ok(()))
}
