//! Lists of reports: what they are narrowed to, what they are sorted by, and what a row says.

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

/// Whose reports a list is of: every reader has one of these, and there is no other way to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everybody's: the operator's list.
    All,
    /// Those made under a distributor.
    Distributor(i64),
    /// Those made under the distributor of this code.
    DistributorCode(String),
    /// Those that were dispatched to a vendor.
    Vendor(i64),
    /// A partner's own, of every cycle from `from` to the filter's.
    Partner {
        /// The partner.
        id: i64,
        /// The first cycle.
        from: Cycle,
    },
}

/// What a list is narrowed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Whose reports.
    pub scope: Scope,
    /// The month; a partner's list ends with it.
    pub cycle: Cycle,
    /// Where the reports stand.
    pub status: Option<Status>,
    /// A part of the partner's name, code or company id, as [`search_form`] compares it, without
    /// wildcards.
    pub find: Option<String>,
    /// Those with a penalty alone.
    pub flagged: bool,
}

impl Filter {
    /// Every report of a scope and cycle.
    #[must_use]
    pub const fn new(scope: Scope, cycle: Cycle) -> Self {
        Self { scope, cycle, status: None, find: None, flagged: false }
    }

    /// Every report of a cycle.
    #[must_use]
    pub const fn of_cycle(cycle: Cycle) -> Self {
        Self::new(Scope::All, cycle)
    }

    /// The text that is looked for, in the form in which it compares, if any.
    pub(super) fn folded(&self) -> Option<String> {
        self.find.as_deref().map(search_form).filter(|text| !text.is_empty())
    }

    /// Leaves what the text is found in, and what is flagged, where that is asked for.
    pub(super) fn narrow(&self, rows: &mut Vec<ListRow>) {
        if let Some(text) = self.folded() {
            rows.retain(|row| row.is_found_by(&text));
        }
        rows.retain(|row| row.flagged || !self.flagged);
    }

    /// A pattern that finds the text as it is.
    pub(super) fn pattern(&self) -> Option<String> {
        let text = self.folded()?.replace('!', "!!").replace('%', "!%").replace('_', "!_");
        Some(format!("%{text}%"))
    }
}

/// What rows are sorted by; the codes of distributor, partner and vendor decide between equals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SortKey {
    /// The codes alone; a partner's own list goes by month, the latest first.
    Partner,
    /// The most surprising first.
    Surprise,
    /// What is due first comes first: by deadline while with the partner, by the day of review
    /// while under review. What is agreed comes after, the latest decision first.
    Due,
    /// What is agreed, the latest decision first; then what is not, what is due first.
    Decided,
    /// In the order of a report's life.
    Status,
    /// By folded name; what has none comes last.
    City,
}

/// Statuses that stand together in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// Every one.
    All,
    /// Those that wait for somebody.
    Open,
    /// Those that are agreed.
    Agreed,
    /// One alone.
    One(Status),
}

impl Group {
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
    /// The groups that follow one another, each sorted for itself.
    pub(super) const fn groups(self) -> &'static [Group] {
        match self {
            Self::Partner | Self::Surprise | Self::City => &[Group::All],
            Self::Due => &[Group::Open, Group::Agreed],
            Self::Decided => &[Group::Agreed, Group::Open],
            Self::Status => &[
                Group::One(Status::Preparing),
                Group::One(Status::UnderReview),
                Group::One(Status::Rejected),
                Group::One(Status::Approved),
                Group::One(Status::Submitted),
                Group::One(Status::Completed),
            ],
        }
    }

    /// Every order.
    pub const ALL: [Self; 6] =
        [Self::Partner, Self::Surprise, Self::Due, Self::Decided, Self::Status, Self::City];

    /// The word of addresses.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Surprise => "surprise",
            Self::Due => "due",
            Self::Decided => "decided",
            Self::Status => "status",
            Self::City => "city",
        }
    }

    /// The order of a word.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.token() == token)
    }
}

