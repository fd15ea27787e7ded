//! Reads lists of reports: a page from a position, the number of rows before it, and neighbouring
//! reports.

use super::cursor::Cursor;
use super::list::{self, Filter, ListRow, Sort, SortKey, StatusGroup, row_columns};
use super::month_before;
use super::row_sources::{Readership, Sources, parts, whose};
use super::walk::Walk;
use crate::engine::Engine;
use crate::error::Result;
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Value;
use countersign_domain::cycle::Cycle;
use std::cmp::{Ordering, Reverse};
use std::collections::HashSet;
use uuid::Uuid;

statements! {
    /// The primary key begins with the cycle, so this takes as many seeks as months.
    OF_PARTNER = concat!("WITH RECURSIVE months (month) AS (SELECT CAST($2 AS BIGINT) UNION ALL \
        SELECT month + 1 FROM months WHERE month < $3) SELECT ", row_columns!(), " FROM \
        reports WHERE partner_id = $1 AND cycle IN (SELECT month FROM months)");
    WITH_PRODUCT = "SELECT cycle, partner_id, vendor_id FROM report_lines \
        WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3 AND product_code = $4";
    BY_KEY = concat!("SELECT ", row_columns!(),
        " FROM reports WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3");
}

// Batched, as in `load`.
const ROWS_AT_ONCE: &str = concat!(
    "SELECT ",
    row_columns!(),
    " FROM reports JOIN unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS k (a, b, c) \
     ON cycle = a AND partner_id = b AND vendor_id = c"
);

const WITH_PRODUCT_AT_ONCE: &str = "SELECT cycle, partner_id, vendor_id FROM report_lines \
     JOIN unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS k (a, b, c) \
     ON cycle = a AND partner_id = b AND vendor_id = c WHERE product_code = $4";

/// Rows that are sorted in memory instead of by an index.
const FEW: i64 = 1_000;

/// The rows of a list to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PagePosition {
    /// The first ones.
    First,
    /// The rows after a position.
    After(Cursor),
    /// The last rows before a position.
    Before(Cursor),
}

/// Rows of a list, and the positions of its neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPage {
    /// The rows, in the order of the list.
    pub rows: Vec<ListRow>,
    /// Where the page before this one ends; `None` if this is the first.
    pub previous: Option<Cursor>,
    /// Where the page after this one begins; `None` if this is the last.
    pub next: Option<Cursor>,
}

/// A list with its rows located.
pub(super) struct List<'a> {
    filter: &'a Filter,
    sort: Sort,
    pub(super) rows: RowSource,
}

/// Where the rows of a list come from.
pub(super) enum RowSource {
    /// Few, and sorted in memory: a partner's own, or those found by a text or a flag.
    Few(Vec<ListRow>),
    /// From indexes.
    Walked(Sources),
}

impl RowSource {
    /// A rare text would otherwise be searched through a whole sorted list.
    async fn of(tx: &mut Tx, filter: &Filter, sources: Sources) -> Result<Self> {
        let Some(keys) = sources.found(tx, FEW).await? else { return Ok(Self::Walked(sources)) };
        let mut rows = rows_of(tx, &keys).await?;
        filter.narrow(&mut rows);
        narrow_to_product(tx, filter, &mut rows).await?;
        Ok(Self::Few(rows))
    }
}

/// The rows of these reports, in any order.
pub(super) async fn rows_of(tx: &mut Tx, keys: &[Key]) -> Result<Vec<ListRow>> {
    let mut rows = Vec::with_capacity(keys.len());
    let mut take = |row: crate::Row<'_>| {
        rows.push(list::row(row)?);
        Ok(())
    };
    if tx.engine() == Engine::Postgres {
        let cycles: Vec<i64> = keys.iter().map(|key| key.cycle.number()).collect();
        let partners: Vec<i64> = keys.iter().map(|key| key.partner_id).collect();
        let vendors: Vec<i64> = keys.iter().map(|key| key.vendor_id).collect();
        let values = [Value::Ints(&cycles), Value::Ints(&partners), Value::Ints(&vendors)];
        tx.each(ROWS_AT_ONCE, &values, take).await?;
    } else {
        let values: Vec<_> = keys.iter().map(Key::values).collect();
        tx.each_of(BY_KEY, &values, |_, row| take(row)).await?;
    }
    Ok(rows)
}

