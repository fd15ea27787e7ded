//! Makes the statements that a person signs with one touch before a job decides on its reports.

use super::header::is_tried;
use super::lookup::decisions_of_address;
use crate::addresses;
use crate::context::Context;
use crate::signing::{self, Question, SigningView};
use countersign_app::jobs::decisions::JobDecision;
use countersign_app::jobs::decisions::signing::{self as job_signing, NotSigned};
use countersign_app::signatures::bulk::MOST;
use countersign_store::Tx;
use countersign_store::jobs::{self, Job};
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
    let asked = decisions_of_address(context).await?;
    let person = context.person()?;
    let stated = context
        .write(async |tx: &mut Tx| {
            // A confirmation in between has its statements already.
            let job = jobs::find(tx, asked.id).await?.filter(is_tried);
            let Some(job) = job else { return Ok(None) };
            Ok(Some(match job_signing::state(tx, &job, person, context.now).await? {
                Ok(text) => Ok(Question::of(context, tx, person.id, &text, String::new()).await?),
                Err(why) => Err(why),
            }))
        })
        .await?;
    match stated {
        None => signing::not_asked(context.locale.t("jobs-not-waiting")),
        Some(Ok(question)) => Question::answer(Some(&question)),
        Some(Err(NotSigned::Nothing)) => Question::answer(None),
        Some(Err(NotSigned::TooMany)) => signing::not_asked(
            context.locale.say("signing-too-many").with("count", MOST).to_string(),
        ),
    }
}
