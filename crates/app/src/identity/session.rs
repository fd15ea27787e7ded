//! Sessions: opened at sign-in, looked up at every request, ended by their owner or by time.
//!
//! A session ends 8 hours after its last use and 7 days after it began, whichever comes first.
//! One that still waits for the second factor's code ends after 10 minutes.

use super::token::Token;
use super::{DAY, HOUR, MINUTE};
use crate::random::Random;
use countersign_domain::actor::{Channel, Person};
use countersign_domain::instant::Instant;
use countersign_store::installation::{self, Installation};
use countersign_store::sessions::{self, LoadedSession, NewSession, Passed};
use countersign_store::{Result, Tx, people};
use uuid::Uuid;

pub use countersign_store::sessions::ListedSession;

/// How long an unused session lasts, in microseconds.
pub const IDLE: i64 = 8 * HOUR;
/// How long a session lasts at most, in microseconds.
pub const ABSOLUTE: i64 = 7 * DAY;
/// The time to enter the code of the second factor, in microseconds.
pub const CODE_WITHIN: i64 = 10 * MINUTE;
/// A use is recorded if the last recorded one is at least this old, in microseconds.
pub const TOUCH_AFTER: i64 = 5 * MINUTE;

/// Characters of the user agent that are kept.
const USER_AGENT_CHARS: usize = 256;

/// How a person signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// By password, and by a second factor if there is one.
    Password,
    /// By their company's identity provider: for that company only.
    SignOn,
    /// By a passkey, which is both factors: the device, and what it verified the person by.
    Passkey,
    /// By one click, in a demonstration.
    Demo,
}

impl Method {
    /// The token in the database.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::SignOn => "sign-on",
            Self::Passkey => "passkey",
            Self::Demo => "demo",
        }
    }
}

/// The state of a session's second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondFactor {
    /// The person has none.
    None,
    /// The code has not been entered yet.
    Awaited,
    /// Its code was right.
    Passed,
}

impl SecondFactor {
    /// The token in the database.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Awaited => "awaited",
            Self::Passed => "passed",
        }
    }
}

/// The step that a visitor has to take before they can act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaits {
    /// To give the code of their second factor.
    Code,
    /// To sign in by a passkey, because they have one as their only second factor, and one of their
    /// companies requires a second factor.
    Passkey,
    /// To choose one of their companies.
    Company,
    /// To join a company, because they belong to none.
    Membership,
    /// To set up a second factor, because their company requires one.
    SecondFactor,
}

/// The caller of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// The id of their session.
    pub session_id: Uuid,
    /// The number of the person, whichever company they act for.
    pub person_id: i64,
    /// The person as a member of the chosen company; none while a step is awaited.
    pub person: Option<Person>,
    /// The step that comes first; `None` if they can act.
    pub awaits: Option<Awaits>,
    /// The name of the person.
    pub name: String,
    /// The e-mail address of the person.
    pub email: String,
    /// The name of the chosen company; empty if none is chosen.
    pub company_name: String,
    /// The code of the chosen company.
    pub company_code: String,
    /// The language that they chose.
    pub language: Option<String>,
    /// The theme that they chose.
    pub theme: Option<String>,
    /// Whether single keys are shortcuts.
    pub shortcuts: bool,
    /// The time zone in which they read dates: the one that they chose, or their company's region
    /// has, or UTC.
    pub time_zone: String,
    /// Whether they have a second factor.
    pub has_second_factor: bool,
    /// The token of the method by which they signed in.
    pub method: String,
    /// How many companies they can choose from in this session.
    pub memberships: i64,
    /// The last recorded use of their session.
    pub last_seen_at: Instant,
}

impl Visitor {
    /// Whether [`touch`] should record this use.
    #[must_use]
    pub const fn is_to_be_touched(&self, now: Instant) -> bool {
        now.micros() - self.last_seen_at.micros() >= TOUCH_AFTER
    }

    /// The proof that they still have to give, if they have proved only their password: the code of
    /// their second factor, or a passkey.
    #[must_use]
    pub fn awaited_proof(&self) -> Option<Awaits> {
        self.awaits.filter(|awaits| matches!(awaits, Awaits::Code | Awaits::Passkey))
    }
}

