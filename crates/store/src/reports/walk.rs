//! The statements that walk an index of one distributor's or one vendor's reports of one cycle from
//! a position on.
//!
//! There is an index for each scope and order, with the status before the sort column: a list of
//! one status is one range, and one of several is as many ranges, merged by the engine. The texts
//! are assembled here from their common parts, all of them at the first use.

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

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum IndexedBy {
    Distributor,
    Vendor,
}

/// The question of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Selected {
    /// The rows of a page.
    Rows,
    /// Only the keys.
    Keys,
    /// The keys of reports with a text or a flag, up to a limit, in any order.
    Found,
    /// The number of rows, up to a limit.
    Count,
    /// The number of rows by status, each up to a limit.
    Statuses,
}

/// The sort column before the codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SortColumn {
    None,
    Surprise,
    Standing,
    City,
}

/// The wanted statuses; a single one is a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Statuses {
    All,
    Open,
    Agreed,
    One,
}

/// The properties that distinguish statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    what: Selected,
    scope: IndexedBy,
    column: SortColumn,
    statuses: Statuses,
    backwards: bool,
    placed: bool,
    find: bool,
    flagged: bool,
}

impl IndexedBy {
    /// The possible statuses, in the order of a report's life.
    const fn statuses(self) -> &'static [Status] {
        match self {
            Self::Vendor => &[Status::Submitted, Status::Completed],
            Self::Distributor => &Status::ALL,
        }
    }

    /// The columns that decide between equals.
    const fn codes(self) -> [&'static str; 2] {
        match self {
            Self::Distributor => ["partner_code", "vendor_code"],
            Self::Vendor => ["distributor_code", "partner_code"],
        }
    }

    const fn condition(self) -> &'static str {
        match self {
            Self::Distributor => "cycle = $1 AND distributor_id = $2",
            // As in the indexes of a vendor's lists.
            Self::Vendor => {
                "cycle = $1 AND vendor_id = $2 AND status IN ('submitted', 'completed')"
            }
        }
    }
}

impl SortColumn {
    const fn of(by: SortKey) -> Self {
        match by {
            SortKey::Partner | SortKey::Status => Self::None,
            SortKey::Surprise => Self::Surprise,
            SortKey::Due | SortKey::Decided => Self::Standing,
            SortKey::City => Self::City,
        }
    }

    const fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Surprise => Some("surprise_order"),
            Self::Standing => Some("standing_order"),
            Self::City => Some("city_order"),
        }
    }
}

