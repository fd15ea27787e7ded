//! Makes the statement that a person signs before a decision on one report, for the script of its
//! form.

use super::execute;
use crate::addresses;
use crate::context::Context;
use crate::refusal_words::refusal_words;
use crate::signing::{self, Question};
use countersign_app::actions::make_statements;
use countersign_domain::statement::parse_verb;
use countersign_domain::status::Verb;
use countersign_store::{Tx, reports};
use countersign_web::problem::{Answer, Problem};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize)]
struct SignedVerb {
    verb: String,
}

/// Where the statement of a verb on a report is made.
pub(super) fn address(id: Uuid, verb: Verb) -> String {
    format!("{}?verb={}", addresses::of_report(id, "statement"), verb.word())
}

/// Makes the statement.
pub(super) async fn state(context: &Context) -> Answer {
    let (key, _) = execute::key(context).await?;
    let SignedVerb { verb: said } = context.query()?;
    let verb = parse_verb(&said).map_err(Problem::BadRequest)?;
    let person = context.person()?;
    let stated = context
        .write(async |tx: &mut Tx| {
            let stored = reports::find(tx, &[key]).await?.pop().flatten();
            let Some(stored) = stored else { return Ok(None) };
            let made = make_statements::of_turn(tx, &stored, person, verb, context.now).await?;
            Ok(Some(match made {
                Ok(statement) => {
                    let text = statement.text();
                    Ok(Question::of(context, tx, person.id, &text, text.clone()).await?)
                }
                Err(refusal) => Err((refusal, stored.report.zone)),
            }))
        })
        .await?;
    match stated.ok_or(Problem::NotFound)? {
        Ok(question) => Question::answer(Some(&question)),
        Err((refusal, zone)) => signing::not_asked(refusal_words(context.locale, &refusal, &zone)),
    }
}
