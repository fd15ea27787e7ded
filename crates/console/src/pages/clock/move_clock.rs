//! Moves the clock of a rehearsal and does the work that falls due on the way.

use super::show;
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use countersign_app::actions::foresee_work::DryRun;
use countersign_app::actions::run_clock::{self, ClockRun, MissedDeadlines, WorkDone};
use countersign_app::progress::WorkProgress;
use countersign_app::zone;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_domain::schedule::Until;
use countersign_domain::zone::{Zone, parse_date};
use countersign_language::text::Locale;
use countersign_store::audit::AuditEntry;
use countersign_web::problem::{Answer, Problem};
use countersign_web::{blocking, redirect};
use serde::Deserialize;

#[derive(Deserialize)]
struct MoveForm {
    #[serde(default)]
    day: String,
}

/// Moves the clock to the end of the given day. Only a rehearsal has this form.
pub(super) async fn run(context: &Context) -> Answer {
    let form: MoveForm = context.form()?;
    if !context.installation.rehearsal || context.installation.demo {
        return Err(Problem::NotFound);
    }
    let (person, locale) = (context.person()?, context.locale);
    let zone = context.read(async |tx| Ok(zone::of_installation(tx).await?)).await?;
    let until = match target(context, &form, &zone) {
        Ok(until) => until,
        Err(error) => return show::move_refused(context, form.day, error).await,
    };
    let about = Some(format!("until {until}"));
    context.record(AuditEntry { about, ..context.audit(Event::ClockRun) }).await?;
    let chosen_by = Some(person.id);
    let run = ClockRun { until, rehearsal: true, missed: MissedDeadlines::Wait, chosen_by };
    let store = context.state.store.clone();
    let done =
        blocking::run(async move || run_clock::run(&store, run, &mut WorkProgress::hidden()).await)
            .await??;
    Ok(moved(locale, until, &done)?.on(context, redirect::to(addresses::CLOCK)?))
}

/// Says how far the clock moved, and what it did on the way. The banner names its time in UTC too.
pub(crate) fn moved(locale: Locale, until: Instant, done: &WorkDone) -> Result<Notice, Problem> {
    let utc = Zone::parse("UTC").map_err(Problem::Fault)?;
    let text = locale
        .say("demo-went-on")
        .with_text("clock", locale.moment(until, &utc).words())
        .with("made", done.made)
        .with("submitted", done.submitted);
    Ok(Notice::good(text))
}

/// The end of the day. It must lie in the future, but not too far.
fn target(context: &Context, form: &MoveForm, zone: &Zone) -> Result<Instant, String> {
    let locale = context.locale;
    let day = parse_date(form.day.trim()).map_err(|_| locale.t("bulk-no-date"))?;
    let until = Until::EndOf(day).instant(zone);
    let asked = DryRun { now: context.now, until, missed: MissedDeadlines::Wait };
    match (until > context.now, asked.is_near()) {
        (false, _) => Err(locale.t("clock-move-behind")),
        (true, false) => Err(locale.t("clock-move-far")),
        (true, true) => Ok(until),
    }
}
