//! Messages to people: what is to be told, to whom, written in the transaction of the action that
//! it tells of.
//!
//! A row of the outbox holds what a message says ([`facts`]), not the message: it is put into words
//! when it is sent, in the language that its reader has then. [`announce`] reads off a report's
//! move what is to be told of it; [`dispatches`] does so for dispatches, [`account`] for what
//! concerns one person.
//!
//! Does not own: the words and how they travel ([`crate::delivery`]), who gets what
//! (`domain::message`).

pub mod account;
pub mod announce;
pub mod dispatches;
pub mod facts;

use crate::notifications::announce::Announcement;
use countersign_domain::message::{Audience, MessageKind, is_notified};
use countersign_store::outbox::{self, NewNotification};
use countersign_store::{Result, Tx, installation};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Writes what is to be told, a row for each person of the companies concerned who may work on
/// reports and did not decline it. What takes back something that waits to be told takes that out
/// of the outbox, and nothing is told of either.
///
/// # Errors
/// Fails when the database does.
pub async fn notify(
    tx: &mut Tx,
    announcements: impl IntoIterator<Item = &Announcement>,
) -> Result<()> {
    let mut by_kind: BTreeMap<&str, Vec<&Announcement>> = BTreeMap::new();
    for announcement in announcements {
        by_kind.entry(announcement.kind.token()).or_default().push(announcement);
    }
    let mut rows = Vec::new();
    for announcements in by_kind.values() {
        let kind = announcements[0].kind;
        let Audience::Company(company_kind) = kind.audience() else { continue };
        let companies: BTreeSet<i64> = announcements.iter().map(|it| it.company_id).collect();
        let companies: Vec<i64> = companies.into_iter().collect();
        let mut people: HashMap<i64, Vec<i64>> = HashMap::new();
        for (company, person, role) in outbox::recipients(tx, &companies, kind).await? {
            if is_notified(company_kind, role) {
                people.entry(company).or_default().push(person);
            }
        }
        for announcement in announcements {
            let unheard = match announcement.takes_back {
                Some(event) => outbox::withdraw(tx, event).await?,
                None => Vec::new(),
            };
            let people = people.get(&announcement.company_id).into_iter().flatten();
            let people = people.filter(|person| !unheard.contains(person));
            rows.extend(people.map(|person| announcement.row(*person)));
        }
    }
    if rows.iter().any(|row| row.kind == MessageKind::Approved && row.due_at > row.created_at)
        && installation::load(tx).await?.is_some_and(|it| it.rehearsal)
    {
        // A rehearsal's clock stands still: nothing there waits for minutes to pass.
        let approvals = rows.iter_mut().filter(|row| row.kind == MessageKind::Approved);
        approvals.for_each(|row| row.due_at = row.created_at);
    }
    outbox::put(tx, &rows).await
}

impl Announcement {
    fn row(&self, person_id: i64) -> NewNotification {
        NewNotification {
            event: self.event,
            person_id,
            kind: self.kind,
            company_id: Some(self.company_id),
            report: self.report,
            data: self.data.clone(),
            secret: None,
            created_at: self.created_at,
            due_at: self.due_at,
            expires_at: self.expires_at,
        }
    }
}
