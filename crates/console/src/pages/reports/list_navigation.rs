//! The reader's place in a list: the list's query is part of the address of its reports, so that
//! the reader can return to the list and go on to its next report.

use crate::addresses;
use crate::context::Context;
use crate::count_cache::COUNTED;
use crate::pages::report_lists::query::ReportQuery;
use countersign_domain::actor::Person;
use countersign_domain::status::Status;
use countersign_store::reports::{self, Filter, Key, Neighbours, Scope, Sort};
use countersign_store::{Result as StoreResult, Tx};
use countersign_web::problem::Problem;
use uuid::Uuid;

/// The list that the reader came from.
#[derive(Clone, Debug)]
pub(super) struct ListNavigation {
    query: Option<ReportQuery>,
}

/// Where a report is in its list.
#[derive(Clone, Debug, Default)]
pub(super) struct ListPosition {
    /// "3 of 38"; none if it is no longer in the list, or too far down.
    pub(super) words: Option<String>,
    /// The address of the report before.
    pub(super) previous: Option<String>,
    /// The address of the one after.
    pub(super) next: Option<String>,
}

impl ListNavigation {
    /// Reads the address. A missing or invalid list is none.
    pub(super) fn of(context: &Context) -> Self {
        let query = context.uri.query().and_then(|_| ReportQuery::of(context).ok());
        Self { query }
    }

    /// An address that keeps the query.
    pub(super) fn at(&self, path: &str) -> String {
        match &self.query {
            Some(query) => format!("{path}?{}", query.text()),
            None => path.to_owned(),
        }
    }

    /// The list.
    pub(super) fn list_address(&self) -> String {
        self.at(addresses::REPORTS)
    }

    /// The address of another report of the list.
    pub(super) fn report(&self, id: Uuid) -> String {
        self.at(&addresses::report(id))
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

    /// The place of a report in the list; none if the address names no list.
    ///
    /// # Errors
    /// Fails when the database does.
    pub(super) async fn place(
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
            words: number.map(|number| {
                let of = context.locale.bounded(of, COUNTED);
                let number = context.locale.count(number);
                context.locale.say("report-place").with("number", number).with("of", of).to_string()
            }),
            previous: previous.map(|near| self.report(near.id)),
            next: next.map(|near| self.report(near.id)),
        }))
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
