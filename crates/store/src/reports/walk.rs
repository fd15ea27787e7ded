//! The statements that walk an index of one distributor's or one vendor's reports of one cycle from
//! a position on. Their texts are assembled from their common parts, all of them at the first use.

mod shape;

use self::shape::{IndexedBy, Selected, Shape, SortColumn, Statuses};
use super::criteria::Criteria;
use super::cursor::{Cursor, SortValue};
use super::list::{self, ListRow, SortKey, StatusGroup};
use crate::engine::Engine;
use crate::error::Result;
use crate::report_key::Key;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::cycle::Cycle;
use countersign_domain::status::Status;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The reports of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Narrow {
    Distributor(i64),
    Vendor(i64),
}

/// Whether an index has the order, so that a walk needs no criteria.
pub(super) const fn is_indexed(by: SortKey) -> bool {
    SortColumn::of(by).is_indexed()
}

/// A statement with its name.
struct Statement {
    name: String,
    text: String,
    for_postgres: Option<String>,
}

impl Statement {
    fn of(shape: Shape) -> Self {
        let for_postgres = shape.text_for_postgres();
        Self { name: shape.name(), text: shape.text(), for_postgres }
    }
}

static STATEMENTS: LazyLock<BTreeMap<Shape, Statement>> =
    LazyLock::new(|| Shape::all().into_iter().map(|shape| (shape, Statement::of(shape))).collect());

/// Every statement that serves both engines, by its name.
pub(crate) fn statements() -> impl Iterator<Item = (&'static str, &'static str)> {
    STATEMENTS.values().map(|it| (it.name.as_str(), it.text.as_str()))
}

/// A walk over the reports of a cycle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Walk<'a> {
    pub(super) narrow: Narrow,
    pub(super) cycle: Cycle,
    pub(super) group: StatusGroup,
    pub(super) pattern: Option<&'a str>,
    pub(super) flagged: bool,
    /// The criteria, which include the flag.
    pub(super) criteria: Option<&'a Criteria>,
    pub(super) by: SortKey,
    pub(super) backwards: bool,
    pub(super) from: Option<&'a Cursor>,
}

impl<'a> Walk<'a> {
    /// A walk over everything that meets the condition, by the codes.
    pub(super) const fn new(narrow: Narrow, cycle: Cycle, pattern: Option<&'a str>) -> Self {
        let (group, by, backwards, from) = (StatusGroup::All, SortKey::Partner, false, None);
        let (flagged, criteria) = (false, None);
        Self { narrow, cycle, group, pattern, flagged, criteria, by, backwards, from }
    }

    const fn scope(&self) -> IndexedBy {
        match self.narrow {
            Narrow::Distributor(_) => IndexedBy::Distributor,
            Narrow::Vendor(_) => IndexedBy::Vendor,
        }
    }

    /// Whether the scope cannot have a report of the group.
    fn is_empty(&self) -> bool {
        !self.scope().statuses().iter().any(|status| self.group.holds(*status))
    }

    fn statement(&self, what: Selected) -> &'static Statement {
        let statuses = match self.group {
            StatusGroup::All => Statuses::All,
            StatusGroup::Open => Statuses::Open,
            StatusGroup::Agreed if self.scope() == IndexedBy::Vendor => Statuses::All,
            StatusGroup::Agreed => Statuses::Agreed,
            StatusGroup::One(_) => Statuses::One,
        };
        let shape = Shape {
            what,
            scope: self.scope(),
            column: SortColumn::of(self.by),
            statuses,
            backwards: self.backwards,
            placed: self.from.is_some(),
            find: self.pattern.is_some(),
            flagged: self.flagged,
            criteria: self.criteria.is_some(),
        };
        STATEMENTS.get(&shape).expect("every shape that is asked for is listed")
    }

    fn values(&self, limit: i64) -> Vec<Value<'a>> {
        let (Narrow::Distributor(id) | Narrow::Vendor(id)) = self.narrow;
        let mut values: Vec<Value<'a>> = vec![self.cycle.into(), id.into()];
        if let StatusGroup::One(status) = self.group {
            values.push(status.token().into());
        }
        values.extend(self.pattern.map(Value::Text));
        values.extend(self.criteria.into_iter().flat_map(Criteria::values));
        if let Some(cursor) = self.from {
            match &cursor.place {
                SortValue::Codes => {}
                SortValue::Number(number) => values.push((*number).into()),
                SortValue::Text(text) => values.push(text.into()),
            }
            let codes = match self.narrow {
                Narrow::Distributor(_) => [&cursor.partner, &cursor.vendor],
                Narrow::Vendor(_) => [&cursor.distributor, &cursor.partner],
            };
            values.extend(codes.map(Value::from));
        }
        values.push(limit.into());
        values
    }

    pub(super) async fn rows(&self, tx: &mut Tx, limit: i64) -> Result<Vec<ListRow>> {
        if self.is_empty() {
            return Ok(Vec::new());
        }
        let Statement { text, for_postgres, .. } = self.statement(Selected::Rows);
        let own = for_postgres.as_ref().filter(|_| tx.engine() == Engine::Postgres);
        let mut rows = tx.all(own.unwrap_or(text), &self.values(limit), list::row).await?;
        // The rows come in the order of their keys, but a join does not guarantee it.
        rows.sort_by(|a, b| self.compare(a, b));
        Ok(rows)
    }

    /// The order of two rows in the walk.
    fn compare(&self, a: &ListRow, b: &ListRow) -> Ordering {
        let order = SortValue::of(a, self.by).cmp(&SortValue::of(b, self.by));
        let order = order.then_with(|| match self.narrow {
            Narrow::Distributor(_) => (&a.partner, &a.vendor).cmp(&(&b.partner, &b.vendor)),
            Narrow::Vendor(_) => (&a.distributor, &a.partner).cmp(&(&b.distributor, &b.partner)),
        });
        if self.backwards { order.reverse() } else { order }
    }

    pub(super) async fn keys(&self, tx: &mut Tx) -> Result<Vec<Key>> {
        tx.all(&self.statement(Selected::Keys).text, &self.values(i64::MAX), Key::from_row).await
    }

    /// The keys of reports with the text, the flag or the criteria, of which a walk has one here,
    /// in any status and any order.
    pub(super) async fn found(&self, tx: &mut Tx, limit: i64) -> Result<Vec<Key>> {
        tx.all(&self.statement(Selected::Found).text, &self.values(limit), Key::from_row).await
    }

    pub(super) async fn count(&self, tx: &mut Tx, limit: i64) -> Result<i64> {
        if self.is_empty() {
            return Ok(0);
        }
        // The order of counting matters only from a position on.
        let plain = Self { by: SortKey::Partner, backwards: false, ..*self };
        let walk = if self.from.is_some() { self } else { &plain };
        let sql = &walk.statement(Selected::Count).text;
        let count = tx.first(sql, &walk.values(limit), |row| row.get(0)).await?;
        Ok(count.unwrap_or(0))
    }

    /// The number by status, in the order of a report's life, and the number of flagged reports.
    pub(super) async fn statuses(
        &self,
        tx: &mut Tx,
        limit: i64,
    ) -> Result<(Vec<(Status, i64)>, i64)> {
        let known = self.scope().statuses();
        let read = |row: Row<'_>| {
            let mut counts = Vec::with_capacity(known.len());
            for (column, status) in known.iter().enumerate() {
                counts.push((*status, row.get(column)?));
            }
            Ok((counts, row.get(known.len())?))
        };
        let found =
            tx.first(&self.statement(Selected::Statuses).text, &self.values(limit), read).await?;
        Ok(found.unwrap_or_default())
    }
}
