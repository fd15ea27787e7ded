//! Signs a dispatch with one touch: a statement for each of its reports, under one root. The form
//! brings along when the statements were made, and they are made again when it is posted.

use super::new::NewDispatchQuery;
use super::selection::Selection;
use crate::context::Context;
use crate::signing::{self, Question, SentTouch};
use countersign_app::actions::dispatch_reports::ReportToSend;
use countersign_app::actions::{make_statements, sign_with_passkey};
use countersign_app::signatures::bulk::{self, Bulk, MOST};
use countersign_app::signatures::signed_file::SignedStatements;
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_domain::signature::{SignatureFault, SignatureKind};
use countersign_domain::statement::Statement;
use countersign_domain::status::Verb;
use countersign_store::{Result as StoreResult, Tx};
use countersign_web::problem::Answer;

/// Makes the statements for the script of the form.
pub(super) async fn state(context: &Context) -> Answer {
    let asked: NewDispatchQuery = context.form()?;
    let selection = Selection::of(context, &asked).await?;
    let (person, now) = (context.person()?, context.now);
    let stated = context
        .write(async |tx: &mut Tx| {
            let Some(wanted) = selection.reports(tx, person).await? else { return Ok(None) };
            let (statements, bulk) = statements(tx, person, &wanted, now).await?;
            if statements.is_empty() || statements.len() > MOST {
                return Ok(Some(Err(statements.len())));
            }
            let at = now.to_string();
            Ok(Some(Ok(Question::of(context, tx, person.id, &bulk.text, at).await?)))
        })
        .await?;
    match stated {
        None => signing::not_asked(context.locale.t("dispatch-changed")),
        Some(Ok(question)) => Question::answer(Some(&question)),
        Some(Err(0)) => Question::answer(None),
        Some(Err(_)) => signing::not_asked(
            context.locale.say("signing-too-many").with("count", MOST).to_string(),
        ),
    }
}

async fn statements(
    tx: &mut Tx,
    person: &Person,
    wanted: &[ReportToSend],
    at: Instant,
) -> StoreResult<(Vec<Statement>, Bulk)> {
    let keys: Vec<_> = wanted.iter().map(|it| it.key).collect();
    let statements = make_statements::of_keys(tx, &keys, person, Verb::Dispatch, at).await?;
    let bulk = bulk::over(&statements)?;
    Ok((statements, bulk))
}

/// The signed statements of the reports to send; `None` if the form has no signature.
pub(super) async fn signed(
    tx: &mut Tx,
    person: &Person,
    wanted: &[ReportToSend],
    sent: Option<&SentTouch>,
    (now, machine_time): (Instant, Instant),
) -> StoreResult<Result<Option<SignedStatements>, SignatureFault>> {
    let Some(sent) = sent else { return Ok(Ok(None)) };
    let Ok(at) = Instant::parse(&sent.statement) else {
        return Ok(Err(SignatureFault::Unreadable));
    };
    if let Err(fault) = SignatureKind::Passkey.check_age(at, now) {
        return Ok(Err(fault));
    }
    let (statements, bulk) = statements(tx, person, wanted, at).await?;
    let touched =
        sign_with_passkey::run(tx, person.id, &sent.touch(), &bulk.text, machine_time).await?;
    Ok(touched.map(|touched| Some(SignedStatements::of_passkey(touched, statements, bulk))))
}
