//! Messages to people. The action that changes something writes its notifications to the outbox, in
//! the same transaction.
//!
//! A row of the outbox holds facts ([`facts`]), not text: the message is written when it is sent,
//! in the language that its reader then has. [`announce`] derives notifications from a report's
//! move, [`dispatches`] from a dispatch, and [`account`] writes those about one person.
//!
//! Does not own: texts and sending ([`crate::delivery`]), audiences (`domain::message`).

pub mod account;
pub mod announce;
pub mod dispatches;
pub mod facts;

use crate::notifications::announce::Announcement;
use countersign_domain::message::{Audience, is_notified};
use countersign_store::outbox::{self, NewNotification};
use countersign_store::{Result, Tx, installation};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Writes a notification: a row for each person of the company who works on reports and did not
/// decline it. If it takes back one that still waits, that one is removed, and neither is sent.
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
    let waits = |row: &NewNotification| row.kind.is_of_decision() && row.due_at > row.created_at;
    if rows.iter().any(waits) && installation::load(tx).await?.is_some_and(|it| it.rehearsal) {
        // A rehearsal's clock does not run, so nothing waits for minutes to pass there.
        let decisions = rows.iter_mut().filter(|row| waits(row));
        decisions.for_each(|row| row.due_at = row.created_at);
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
