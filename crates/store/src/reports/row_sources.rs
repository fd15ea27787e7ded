//! The sources of a list's rows: one index walk for a distributor or a vendor; for the operator,
//! one per distributor, merged with a small read-ahead.

use super::cursor::Cursor;
use super::list::{Filter, ListRow, Scope, Sort, SortKey, StatusGroup};
use super::walk::{Narrow, Walk};
use crate::error::Result;
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::cycle::Cycle;
use std::cmp::Ordering;
use std::collections::VecDeque;

statements! {
    DISTRIBUTOR_OF_CODE = "SELECT id FROM companies WHERE code = $1 AND kind = 'distributor'";
    /// From each distributor to the next: as many seeks as there are. The order is that of an
    /// index, without which all reports of the cycle would be read for the first of each.
    DISTRIBUTORS = "WITH RECURSIVE present (id) AS (SELECT MIN(distributor_id) FROM reports \
        UNION ALL SELECT (SELECT MIN(r.distributor_id) FROM reports r \
        WHERE r.distributor_id > present.id) FROM present WHERE present.id IS NOT NULL) \
        SELECT id, code FROM (SELECT id, (SELECT r.distributor_code FROM reports r \
        WHERE r.distributor_id = present.id AND r.cycle = $1 \
        ORDER BY r.status, r.partner_code, r.vendor_code LIMIT 1) AS code FROM present \
        WHERE id IS NOT NULL) AS found WHERE code IS NOT NULL";
}

/// Rows of one source that are read at once while several are merged.
const READ_AHEAD: i64 = 4;
/// After every code.
const LAST_CODE: char = char::MAX;

/// The sources of a scope.
pub(super) enum Readership {
    /// None: there is no such distributor.
    Nobody,
    Everybody,
    Partner {
        id: i64,
        from: Cycle,
    },
    One(Narrow),
}

pub(super) async fn whose(tx: &mut Tx, scope: &Scope) -> Result<Readership> {
    Ok(match scope {
        Scope::All => Readership::Everybody,
        Scope::Distributor(id) => Readership::One(Narrow::Distributor(*id)),
        Scope::Vendor(id) => Readership::One(Narrow::Vendor(*id)),
        Scope::Partner { id, from } => Readership::Partner { id: *id, from: *from },
        Scope::DistributorCode(code) => {
            let id = tx.first(DISTRIBUTOR_OF_CODE, &[code.into()], |row| row.get(0)).await?;
            id.map_or(Readership::Nobody, |id| Readership::One(Narrow::Distributor(id)))
        }
    })
}

/// All sources of a list.
pub(super) struct Sources {
    cycle: Cycle,
    pattern: Option<String>,
    flagged: bool,
    /// The condition of each source, and its distributor's code if there are several.
    all: Vec<(Narrow, Option<String>)>,
}

/// A part of a list that is sorted by itself.
#[derive(Clone, Copy)]
pub(super) struct ListPart<'a> {
    pub(super) group: StatusGroup,
    pub(super) by: SortKey,
    pub(super) backwards: bool,
    pub(super) from: Option<&'a Cursor>,
}

impl Sources {
    pub(super) fn one(filter: &Filter, narrow: Narrow) -> Self {
        let (cycle, pattern, flagged) = (filter.cycle, filter.pattern(), filter.flagged);
        Self { cycle, pattern, flagged, all: vec![(narrow, None)] }
    }

    /// Every distributor with reports of the cycle, by code.
    pub(super) async fn of_everybody(tx: &mut Tx, filter: &Filter) -> Result<Self> {
        let pair = |row: crate::Row<'_>| Ok((row.get::<String>(1)?, row.get::<i64>(0)?));
        let mut found = tx.all(DISTRIBUTORS, &[filter.cycle.into()], pair).await?;
        found.sort_unstable();
        let several = found.len() > 1;
        let source = |(code, id)| (Narrow::Distributor(id), Some(code).filter(|_| several));
        let all = found.into_iter().map(source).collect();
        let (cycle, pattern, flagged) = (filter.cycle, filter.pattern(), filter.flagged);
        Ok(Self { cycle, pattern, flagged, all })
    }

    /// The keys of flagged reports, if asked for, otherwise of reports with the text, if there are
    /// at most `limit` of them.
    pub(super) async fn found(&self, tx: &mut Tx, limit: i64) -> Result<Option<Vec<Key>>> {
        if self.pattern.is_none() && !self.flagged {
            return Ok(None);
        }
        let mut keys: Vec<Key> = Vec::new();
        for walk in self.walks() {
            let there = i64::try_from(keys.len()).unwrap_or(i64::MAX);
            let pattern = walk.pattern.filter(|_| !walk.flagged);
            keys.extend(Walk { pattern, ..walk }.found(tx, limit - there + 1).await?);
            if i64::try_from(keys.len()).unwrap_or(i64::MAX) > limit {
                return Ok(None);
            }
        }
        Ok(Some(keys))
    }

