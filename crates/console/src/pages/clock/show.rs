//! The page of the clock.

use super::backups::Backups;
use super::dry_run::{self, ForeseenTable};
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use axum::http::StatusCode;
use countersign_app::actions::run_clock::{self, NextMaking};
use countersign_app::zone;
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_domain::schedule::Until;
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_store::deadline_choices::{self, DeadlineChoice};
use countersign_store::{Tx, reports};
use countersign_web::problem::{Answer, Problem};
use serde::Deserialize;

const NAMED: i64 = 5;
/// A last run longer ago than this is late, because the clock looks for work every 20 seconds.
const LATE_MICROS: i64 = 5 * 60_000_000;

#[derive(Template)]
#[template(path = "clock.html")]
struct ClockPage {
    layout: Layout,
    is_rehearsal: bool,
    /// The form that moves a rehearsal's clock; none elsewhere, and for people who may not.
    moving: Option<MovedClock>,
    /// The instant up to which the clock ran, and how long ago that was.
    ran: Option<(Moment, Option<String>)>,
    warning: Option<String>,
    making: Option<Making>,
    deadlines: Vec<(Moment, String)>,
    waiting: Option<WaitingSubmissions>,
    faults: Vec<String>,
    backups: Option<Backups>,
    /// The choices after gaps: the choice, the person, the instant.
    choices: Vec<(String, String, Moment)>,
    /// Such as "Berlin time".
    zone: String,
    until: String,
    until_error: Option<String>,
    table: Option<ForeseenTable>,
}

struct Making {
    at: Moment,
    month: String,
    partners: String,
}

/// Submissions that wait for a choice.
struct WaitingSubmissions {
    text: String,
    may_choose: bool,
    chosen: ChosenDeadline,
}

/// A choice that could not be applied.
#[derive(Default)]
pub(super) struct ChosenDeadline {
    pub(super) extends: bool,
    pub(super) last_day: String,
    pub(super) error: Option<String>,
}

/// The day to which a rehearsal's clock is to be moved, and why it was not.
#[derive(Default)]
pub(super) struct MovedClock {
    day: String,
    error: Option<String>,
}

#[derive(Deserialize)]
struct ClockQuery {
    until: Option<String>,
}

/// Shows the page, with a dry run if one is asked for.
pub(super) async fn show(context: &Context) -> Answer {
    let query: ClockQuery = context.query()?;
    let until = query.until.filter(|text| !text.trim().is_empty());
    html(&page(context, until.as_deref(), ChosenDeadline::default()).await?)
}