/// The data of a new session.
#[derive(Clone, Copy, Debug)]
pub struct SessionOpening<'a> {
    /// The number of the person.
    pub person_id: i64,
    /// The company for which they act; none to take their only one, or let them choose.
    pub company_id: Option<i64>,
    /// How they signed in.
    pub method: Method,
    /// The state of the second factor.
    pub second_factor: SecondFactor,
    /// The user agent of the browser.
    pub user_agent: &'a str,
    /// The network address of the browser.
    pub address: &'a str,
}

/// Opens a session; its token goes into a cookie and nowhere else.
///
/// # Errors
/// Fails when the database does.
pub async fn open(
    tx: &mut Tx,
    opening: &SessionOpening<'_>,
    now: Instant,
    random: &dyn Random,
) -> Result<Token> {
    let company_id = match opening.company_id {
        Some(company_id) => Some(company_id),
        None => only_company(tx, opening.person_id).await?,
    };
    let token = Token::new(random);
    let visible = opening.user_agent.chars().filter(|c| !c.is_control());
    let user_agent: String = visible.take(USER_AGENT_CHARS).collect();
    let new = NewSession {
        id: random.id(),
        hash: &token.hash(),
        person_id: opening.person_id,
        company_id,
        method: opening.method.token(),
        second_factor: opening.second_factor.token(),
        opened_at: now,
        expires_at: expiry(opening.second_factor, now),
        user_agent: &user_agent,
        address: opening.address,
    };
    sessions::open(tx, &new).await?;
    Ok(token)
}

const fn expiry(second_factor: SecondFactor, now: Instant) -> Instant {
    now.plus_micros(match second_factor {
        SecondFactor::Awaited => CODE_WITHIN,
        SecondFactor::None | SecondFactor::Passed => ABSOLUTE,
    })
}

async fn only_company(tx: &mut Tx, person_id: i64) -> Result<Option<i64>> {
    let mut companies = people::companies_of(tx, person_id).await?;
    companies.retain(|it| it.membership.is_open());
    Ok(match companies.as_slice() {
        [only] => Some(only.company_id),
        _ => None,
    })
}

/// The installation, and the visitor with this token; no visitor if there is no token, if it is
/// unknown, or if the session has ended.
///
/// # Errors
/// Fails when the database does.
pub async fn look_up(
    tx: &mut Tx,
    token: Option<&str>,
    now: Instant,
) -> Result<(Option<Installation>, Option<Visitor>)> {
    let Some(token) = token.and_then(Token::parse) else {
        return Ok((installation::load(tx).await?, None));
    };
    let (installation, found) = sessions::find_with_installation(tx, &token.hash()).await?;
    Ok((installation, found.filter(|found| is_live(found, now)).map(visitor)))
}

fn is_live(found: &LoadedSession, now: Instant) -> bool {
    now < found.expires_at && now < found.last_seen_at.plus_micros(IDLE)
}

/// The step that has to come before `found` can act, by sign-in method and company policy.
fn awaits(found: &LoadedSession) -> Option<Awaits> {
    let by_password = found.method == Method::Password.token();
    let is = |state: SecondFactor| found.second_factor == state.token();
    if is(SecondFactor::Awaited) {
        return Some(Awaits::Code);
    }
    // Asked for before a company is chosen: until then the password alone could set up another
    // factor.
    let has_only_passkeys = found.has_passkey && !found.has_second_factor;
    if by_password && has_only_passkeys && found.is_factor_required_anywhere {
        return Some(Awaits::Passkey);
    }
    let Some(company) = &found.company else {
        let can_choose = found.memberships > 0 && found.method != Method::SignOn.token();
        return Some(if can_choose { Awaits::Company } else { Awaits::Membership });
    };
    let proved = is(SecondFactor::Passed) && found.has_second_factor;
    let unproved = by_password && company.second_factor_required && !proved;
    unproved.then_some(match found.has_second_factor {
        true => Awaits::Code,
        false => Awaits::SecondFactor,
    })
}

