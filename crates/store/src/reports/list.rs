//! Lists of reports: filters, sort orders and rows.

use super::criteria::Criteria;
use super::token::word;
use crate::error::{Result, StoreError};
use crate::products::decimals;
use crate::report_key::Key;
use crate::value::Row;
use countersign_domain::code::fold;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_domain::report::{How, Report};
use countersign_domain::search::search_form;
use countersign_domain::status::{ReviewKind, Status};
use countersign_domain::surprise::LargestChange;
use uuid::Uuid;

/// The reports that a reader's list can have; there is no other way to ask for reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All: the operator's list.
    All,
    /// Reports of a distributor.
    Distributor(i64),
    /// Reports of the distributor with this code.
    DistributorCode(String),
    /// Reports that were dispatched to a vendor.
    Vendor(i64),
    /// A partner's own reports, of every cycle from `from` to the filter's.
    Partner {
        /// The number of the partner.
        id: i64,
        /// The first cycle.
        from: Cycle,
    },
}

/// The filter of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The scope of the reader.
    pub scope: Scope,
    /// The cycle; a partner's list ends with it.
    pub cycle: Cycle,
    /// The status; none for all.
    pub status: Option<Status>,
    /// A part of the partner's name, code or company id, as [`search_form`] compares it, without
    /// wildcards.
    pub find: Option<String>,
    /// Whether only reports with a penalty are listed.
    pub flagged: bool,
    /// Cycles before `cycle` whose reports are listed too, the latest first; without any, a
    /// partner's list has every cycle of its scope.
    pub earlier: Vec<Cycle>,
    /// What else it is narrowed to.
    pub criteria: Criteria,
}

impl Filter {
    /// Every report of a scope and cycle.
    #[must_use]
    pub fn new(scope: Scope, cycle: Cycle) -> Self {
        let (earlier, criteria) = (Vec::new(), Criteria::default());
        Self { scope, cycle, status: None, find: None, flagged: false, earlier, criteria }
    }

    /// The cycles of its reports, the latest first; those of a partner's list are its scope's.
    pub(super) fn cycles(&self) -> impl Iterator<Item = Cycle> {
        std::iter::once(self.cycle).chain(self.earlier.iter().copied())
    }

    /// Whether it is narrowed by anything but its scope and its months.
    pub(super) fn is_narrowed(&self) -> bool {
        let is_all = self.status.is_none() && self.find.is_none() && !self.flagged;
        !is_all || !self.criteria.is_empty()
    }

    /// The criteria with the flag among them; `None` if nothing is asked for beside it.
    pub(super) fn all_criteria(&self) -> Option<Criteria> {
        let flag = if self.flagged { Some(true) } else { self.criteria.flag };
        (!self.criteria.is_empty()).then(|| Criteria { flag, ..self.criteria.clone() })
    }

    /// Every report of a cycle.
    #[must_use]
    pub fn of_cycle(cycle: Cycle) -> Self {
        Self::new(Scope::All, cycle)
    }

    /// The text to find in its search form, if there is one.
    pub(super) fn folded(&self) -> Option<String> {
        self.find.as_deref().map(search_form).filter(|text| !text.is_empty())
    }

    /// Drops the rows that are not asked for, whatever their status and products.
    pub(super) fn narrow(&self, rows: &mut Vec<ListRow>) {
        if let Some(text) = self.folded() {
            rows.retain(|row| row.is_found_by(&text));
        }
        rows.retain(|row| row.flagged || !self.flagged);
        rows.retain(|row| self.criteria.hold(row));
        if !self.earlier.is_empty() {
            rows.retain(|row| self.cycles().any(|cycle| cycle == row.key.cycle));
        }
    }

    /// A pattern that finds the text literally.
    pub(super) fn pattern(&self) -> Option<String> {
        let text = self.folded()?.replace('!', "!!").replace('%', "!%").replace('_', "!_");
        Some(format!("%{text}%"))
    }
}

/// What rows are sorted by; the codes of distributor, partner and vendor decide between equals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SortKey {
    /// The codes only; a partner's own list is sorted by month, the latest first.
    Partner,
    /// The most surprising first.
    Surprise,
    /// By due date: the deadline while with the partner, the review date while under review.
    /// Approved reports follow, the latest decision first.
    Due,
    /// Approved reports, the latest decision first; then the others by due date.
    Decided,
    /// In the order of a report's life.
    Status,
    /// By folded name; reports without a city come last.
    City,
    /// By the partner's name, without case and accents.
    Name,
    /// By the vendor's code.
    Vendor,
    /// By the distributor's code.
    Distributor,
    /// Most lines first.
    Lines,
    /// Most penalties first.
    Flags,
    /// Most violations first.
    Violations,
    /// Most comments first.
    Comments,
}