impl<'a> List<'a> {
    pub(super) async fn open(tx: &mut Tx, filter: &'a Filter, sort: Sort) -> Result<Self> {
        let rows = match whose(tx, &filter.scope).await? {
            Readership::Nobody => RowSource::Few(Vec::new()),
            Readership::Partner { id, from } => RowSource::Few(own(tx, filter, id, from).await?),
            Readership::Everybody => {
                let sources = Sources::of_everybody(tx, filter).await?;
                RowSource::of(tx, filter, sources).await?
            }
            Readership::One(narrow) => {
                RowSource::of(tx, filter, Sources::one(filter, narrow)).await?
            }
        };
        Ok(Self { filter, sort, rows })
    }

    /// Up to `limit` rows from a position on, the nearest first.
    async fn rows(
        &self,
        tx: &mut Tx,
        from: Option<&Cursor>,
        backwards: bool,
        limit: i64,
    ) -> Result<Vec<ListRow>> {
        let sources = match &self.rows {
            RowSource::Few(rows) => return Ok(self.few_from(rows, from, backwards, limit)),
            RowSource::Walked(sources) => sources,
        };
        let mut rows: Vec<ListRow> = Vec::new();
        for part in parts(self.filter, self.sort, from, backwards) {
            let more = limit - i64::try_from(rows.len()).unwrap_or(i64::MAX);
            if more > 0 {
                rows.extend(sources.rows(tx, part, more).await?);
            }
        }
        Ok(rows)
    }

    /// The number of rows from a position on, up to `limit`.
    async fn count(
        &self,
        tx: &mut Tx,
        from: Option<&Cursor>,
        backwards: bool,
        limit: i64,
    ) -> Result<i64> {
        let sources = match &self.rows {
            RowSource::Few(rows) => {
                let rows = self.few_from(rows, from, backwards, limit);
                return Ok(i64::try_from(rows.len()).unwrap_or(i64::MAX));
            }
            RowSource::Walked(sources) => sources,
        };
        let mut count = 0;
        for part in parts(self.filter, self.sort, from, backwards) {
            if count < limit {
                count += sources.count(tx, part, limit - count).await?;
            }
        }
        Ok(count)
    }

    /// A page, as far as the reader may know it.
    async fn page(&self, tx: &mut Tx, turn: &PagePosition, limit: i64) -> Result<ListPage> {
        let mut page = self.page_as_stored(tx, turn, limit).await?;
        month_before::hide_unknown(tx, &self.filter.scope, &mut page.rows).await?;
        Ok(page)
    }

    async fn page_as_stored(
        &self,
        tx: &mut Tx,
        turn: &PagePosition,
        limit: i64,
    ) -> Result<ListPage> {
        let room = usize::try_from(limit).unwrap_or(0);
        let place = |row: Option<&ListRow>| row.map(|row| Cursor::of(row, self.sort.by));
        if let PagePosition::Before(cursor) = turn {
            let mut rows = self.rows(tx, Some(cursor), true, limit.saturating_add(1)).await?;
            if rows.len() >= room {
                let more = rows.len() > room;
                rows.truncate(room);
                rows.reverse();
                let previous = place(rows.first()).filter(|_| more);
                // The row of the position itself comes after it.
                let next = place(rows.last());
                return Ok(ListPage { rows, previous, next });
            }
        }
        let after = match turn {
            PagePosition::After(cursor) => Some(cursor),
            PagePosition::First | PagePosition::Before(_) => None,
        };
        let mut rows = self.rows(tx, after, false, limit.saturating_add(1)).await?;
        let more = rows.len() > room;
        rows.truncate(room);
        let previous = place(rows.first()).filter(|_| after.is_some());
        let next = place(rows.last()).filter(|_| more);
        Ok(ListPage { rows, previous, next })
    }

