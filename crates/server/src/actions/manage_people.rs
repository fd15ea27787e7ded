//! Takes people into a company, changes their roles and lets them go.
//!
//! Whoever acts for another company is taken in by the operator alone: an account is opened by
//! whoever made it, and one company must not open the doors of another.

use countersign_domain::actor::Role;
use countersign_domain::code::{fold_email, is_email};
use countersign_domain::text::Kind;
use countersign_store::people::{self, Membership, Person};
use countersign_store::{Result, Tx, external_identities, installation, one_time_links};

/// Somebody to be taken in.
#[derive(Clone, Copy, Debug)]
pub struct NewPerson<'a> {
    /// Their address.
    pub email: &'a str,
    /// Their name; of somebody known already it stays.
    pub name: &'a str,
    /// Their role.
    pub role: Role,
    /// The company.
    pub company_id: i64,
    /// Whether the operator does it.
    pub by_operator: bool,
}

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The address is none.
    Email,
    /// The name is blank, too long, or holds what cannot be seen.
    Name,
    /// They belong to the company already.
    AlreadyHere,
    /// They act for another company.
    Elsewhere,
    /// They do not belong to the company.
    NotHere,
    /// The company's last Administrator stays.
    LastAdministrator,
}

/// What a change comes to.
pub type Done<T> = std::result::Result<T, Refused>;

/// Whether text can be somebody's name.
#[must_use]
pub fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && Kind::Name.check(name).is_ok()
}

/// Takes somebody into a company; their number.
///
/// # Errors
/// The engine's.
pub async fn add(tx: &mut Tx, new: &NewPerson<'_>) -> Result<Done<i64>> {
    let (email, name) = (new.email.trim(), new.name.trim());
    if !is_email(email) {
        return Ok(Err(Refused::Email));
    }
    // Two at once must not get one number.
    installation::take_turn(tx).await?;
    let email_folded = fold_email(email);
    let id = match people::of_email(tx, &email_folded).await? {
        Some(known) => {
            let companies = people::companies_of(tx, known.id).await?;
            if companies.iter().any(|company| company.company_id == new.company_id) {
                return Ok(Err(Refused::AlreadyHere));
            }
            if !companies.is_empty() && !new.by_operator {
                return Ok(Err(Refused::Elsewhere));
            }
            known.id
        }
        None if !is_name(name) => return Ok(Err(Refused::Name)),
        None => {
            let id = people::next_id(tx).await?;
            let (email, name) = (email.to_owned(), name.to_owned());
            people::insert(tx, &Person { id, email, email_folded, name }).await?;
            id
        }
    };
    let (company_id, role) = (new.company_id, new.role);
    people::join(tx, &Membership { person_id: id, company_id, role }).await?;
    Ok(Ok(id))
}

/// Gives somebody another role.
///
/// # Errors
/// The engine's.
pub async fn change_role(tx: &mut Tx, membership: &Membership) -> Result<Done<()>> {
    let Membership { person_id, company_id, role } = *membership;
    installation::take_turn(tx).await?;
    let Some(before) = people::role_of(tx, person_id, company_id).await? else {
        return Ok(Err(Refused::NotHere));
    };
    if role != Role::Administrator && is_last(tx, before, company_id).await? {
        return Ok(Err(Refused::LastAdministrator));
    }
    people::join(tx, membership).await?;
    Ok(Ok(()))
}

/// Lets somebody go: they act for the company no more, from this moment on.
///
/// # Errors
/// The engine's.
pub async fn remove(tx: &mut Tx, person_id: i64, company_id: i64) -> Result<Done<()>> {
    installation::take_turn(tx).await?;
    let Some(role) = people::role_of(tx, person_id, company_id).await? else {
        return Ok(Err(Refused::NotHere));
    };
    if is_last(tx, role, company_id).await? {
        return Ok(Err(Refused::LastAdministrator));
    }
    people::leave(tx, person_id, company_id).await?;
    external_identities::unlink(tx, person_id, company_id).await?;
    one_time_links::revoke(tx, person_id).await?;
    Ok(Ok(()))
}

async fn is_last(tx: &mut Tx, role: Role, company_id: i64) -> Result<bool> {
    Ok(role == Role::Administrator && people::administrators(tx, company_id).await? < 2)
}