/// Statuses that form a group of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StatusGroup {
    /// All statuses.
    All,
    /// Statuses that wait for a person.
    Open,
    /// Statuses from approval on.
    Agreed,
    /// A single status.
    One(Status),
}

impl StatusGroup {
    /// Whether it holds a status.
    pub(super) fn holds(self, status: Status) -> bool {
        match self {
            Self::All => true,
            Self::Open => !status.is_agreed(),
            Self::Agreed => status.is_agreed(),
            Self::One(only) => only == status,
        }
    }
}

impl SortKey {
    /// The groups in their sequence; each is sorted by itself.
    pub(super) const fn groups(self) -> &'static [StatusGroup] {
        match self {
            Self::Partner
            | Self::Surprise
            | Self::City
            | Self::Name
            | Self::Vendor
            | Self::Distributor
            | Self::Lines
            | Self::Flags
            | Self::Violations
            | Self::Comments => &[StatusGroup::All],
            Self::Due => &[StatusGroup::Open, StatusGroup::Agreed],
            Self::Decided => &[StatusGroup::Agreed, StatusGroup::Open],
            Self::Status => &[
                StatusGroup::One(Status::Preparing),
                StatusGroup::One(Status::UnderReview),
                StatusGroup::One(Status::Rejected),
                StatusGroup::One(Status::Approved),
                StatusGroup::One(Status::Submitted),
                StatusGroup::One(Status::Completed),
            ],
        }
    }

    /// All orders.
    pub const ALL: [Self; 13] = [
        Self::Partner,
        Self::Surprise,
        Self::Due,
        Self::Decided,
        Self::Status,
        Self::City,
        Self::Name,
        Self::Vendor,
        Self::Distributor,
        Self::Lines,
        Self::Flags,
        Self::Violations,
        Self::Comments,
    ];

    /// Whether the largest number or the latest instant comes first unless it is reversed.
    #[must_use]
    pub const fn descends(self) -> bool {
        matches!(
            self,
            Self::Surprise
                | Self::Decided
                | Self::Lines
                | Self::Flags
                | Self::Violations
                | Self::Comments
        )
    }

    /// The token in addresses.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Surprise => "surprise",
            Self::Due => "due",
            Self::Decided => "decided",
            Self::Status => "status",
            Self::City => "city",
            Self::Name => "name",
            Self::Vendor => "vendor",
            Self::Distributor => "distributor",
            Self::Lines => "lines",
            Self::Flags => "flags",
            Self::Violations => "violations",
            Self::Comments => "comments",
        }
    }

    /// The order of a token.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.token() == token)
    }
}

/// An order, or its reverse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The sort key.
    pub by: SortKey,
    /// Whether the whole order is reversed.
    pub reversed: bool,
}

impl From<SortKey> for Sort {
    fn from(by: SortKey) -> Self {
        Self { by, reversed: false }
    }
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// The report's key.
    pub key: Key,
    /// The id, a UUID.
    pub id: Uuid,
    /// The number of the distributor that decides.
    pub distributor_id: i64,
    /// Code of the distributor.
    pub distributor: String,
    /// Code of the vendor.
    pub vendor: String,
    /// Code of the partner.
    pub partner: String,
    /// Name of the partner.
    pub partner_name: String,
    /// Its company id.
    pub company_id: String,
    /// The city, if it is known.
    pub city: Option<String>,
    /// The state, if it is known.
    pub state: Option<String>,
    /// Name of the region's time zone.
    pub time_zone: String,
    /// The status.
    pub status: Status,
    /// The kind of review.
    pub review: Option<ReviewKind>,
    /// Manual or automatic; none unless it is approved.
    pub approval: Option<How>,
    /// The number of its history entries.
    pub version: i64,
    /// The partner's deadline.
    pub deadline: Instant,
    /// The review date, since it last came under review.
    pub review_by: Option<Instant>,
    /// When it was last submitted.
    pub submitted_at: Option<Instant>,
    /// When it was last decided on.
    pub decided_at: Option<Instant>,
    /// Whether it has a penalty.
    pub flagged: bool,
    /// The number of lines.
    pub lines: i64,
    /// Lines above the threshold.
    pub violations: i64,
    /// Lines with a penalty.
    pub penalties: i64,
    /// Lines with a comment.
    pub comments: i64,
    /// Whether the report itself has a comment.
    pub has_comment: bool,
    /// Whether there was a report last month to compare with.
    pub compared: bool,
    /// The line with the largest change against last month.
    pub change: Option<LargestChange>,
    /// The number by which [`SortKey::Surprise`] sorts.
    pub surprise: i64,
    /// The largest plain change of a line, in millionths.
    pub plain_change: i64,
    /// What it is sorted by.
    pub(super) orders: Orders,
}

