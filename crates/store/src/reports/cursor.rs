//! A position in a sorted list, as a text for an address.
//!
//! It holds the sort key and the codes of the row, not the row's id: the position stays valid when
//! the row is decided on and moves, or leaves the list.

use super::list::{ListRow, SortKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use countersign_domain::cycle::Cycle;
use serde_json::{Value as Json, json};

/// The sort key of the rows of a group, which comes before their codes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortValue {
    Codes,
    Number(i64),
    Text(String),
}

impl SortValue {
    pub(super) fn of(row: &ListRow, by: SortKey) -> Self {
        match by {
            SortKey::Partner | SortKey::Status => Self::Codes,
            SortKey::Surprise => Self::Number(-row.surprise),
            SortKey::Due | SortKey::Decided => Self::Number(row.orders.standing),
            SortKey::Lines => Self::Number(-row.lines),
            SortKey::Flags => Self::Number(-row.penalties),
            SortKey::Violations => Self::Number(-row.violations),
            SortKey::Comments => Self::Number(-(row.comments + i64::from(row.has_comment))),
            SortKey::City => Self::Text(row.orders.city.clone()),
            SortKey::Name => Self::Text(row.orders.name.clone()),
            SortKey::Vendor => Self::Text(row.vendor.clone()),
            SortKey::Distributor => Self::Text(row.distributor.clone()),
        }
    }

    const fn fits(&self, by: SortKey) -> bool {
        match by {
            SortKey::Partner | SortKey::Status => matches!(self, Self::Codes),
            SortKey::City | SortKey::Name | SortKey::Vendor | SortKey::Distributor => {
                matches!(self, Self::Text(_))
            }
            SortKey::Surprise
            | SortKey::Due
            | SortKey::Decided
            | SortKey::Lines
            | SortKey::Flags
            | SortKey::Violations
            | SortKey::Comments => matches!(self, Self::Number(_)),
        }
    }
}

/// A position between the rows of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(super) by: SortKey,
    /// The number of its group in the order.
    pub(super) group: usize,
    pub(super) place: SortValue,
    pub(super) cycle: Cycle,
    pub(super) distributor: String,
    pub(super) partner: String,
    pub(super) vendor: String,
}

impl Cursor {
    /// The position of a row in an order.
    #[must_use]
    pub fn of(row: &ListRow, by: SortKey) -> Self {
        let group = by.groups().iter().position(|group| group.holds(row.status));
        Self {
            by,
            group: group.unwrap_or(0),
            place: SortValue::of(row, by),
            cycle: row.key.cycle,
            distributor: row.distributor.clone(),
            partner: row.partner.clone(),
            vendor: row.vendor.clone(),
        }
    }

    /// Reads the text of a cursor; `None` if it is not a position in a list of this order.
    #[must_use]
    pub fn parse(text: &str, by: SortKey) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let parts: [Json; 7] = serde_json::from_slice(&bytes).ok()?;
        let [token, group, place, cycle, distributor, partner, vendor] = parts;
        let place = match place {
            Json::Null => SortValue::Codes,
            Json::Number(number) => SortValue::Number(number.as_i64()?),
            Json::String(text) => SortValue::Text(text),
            _ => return None,
        };
        let text = |json: Json| match json {
            // PostgreSQL has no such character.
            Json::String(text) if !text.contains('\0') => Some(text),
            _ => None,
        };
        let of_text =
            |place: &SortValue| !matches!(place, SortValue::Text(text) if text.contains('\0'));
        let group = usize::try_from(group.as_u64()?).ok()?;
        let fits = token.as_str() == Some(by.token())
            && place.fits(by)
            && of_text(&place)
            && group < by.groups().len();
        let cursor = Self {
            by,
            group,
            place,
            cycle: Cycle::parse(cycle.as_str()?).ok()?,
            distributor: text(distributor)?,
            partner: text(partner)?,
            vendor: text(vendor)?,
        };
        fits.then_some(cursor)
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = match &self.place {
            SortValue::Codes => Json::Null,
            SortValue::Number(number) => json!(number),
            SortValue::Text(text) => json!(text),
        };
        let parts = json!([
            self.by.token(),
            self.group,
            place,
            self.cycle,
            self.distributor,
            self.partner,
            self.vendor
        ]);
        f.write_str(&URL_SAFE_NO_PAD.encode(parts.to_string()))
    }
}
