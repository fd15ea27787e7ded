//! The primary key of reports, and ranges of it.

use crate::error::Result;
use crate::value::{Row, Value};
use countersign_domain::cycle::Cycle;

/// The primary key of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The cycle.
    pub cycle: Cycle,
    /// The number of the partner.
    pub partner_id: i64,
    /// The number of the vendor.
    pub vendor_id: i64,
}

impl Key {
    pub(crate) const fn values(&self) -> [Value<'static>; 3] {
        [Value::Int(self.cycle.number()), Value::Int(self.partner_id), Value::Int(self.vendor_id)]
    }

    pub(crate) fn from_row(row: Row<'_>) -> Result<Self> {
        Self::at(row, 0)
    }

    /// The key in a row's columns from this one on.
    pub(crate) fn at(row: Row<'_>, first: usize) -> Result<Self> {
        let (cycle, partner_id) = (row.get(first)?, row.get(first + 1)?);
        Ok(Self { cycle, partner_id, vendor_id: row.get(first + 2)? })
    }
}

/// A range of keys, to read several tables side by side.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    after: [i64; 3],
    through: [i64; 3],
}

impl Span {
    /// The keys after one (or from the first, if none is given) through another (or to the last, if
    /// none is given).
    #[must_use]
    pub fn between(after: Option<Key>, through: Option<Key>) -> Self {
        let numbers = |key: Key| [key.cycle.number(), key.partner_id, key.vendor_id];
        Self {
            after: after.map_or([i64::MIN; 3], numbers),
            through: through.map_or([i64::MAX; 3], numbers),
        }
    }

    pub(crate) fn values(&self) -> [Value<'static>; 6] {
        let ([a, b, c], [d, e, f]) = (self.after, self.through);
        [a, b, c, d, e, f].map(Value::Int)
    }
}

/// The condition for the parameters of [`Span::values`].
macro_rules! in_span {
    () => {
        "(cycle, partner_id, vendor_id) > ($1, $2, $3) \
         AND (cycle, partner_id, vendor_id) <= ($4, $5, $6) "
    };
}
pub(crate) use in_span;
