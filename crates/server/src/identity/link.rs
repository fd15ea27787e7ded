//! One-time links: an invitation, or a way to set another password. Whoever holds one is let in
//! once, so an Administrator can hand out links only for people who act for no other company.

use super::chance::Chance;
use super::token::Token;
use super::{DAY, HOUR};
use countersign_domain::instant::Instant;
use countersign_store::one_time_links::{self, Link};
use countersign_store::people::{self, Person};
use countersign_store::{Result, Tx, passwords, reset_requests, sessions};

pub use countersign_store::one_time_links::Kind;

/// How long an invitation opens, in microseconds.
pub const INVITATION: i64 = 7 * DAY;
/// How long a reset opens.
pub const RESET: i64 = HOUR;

/// On whose word a link is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    /// The installation's: its command line, or an Administrator of the operator.
    Installation,
    /// An Administrator of this company.
    Company(i64),
}

/// A link that opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What was made.
    pub link: Link,
    /// Whom it is for.
    pub person: Person,
}

/// Where a link leads, from the root of the site.
#[must_use]
pub fn path(token: &Token) -> String {
    format!("/link/{}", token.text())
}

/// Whether this maker may hand out links for a person: whoever comes in by one can act for all
/// of the person's companies.
///
/// # Errors
/// The engine's.
pub async fn may_make(tx: &mut Tx, maker: Maker, person_id: i64) -> Result<bool> {
    let Maker::Company(company_id) = maker else { return Ok(true) };
    let companies = people::companies_of(tx, person_id).await?;
    Ok(!companies.is_empty() && companies.iter().all(|it| it.company_id == company_id))
}

/// Makes a link for a person; those made before no longer open. None where this maker may not.
///
/// # Errors
/// The engine's.
pub async fn make(
    tx: &mut Tx,
    (kind, maker, person_id): (Kind, Maker, i64),
    now: Instant,
    chance: &dyn Chance,
) -> Result<Option<Token>> {
    if !may_make(tx, maker, person_id).await? {
        return Ok(None);
    }
    one_time_links::revoke(tx, person_id).await?;
    let token = Token::new(chance);
    let lasts = match kind {
        Kind::Invitation => INVITATION,
        Kind::Reset => RESET,
    };
    let link = Link {
        id: chance.id(),
        kind,
        person_id,
        company_id: match maker {
            Maker::Installation => None,
            Maker::Company(company_id) => Some(company_id),
        },
        created_at: now,
        expires_at: now.plus_micros(lasts),
        used_at: None,
    };
    one_time_links::add(tx, &link, &token.hash()).await?;
    reset_requests::remove(tx, person_id).await?;
    Ok(Some(token))
}

/// What a link opens; none where it was used, is too old, or its maker could not make it any
/// more.
///
/// # Errors
/// The engine's.
pub async fn open(tx: &mut Tx, token: &str, now: Instant) -> Result<Option<Opened>> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    let link = one_time_links::find(tx, &token.hash()).await?;
    let still = |link: &Link| link.used_at.is_none() && now < link.expires_at;
    let Some(link) = link.filter(still) else { return Ok(None) };
    let maker = link.company_id.map_or(Maker::Installation, Maker::Company);
    if !may_make(tx, maker, link.person_id).await? {
        return Ok(None);
    }
    let person = people::find(tx, link.person_id).await?;
    Ok(person.map(|person| Opened { link, person }))
}

/// Uses a link up to set the person's password; their sessions end. False where somebody used
/// it first.
///
/// # Errors
/// The engine's.
pub async fn set_password(tx: &mut Tx, opened: &Opened, phc: &str, now: Instant) -> Result<bool> {
    if !one_time_links::use_up(tx, opened.link.id, now).await? {
        return Ok(false);
    }
    passwords::put(tx, opened.person.id, phc, now).await?;
    sessions::end_all(tx, opened.person.id, None).await?;
    reset_requests::remove(tx, opened.person.id).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::stage::{EVA, FJORD, IDA, NORD, NOW, OLE, Stage};
    use countersign_domain::actor::Role;
    use countersign_store::people::Membership;

    const FOR_EVA: (Kind, Maker, i64) = (Kind::Invitation, Maker::Company(NORD), EVA);

    #[tokio::test]
    async fn an_invitation_opens_for_seven_days_and_a_reset_for_an_hour() {
        let stage = Stage::new().await;
        let mut tx = stage.store.begin().await.unwrap();
        for (kind, lasts) in [(Kind::Invitation, 604_800), (Kind::Reset, 3_600)] {
            let made = (kind, Maker::Company(NORD), EVA);
            let token = make(&mut tx, made, NOW, &stage.chance).await.unwrap().unwrap();
            let end = NOW.plus_micros(lasts * 1_000_000);
            let at = async |tx: &mut Tx, now| open(tx, &token.text(), now).await.unwrap();
            let opened = at(&mut tx, end.plus_micros(-1)).await.unwrap();
            assert_eq!((opened.link.kind, opened.person.name.as_str()), (kind, "Eva Lind"));
            assert_eq!(at(&mut tx, end).await, None);
        }
        assert_eq!(open(&mut tx, "x", NOW).await.unwrap(), None);
        let other = Token::new(&stage.chance).text();
        assert_eq!(open(&mut tx, &other, NOW).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_link_sets_a_password_once_and_ends_what_was_open() {
        let stage = Stage::new().await;
        let mut tx = stage.store.begin().await.unwrap();
        reset_requests::put(&mut tx, EVA, NOW).await.unwrap();
        let first = make(&mut tx, FOR_EVA, NOW, &stage.chance).await.unwrap().unwrap();
        assert_eq!(reset_requests::of_company(&mut tx, NORD).await.unwrap(), []);
        let second = make(&mut tx, FOR_EVA, NOW, &stage.chance).await.unwrap().unwrap();
        assert_eq!(open(&mut tx, &first.text(), NOW).await.unwrap(), None);
        let opened = open(&mut tx, &second.text(), NOW).await.unwrap().unwrap();
        assert!(set_password(&mut tx, &opened, "phc", NOW).await.unwrap());
        assert!(!set_password(&mut tx, &opened, "other", NOW).await.unwrap());
        assert_eq!(passwords::find(&mut tx, EVA).await.unwrap().unwrap().phc, "phc");
        assert_eq!(open(&mut tx, &second.text(), NOW).await.unwrap(), None);
    }

    #[tokio::test]
    async fn no_company_hands_out_links_for_who_acts_for_another() {
        let stage = Stage::new().await;
        let mut tx = stage.store.begin().await.unwrap();
        for (maker, person_id, may) in [
            (Maker::Company(NORD), EVA, true),
            (Maker::Company(FJORD), EVA, false),
            (Maker::Company(NORD), OLE, false),
            (Maker::Company(NORD), IDA, false),
            (Maker::Installation, OLE, true),
            (Maker::Installation, IDA, true),
        ] {
            let made = make(&mut tx, (Kind::Reset, maker, person_id), NOW, &stage.chance).await;
            assert_eq!(made.unwrap().is_some(), may, "{maker:?} {person_id}");
        }
        // Nor does one open any more once its person acts for another company too.
        let token = make(&mut tx, FOR_EVA, NOW, &stage.chance).await.unwrap().unwrap();
        let joined = Membership { person_id: EVA, company_id: FJORD, role: Role::LicenseManager };
        people::join(&mut tx, &joined).await.unwrap();
        assert_eq!(open(&mut tx, &token.text(), NOW).await.unwrap(), None);
    }
}
