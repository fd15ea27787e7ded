//! A report as its reader may see it: found by its id, with its history and the names in it.

use crate::context::Context;
use countersign_app::actions::read_report;
use countersign_domain::access;
use countersign_domain::actor::Person;
use countersign_domain::export::Names;
use countersign_domain::history::{Entry, Hash, in_effect};
use countersign_domain::instant::Instant;
use countersign_domain::report::Report;
use countersign_domain::status::Verb;
use countersign_domain::workflow::{self, Available, available};
use countersign_store::dispatches::{self, Dispatch};
use countersign_store::reports::{self, Key, StoredReport};
use countersign_store::{StoreError, Tx, companies, people};
use countersign_web::problem::Problem;
use countersign_web::request_span;
use std::collections::HashMap;
use uuid::Uuid;

pub(crate) use read_report::seen;

pub(crate) struct ReportView {
    /// The report.
    pub(super) stored: StoredReport,
    /// What was done to it.
    pub(super) history: Vec<(Entry, Hash)>,
    /// The names of the people in the history, by number.
    pub(super) people: HashMap<i64, String>,
    /// Its dispatches, in order: one for each entry that sent it.
    pub(super) dispatches: Vec<Dispatch>,
    /// The vendor's present name.
    pub(super) vendor: String,
    pub(super) reader: Person,
}

impl ReportView {
    ///
    /// # Errors
    /// The errors of [`Self::find`].
    pub(super) async fn of(context: &Context) -> Result<Self, Problem> {
        context.read(async |tx| Self::find(context, tx).await).await
    }

    ///
    /// # Errors
    /// [`Problem::NotFound`] if there is none that the reader's company may know of.
    pub(super) async fn find(context: &Context, tx: &mut Tx) -> Result<Self, Problem> {
        Self::with_id(context, tx, context.parameter("id")?).await
    }

    ///
    /// # Errors
    /// [`Problem::NotFound`] if there is none that the reader's company may know of.
    pub(crate) async fn with_id(context: &Context, tx: &mut Tx, id: Uuid) -> Result<Self, Problem> {
        let mut stored = stored_with_id(context, tx, id).await?;
        let mut history = read_report::entries(tx, stored.key()).await?;
        let mut people: HashMap<i64, String> = HashMap::new();
        for (entry, _) in &history {
            if let Some(id) = entry.actor.person_id()
                && !people.contains_key(&id)
            {
                people.insert(id, people::name(tx, id).await?.unwrap_or_default());
            }
        }
        let vendor = vendor_name(tx, &stored).await?;
        let dispatches = match history.iter().any(|(entry, _)| entry.verb == Verb::Dispatch) {
            true => dispatches::of_report(tx, stored.key()).await?,
            false => Vec::new(),
        };
        let reader = context.person()?.clone();
        read_report::limit_to_reader(&reader, &mut stored, &mut history);
        Ok(Self { stored, history, people, dispatches, vendor, reader })
    }

    pub(crate) const fn report(&self) -> &Report {
        &self.stored.report
    }

    pub(super) const fn names(&self) -> &Names {
        &self.stored.names
    }

    pub(crate) const fn key(&self) -> Key {
        self.stored.key()
    }

    pub(super) const fn id(&self) -> Uuid {
        self.stored.names.report_id
    }

    /// Whether the reader edited or submitted it, so that another person has to decide.
    fn is_own_work(&self) -> bool {
        let own = |entry: &Entry| entry.actor.person_id() == Some(self.reader.id);
        let work = [Verb::Edit, Verb::Reset, Verb::Submit];
        self.history.iter().any(|(entry, _)| own(entry) && work.contains(&entry.verb))
    }

    /// The verbs that the reader may use on the report at `now`, and the reasons against others.
    pub(super) fn available(&self, now: Instant) -> Available {
        available(self.report(), &self.reader, self.is_own_work(), now)
    }

    /// Whether the reader can undo the last decision on the report at `now`.
    pub(super) fn may_undo(&self, now: Instant) -> bool {
        let last = self.history.last().map(|(entry, _)| entry);
        access::may_use(&self.reader, Verb::Undo).is_ok()
            && workflow::may_undo(last, &self.reader, now).is_ok()
    }

    /// The dispatch that an entry records.
    pub(super) fn dispatch_of(&self, version: i64) -> Option<&Dispatch> {
        let sent = self.history.iter().map(|(entry, _)| entry);
        let sent = sent.filter(|entry| entry.verb == Verb::Dispatch);
        let (_, dispatch) =
            sent.zip(&self.dispatches).find(|(entry, _)| entry.version == version)?;
        Some(dispatch)
    }

    /// The last entry of a verb that was not undone.
    pub(super) fn last(&self, verb: Verb) -> Option<&Entry> {
        let history = in_effect(self.history.iter().map(|(entry, _)| entry));
        history.into_iter().rev().find(|entry| entry.verb == verb)
    }
}

/// The present name of a report's vendor: the report itself keeps the code.
///
/// # Errors
/// Fails when the database does.
pub(super) async fn vendor_name(tx: &mut Tx, stored: &StoredReport) -> Result<String, StoreError> {
    let code = &stored.names.vendor;
    let company = companies::of_code(tx, code).await?;
    Ok(company.map_or_else(|| code.clone(), |company| company.name))
}

/// The report of the address without its history.
///
/// # Errors
/// [`Problem::NotFound`] if there is none that the reader's company may know of.
pub(super) async fn stored(context: &Context, tx: &mut Tx) -> Result<StoredReport, Problem> {
    stored_with_id(context, tx, context.parameter("id")?).await
}

async fn stored_with_id(context: &Context, tx: &mut Tx, id: Uuid) -> Result<StoredReport, Problem> {
    let key = seen(tx, context.person()?, id).await?.ok_or(Problem::NotFound)?;
    request_span::record_report(&context.span, id);
    let found = reports::find(tx, &[key]).await?.into_iter().next().flatten();
    found.ok_or(Problem::NotFound)
}