impl ListRow {
    /// Whether its search text contains this text.
    pub(super) fn is_found_by(&self, text: &str) -> bool {
        search_text(&self.partner_name, &self.partner, &self.company_id).contains(text)
    }

    /// The instant for which it waits: the partner's deadline or the review date.
    #[must_use]
    pub fn due_at(&self) -> Option<Instant> {
        match self.status {
            status if status.with_partner() => Some(self.deadline),
            Status::UnderReview => self.review_by,
            _ => None,
        }
    }
}

/// The stored sort columns of a row that are not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Orders {
    pub(super) standing: i64,
    pub(super) city: String,
    pub(super) name: String,
}

/// The columns of a row, in the order in which [`row`] reads them.
macro_rules! row_columns {
    () => {
        "cycle, partner_id, vendor_id, id, distributor_code, vendor_code, partner_code, \
         partner_name, company_id, city, state, time_zone, status, review_kind, approval, \
         version, deadline, review_by, submitted_at, decided_at, flagged, line_count, \
         violation_count, penalty_count, comment_count, comment IS NOT NULL AS has_comment, \
         compared, change_product, change_name, change_decimals, change_before, change_after, \
         surprise_order, standing_order, city_order, plain_change, name_order, distributor_id"
    };
}
pub(super) use row_columns;

/// The columns of [`row_columns`].
pub(super) const COLUMNS: &str = row_columns!();

pub(super) fn row(row: Row<'_>) -> Result<ListRow> {
    Ok(ListRow {
        key: Key::from_row(row)?,
        id: row.get(3)?,
        distributor_id: row.get(37)?,
        distributor: row.get(4)?,
        vendor: row.get(5)?,
        partner: row.get(6)?,
        partner_name: row.get(7)?,
        company_id: row.get(8)?,
        city: row.get(9)?,
        state: row.get(10)?,
        time_zone: row.get(11)?,
        status: Status::parse(row.get(12)?).map_err(StoreError::Corrupt)?,
        review: word(row.get(13)?, ReviewKind::from_label)?,
        approval: word(row.get(14)?, How::from_token)?,
        version: row.get(15)?,
        deadline: row.get(16)?,
        review_by: row.get(17)?,
        submitted_at: row.get(18)?,
        decided_at: row.get(19)?,
        flagged: row.get(20)?,
        lines: row.get(21)?,
        violations: row.get(22)?,
        penalties: row.get(23)?,
        comments: row.get(24)?,
        has_comment: row.get(25)?,
        compared: row.get(26)?,
        change: change(row)?,
        surprise: -row.get::<i64>(32)?,
        orders: Orders { standing: row.get(33)?, city: row.get(34)?, name: row.get(36)? },
        plain_change: row.get(35)?,
    })
}

fn change(row: Row<'_>) -> Result<Option<LargestChange>> {
    let Some(product) = row.get::<Option<String>>(27)? else { return Ok(None) };
    let after = row.get::<Quantity>(31)?;
    Ok(Some(LargestChange {
        product,
        name: row.get(28)?,
        decimals: decimals(row.get(29)?)?,
        before: row.get(30)?,
        after,
    }))
}

/// After every city.
const NO_CITY: char = char::MAX;
/// The characters by which cities and names sort, to bound the indexes.
const SORTED_CHARS: usize = 64;

/// Ascends with the due date; for approved reports, from the latest decision back.
pub(super) fn standing_order(report: &Report) -> i64 {
    match report.status {
        status if status.with_partner() => report.deadline.micros(),
        Status::UnderReview => report.review_by.map_or(i64::MAX, Instant::micros),
        _ => report.decided_at.map_or(0, |at| -at.micros()),
    }
}

/// Ascends with the city's name.
pub(super) fn city_order(city: Option<&str>) -> String {
    match city {
        None => NO_CITY.to_string(),
        Some(city) => fold(city).chars().take(SORTED_CHARS).collect(),
    }
}

/// Ascends with the partner's name, without case and accents.
pub(super) fn name_order(name: &str) -> String {
    search_form(name).chars().take(SORTED_CHARS).collect()
}

/// The characters of the search text, to bound the index.
const SEARCHED_CHARS: usize = 200;

/// The text by which a report is found.
pub(super) fn search_text(name: &str, code: &str, company_id: &str) -> String {
    let searched = |text| search_form(text).chars().take(SEARCHED_CHARS).collect::<String>();
    format!("{}\n{}\n{}", searched(name), searched(code), searched(company_id))
}