fn visitor(found: LoadedSession) -> Visitor {
    let awaits = awaits(&found);
    let person = found.company.as_ref().filter(|_| awaits.is_none()).map(|company| Person {
        id: found.person_id,
        company_id: company.id,
        company_kind: company.kind,
        role: company.role,
        channel: Channel::Console,
        machine_user: None,
        account: None,
    });
    let (company_name, company_code) =
        found.company.map(|company| (company.name, company.code)).unwrap_or_default();
    let bound = found.method == Method::SignOn.token();
    Visitor {
        session_id: found.id,
        person_id: found.person_id,
        person,
        awaits,
        name: found.name,
        email: found.email,
        company_name,
        company_code,
        language: found.language,
        theme: found.theme,
        shortcuts: found.shortcuts,
        time_zone: found.time_zone.unwrap_or_else(|| "UTC".to_owned()),
        has_second_factor: found.has_second_factor,
        method: found.method,
        memberships: if bound { found.memberships.min(1) } else { found.memberships },
        last_seen_at: found.last_seen_at,
    }
}

/// Records a use of the session.
///
/// # Errors
/// Fails when the database does.
pub async fn touch(tx: &mut Tx, session_id: Uuid, now: Instant) -> Result<()> {
    sessions::touch(tx, session_id, now).await
}

/// Records that the second factor was passed. The session gets a new token, so that a person who
/// knew the first one is not signed in.
///
/// # Errors
/// Fails when the database does.
pub async fn pass(
    tx: &mut Tx,
    visitor: &Visitor,
    now: Instant,
    random: &dyn Random,
) -> Result<Token> {
    let token = Token::new(random);
    let passed = Passed {
        hash: &token.hash(),
        second_factor: SecondFactor::Passed.token(),
        expires_at: expiry(SecondFactor::Passed, now),
        now,
    };
    sessions::pass(tx, visitor.session_id, &passed).await?;
    Ok(token)
}

/// Lets a session act as one of its person's companies, under a new token; `None` if it may not. A
/// session that an identity provider opened stays with that provider's company.
///
/// # Errors
/// Fails when the database does.
pub async fn choose_company(
    tx: &mut Tx,
    session_id: Uuid,
    company_id: i64,
    random: &dyn Random,
) -> Result<Option<Token>> {
    let (token, bound) = (Token::new(random), Method::SignOn.token());
    let hash = token.hash();
    let chosen = sessions::choose_company(tx, session_id, company_id, bound, &hash).await?;
    Ok(chosen.then_some(token))
}

/// Gives a session a new token, for example after a new password.
///
/// # Errors
/// Fails when the database does.
pub async fn renew(tx: &mut Tx, session_id: Uuid, random: &dyn Random) -> Result<Token> {
    let token = Token::new(random);
    sessions::renew(tx, session_id, &token.hash()).await?;
    Ok(token)
}

/// A person's sessions that have not ended, the last used first.
///
/// # Errors
/// Fails when the database does.
pub async fn list(tx: &mut Tx, person_id: i64, now: Instant) -> Result<Vec<ListedSession>> {
    let mut listed = sessions::of_person(tx, person_id).await?;
    listed.retain(|it| now < it.expires_at && now < it.last_seen_at.plus_micros(IDLE));
    listed.retain(|it| it.second_factor != SecondFactor::Awaited.token());
    Ok(listed)
}

/// Ends a session of a person; false if they have no such session.
///
/// # Errors
/// Fails when the database does.
pub async fn end(tx: &mut Tx, person_id: i64, session_id: Uuid) -> Result<bool> {
    sessions::end(tx, session_id, person_id).await
}

/// Ends all sessions of a person except `but`.
///
/// # Errors
/// Fails when the database does.
pub async fn end_all(tx: &mut Tx, person_id: i64, kept: Option<Uuid>) -> Result<u64> {
    sessions::end_all(tx, person_id, kept).await
}

/// Ends the sessions in which a person acts for a company, and counts them.
///
/// # Errors
/// Fails when the database does.
pub async fn end_of_company(tx: &mut Tx, person_id: i64, company_id: i64) -> Result<u64> {
    sessions::end_of_company(tx, person_id, company_id).await
}

/// Ends sessions that a company's identity provider opened: all, or those of one person.
///
/// # Errors
/// Fails when the database does.
pub async fn end_sign_on(tx: &mut Tx, company_id: i64, person_id: Option<i64>) -> Result<u64> {
    sessions::end_by(tx, Method::SignOn.token(), company_id, person_id).await
}

/// Deletes sessions that have expired.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_ended(tx: &mut Tx, now: Instant) -> Result<u64> {
    sessions::remove_old(tx, now, now.plus_micros(-IDLE)).await
}

#[cfg(test)]
mod tests;
