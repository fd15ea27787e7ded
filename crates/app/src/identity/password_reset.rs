//! Requests to reset a forgotten password. A link goes to the person's address. People without a
//! password, and installations that send no mail, pass the request to the Administrators instead.

use super::MINUTE;
use super::link::{self, LinkPurpose, Maker, Order};
use super::throttle::{self, Subject, Wait};
use crate::actions::audit;
use crate::notifications::account;
use crate::random::Random;
use countersign_domain::audit::Event;
use countersign_domain::code::fold_email;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::{Result, Tx, one_time_links, passwords, people, reset_requests};

/// The shortest time between two links for a person, in microseconds: more would fill the mailbox
/// and revoke a link that the person is about to open.
const BETWEEN_LINKS: i64 = 5 * MINUTE;

/// A request for a link.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The address that was entered.
    pub email: &'a str,
    /// Where the request came from.
    pub subject: &'a Subject,
    /// Whether the installation sends mail.
    pub sends_mail: bool,
}

/// Records the request with `entry` and carries it out; a wait if there were too many. Each request
/// counts as a failed attempt, so that strangers cannot fill the Administrators' page. The answer
/// is the same whether the address belongs to a person or not.
///
/// # Errors
/// Fails when the database does.
pub async fn run(
    tx: &mut Tx,
    request: &Request<'_>,
    entry: impl Fn(Event) -> AuditEntry,
    now: Instant,
    random: &dyn Random,
) -> Result<std::result::Result<(), Wait>> {
    let admitted = throttle::admit(tx, std::slice::from_ref(request.subject), now).await?;
    let person = people::of_email(tx, &fold_email(request.email.trim())).await?;
    let event = if admitted.is_ok() { Event::ResetRequested } else { Event::Throttled };
    let about_person_id = person.as_ref().map(|person| person.id);
    audit::record(tx, AuditEntry { about_person_id, ..entry(event) }).await?;
    if let Some(person) = person.filter(|_| admitted.is_ok()) {
        request_link(tx, person.id, request.sends_mail, now, random).await?;
    }
    Ok(admitted)
}

async fn request_link(
    tx: &mut Tx,
    person_id: i64,
    sends_mail: bool,
    now: Instant,
    random: &dyn Random,
) -> Result<()> {
    if !sends_mail || passwords::find(tx, person_id).await?.is_none() {
        return reset_requests::put(tx, person_id, now).await;
    }
    let since = now.plus_micros(-BETWEEN_LINKS);
    let open = one_time_links::open_of(tx, person_id, now).await?;
    if open.iter().any(|link| link.created_at > since) {
        return Ok(());
    }
    let order = Order {
        maker: Maker::Owner,
        mailed: true,
        ..Order::of_machine(LinkPurpose::Reset, person_id)
    };
    if let Some(token) = link::make(tx, &order, now, random).await? {
        account::send_link(tx, person_id, None, LinkPurpose::Reset, &token, now, random).await?;
    }
    Ok(())
}
