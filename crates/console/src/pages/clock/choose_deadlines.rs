//! The choice after a gap of the clock: the old deadlines, or a new one for everyone.

use super::show::{self, ChosenDeadline};
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use countersign_app::actions::run_clock::{self, ClockRun, MissedDeadlines};
use countersign_app::progress::WorkProgress;
use countersign_app::zone;
use countersign_domain::audit::Event;
use countersign_domain::schedule::Until;
use countersign_domain::zone::{Zone, parse_date};
use countersign_store::audit::AuditEntry;
use countersign_store::reports;
use countersign_web::problem::{Answer, Problem};
use countersign_web::{blocking, redirect};
use serde::Deserialize;

#[derive(Deserialize)]
struct DeadlineChoiceForm {
    choice: String,
    #[serde(default)]
    last_day: String,
}

/// Applies the choice.
pub(super) async fn choose(context: &Context) -> Answer {
    let form: DeadlineChoiceForm = context.form()?;
    let locale = context.locale;
    let (zone, owed) = context
        .read(async |tx| {
            let zone = zone::of_installation(tx).await?;
            let owed = reports::owed(tx, context.now).await?;
            Ok((zone, owed))
        })
        .await?;
    let back = redirect::to(addresses::CLOCK)?;
    if owed.is_none() || !run_clock::waits(&context.installation, context.now) {
        return Ok(Notice::bad(locale.t("clock-nothing-waits")).on(context, back));
    }
    let missed = match form.choice.as_str() {
        "keep" => MissedDeadlines::Keep,
        "extend" => match new_deadline(context, &form, &zone) {
            Ok(missed) => missed,
            Err(error) => {
                let chosen =
                    ChosenDeadline { extends: true, last_day: form.last_day, error: Some(error) };
                return show::refused(context, chosen).await;
            }
        },
        other => return Err(Problem::BadRequest(format!("{other:?} is not a choice"))),
    };
    let person = context.person()?.id;
    tracing::info!(
        event = "deadlines-chosen",
        person,
        choice = form.choice,
        "the operator chose for missed deadlines"
    );
    let entry = AuditEntry { after: missed.recorded(), ..context.audit(Event::ClockRun) };
    context.record(entry).await?;
    let (store, until) = (context.state.store.clone(), context.now);
    let run = ClockRun { until, rehearsal: false, missed, chosen_by: Some(person) };
    let done =
        blocking::run(async move || run_clock::run(&store, run, &mut WorkProgress::hidden()).await)
            .await??;
    let message = match missed {
        MissedDeadlines::Extend(deadline) => {
            let date = locale.deadline(deadline, &zone).words();
            locale.say("clock-moved").with("count", done.extended).with("date", date)
        }
        _ => locale.say("clock-submitted").with("count", done.submitted),
    };
    Ok(Notice::good(message).on(context, back))
}

/// The end of the given day, which has to be in the future.
fn new_deadline(
    context: &Context,
    form: &DeadlineChoiceForm,
    zone: &Zone,
) -> Result<MissedDeadlines, String> {
    let locale = context.locale;
    let day = parse_date(form.last_day.trim()).map_err(|_| locale.t("bulk-no-date"))?;
    let deadline = Until::EndOf(day).instant(zone);
    match deadline > context.now {
        true => Ok(MissedDeadlines::Extend(deadline)),
        false => Err(locale.t("clock-not-ahead")),
    }
}
