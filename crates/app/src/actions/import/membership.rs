//! Adds and changes memberships for an import or a command, and the people that they need.

use crate::actions::join_company::runs_itself;
use countersign_domain::actor::Role;
use countersign_domain::audit::Event;
use countersign_domain::code::fold_email;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::people::{self, Membership, MembershipConsent, PersonRecord};
use countersign_store::{StoreError, Tx, installation};
use std::collections::{HashMap, HashSet};

/// A membership to add or change.
#[derive(Clone, Copy, Debug)]
pub struct NewMembership<'a> {
    /// The person's e-mail address.
    pub email: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// Number of the company.
    pub company_id: i64,
    /// The person's role in the company.
    pub role: Role,
    /// When the company is asked to agree, if it runs itself: for example when the operator's
    /// people import the file in the console.
    pub asks_company: Option<Instant>,
}

/// A change of a membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberChange {
    /// Number of the person.
    pub person_id: i64,
    /// Number of the company.
    pub company_id: i64,
    /// The role before; `None` if the membership is new.
    pub before: Option<Role>,
    /// The role now.
    pub role: Role,
}

impl MemberChange {
    /// The audit entry of the change, based on who made it and from where; none if the role stayed
    /// the same.
    #[must_use]
    pub fn entry(&self, by: impl FnOnce(Event) -> AuditEntry) -> Option<AuditEntry> {
        let event = match self.before {
            Some(before) if before == self.role => return None,
            Some(_) => Event::RoleChanged,
            None => Event::PersonInvited,
        };
        Some(AuditEntry {
            company_id: Some(self.company_id),
            about_person_id: Some(self.person_id),
            before: self.before.map(|role| role.name().to_owned()),
            after: Some(self.role.name().to_owned()),
            ..by(event)
        })
    }
}

/// People and memberships in memory, with the changes since they were loaded.
pub(super) struct KnownPeople {
    people: HashMap<String, PersonRecord>,
    pub(super) roles: HashMap<(i64, i64), Role>,
    next_person: i64,
    /// Whether companies of the file ran themselves before it.
    ran_themselves: HashMap<i64, bool>,
    /// Memberships that are new or changed.
    pub(super) new: u64,
    pub(super) changed: u64,
}

impl KnownPeople {
    pub(super) async fn load(tx: &mut Tx) -> Result<Self, StoreError> {
        let people = people::all(tx).await?;
        let memberships = people::memberships(tx).await?;
        Ok(Self {
            new: 0,
            changed: 0,
            ran_themselves: HashMap::new(),
            next_person: people.last().map_or(1, |person| person.id + 1),
            people: people.into_iter().map(|it| (it.email_folded.clone(), it)).collect(),
            roles: memberships.iter().map(|it| ((it.person_id, it.company_id), it.role)).collect(),
        })
    }

    pub(super) fn administrators(&self, company_id: i64) -> usize {
        let of_company = self.roles.iter().filter(|((_, company), _)| *company == company_id);
        of_company.filter(|(_, role)| **role == Role::Administrator).count()
    }

    /// Companies that ran themselves and no longer have an Administrator with access.
    pub(super) async fn unled(&self, tx: &mut Tx) -> Result<HashSet<i64>, StoreError> {
        let mut unled = HashSet::new();
        for (company_id, _) in self.ran_themselves.iter().filter(|(_, ran)| **ran) {
            if !runs_itself(tx, *company_id).await? {
                unled.insert(*company_id);
            }
        }
        Ok(unled)
    }

    /// Adds the membership, or changes it.
    pub(super) async fn put(
        &mut self,
        tx: &mut Tx,
        new: &NewMembership<'_>,
    ) -> Result<MemberChange, StoreError> {
        let folded = fold_email(new.email);
        let mut renamed = false;
        let person_id = match self.people.get_mut(&folded) {
            Some(person) => {
                // The e-mail address identifies the person and keeps its first spelling.
                if person.name != new.name {
                    new.name.clone_into(&mut person.name);
                    people::update(tx, person).await?;
                    renamed = true;
                }
                person.id
            }
            None => {
                let id = self.next_person;
                self.next_person += 1;
                let (email, name) = (new.email.to_owned(), new.name.to_owned());
                let person = PersonRecord { id, email, email_folded: folded.clone(), name };
                people::insert(tx, &person).await?;
                self.people.insert(folded, person);
                id
            }
        };
        let key = (person_id, new.company_id);
        let before = self.roles.insert(key, new.role);
        self.new += u64::from(before.is_none());
        self.changed += u64::from(before.is_some_and(|role| renamed || role != new.role));
        if before != Some(new.role) {
            let (company_id, role) = (new.company_id, new.role);
            let ran_itself = match self.ran_themselves.get(&company_id) {
                Some(ran_itself) => *ran_itself,
                None => runs_itself(tx, company_id).await?,
            };
            self.ran_themselves.insert(company_id, ran_itself);
            let company_since = new.asks_company.filter(|_| ran_itself);
            let consent = MembershipConsent::Asked { name: new.name, company_since };
            people::join(tx, &Membership { person_id, company_id, role }, consent).await?;
        }
        Ok(MemberChange { person_id, company_id: new.company_id, before, role: new.role })
    }
}

/// Adds or changes a membership, as a row of `users.csv` does; `None` if this would remove a
/// company's last Administrator.
///
/// # Errors
/// Fails when the database does.
pub async fn put_membership(
    tx: &mut Tx,
    new: &NewMembership<'_>,
) -> Result<Option<MemberChange>, StoreError> {
    installation::take_work_lock(tx).await?;
    let mut known = KnownPeople::load(tx).await?;
    let had = known.administrators(new.company_id) > 0;
    let change = known.put(tx, new).await?;
    let is_led = known.administrators(new.company_id) > 0 && known.unled(tx).await?.is_empty();
    Ok((!had || is_led).then_some(change))
}