    fn few_from(
        &self,
        rows: &[ListRow],
        from: Option<&Cursor>,
        backwards: bool,
        limit: i64,
    ) -> Vec<ListRow> {
        let Sort { by, reversed } = self.sort;
        let way = if backwards == reversed { Ordering::Greater } else { Ordering::Less };
        let is_asked = |row: &&ListRow| self.filter.status.is_none_or(|only| only == row.status);
        let placed = rows.iter().filter(is_asked).map(|row| (Cursor::of(row, by), row));
        let mut placed: Vec<(Cursor, &ListRow)> = placed
            .filter(|(place, _)| from.is_none_or(|from| few_order(place, from) == way))
            .collect();
        placed.sort_by(|(a, _), (b, _)| {
            let order = few_order(a, b);
            if way == Ordering::Greater { order } else { order.reverse() }
        });
        let room = usize::try_from(limit).unwrap_or(0);
        placed.into_iter().take(room).map(|(_, row)| row.clone()).collect()
    }
}

/// All reports of a partner, in any order.
async fn own(tx: &mut Tx, filter: &Filter, id: i64, first: Cycle) -> Result<Vec<ListRow>> {
    if first > filter.cycle {
        return Ok(Vec::new());
    }
    let values: [Value<'_>; 3] = [id.into(), first.into(), filter.cycle.into()];
    let mut rows = tx.all(OF_PARTNER, &values, list::row).await?;
    filter.narrow(&mut rows);
    narrow_to_product(tx, filter, &mut rows).await?;
    Ok(rows)
}

/// Drops the rows without a line of the product that is asked for.
async fn narrow_to_product(tx: &mut Tx, filter: &Filter, rows: &mut Vec<ListRow>) -> Result<()> {
    let Some(product) = &filter.criteria.product else { return Ok(()) };
    let mut with: HashSet<Key> = HashSet::new();
    let take = |row: crate::Row<'_>| {
        with.insert(Key::from_row(row)?);
        Ok(())
    };
    let keys = rows.iter().map(|row| row.key);
    if tx.engine() == Engine::Postgres {
        let cycles: Vec<i64> = keys.clone().map(|key| key.cycle.number()).collect();
        let partners: Vec<i64> = keys.clone().map(|key| key.partner_id).collect();
        let vendors: Vec<i64> = keys.map(|key| key.vendor_id).collect();
        let keys = [Value::Ints(&cycles), Value::Ints(&partners), Value::Ints(&vendors)];
        let [a, b, c] = keys;
        tx.each(WITH_PRODUCT_AT_ONCE, &[a, b, c, product.into()], take).await?;
    } else {
        let values = keys.map(|key| {
            let [cycle, partner, vendor] = key.values();
            [cycle, partner, vendor, product.into()]
        });
        let mut take = take;
        tx.each_of(WITH_PRODUCT, &values.collect::<Vec<_>>(), |_, row| take(row)).await?;
    }
    rows.retain(|row| with.contains(&row.key));
    Ok(())
}

/// Of equals, the latest month comes first.
fn few_order(a: &Cursor, b: &Cursor) -> Ordering {
    fn full(it: &Cursor) -> impl Ord {
        let codes = [&it.distributor, &it.partner, &it.vendor].map(Clone::clone);
        (it.group, it.place.clone(), Reverse(it.cycle), codes)
    }
    full(a).cmp(&full(b))
}

/// Up to `limit` rows of a list. If a page before a position would not be full, the first page is
/// returned.
///
/// # Errors
/// Fails when the database does.
pub async fn page(
    tx: &mut Tx,
    filter: &Filter,
    sort: Sort,
    turn: &PagePosition,
    limit: i64,
) -> Result<ListPage> {
    List::open(tx, filter, sort).await?.page(tx, turn, limit).await
}

