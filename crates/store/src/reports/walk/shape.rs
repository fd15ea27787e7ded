//! The texts of the statements of walks.
//!
//! There is an index for each scope and usual order, with the status before the sort column: a list
//! of one status is one range, and one of several is as many ranges, merged by the engine. Other
//! orders, and criteria, are answered by one index that holds all of their columns.

use crate::reports::criteria;
use crate::reports::list::{self, SortKey, StatusGroup};
use countersign_domain::status::Status;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum IndexedBy {
    Distributor,
    Vendor,
}

/// The question of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Selected {
    /// The rows of a page.
    Rows,
    /// Only the keys.
    Keys,
    /// The keys of reports with a text, a flag or the criteria, up to a limit, in any order.
    Found,
    /// The number of rows, up to a limit.
    Count,
    /// The number of rows by status, each up to a limit.
    Statuses,
}

/// The sort column before the codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortColumn {
    None,
    Surprise,
    Standing,
    City,
    Name,
    Vendor,
    Distributor,
    Lines,
    Flags,
    Violations,
    Comments,
}

/// The wanted statuses; a single one is a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Statuses {
    All,
    Open,
    Agreed,
    One,
}

/// The properties that distinguish statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shape {
    pub(super) what: Selected,
    pub(super) scope: IndexedBy,
    pub(super) column: SortColumn,
    pub(super) statuses: Statuses,
    pub(super) backwards: bool,
    pub(super) placed: bool,
    pub(super) find: bool,
    pub(super) flagged: bool,
    /// Whether there are criteria, which include the flag.
    pub(super) criteria: bool,
}

impl IndexedBy {
    /// The possible statuses, in the order of a report's life.
    pub(super) const fn statuses(self) -> &'static [Status] {
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
    const ALL: [Self; 11] = [
        Self::None,
        Self::Surprise,
        Self::Standing,
        Self::City,
        Self::Name,
        Self::Vendor,
        Self::Distributor,
        Self::Lines,
        Self::Flags,
        Self::Violations,
        Self::Comments,
    ];

    pub(super) const fn of(by: SortKey) -> Self {
        match by {
            SortKey::Partner | SortKey::Status => Self::None,
            SortKey::Surprise => Self::Surprise,
            SortKey::Due | SortKey::Decided => Self::Standing,
            SortKey::City => Self::City,
            SortKey::Name => Self::Name,
            SortKey::Vendor => Self::Vendor,
            SortKey::Distributor => Self::Distributor,
            SortKey::Lines => Self::Lines,
            SortKey::Flags => Self::Flags,
            SortKey::Violations => Self::Violations,
            SortKey::Comments => Self::Comments,
        }
    }

    /// The column, or what ascends in the order.
    const fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Surprise => Some("surprise_order"),
            Self::Standing => Some("standing_order"),
            Self::City => Some("city_order"),
            Self::Name => Some("name_order"),
            Self::Vendor => Some("vendor_code"),
            Self::Distributor => Some("distributor_code"),
            Self::Lines => Some("-line_count"),
            Self::Flags => Some("-penalty_count"),
            Self::Violations => Some("-violation_count"),
            Self::Comments => Some("-all_comments"),
        }
    }

    /// Whether an index has its order. The others sort what the index of the criteria holds, which
    /// is quick enough for a cycle, and saves every decision an index entry for each order.
    pub(super) const fn is_indexed(self) -> bool {
        matches!(self, Self::None | Self::Surprise | Self::Standing | Self::City)
    }
}

