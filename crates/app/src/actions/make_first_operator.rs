//! Makes the first Administrator of the operator, by the set-up link.

use crate::actions::join_company;
use crate::actions::manage_people::{self, NewPerson, PeopleRefusal};
use crate::identity::set_up_link;
use countersign_domain::actor::Role;
use countersign_domain::code::{OPERATOR_CODE, fold_email};
use countersign_domain::instant::Instant;
use countersign_store::installation::{self, Installation};
use countersign_store::{Result, StoreError, Tx, companies, directory, passwords, people, set_up};

/// The first operator, as the person entered it.
#[derive(Clone, Copy, Debug)]
pub struct FirstOperator<'a> {
    /// The person's e-mail address.
    pub email: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// The hash of the password, in PHC format.
    pub phc: &'a str,
    /// Whether the installation becomes a rehearsal, if [`may_rehearse`] says that it may.
    pub rehearses: bool,
}

/// Whether the installation can still become a rehearsal. It can until it is one or has a partner,
/// for whom reports could have been made and messages sent.
///
/// # Errors
/// Fails when the database does.
pub async fn may_rehearse(tx: &mut Tx, installation: &Installation) -> Result<bool> {
    Ok(!installation.rehearsal && directory::partner_counts(tx).await?.is_empty())
}

/// Why no operator was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetUpRefusal {
    /// The link does not open any more: it was used, has expired, or another one took its place.
    Closed,
    /// The address belongs to a person of another company.
    Known,
    /// The address or the name is refused.
    Person(PeopleRefusal),
}

/// Makes the operator with the link's token, and ends the link. Returns the number of the person
/// and of the operator's company. If several people use the link at once, only one succeeds.
///
/// # Errors
/// Fails when the database does.
pub async fn run(
    tx: &mut Tx,
    token: &str,
    new: &FirstOperator<'_>,
    now: Instant,
) -> Result<std::result::Result<(i64, i64), SetUpRefusal>> {
    let installation = installation::take_work_lock(tx).await?;
    if !set_up_link::opens(tx, token, now).await? {
        return Ok(Err(SetUpRefusal::Closed));
    }
    // A link must not set the password of an account that has an owner.
    if people::of_email(tx, &fold_email(new.email.trim())).await?.is_some() {
        return Ok(Err(SetUpRefusal::Known));
    }
    let missing = || StoreError::Corrupt("the operator's company is missing".to_owned());
    let operator = companies::of_code(tx, OPERATOR_CODE).await?.ok_or_else(missing)?;
    let (company_id, role) = (operator.id, Role::Administrator);
    let FirstOperator { email, name, phc, rehearses } = *new;
    let person = NewPerson { email, name, role, company_id, by_operator: false };
    let person_id = match manage_people::add(tx, &person, now).await? {
        Ok(id) => id,
        Err(refusal) => return Ok(Err(SetUpRefusal::Person(refusal))),
    };
    passwords::put(tx, person_id, phc, now).await?;
    for company in people::companies_of(tx, person_id).await? {
        join_company::accept(tx, person_id, &company, now).await?;
    }
    if rehearses && may_rehearse(tx, &installation).await? {
        installation::begin_rehearsal(tx, installation.not_before_last_run(now)).await?;
    }
    set_up::end_link(tx).await?;
    Ok(Ok((person_id, company_id)))
}
