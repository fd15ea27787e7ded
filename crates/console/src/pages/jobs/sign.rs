//! Makes the statements that a person signs with one touch before a job decides on its reports.

use super::lookup::of_address;
use crate::addresses;
use crate::context::Context;
use crate::signing::{self, Question, SigningView};
use countersign_app::jobs::decisions::JobDecision;
use countersign_app::jobs::decisions::signing::{self as job_signing, NotSigned};
use countersign_app::signatures::bulk::MOST;
use countersign_domain::access::Right;
use countersign_store::Tx;
use countersign_store::jobs::Job;
use countersign_web::problem::{Answer, Problem};

/// What the button that confirms a job says about signing.
pub(super) async fn view(
    context: &Context,
    tx: &mut Tx,
    job: &Job,
    decision: &JobDecision,
) -> Result<SigningView, Problem> {
    match job_signing::verb(decision) {
        Some(verb) => {
            let address = format!("{}/statements", addresses::job(job.id));
            SigningView::of(context, tx, verb, address).await
        }
        None => Ok(SigningView::default()),
    }
}

/// Makes the statements.
pub(super) async fn state(context: &Context) -> Answer {
    let job = context.read(async |tx| of_address(context, tx, Right::Full).await).await?;
    let person = context.person()?;
    if !super::header::is_tried(&job) {
        return signing::not_asked(context.locale.t("jobs-not-waiting"));
    }
    let stated = context
        .write(async |tx: &mut Tx| {
            Ok(match job_signing::state(tx, &job, person, context.now).await? {
                Ok(text) => Ok(Question::of(context, tx, person.id, &text, String::new()).await?),
                Err(why) => Err(why),
            })
        })
        .await?;
    match stated {
        Ok(question) => Question::answer(Some(&question)),
        Err(NotSigned::Nothing) => Question::answer(None),
        Err(NotSigned::TooMany) => signing::not_asked(
            context.locale.say("signing-too-many").with("count", MOST).to_string(),
        ),
    }
}
