//! Asks for the password again before credentials are changed. Guesses are slowed down like those
//! at sign-in, and counted separately.

use crate::context::Context;
use crate::pages::sign_in::weak_password::PasswordFacts;
use countersign_app::identity::throttle::{self, Subject, ThrottleKind, Wait};
use countersign_domain::audit::Event;
use countersign_web::problem::Problem;

/// The error to show if `password` does not confirm that the person at the browser is the one who
/// signed in. None if it does, or if the person signs in without a password.
///
/// # Errors
/// Fails if the database cannot be reached.
pub(crate) async fn error(context: &Context, password: &str) -> Result<Option<String>, Problem> {
    let facts = PasswordFacts::load(context, context.visitor()?.person_id).await?;
    if facts.phc.is_none() {
        return Ok(None);
    }
    let proof = prove(context, &facts, password).await?;
    Ok(complaint(context, &proof))
}

pub(super) enum Proof {
    Right,
    Wrong,
    /// There were too many wrong guesses.
    Wait(Wait),
}

/// Whether this is the person's password.
pub(super) async fn prove(
    context: &Context,
    facts: &PasswordFacts,
    password: &str,
) -> Result<Proof, Problem> {
    let now = context.machine_time;
    let subjects = [Subject::person(ThrottleKind::Session, facts.person.id)];
    let heard = context.write(async |tx| throttle::admit(tx, &subjects, now).await).await?;
    if let Err(wait) = heard {
        context.record(context.audit(Event::Throttled)).await?;
        return Ok(Proof::Wait(wait));
    }
    if !context.app.hasher.verify(password, facts.phc.as_deref()).await? {
        context.record(context.audit(Event::ProofRefused)).await?;
        return Ok(Proof::Wrong);
    }
    context.write(async |tx| throttle::excuse(tx, &subjects, now).await).await?;
    Ok(Proof::Right)
}

/// The error of a failed proof; none after a good one.
pub(super) fn complaint(context: &Context, proof: &Proof) -> Option<String> {
    match proof {
        Proof::Right => None,
        Proof::Wrong => Some(context.locale.t("account-password-wrong")),
        Proof::Wait(wait) => {
            Some(context.locale.say("sign-in-wait").with("count", wait.seconds).to_string())
        }
    }
}