/// An order, or its reverse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// What rows are sorted by.
    pub by: SortKey,
    /// The other way round, to the last code.
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
    /// Its id.
    pub id: Uuid,
    /// Code of the distributor.
    pub distributor: String,
    /// Code of the vendor.
    pub vendor: String,
    /// Code of the partner.
    pub partner: String,
    /// Its name.
    pub partner_name: String,
    /// Its company id.
    pub company_id: String,
    /// Its city.
    pub city: Option<String>,
    /// Its state.
    pub state: Option<String>,
    /// Name of the region's time zone.
    pub time_zone: String,
    /// Where it stands.
    pub status: Status,
    /// How it came under review.
    pub review: Option<ReviewKind>,
    /// How it was approved; none unless it is.
    pub approval: Option<How>,
    /// The number of its history entries.
    pub version: i64,
    /// The end of the partner's time.
    pub deadline: Instant,
    /// By when the distributor is looked to, since it last came under review.
    pub review_by: Option<Instant>,
    /// When it was last submitted.
    pub submitted_at: Option<Instant>,
    /// When it was decided on.
    pub decided_at: Option<Instant>,
    /// Whether it has a penalty.
    pub flagged: bool,
    /// Its lines.
    pub lines: i64,
    /// Those above its threshold.
    pub violations: i64,
    /// Those charged on provisioned because nobody explained them.
    pub penalties: i64,
    /// Those with a comment.
    pub comments: i64,
    /// Whether the report has a comment of its own.
    pub has_comment: bool,
    /// Whether there was a report last month to compare with.
    pub compared: bool,
    /// The line that moved most against last month.
    pub change: Option<LargestChange>,
    /// The number that [`By::Surprise`] goes by.
    pub surprise: i64,
    /// What it is sorted by.
    pub(super) orders: Orders,
}

impl ListRow {
    /// Whether a text in its search form is in what it is found by.
    pub(super) fn is_found_by(&self, text: &str) -> bool {
        search_text(&self.partner_name, &self.partner, &self.company_id).contains(text)
    }

    /// What it waits for: the partner's deadline or the day of review, whoever has it in hand.
    #[must_use]
    pub fn due_at(&self) -> Option<Instant> {
        match self.status {
            status if status.with_partner() => Some(self.deadline),
            Status::UnderReview => self.review_by,
            _ => None,
        }
    }
}

/// The stored orders of a row that are not told as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Orders {
    pub(super) standing: i64,
    pub(super) city: String,
}

/// The columns of a row, in the order in which [`row`] reads them.
macro_rules! row_columns {
    () => {
        "cycle, partner_id, vendor_id, id, distributor_code, vendor_code, partner_code, \
         partner_name, company_id, city, state, time_zone, status, review_kind, approval, \
         version, deadline, review_by, submitted_at, decided_at, flagged, line_count, \
         violation_count, penalty_count, comment_count, comment IS NOT NULL AS has_comment, \
         compared, change_product, change_name, change_decimals, change_before, change_after, \
         surprise_order, standing_order, city_order"
    };
}
pub(super) use row_columns;

/// Those of [`row_columns`].
pub(super) const COLUMNS: &str = row_columns!();

pub(super) fn row(row: Row<'_>) -> Result<ListRow> {
    Ok(ListRow {
        key: Key::from_row(row)?,
        id: row.get(3)?,
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
        orders: Orders { standing: row.get(33)?, city: row.get(34)? },
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
/// A city is sorted by so many characters: what an index holds is bounded.
const CITY_CHARS: usize = 64;

/// Ascends with what a report waits for; among the agreed ones, from the latest decision back.
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
        Some(city) => fold(city).chars().take(CITY_CHARS).collect(),
    }
}

/// A text is found by so many characters: what an index holds is bounded.
const SEARCHED_CHARS: usize = 200;

/// What a report is found by.
pub(super) fn search_text(name: &str, code: &str, company_id: &str) -> String {
    let searched = |text| search_form(text).chars().take(SEARCHED_CHARS).collect::<String>();
    format!("{}\n{}\n{}", searched(name), searched(code), searched(company_id))
}
