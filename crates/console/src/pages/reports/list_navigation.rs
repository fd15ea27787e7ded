//! The reader's place in a list: the list's query is part of the address of its reports, so that
//! the reader can return to the list and go on to its next report.

use crate::addresses;
use crate::context::Context;
use crate::count_cache::COUNTED;
use countersign_domain::actor::Person;
use countersign_domain::status::Status;
use countersign_language::text::Locale;
use countersign_store::reports::{self, Filter, Key, ListPage, Neighbours, Scope, Sort};
use countersign_store::{Result as StoreResult, Tx};
use countersign_web::problem::Problem;
use countersign_web::report_query::ReportQuery;
use uuid::Uuid;

/// The list that the reader came from.
#[derive(Clone, Debug)]
pub(crate) struct ListNavigation {
    query: Option<ReportQuery>,
}

/// Where a report is in its list.
#[derive(Clone, Debug, Default)]
pub(crate) struct ListPosition {
    /// "3 of 38"; `None` if it is no longer in the list, or too far down.
    pub(super) words: Option<String>,
    /// The address of the report before.
    pub(super) previous: Option<String>,
    /// The address of the one after.
    pub(super) next: Option<String>,
}

/// The address of a report of a list, before and after its id: fifty rows differ in nothing else.
pub(crate) struct ReportAddresses {
    pub(crate) before: String,
    pub(crate) after: String,
}

impl ListNavigation {
    /// Reads the address. A missing or invalid list is none.
    pub(crate) fn of(context: &Context) -> Self {
        let query = context.uri.query().and_then(|_| ReportQuery::of(context).ok());
        Self { query }
    }

    /// The list of this query.
    pub(crate) const fn in_list(query: ReportQuery) -> Self {
        Self { query: Some(query) }
    }

    /// An address that keeps the query and its page.
    pub(super) fn at(&self, path: &str) -> String {
        match &self.query {
            Some(query) => format!("{path}?{}", query.place_text()),
            None => path.to_owned(),
        }
    }

    /// The list, without an open report.
    pub(super) fn list_address(&self) -> String {
        self.at(addresses::REPORTS)
    }

    /// The list, at the row of a report.
    pub(super) fn list_address_at(&self, id: Uuid) -> String {
        addresses::row(&self.list_address(), id)
    }

    /// The address of a report of the list: beside the list, except in a partner's own list, whose
    /// reports are forms that need the whole width.
    pub(crate) fn report(&self, id: Uuid) -> String {
        match &self.query {
            Some(query) if !query.own => addresses::reports(&query.text_opened(id)),
            _ => self.at(&addresses::report(id)),
        }
    }

    /// The addresses of all reports of the list.
    pub(crate) fn reports(&self) -> ReportAddresses {
        let address = self.report(Uuid::nil());
        let (before, after) = address.split_once(&Uuid::nil().to_string()).unwrap_or_default();
        ReportAddresses { before: before.to_owned(), after: after.to_owned() }
    }

    async fn list(
        &self,
        context: &Context,
        person: &Person,
        tx: &mut Tx,
    ) -> StoreResult<Option<(Filter, Sort)>> {
        let Some(query) = &self.query else { return Ok(None) };
        let first = context.installation.first_cycle;
        let latest = match query.cycle {
            Some(cycle) => cycle,
            None => {
                let scope: Scope = query.filter(person, first).scope;
                reports::cycles_present(tx, &scope).await?.first().copied().unwrap_or(first)
            }
        };
        Ok(Some((query.filter(person, latest), query.sort)))
    }

    /// The place of a report in the list; `None` if the address names no list.
    ///
    /// # Errors
    /// Fails when the database does.
    pub(crate) async fn place(
        &self,
        context: &Context,
        tx: &mut Tx,
        key: Key,
        status: Status,
    ) -> Result<Option<ListPosition>, Problem> {
        let person = context.person()?;
        let Some((filter, sort)) = self.list(context, person, tx).await? else { return Ok(None) };
        let Neighbours { previous, next } = reports::neighbours(tx, &filter, sort, key).await?;
        let before = reports::position(tx, &filter, sort, key, COUNTED).await?;
        let counts = context.app.counts.counts(tx, &filter, COUNTED + 1).await?;
        let of = filter.status.map_or_else(|| counts.all(), |status| counts.of(status));
        let is_in = filter.status.is_none_or(|only| only == status);
        let number = before.filter(|before| is_in && *before < COUNTED).map(|before| before + 1);
        Ok(Some(ListPosition {
            words: number.map(|number| place_words(context.locale, number, of)),
            previous: previous.map(|near| self.report(near.id)),
            next: next.map(|near| self.report(near.id)),
        }))
    }

    /// The place of a report that a page of the list shows, without another look into the database;
    /// none where its neighbours are on other pages. `first` is the number of the page's first row.
    pub(crate) fn place_on(
        &self,
        locale: Locale,
        page: &ListPage,
        key: Key,
        (first, of): (i64, i64),
    ) -> Option<ListPosition> {
        let at = page.rows.iter().position(|row| row.key == key)?;
        let near = |at: Option<usize>| page.rows.get(at?).map(|row| self.report(row.id));
        let (previous, next) = (near(at.checked_sub(1)), near(at.checked_add(1)));
        let is_whole = (previous.is_some() || page.previous.is_none())
            && (next.is_some() || page.next.is_none());
        let number = i64::try_from(at).map_or(COUNTED, |at| first + at);
        let words = (number <= COUNTED).then(|| place_words(locale, number, of));
        is_whole.then_some(ListPosition { words, previous, next })
    }

    /// Where a decision on a report leads: to the next report of the list that waits for one, to
    /// the list where there is none, and to the report itself where the address names no list.
    /// Asked before the decision, which may move the report.
    ///
    /// # Errors
    /// Fails when the database does.
    pub(super) async fn after_decision(
        &self,
        context: &Context,
        key: Key,
        id: Uuid,
    ) -> Result<String, Problem> {
        let person = context.person()?;
        let next = context
            .read(async |tx| Ok(self.next_to_decide(context, person, tx, key).await?))
            .await?;
        Ok(next.unwrap_or_else(|| self.list_or_report(id)))
    }

    /// The next report of the list that is under review, also where the list shows other statuses.
    pub(super) async fn next_to_decide(
        &self,
        context: &Context,
        person: &Person,
        tx: &mut Tx,
        key: Key,
    ) -> StoreResult<Option<String>> {
        let Some((filter, sort)) = self.list(context, person, tx).await? else { return Ok(None) };
        let filter = Filter { status: Some(Status::UnderReview), ..filter };
        let neighbours = reports::neighbours(tx, &filter, sort, key).await?;
        Ok(neighbours.next.map(|near| self.report(near.id)))
    }

    /// The list, or the report where the address names none.
    pub(super) fn list_or_report(&self, id: Uuid) -> String {
        if self.has_list() { self.list_address() } else { self.report(id) }
    }

    /// Whether the address names a list.
    pub(super) const fn has_list(&self) -> bool {
        self.query.is_some()
    }
}

/// "3 of 38".
fn place_words(locale: Locale, number: i64, of: i64) -> String {
    let (number, of) = (locale.count(number), locale.bounded(of, COUNTED));
    locale.say("report-place").with("number", number).with("of", of).to_string()
}