impl Shape {
    /// All sort columns.
    fn keys(self) -> Vec<&'static str> {
        self.column.name().into_iter().chain(self.scope.codes()).collect()
    }

    /// The sort columns as the rows of ranges call them: an order without an index has a name.
    fn order_columns(self) -> Vec<&'static str> {
        let own = if self.column.is_indexed() { self.column.name() } else { Some("own_order") };
        own.into_iter().chain(self.scope.codes()).collect()
    }

    /// The number of the last parameter, after status, text and position.
    fn limit(self) -> usize {
        let placed = if self.placed { self.keys().len() } else { 0 };
        let criteria = if self.criteria { criteria::PARAMETERS } else { 0 };
        3 + usize::from(self.statuses == Statuses::One) + usize::from(self.find) + criteria + placed
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
        if self.criteria {
            text.push_str(&criteria::condition(&mut number));
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
            self.order_columns().iter().map(|column| format!("{column}{way}")).collect();
        format!("ORDER BY {} LIMIT ${}", order.join(", "), self.limit())
    }

    /// The text for PostgreSQL. Its cached plan has to suit any limit, so it would rather sort a
    /// whole cycle than merge ranges of unknown length: here each range is ordered and limited by
    /// itself. SQLite merges the ranges directly, and would sort these.
    pub(super) fn text_for_postgres(self) -> Option<String> {
        let ranges = self.each_range(list::COLUMNS);
        let is_merged = ranges.len() > 1 && self.column.is_indexed();
        (self.what == Selected::Rows && is_merged).then(|| {
            let nearest = self.nearest();
            let bounded = ranges.iter().map(|range| format!("({range} {nearest})"));
            format!("{} {nearest}", bounded.collect::<Vec<_>>().join(" UNION ALL "))
        })
    }

    /// Rows of several ranges, or of an order without an index: the keys are merged or sorted, and
    /// the ones that are left looked up. Otherwise SQLite would copy every column of a row from
    /// each range to the next.
    fn rows_of_keys(self) -> String {
        let columns = self.keys().into_iter().zip(self.order_columns());
        let columns = columns.map(|(key, name)| match key == name {
            true => key.to_owned(),
            false => format!("{key} AS {name}"),
        });
        let columns = format!(
            "cycle AS in_cycle, partner_id AS of_partner, vendor_id AS of_vendor, {}",
            columns.collect::<Vec<_>>().join(", ")
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

    pub(super) fn text(self) -> String {
        let limit = self.limit();
        let walked = |columns: &str| format!("{} {}", self.ranges(columns), self.nearest());
        match self.what {
            Selected::Rows if self.statuses != Statuses::One || !self.column.is_indexed() => {
                self.rows_of_keys()
            }
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

    /// By one condition: the caller looks at the rows for the others.
    fn found_text(self) -> String {
        let condition = match self.flagged {
            true => format!("{} AND flagged = TRUE", self.scope.condition()),
            false => self.in_any_status(),
        };
        format!(
            "SELECT cycle, partner_id, vendor_id FROM reports WHERE {condition} LIMIT ${}",
            self.limit()
        )
    }

    /// The text and the criteria, whatever the status.
    fn in_any_status(self) -> String {
        let mut next = 2;
        let mut number = || {
            next += 1;
            format!("${next}")
        };
        let mut text = self.scope.condition().to_owned();
        if self.find {
            text.push_str(&format!(" AND search_text LIKE {} ESCAPE '!'", number()));
        }
        if self.criteria {
            text.push_str(&criteria::condition(&mut number));
        }
        text
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
        // The index of the criteria has the penalties, which say the same as the flag.
        let flagged = if self.criteria { "penalty_count > 0" } else { "flagged = TRUE" };
        counts.push(counted(&format!("{} AND {flagged}", self.in_any_status())));
        format!("SELECT {}", counts.join(", "))
    }

    /// Every possible statement.
    pub(super) fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for what in
            [Selected::Rows, Selected::Keys, Selected::Found, Selected::Count, Selected::Statuses]
        {
            for scope in [IndexedBy::Distributor, IndexedBy::Vendor] {
                for column in SortColumn::ALL {
                    for statuses in [Statuses::All, Statuses::Open, Statuses::Agreed, Statuses::One]
                    {
                        let plain = Self::plain(what, scope, column, statuses);
                        all.extend((0_u8..32).map(|bits| plain.with_bits(bits)));
                    }
                }
            }
        }
        all.retain(|shape| shape.is_asked());
        all
    }

    const fn plain(
        what: Selected,
        scope: IndexedBy,
        column: SortColumn,
        statuses: Statuses,
    ) -> Self {
        let (backwards, placed, find, flagged, criteria) = (false, false, false, false, false);
        Self { what, scope, column, statuses, backwards, placed, find, flagged, criteria }
    }

    const fn with_bits(self, bits: u8) -> Self {
        Self {
            backwards: bits & 1 != 0,
            placed: bits & 2 != 0,
            find: bits & 4 != 0,
            flagged: bits & 8 != 0,
            criteria: bits & 16 != 0,
            ..self
        }
    }

    fn is_asked(self) -> bool {
        let grouped = matches!(self.statuses, Statuses::Open | Statuses::Agreed);
        let vendor = self.scope == IndexedBy::Vendor;
        let fits = match self.column {
            SortColumn::Standing => vendor || self.statuses != Statuses::All,
            _ => !grouped,
        };
        // The flag is one of the criteria, and orders without an index always have some.
        let fits = fits && !(self.flagged && self.criteria);
        let fits = fits && (self.criteria || self.column.is_indexed());
        let plain = self.column == SortColumn::None && !self.backwards && !self.placed;
        // Without a position, the count does not depend on the order.
        let counted = plain && !(self.flagged && self.criteria);
        let asked = match self.what {
            Selected::Rows => fits,
            Selected::Keys => fits && plain,
            Selected::Count => fits && self.placed || counted,
            Selected::Found if self.statuses != Statuses::All => false,
            Selected::Found => {
                let conditions = [self.find, self.flagged, self.criteria];
                plain && conditions.into_iter().filter(|is| *is).count() == 1
            }
            Selected::Statuses => fits && plain && self.statuses == Statuses::All,
        };
        // A vendor sees approved reports only.
        asked && !(vendor && grouped)
    }

    pub(super) fn name(self) -> String {
        let marks = [
            (self.backwards, " backwards"),
            (self.placed, " from a place"),
            (self.find, " with a text"),
            (self.flagged, " flagged"),
            (self.criteria, " with criteria"),
        ];
        let marks = marks.map(|(is, words)| if is { words } else { "" }).concat();
        let Self { what, scope, column, statuses, .. } = self;
        format!("{what:?} {scope:?} by {column:?} of {statuses:?}{marks}")
    }
}