impl Shape {
    /// All sort columns.
    fn keys(self) -> Vec<&'static str> {
        self.column.name().into_iter().chain(self.scope.codes()).collect()
    }

    /// The number of the last parameter, after status, text and position.
    fn limit(self) -> usize {
        let placed = if self.placed { self.keys().len() } else { 0 };
        3 + usize::from(self.statuses == Statuses::One) + usize::from(self.find) + placed
    }

    /// The condition of one range.
    fn condition(self, status: Status) -> String {
        let mut next = 2;
        let mut number = || {
            next += 1;
            format!("${next}")
        };
        let status = match self.statuses {
            Statuses::One => number(),
            _ => format!("'{}'", status.token()),
        };
        let mut text = format!("{} AND status = {status}", self.scope.condition());
        if self.flagged {
            text.push_str(" AND flagged = TRUE");
        }
        if self.find {
            text.push_str(&format!(" AND search_text LIKE {} ESCAPE '!'", number()));
        }
        if self.placed {
            let keys = self.keys();
            let numbers: Vec<String> = keys.iter().map(|_| number()).collect();
            let sign = if self.backwards { "<" } else { ">" };
            text.push_str(&format!(" AND ({}) {sign} ({})", keys.join(", "), numbers.join(", ")));
        }
        text
    }

    /// Each range by itself; if one status is a parameter, there is one range.
    fn each_range(self, columns: &str) -> Vec<String> {
        let range = |status: &Status| {
            format!("SELECT {columns} FROM reports WHERE {}", self.condition(*status))
        };
        let group = match self.statuses {
            Statuses::One => return vec![range(&Status::Completed)],
            Statuses::All => StatusGroup::All,
            Statuses::Open => StatusGroup::Open,
            Statuses::Agreed => StatusGroup::Agreed,
        };
        let statuses = self.scope.statuses().iter().filter(|status| group.holds(**status));
        statuses.map(range).collect()
    }

    fn ranges(self, columns: &str) -> String {
        self.each_range(columns).join(" UNION ALL ")
    }

    /// The order, and the limit.
    fn nearest(self) -> String {
        let way = if self.backwards { " DESC" } else { "" };
        let order: Vec<String> =
            self.keys().iter().map(|column| format!("{column}{way}")).collect();
        format!("ORDER BY {} LIMIT ${}", order.join(", "), self.limit())
    }

    /// The text for PostgreSQL. Its cached plan has to suit any limit, so it would rather sort a
    /// whole cycle than merge ranges of unknown length: here each range is ordered and limited by
    /// itself. SQLite merges the ranges directly, and would sort these.
    fn text_for_postgres(self) -> Option<String> {
        let ranges = self.each_range(list::COLUMNS);
        (self.what == Selected::Rows && ranges.len() > 1).then(|| {
            let nearest = self.nearest();
            let bounded = ranges.iter().map(|range| format!("({range} {nearest})"));
            format!("{} {nearest}", bounded.collect::<Vec<_>>().join(" UNION ALL "))
        })
    }

    /// Rows of several ranges: the keys are merged, and the merged ones looked up. Otherwise SQLite
    /// would copy every column of a row from each range to the next.
    fn rows_of_keys(self) -> String {
        let columns = format!(
            "cycle AS in_cycle, partner_id AS of_partner, vendor_id AS of_vendor, {}",
            self.keys().join(", ")
        );
        format!(
            "SELECT {} FROM (SELECT in_cycle, of_partner, of_vendor FROM ({} {}) AS merged) \
             AS keyed CROSS JOIN reports WHERE cycle = in_cycle AND partner_id = of_partner \
             AND vendor_id = of_vendor",
            list::COLUMNS,
            self.ranges(&columns),
            self.nearest()
        )
    }

    fn text(self) -> String {
        let limit = self.limit();
        let walked = |columns: &str| format!("{} {}", self.ranges(columns), self.nearest());
        match self.what {
            Selected::Rows if self.statuses != Statuses::One => self.rows_of_keys(),
            Selected::Rows => walked(list::COLUMNS),
            Selected::Keys => {
                walked("cycle, partner_id, vendor_id, distributor_code, partner_code, vendor_code")
            }
            Selected::Found => self.found_text(),
            Selected::Count => {
                let ranges = self.ranges("1 AS one");
                format!("SELECT COUNT(*) FROM ({ranges} LIMIT ${limit}) AS found")
            }
            Selected::Statuses => self.statuses_text(),
        }
    }

    /// By the rarer condition: the caller searches the text among flagged rows.
    fn found_text(self) -> String {
        let found = if self.flagged { "flagged = TRUE" } else { "search_text LIKE $3 ESCAPE '!'" };
        format!(
            "SELECT cycle, partner_id, vendor_id FROM reports WHERE {} AND {found} LIMIT ${}",
            self.scope.condition(),
            self.limit()
        )
    }

    fn statuses_text(self) -> String {
        let limit = self.limit();
        let counted = |condition: &str| {
            format!(
                "(SELECT COUNT(*) FROM (SELECT 1 AS one FROM reports WHERE {condition} \
                 LIMIT ${limit}) AS found)"
            )
        };
        let statuses = self.scope.statuses().iter();
        let mut counts: Vec<String> =
            statuses.map(|status| counted(&self.condition(*status))).collect();
        let mut flagged = format!("{} AND flagged = TRUE", self.scope.condition());
        if self.find {
            flagged.push_str(&format!(" AND search_text LIKE ${} ESCAPE '!'", limit - 1));
        }
        counts.push(counted(&flagged));
        format!("SELECT {}", counts.join(", "))
    }

    /// Every possible statement.
    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for what in
            [Selected::Rows, Selected::Keys, Selected::Found, Selected::Count, Selected::Statuses]
        {
            for scope in [IndexedBy::Distributor, IndexedBy::Vendor] {
                for column in
                    [SortColumn::None, SortColumn::Surprise, SortColumn::Standing, SortColumn::City]
                {
                    for statuses in [Statuses::All, Statuses::Open, Statuses::Agreed, Statuses::One]
                    {
                        for bits in 0_u8..16 {
                            let bit = |place: u8| bits & (1 << place) != 0;
                            let (backwards, placed) = (bit(0), bit(1));
                            let (find, flagged) = (bit(2), bit(3));
                            all.push(Self {
                                what,
                                scope,
                                column,
                                statuses,
                                backwards,
                                placed,
                                find,
                                flagged,
                            });
                        }
                    }
                }
            }
        }
        all.retain(|shape| shape.is_asked());
        all
    }

    fn is_asked(self) -> bool {
        let grouped = matches!(self.statuses, Statuses::Open | Statuses::Agreed);
        let vendor = self.scope == IndexedBy::Vendor;
        let fits = match self.column {
            SortColumn::Standing => vendor || self.statuses != Statuses::All,
            SortColumn::None | SortColumn::Surprise | SortColumn::City => !grouped,
        };
        let plain = self.column == SortColumn::None && !self.backwards && !self.placed;
        // Without a position, the count does not depend on the order.
        let counted = !self.backwards && !self.placed && self.column == SortColumn::None;
        let asked = match self.what {
            Selected::Rows => fits,
            Selected::Keys => fits && plain,
            Selected::Count => fits && self.placed || counted,
            Selected::Found => plain && self.statuses == Statuses::All && self.find != self.flagged,
            Selected::Statuses => plain && self.statuses == Statuses::All,
        };
        // A vendor sees approved reports only.
        asked && !(vendor && grouped)
    }

    fn name(self) -> String {
        let marks = [
            (self.backwards, " backwards"),
            (self.placed, " from a place"),
            (self.find, " with a text"),
            (self.flagged, " flagged"),
        ];
        let marks = marks.map(|(is, words)| if is { words } else { "" }).concat();
        let Self { what, scope, column, statuses, .. } = self;
        format!("{what:?} {scope:?} by {column:?} of {statuses:?}{marks}")
    }
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
    pub(super) by: SortKey,
    pub(super) backwards: bool,
    pub(super) from: Option<&'a Cursor>,
}

impl<'a> Walk<'a> {
    /// A walk over everything that meets the condition, by the codes.
    pub(super) const fn new(narrow: Narrow, cycle: Cycle, pattern: Option<&'a str>) -> Self {
        let (group, by, backwards, from) = (StatusGroup::All, SortKey::Partner, false, None);
        Self { narrow, cycle, group, pattern, flagged: false, by, backwards, from }
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

    /// The keys of reports with the text or the flag, in any status and any order.
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