/// The page that shows a report, and its position: the given page if the report is on it, otherwise
/// the page that begins with the report, or the first one. The given page is returned if the report
/// is not in the list.
///
/// # Errors
/// Fails when the database does.
pub async fn page_with(
    tx: &mut Tx,
    filter: &Filter,
    sort: Sort,
    (turn, key): (&PagePosition, Key),
    limit: i64,
) -> Result<(ListPage, PagePosition)> {
    let holds = |page: &ListPage| page.rows.iter().any(|row| row.key == key);
    let list = List::open(tx, filter, sort).await?;
    let given = list.page(tx, turn, limit).await?;
    if holds(&given) {
        return Ok((given, turn.clone()));
    }
    let Some(row) = tx.first(BY_KEY, &key.values(), list::row).await? else {
        return Ok((given, turn.clone()));
    };
    let before = list.rows(tx, Some(&Cursor::of(&row, sort.by)), true, limit).await?;
    let is_full = i64::try_from(before.len()).is_ok_and(|count| count >= limit);
    let nearest = before.first().filter(|_| is_full).map(|row| Cursor::of(row, sort.by));
    let turn_to = nearest.map_or(PagePosition::First, PagePosition::After);
    let page = list.page(tx, &turn_to, limit).await?;
    Ok(if holds(&page) { (page, turn_to) } else { (given, turn.clone()) })
}

/// The number of rows before a position, up to `limit`.
///
/// # Errors
/// Fails when the database does.
pub async fn before(
    tx: &mut Tx,
    filter: &Filter,
    sort: Sort,
    cursor: &Cursor,
    limit: i64,
) -> Result<i64> {
    List::open(tx, filter, sort).await?.count(tx, Some(cursor), true, limit).await
}

/// The number of rows before a report, up to `limit`; none if there is no such report. It need not
/// be in the list.
///
/// # Errors
/// Fails when the database does.
pub async fn position(
    tx: &mut Tx,
    filter: &Filter,
    sort: Sort,
    key: Key,
    limit: i64,
) -> Result<Option<i64>> {
    let Some(row) = tx.first(BY_KEY, &key.values(), list::row).await? else { return Ok(None) };
    before(tx, filter, sort, &Cursor::of(&row, sort.by), limit).await.map(Some)
}

/// A neighbouring report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The primary key.
    pub key: Key,
    /// The id, a UUID.
    pub id: Uuid,
}

/// The reports before and after one in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The one before.
    pub previous: Option<Neighbour>,
    /// The one after.
    pub next: Option<Neighbour>,
}

/// The reports before and after one; it need not be in the list, for example after a decision.
///
/// # Errors
/// Fails when the database does.
pub async fn neighbours(tx: &mut Tx, filter: &Filter, sort: Sort, key: Key) -> Result<Neighbours> {
    let Some(row) = tx.first(BY_KEY, &key.values(), list::row).await? else {
        return Ok(Neighbours::default());
    };
    let list = List::open(tx, filter, sort).await?;
    let cursor = Cursor::of(&row, sort.by);
    let near = |rows: Vec<ListRow>| rows.first().map(|row| Neighbour { key: row.key, id: row.id });
    let previous = near(list.rows(tx, Some(&cursor), true, 1).await?);
    let next = near(list.rows(tx, Some(&cursor), false, 1).await?);
    Ok(Neighbours { previous, next })
}

/// The keys of every report of a list: the earliest month first, then by codes of distributor,
/// partner and vendor.
///
/// # Errors
/// Fails when the database does.
pub async fn keys(tx: &mut Tx, filter: &Filter) -> Result<Vec<Key>> {
    let list = List::open(tx, filter, SortKey::Partner.into()).await?;
    match &list.rows {
        RowSource::Few(_) => {
            let mut rows = list.rows(tx, None, false, i64::MAX).await?;
            rows.sort_by_key(|row| row.key.cycle);
            Ok(rows.into_iter().map(|row| row.key).collect())
        }
        RowSource::Walked(sources) => {
            let group = filter.status.map_or(StatusGroup::All, StatusGroup::One);
            let mut keys = Vec::new();
            for walk in sources.walks_by_month() {
                keys.extend(Walk { group, ..walk }.keys(tx).await?);
            }
            Ok(keys)
        }
    }
}