/// The page with the error of a choice.
pub(super) async fn refused(context: &Context, chosen: ChosenDeadline) -> Answer {
    let mut response = html(&page(context, None, chosen).await?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// The page with the error of a move.
pub(super) async fn move_refused(context: &Context, day: String, error: String) -> Answer {
    let mut shown = page(context, None, ChosenDeadline::default()).await?;
    shown.moving = Some(MovedClock { day, error: Some(error) });
    let mut response = html(&shown)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// The data of the page.
struct ClockFacts {
    zone: Zone,
    deadlines: Vec<(Instant, i64)>,
    faults: Vec<String>,
    backups: Option<Backups>,
    /// Since when submissions wait, and how many.
    owed: Option<(Instant, i64)>,
    choices: Vec<DeadlineChoice>,
}

impl ClockFacts {
    async fn load(tx: &mut Tx, context: &Context, now: Instant) -> Result<Self, Problem> {
        // Deadlines are whole days of a region, not of the reader.
        let zone = zone::of_installation(tx).await?;
        Ok(Self {
            backups: Backups::load(tx, context, &zone).await?,
            zone,
            deadlines: reports::deadlines(tx, now, NAMED).await?,
            faults: reports::faults(tx).await?,
            owed: reports::owed(tx, now).await?,
            choices: deadline_choices::newest(tx, NAMED).await?,
        })
    }
}

async fn page(
    context: &Context,
    until: Option<&str>,
    chosen: ChosenDeadline,
) -> Result<ClockPage, Problem> {
    let (person, locale, now) = (context.person()?, context.locale, context.now);
    let installation = &context.installation;
    let ClockFacts { zone, deadlines, faults, backups, owed, choices } =
        context.read(async |tx| ClockFacts::load(tx, context, now).await).await?;
    let next = run_clock::next_makings(&context.state.store).await?;
    let waits = run_clock::waits(installation, now);
    let waiting = owed.filter(|_| waits).map(|(since, count)| {
        let since = locale.deadline(since, &zone).words();
        let since = format!("{since} ({})", locale.zone(zone.name()));
        let message = locale.say("clock-waiting-text").with("count", count);
        let text = message.with("since", since).to_string();
        WaitingSubmissions { text, may_choose: may_choose(person), chosen }
    });
    // While a choice is missing, the clock does not advance, and the page says so already.
    let warning = if waiting.is_some() { None } else { warning(context) };
    let (table, until_error) = match until.map(Until::parse) {
        None => (None, None),
        Some(Err(_)) => (None, Some(locale.t("bulk-no-date"))),
        Some(Ok(until)) => match dry_run::table(context, until.instant(&zone)).await? {
            Some(table) => (Some(table), None),
            None => (None, Some(locale.t("clock-too-far"))),
        },
    };
    Ok(ClockPage {
        layout: context.layout(locale.t("clock-title")),
        is_rehearsal: installation.rehearsal,
        moving: (installation.rehearsal && !installation.demo && may_choose(person))
            .then(MovedClock::default),
        ran: installation.ran_until.map(|at| {
            let ago = locale.time_left(at, now).filter(|_| !installation.rehearsal);
            (locale.moment(at, &zone), ago)
        }),
        warning,
        making: next.map(|NextMaking { at, cycle, partners }| Making {
            at: locale.moment(at, &zone),
            month: locale.month(cycle),
            partners: locale.say("clock-partners").with("count", partners).to_string(),
        }),
        deadlines: deadlines
            .into_iter()
            .map(|(at, count)| deadline(context, &zone, at, count))
            .collect(),
        waiting,
        faults,
        backups,
        choices: choices.into_iter().map(|it| choice(context, &zone, it)).collect(),
        zone: locale.zone(zone.name()),
        until: until.unwrap_or_default().to_owned(),
        until_error,
        table,
    })
}

fn may_choose(person: &Person) -> bool {
    right(person.company_kind, person.role, Area::Directory) == Right::Full
}

fn choice(context: &Context, zone: &Zone, choice: DeadlineChoice) -> (String, String, Moment) {
    let locale = context.locale;
    let what = match choice.deadline {
        Some(deadline) => {
            let date = locale.deadline(deadline, zone).words();
            locale.say("clock-chose-extend").with("date", date).to_string()
        }
        None => locale.t("clock-chose-keep"),
    };
    let named = choice.person.filter(|name| !name.is_empty());
    let nobody = match choice.person_id {
        Some(_) => "report-somebody",
        None => "settings-by-command",
    };
    (
        what,
        named.map_or_else(|| locale.t(nobody), |name| locale.person(name)),
        locale.moment(choice.chosen_at, zone),
    )
}

fn deadline(context: &Context, zone: &Zone, at: Instant, count: i64) -> (Moment, String) {
    let reports = context.locale.say("clock-reports").with("count", count).to_string();
    (context.locale.deadline(at, zone), reports)
}

/// The warning about a clock that does not run, or a machine whose time is behind it.
fn warning(context: &Context) -> Option<String> {
    let installation = &context.installation;
    if installation.rehearsal {
        return None;
    }
    let key = match installation.ran_until.map(|at| context.now.micros() - at.micros()) {
        None => "clock-never",
        Some(ago) if ago > LATE_MICROS => "clock-late",
        Some(ago) if ago < -LATE_MICROS => "clock-behind",
        Some(_) => return None,
    };
    Some(context.locale.t(key))
}
