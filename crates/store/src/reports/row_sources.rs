//! The sources of a list's rows: one index walk for a distributor or a vendor; for the operator,
//! one per distributor; for several cycles, as many for each. They are merged with a small
//! read-ahead.

use super::criteria::Criteria;
use super::cursor::{Cursor, SortValue};
use super::list::{Filter, ListRow, Scope, Sort, SortKey, StatusGroup};
use super::walk::{Narrow, Walk, is_indexed};
use crate::error::Result;
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::cycle::Cycle;
use std::cmp::{Ordering, Reverse};
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
    pattern: Option<String>,
    flagged: bool,
    /// None if nothing is asked for beside the flag.
    criteria: Option<Criteria>,
    /// The criteria of an order without an index, if there are no others.
    only_flag: Criteria,
    all: Vec<Source>,
}

/// One condition, by which reports are found.
#[derive(Default)]
struct FoundBy<'a> {
    pattern: Option<&'a str>,
    flagged: bool,
    criteria: Option<&'a Criteria>,
}

/// One index walk.
struct Source {
    narrow: Narrow,
    cycle: Cycle,
    /// Its distributor's code, if there are several.
    code: Option<String>,
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
    fn of(filter: &Filter, all: Vec<Source>) -> Self {
        let flag = filter.flagged.then_some(true);
        Self {
            pattern: filter.pattern(),
            flagged: filter.flagged,
            criteria: filter.all_criteria(),
            only_flag: Criteria { flag, ..Criteria::default() },
            all,
        }
    }

    pub(super) fn one(filter: &Filter, narrow: Narrow) -> Self {
        let source = |cycle| Source { narrow, cycle, code: None };
        Self::of(filter, filter.cycles().map(source).collect())
    }

    /// Every distributor with reports of the cycles, the latest cycle first, by code.
    pub(super) async fn of_everybody(tx: &mut Tx, filter: &Filter) -> Result<Self> {
        let pair = |row: crate::Row<'_>| Ok((row.get::<String>(1)?, row.get::<i64>(0)?));
        let mut all = Vec::new();
        for cycle in filter.cycles() {
            let mut found = tx.all(DISTRIBUTORS, &[cycle.into()], pair).await?;
            found.sort_unstable();
            let source =
                |(code, id)| Source { narrow: Narrow::Distributor(id), cycle, code: Some(code) };
            all.extend(found.into_iter().map(source));
        }
        Ok(Self::of(filter, all))
    }

    /// The keys of reports with the flag, the criteria or the text, if there are at most `limit`
    /// of them: by the first of these conditions that so few reports meet. The caller looks at
    /// them for the others.
    pub(super) async fn found(&self, tx: &mut Tx, limit: i64) -> Result<Option<Vec<Key>>> {
        let (flagged, criteria) = (self.flagged && self.criteria.is_none(), &self.criteria);
        let by_flag = flagged.then_some(FoundBy { flagged, ..FoundBy::default() });
        let by_criteria =
            criteria.as_ref().map(|it| FoundBy { criteria: Some(it), ..FoundBy::default() });
        let pattern = self.pattern.as_deref().filter(|_| !flagged);
        let by_text = pattern.map(|_| FoundBy { pattern, ..FoundBy::default() });
        for by in [by_flag, by_text, by_criteria].into_iter().flatten() {
            let found = self.found_by(tx, by, limit).await?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    async fn found_by(&self, tx: &mut Tx, by: FoundBy<'_>, limit: i64) -> Result<Option<Vec<Key>>> {
        let FoundBy { pattern, flagged, criteria } = by;
        let mut keys: Vec<Key> = Vec::new();
        for walk in self.walks() {
            let there = i64::try_from(keys.len()).unwrap_or(i64::MAX);
            let walk = Walk { pattern, flagged, criteria, ..walk };
            keys.extend(walk.found(tx, limit - there + 1).await?);
            if i64::try_from(keys.len()).unwrap_or(i64::MAX) > limit {
                return Ok(None);
            }
        }
        Ok(Some(keys))
    }

    /// One walk over each source, by the codes.
    pub(super) fn walks(&self) -> impl Iterator<Item = Walk<'_>> {
        self.all.iter().map(move |source| self.plain(source))
    }

    /// The same, the earliest cycle first.
    pub(super) fn walks_by_month(&self) -> Vec<Walk<'_>> {
        let mut walks: Vec<Walk<'_>> = self.walks().collect();
        walks.sort_by_key(|walk| walk.cycle);
        walks
    }

    /// Over one source, by the codes.
    fn plain(&self, source: &Source) -> Walk<'_> {
        let walk = Walk::new(source.narrow, source.cycle, self.pattern.as_deref());
        let criteria = self.criteria.as_ref();
        Walk { flagged: self.flagged && criteria.is_none(), criteria, ..walk }
    }

    /// The positions in each source from which a part continues.
    fn places(&self, part: ListPart<'_>) -> Vec<Option<Cursor>> {
        let place = |source: &Source| {
            let mut cursor = part.from?.clone();
            let end = match self.side(source, &cursor) {
                Ordering::Equal => return Some(cursor),
                Ordering::Less => LAST_CODE.to_string(),
                Ordering::Greater => String::new(),
            };
            cursor.distributor.clone_from(&end);
            (cursor.partner, cursor.vendor) = (end.clone(), end);
            Some(cursor)
        };
        self.all.iter().map(place).collect()
    }

    /// Whether a source is before, at, or after a position: of equals, those of a later cycle come
    /// first, then those of a distributor with an earlier code.
    fn side(&self, source: &Source, cursor: &Cursor) -> Ordering {
        if self.all.len() == 1 {
            return Ordering::Equal;
        }
        let by_code = source.code.as_ref().map(|code| code.cmp(&cursor.distributor));
        cursor.cycle.cmp(&source.cycle).then(by_code.unwrap_or(Ordering::Equal))
    }

    fn walk<'a>(&'a self, at: usize, part: ListPart<'_>, from: Option<&'a Cursor>) -> Walk<'a> {
        let ListPart { group, by, backwards, .. } = part;
        let walk = Walk { group, by, backwards, from, ..self.plain(&self.all[at]) };
        match walk.criteria {
            None if !is_indexed(by) => {
                Walk { flagged: false, criteria: Some(&self.only_flag), ..walk }
            }
            _ => walk,
        }
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

    fn place(&self) -> Option<(&SortValue, Reverse<Cycle>, [&str; 3])> {
        let (cursor, _) = self.rows.front()?;
        let codes = [&*cursor.distributor, &*cursor.partner, &*cursor.vendor];
        Some((&cursor.place, Reverse(cursor.cycle), codes))
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