    /// One walk over each source, by the codes.
    pub(super) fn walks(&self) -> impl Iterator<Item = Walk<'_>> {
        self.all.iter().map(move |(narrow, _)| self.plain(*narrow))
    }

    /// Over one source, by the codes.
    fn plain(&self, narrow: Narrow) -> Walk<'_> {
        let walk = Walk::new(narrow, self.cycle, self.pattern.as_deref());
        Walk { flagged: self.flagged, ..walk }
    }

    /// The positions in each source from which a part continues.
    fn places(&self, part: ListPart<'_>) -> Vec<Option<Cursor>> {
        let place = |(_, code): &(Narrow, Option<String>)| {
            let mut cursor = part.from?.clone();
            // Of equals, those of a distributor with an earlier code all come before the position.
            let (partner, vendor) = match code.as_ref().map(|code| code.cmp(&cursor.distributor)) {
                None | Some(Ordering::Equal) => return Some(cursor),
                Some(Ordering::Less) => (LAST_CODE.to_string(), LAST_CODE.to_string()),
                Some(Ordering::Greater) => (String::new(), String::new()),
            };
            (cursor.partner, cursor.vendor) = (partner, vendor);
            Some(cursor)
        };
        self.all.iter().map(place).collect()
    }

    fn walk<'a>(&'a self, at: usize, part: ListPart<'_>, from: Option<&'a Cursor>) -> Walk<'a> {
        let ListPart { group, by, backwards, .. } = part;
        Walk { group, by, backwards, from, ..self.plain(self.all[at].0) }
    }

    /// Up to `limit` rows of a part, the nearest first.
    pub(super) async fn rows(
        &self,
        tx: &mut Tx,
        part: ListPart<'_>,
        limit: i64,
    ) -> Result<Vec<ListRow>> {
        let places = self.places(part);
        if self.all.len() > 1 && !matches!(part.by, SortKey::Partner | SortKey::Status) {
            return self.merged(tx, part, places, limit).await;
        }
        let mut order: Vec<usize> = (0..self.all.len()).collect();
        if part.backwards {
            order.reverse();
        }
        let mut rows = Vec::new();
        for at in order {
            let more = limit - count_of(&rows);
            if more <= 0 {
                break;
            }
            rows.extend(self.walk(at, part, places[at].as_ref()).rows(tx, more).await?);
        }
        Ok(rows)
    }

    async fn merged(
        &self,
        tx: &mut Tx,
        part: ListPart<'_>,
        places: Vec<Option<Cursor>>,
        limit: i64,
    ) -> Result<Vec<ListRow>> {
        let open = |from| Head { from, rows: VecDeque::new(), ended: false };
        let mut heads: Vec<Head> = places.into_iter().map(open).collect();
        let mut rows = Vec::new();
        while count_of(&rows) < limit {
            for (at, head) in heads.iter_mut().enumerate() {
                if head.rows.is_empty() && !head.ended {
                    let walk = self.walk(at, part, head.from.as_ref());
                    let found = walk.rows(tx, READ_AHEAD).await?;
                    head.take(found, part.by);
                }
            }
            let nearest = heads.iter_mut().filter(|head| !head.rows.is_empty()).min_by(|a, b| {
                let order = a.place().cmp(&b.place());
                if part.backwards { order.reverse() } else { order }
            });
            let Some((_, row)) = nearest.and_then(|head| head.rows.pop_front()) else { break };
            rows.push(row);
        }
        Ok(rows)
    }

    /// The number of rows of a part, up to `limit`.
    pub(super) async fn count(&self, tx: &mut Tx, part: ListPart<'_>, limit: i64) -> Result<i64> {
        let mut count = 0;
        for (at, place) in self.places(part).iter().enumerate() {
            if count < limit {
                count += self.walk(at, part, place.as_ref()).count(tx, limit - count).await?;
            }
        }
        Ok(count)
    }
}

/// The rows that were read ahead from one source.
struct Head {
    /// Where it continues.
    from: Option<Cursor>,
    rows: VecDeque<(Cursor, ListRow)>,
    ended: bool,
}

impl Head {
    fn take(&mut self, found: Vec<ListRow>, by: SortKey) {
        self.ended = count_of(&found) < READ_AHEAD;
        self.rows = found.into_iter().map(|row| (Cursor::of(&row, by), row)).collect();
        if let Some((cursor, _)) = self.rows.back() {
            self.from = Some(cursor.clone());
        }
    }

    fn place(&self) -> Option<(&super::cursor::SortValue, [&str; 3])> {
        let (cursor, _) = self.rows.front()?;
        Some((&cursor.place, [&cursor.distributor, &cursor.partner, &cursor.vendor]))
    }
}

/// The groups of an order with the statuses that a filter allows, and the group of a position.
pub(super) fn parts<'a>(
    filter: &Filter,
    sort: Sort,
    from: Option<&'a Cursor>,
    backwards: bool,
) -> Vec<ListPart<'a>> {
    let backwards = backwards != sort.reversed;
    let groups = sort.by.groups().iter().enumerate();
    let mut parts: Vec<ListPart<'a>> = groups
        .filter_map(|(number, group)| {
            let group = match filter.status {
                None => *group,
                Some(status) if group.holds(status) => StatusGroup::One(status),
                Some(_) => return None,
            };
            let order = from.map_or(Ordering::Greater, |from| number.cmp(&from.group));
            let from = match if backwards && from.is_some() { order.reverse() } else { order } {
                Ordering::Less => return None,
                Ordering::Equal => from,
                Ordering::Greater => None,
            };
            Some(ListPart { group, by: sort.by, backwards, from })
        })
        .collect();
    if backwards {
        parts.reverse();
    }
    parts
}

fn count_of(rows: &[ListRow]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}
