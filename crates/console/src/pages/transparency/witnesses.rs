//! The witnesses of the log: who checked that it only grows, up to which record, and when.
//!
//! Everyone sees the witnesses in use that cosigned, whose names are in the served checkpoints. The
//! operator sees all of them with their companies, and each company its own.

use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::reader_zone::zone_of;
use crate::response_status::refused;
use askama::Template;
use countersign_app::actions::manage_witnesses::{self, MOST_WITNESSES, WitnessFault};
use countersign_app::random::SystemRandom;
use countersign_app::transparency::cosignature::WitnessKey;
use countersign_app::transparency::stamped;
use countersign_app::transparency::witnessed::is_late;
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::CompanyKind;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_language::datetime::Moment;
use countersign_language::text::Locale;
use countersign_store::transparency::checkpoints;
use countersign_store::transparency::witnesses::{self, StoredCosignature, Witness};
use countersign_store::{Tx, companies};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The fields of both forms as a person filled them in.
#[derive(Clone, Default, Deserialize)]
pub(super) struct WitnessForm {
    #[serde(default)]
    key: String,
    /// The witness to remove.
    #[serde(default)]
    id: String,
}

struct WitnessRow {
    id: Uuid,
    name: String,
    company: Option<String>,
    size: Option<String>,
    signed: Option<Moment>,
    mark: (&'static str, String),
    is_removable: bool,
}

/// How many records were signed, or stamped, and when last.
struct LogState {
    size: String,
    at: Moment,
}

#[derive(Template)]
#[template(path = "witnesses.html")]
struct WitnessesPage {
    layout: Layout,
    log: Option<LogState>,
    stamped: Option<LogState>,
    keys: Vec<String>,
    rows: Vec<WitnessRow>,
    manages: bool,
    has_own: bool,
    form: WitnessForm,
    error: Option<String>,
}

/// What the page shows of the database.
struct Found {
    log: Option<(i64, Instant)>,
    stamped: Option<(i64, Instant)>,
    keys: Vec<String>,
    witnesses: Vec<(Witness, Option<StoredCosignature>)>,
    companies: BTreeMap<i64, String>,
}

async fn find(tx: &mut Tx) -> Result<Found, Problem> {
    let last = checkpoints::last_signed(tx).await?;
    let witnesses = witnesses::latest(tx).await?;
    let mut companies = BTreeMap::new();
    for id in witnesses.iter().map(|(witness, _)| witness.company_id).collect::<BTreeSet<_>>() {
        companies.extend(companies::of_id(tx, id).await?.map(|it| (it.id, it.name)));
    }
    Ok(Found {
        log: last.map(|(it, at)| (it.size, at)),
        stamped: stamped::last(tx).await?,
        keys: checkpoints::keys(tx).await?,
        witnesses,
        companies,
    })
}

pub(super) async fn show(context: &Context) -> Answer {
    page(context, WitnessForm::default(), None).await
}

/// The form with input from before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    page(context, context.form()?, None).await
}

async fn page(context: &Context, form: WitnessForm, error: Option<String>) -> Answer {
    let (locale, zone, person) = (context.locale, zone_of(context)?, context.person()?);
    let found = context.read(find).await?;
    let manages = right(person.company_kind, person.role, Area::People) == Right::Full;
    let sees_all = person.company_kind == CompanyKind::Operator;
    let is_shown = |(witness, made): &(Witness, Option<StoredCosignature>)| {
        let is_known = sees_all || witness.company_id == person.company_id;
        is_known || witness.removed_at.is_none() && made.is_some()
    };
    let row = |(witness, made): (Witness, Option<StoredCosignature>)| {
        let is_own = witness.company_id == person.company_id;
        let is_known = is_own || sees_all;
        let at = made.as_ref().map(|it| it.at);
        WitnessRow {
            id: witness.id,
            name: name(&witness),
            company: found.companies.get(&witness.company_id).filter(|_| is_known).cloned(),
            size: made.map(|it| locale.count(it.size)),
            signed: at.map(|at| locale.moment(at, &zone)),
            mark: mark(locale, &witness, at, context.machine_time),
            is_removable: is_own && manages && witness.removed_at.is_none(),
        }
    };
    let state = |(size, at)| LogState { size: locale.count(size), at: locale.moment(at, &zone) };
    let rows: Vec<WitnessRow> = found.witnesses.into_iter().filter(is_shown).map(row).collect();
    html(&WitnessesPage {
        layout: context.layout(locale.t("witnesses")),
        log: found.log.map(state),
        stamped: found.stamped.map(state),
        keys: found.keys,
        has_own: rows.iter().any(|row| row.is_removable),
        rows,
        manages,
        form,
        error,
    })
}

/// The name in the key of a witness.
fn name(witness: &Witness) -> String {
    let key = WitnessKey::parse(&witness.verifier);
    key.map_or_else(|| witness.verifier.clone(), |key| key.name().to_owned())
}

/// The state as a mark: its class and label.
fn mark(
    locale: Locale,
    witness: &Witness,
    at: Option<Instant>,
    now: Instant,
) -> (&'static str, String) {
    match at {
        _ if witness.removed_at.is_some() => ("preparing", locale.t("witness-is-removed")),
        None => ("preparing", locale.t("witness-is-silent")),
        Some(at) if is_late(at, now) => ("given-up", locale.t("witness-is-late")),
        Some(_) => ("approved", locale.t("witness-is-on-time")),
    }
}

pub(super) async fn add(context: &Context) -> Answer {
    let form: WitnessForm = context.form()?;
    let person = context.person()?;
    let added = context
        .write(async |tx| {
            let entry = context.audit(Event::WitnessAdded);
            manage_witnesses::add(tx, person, &form.key, entry, &SystemRandom).await
        })
        .await?;
    match added {
        Ok(_) => done(context, "witness-was-added"),
        Err(fault) => {
            let error = fault_words(context.locale, fault);
            refused(page(context, form, Some(error)).await)
        }
    }
}

pub(super) async fn remove(context: &Context) -> Answer {
    let form: WitnessForm = context.form()?;
    let id: Uuid = form.id.parse().map_err(|_| Problem::NotFound)?;
    let person = context.person()?;
    let removed = context
        .write(async |tx| {
            let entry = context.audit(Event::WitnessRemoved);
            manage_witnesses::remove(tx, person, id, entry).await
        })
        .await?;
    match removed {
        true => done(context, "witness-was-removed"),
        false => Err(Problem::NotFound),
    }
}

fn done(context: &Context, notice: &str) -> Answer {
    let response = redirect::to(addresses::WITNESSES)?;
    Ok(Notice::good(context.locale.t(notice)).on(context, response))
}

/// The reason why no witness was registered.
fn fault_words(locale: Locale, fault: WitnessFault) -> String {
    match fault {
        WitnessFault::Unreadable => locale.t("witness-error-unreadable"),
        WitnessFault::Registered => locale.t("witness-error-registered"),
        WitnessFault::TooMany => {
            locale.say("witness-error-too-many").with("count", MOST_WITNESSES).to_string()
        }
    }
}
