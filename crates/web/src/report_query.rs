//! The query of a list of reports. All of it is in the address, so that it can be bookmarked and
//! shared; a report opened from a list keeps it.

pub mod criteria_words;
pub mod matching;

use crate::context::RequestContext;
use crate::problem::Problem;
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::cycle::Cycle;
use countersign_domain::status::Status;
use countersign_store::reports::{Criteria, Cursor, Filter, PagePosition, Scope, Sort, SortKey};
use criteria_words::{Months, RawCriteria, pairs};
use serde::Deserialize;
use serde::de::value::Error as NoValue;
use serde::de::{Deserializer, Error as _, Visitor};
use std::fmt;
use uuid::Uuid;

/// The months of a partner's list without a year.
const LAST_MONTHS: i32 = 12;

/// A parameter that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryFault {
    pub parameter: &'static str,
    /// The reason, in English.
    pub why: String,
}

impl QueryFault {
    /// Turns the reason of a parameter into its fault.
    fn of(parameter: &'static str) -> impl Fn(String) -> Self + Copy {
        move |why| Self { parameter, why }
    }
}

impl fmt::Display for QueryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.parameter, self.why)
    }
}

impl From<QueryFault> for Problem {
    fn from(fault: QueryFault) -> Self {
        Self::BadRequest(fault.to_string())
    }
}

/// The query of a list, and the position in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportQuery {
    /// The cycle; `None` if none was chosen.
    pub cycle: Option<Cycle>,
    /// A partner's year; none for the last twelve months.
    pub year: Option<i16>,
    pub status: Option<Status>,
    /// A part of the partner's name, code or company id.
    pub find: Option<String>,
    /// Whether only reports with a penalty are listed.
    pub flagged: bool,
    /// Months before `cycle` that are listed too, the latest first.
    pub earlier: Vec<Cycle>,
    pub criteria: Criteria,
    pub sort: Sort,
    pub turn: PagePosition,
    pub ids: bool,
    /// Whether it is a partner's own list, which begins with what is due.
    pub own: bool,
    /// The report that is open beside the list.
    pub open: Option<Uuid>,
}

#[derive(Default, Deserialize)]
struct Raw {
    cycle: Option<String>,
    year: Option<String>,
    month: Option<String>,
    status: Option<String>,
    accounts: Option<String>,
    find: Option<String>,
    /// The text with which the present list was searched.
    found: Option<String>,
    sort: Option<String>,
    after: Option<String>,
    before: Option<String>,
    ids: Option<String>,
    open: Option<String>,
}

/// The parameters that only pages have: their position, their forms, and what is open beside them.
/// A program names several months by the first and the last one.
const OF_PAGES: [&str; 9] =
    ["year", "month", "accounts", "found", "before", "ids", "open", "after", "also"];

/// Records the names of a struct's fields, and reads nothing.
struct FieldNames<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for FieldNames<'_> {
    type Error = NoValue;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, NoValue> {
        Err(NoValue::custom("only a struct has fields"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, NoValue> {
        *self.0 = fields;
        Err(NoValue::custom("the names are known"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

fn field_names<T: for<'de> Deserialize<'de>>() -> &'static [&'static str] {
    let mut fields: &[&str] = &[];
    let read = T::deserialize(FieldNames(&mut fields));
    debug_assert!(read.is_err(), "nothing was there to be read");
    fields
}

impl ReportQuery {
    /// The parameters that a program may use: filters and order, and not those of pages.
    #[must_use]
    pub fn parameters() -> Vec<&'static str> {
        let fields = [field_names::<Raw>(), field_names::<RawCriteria>()].concat();
        fields.into_iter().filter(|name| !OF_PAGES.contains(name)).collect()
    }

    /// The query of a program, whose default order is the one of a reader of this company.
    ///
    /// # Errors
    /// Its invalid part.
    pub fn of_program(text: &str, person: &Person) -> Result<Self, QueryFault> {
        let (raw, criteria) = raws(text)?;
        let query = Self::from_raw(raw, &criteria, person.company_kind == CompanyKind::Partner)?;
        criteria.check_span(query.cycle)?;
        Ok(query)
    }

    /// Everything of a cycle.
    pub fn of_cycle(cycle: Cycle) -> Self {
        Self {
            cycle: Some(cycle),
            year: None,
            status: None,
            find: None,
            flagged: false,
            earlier: Vec::new(),
            criteria: Criteria::default(),
            sort: SortKey::Partner.into(),
            turn: PagePosition::First,
            ids: false,
            own: false,
            open: None,
        }
    }

    /// The default order.
    const fn usual_order(own: bool) -> SortKey {
        if own { SortKey::Due } else { SortKey::Partner }
    }

    /// The query of a request.
    ///
    /// # Errors
    /// [`Problem::BadRequest`] for an invalid query.
    pub fn of(context: &RequestContext) -> Result<Self, Problem> {
        let (raw, criteria): (Raw, RawCriteria) = (context.query()?, context.query()?);
        let partner = context.person()?.company_kind == CompanyKind::Partner;
        Ok(Self::from_raw(raw, &criteria, partner)?)
    }

    /// The query of a text that [`Self::text`] wrote.
    ///
    /// # Errors
    /// Its invalid part.
    pub fn parse(text: &str) -> Result<Self, QueryFault> {
        let (raw, criteria) = raws(text)?;
        Self::from_raw(raw, &criteria, false)
    }

    fn from_raw(raw: Raw, criteria: &RawCriteria, partner: bool) -> Result<Self, QueryFault> {
        let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let year = given(raw.year).and_then(|year| year.parse::<i16>().ok());
        let cycle = match (given(raw.cycle), year, given(raw.month)) {
            (Some(cycle), ..) => Some(cycle),
            (None, Some(year), Some(month)) => Some(format!("{year:04}-{month:0>2}")),
            _ => None,
        };
        let cycle = cycle.map(|text| Cycle::parse(&text)).transpose();
        let Months { last: cycle, earlier } =
            criteria.months(cycle.map_err(QueryFault::of("cycle"))?)?;
        let status = given(raw.status).filter(|status| status != "all");
        let status = status.as_deref().map(Status::parse).transpose();
        // *All* drops the text of the present list, and keeps a text that was just typed.
        let is_all = raw.accounts.as_deref() == Some("all");
        let find = given(raw.find).filter(|text| !is_all || raw.found.as_ref() != Some(text));
        let usual = Ok(Sort::from(Self::usual_order(partner)));
        let sort = given(raw.sort).map_or(usual, |text| parse_sort(&text));
        let sort = sort.map_err(QueryFault::of("sort"))?;
        let cursor = |parameter: &'static str, text: &str| {
            let why = "the address names no such page";
            let none = || QueryFault { parameter, why: why.to_owned() };
            Cursor::parse(text, sort.by).ok_or_else(none)
        };
        let turn = match (given(raw.after), given(raw.before)) {
            (Some(after), _) => PagePosition::After(cursor("after", &after)?),
            (None, Some(before)) => PagePosition::Before(cursor("before", &before)?),
            (None, None) => PagePosition::First,
        };
        let open = given(raw.open).map(|id| id.parse()).transpose().map_err(no_id);
        Ok(Self {
            cycle,
            year: year.filter(|_| partner && cycle.is_none()),
            status: status.map_err(QueryFault::of("status"))?,
            find: find.map(|text| text.trim().to_owned()),
            flagged: criteria.flagged()?,
            earlier,
            criteria: criteria.criteria()?,
            sort,
            turn,
            ids: raw.ids.is_some(),
            own: partner,
            open: open.map_err(QueryFault::of("open"))?,
        })
    }

    /// The filter for the store, as this person; `latest` is the last cycle, which is the default.
    pub fn filter(&self, person: &Person, latest: Cycle) -> Filter {
        let (scope, cycle) = match person.company_kind {
            CompanyKind::Operator => (Scope::All, self.cycle.unwrap_or(latest)),
            CompanyKind::Distributor => {
                (Scope::Distributor(person.company_id), self.cycle.unwrap_or(latest))
            }
            CompanyKind::Vendor => (Scope::Vendor(person.company_id), self.cycle.unwrap_or(latest)),
            CompanyKind::Partner => self.own(person.company_id, latest),
        };
        let find = self.find.clone();
        let (status, flagged) = (self.status, self.flagged);
        let (earlier, criteria) = (self.earlier.clone(), self.criteria.clone());
        Filter { status, find, flagged, earlier, criteria, ..Filter::new(scope, cycle) }
    }

    fn own(&self, id: i64, latest: Cycle) -> (Scope, Cycle) {
        let of_year = |year: i16| Cycle::parse(&format!("{year:04}-01")).ok();
        let (from, to) = match (self.cycle, self.year.and_then(of_year)) {
            (Some(cycle), _) => (self.earlier.last().copied().unwrap_or(cycle), cycle),
            (None, Some(january)) => (january, january.plus(11)),
            (None, None) => (latest.plus(1 - LAST_MONTHS), latest),
        };
        (Scope::Partner { id, from }, to)
    }

    /// The query without the page, as it follows `?`.
    pub fn text(&self) -> String {
        let mut words: Vec<(&str, String)> = Vec::new();
        if let Some(cycle) = self.cycle {
            words.push(("cycle", cycle.to_string()));
        }
        if let Some(year) = self.year {
            words.push(("year", year.to_string()));
        }
        if let Some(status) = self.status {
            words.push(("status", status.token().to_owned()));
        }
        if let Some(find) = &self.find {
            words.push(("find", find.clone()));
        }
        words.extend(pairs(self.flagged, &self.criteria, self.cycle, &self.earlier));
        if self.sort != Sort::from(Self::usual_order(self.own)) {
            words.push(("sort", sort_text(self.sort)));
        }
        if self.ids {
            words.push(("ids", "1".to_owned()));
        }
        // Plain pairs of texts can always be written.
        serde_html_form::to_string(words).unwrap_or_default()
    }

    /// The query with a page.
    pub fn text_at(&self, name: &str, cursor: &Cursor) -> String {
        let page = serde_html_form::to_string([(name, cursor.to_string())]).unwrap_or_default();
        match self.text() {
            text if text.is_empty() => page,
            text => format!("{text}&{page}"),
        }
    }

    /// The query with its page.
    pub fn place_text(&self) -> String {
        match &self.turn {
            PagePosition::First => self.text(),
            PagePosition::After(cursor) => self.text_at("after", cursor),
            PagePosition::Before(cursor) => self.text_at("before", cursor),
        }
    }

    /// The query with its page, and with a report open beside the list.
    pub fn text_opened(&self, id: Uuid) -> String {
        match self.place_text() {
            text if text.is_empty() => format!("open={id}"),
            text => format!("{text}&open={id}"),
        }
    }

    pub fn sorted(&self, sort: Sort) -> Self {
        Self { sort, turn: PagePosition::First, ..self.clone() }
    }

    /// The same query with flagged reports only, or with all again.
    pub fn with_flagged(&self, flagged: bool) -> Self {
        Self { flagged, turn: PagePosition::First, ..self.clone() }
    }

    /// The same query with these criteria.
    pub fn with_criteria(&self, criteria: Criteria) -> Self {
        Self { criteria, turn: PagePosition::First, ..self.clone() }
    }

    /// The same query with these months before its last one.
    pub fn with_earlier(&self, earlier: Vec<Cycle>) -> Self {
        Self { earlier, turn: PagePosition::First, ..self.clone() }
    }

    /// The same query without any filter but its last month, its status and its partners.
    pub fn unfiltered(&self) -> Self {
        let (earlier, criteria) = (Vec::new(), Criteria::default());
        Self { flagged: false, earlier, criteria, turn: PagePosition::First, ..self.clone() }
    }

    /// Whether it has every report of its months.
    pub fn is_whole(&self) -> bool {
        !self.is_narrowed() && self.status.is_none()
    }

    /// Whether it is narrowed by anything but its months and its status.
    pub fn is_narrowed(&self) -> bool {
        self.find.is_some() || self.flagged || self.criteria != Criteria::default()
    }

    pub fn with_status(&self, status: Option<Status>) -> Self {
        Self { status, turn: PagePosition::First, ..self.clone() }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn no_id(error: uuid::Error) -> String {
    format!("the open report has no such id: {error}")
}

/// Both parts of a query as they are written.
fn raws(text: &str) -> Result<(Raw, RawCriteria), QueryFault> {
    let read = serde_html_form::from_str(text);
    let read = read.and_then(|raw| Ok((raw, serde_html_form::from_str(text)?)));
    read.map_err(|error| QueryFault { parameter: "query", why: error.to_string() })
}

/// `surprise`, or `-surprise` for the reverse.
fn parse_sort(text: &str) -> Result<Sort, String> {
    let (word, reversed) = text.strip_prefix('-').map_or((text, false), |word| (word, true));
    let by = SortKey::from_token(word).ok_or_else(|| {
        let words = SortKey::ALL.map(SortKey::token).join(", ");
        format!("{text:?} is not one of the orders {words}")
    })?;
    Ok(Sort { by, reversed })
}

/// The order as the address names it.
pub fn sort_text(sort: Sort) -> String {
    format!("{}{}", if sort.reversed { "-" } else { "" }, sort.by.token())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Result<ReportQuery, QueryFault> {
        ReportQuery::parse(text)
    }

    #[test]
    fn a_query_is_written_as_it_is_read() {
        let text =
            "cycle=2026-10&status=under-review&find=nord+%26+s%C3%BCd&flagged=yes&sort=-surprise";
        assert_eq!(query(text).unwrap().text(), text);
        assert_eq!(query("").unwrap().text(), "");
    }

    #[test]
    fn an_open_report_keeps_the_query_and_its_page() {
        let id = Uuid::nil();
        let text = format!("cycle=2026-10&status=under-review&open={id}");
        let read = query(&text).unwrap();
        assert_eq!((read.open, read.text_opened(id)), (Some(id), text));
        assert_eq!(query("").unwrap().text_opened(id), format!("open={id}"));
        assert!(query("open=first").is_err());
    }

    #[test]
    fn a_partners_own_list_begins_with_what_is_due() {
        let own = |text: &str| {
            let raw = serde_html_form::from_str(text).unwrap();
            ReportQuery::from_raw(raw, &RawCriteria::default(), true).unwrap()
        };
        assert_eq!(own("year=2026").sort, SortKey::Due.into());
        assert_eq!(own("year=2026").text(), "year=2026");
        let by_month = own("year=2026").sorted(SortKey::Partner.into()).text();
        assert_eq!(by_month, "year=2026&sort=partner");
        assert_eq!(own(&by_month).sort, SortKey::Partner.into());
    }

    #[test]
    fn a_programs_parameters_are_the_filters_and_the_order() {
        let parameters = ReportQuery::parameters();
        for name in ["cycle", "status", "find", "flagged", "sort"] {
            assert!(parameters.contains(&name), "{name} of {parameters:?}");
        }
        for name in OF_PAGES {
            assert!(!parameters.contains(&name), "{name} of {parameters:?}");
        }
    }

    #[test]
    fn year_and_month_of_the_form_make_a_cycle() {
        let cycle = Cycle::parse("2026-10").ok();
        assert_eq!(query("year=2026&month=10&status=all").unwrap().cycle, cycle);
    }

    #[test]
    fn what_is_typed_beside_all_is_looked_for() {
        let find = |text: &str| query(text).unwrap().find;
        assert_eq!(find("accounts=all&find=nord").as_deref(), Some("nord"));
        assert_eq!(find("accounts=all&find=nord&found=kiel").as_deref(), Some("nord"));
        assert_eq!(find("accounts=find&find=nord&found=nord").as_deref(), Some("nord"));
        assert_eq!(find("accounts=all&find=nord&found=nord"), None);
        assert_eq!(find("accounts=all&find=&found=nord"), None);
        assert_eq!(find("accounts=all"), None);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for text in [
            "cycle=October",
            "status=Approved",
            "sort=colour",
            "after=x",
            "vendor=a%00b",
            "product=%E2%80%AEx",
            "flagged=perhaps",
            "violations=1",
            "comments=true",
            "decided=robot",
            "over=-1",
            "over=1000001",
            "over=1.5",
            "since=2026-08",
            "also=2026-08",
            "cycle=2026-10&since=later",
            "cycle=2026-10&since=2025-10",
        ] {
            assert!(query(text).is_err(), "{text}");
        }
    }

    #[test]
    fn criteria_and_months_are_written_as_they_are_read() {
        for text in [
            "cycle=2026-10&since=2025-11",
            "cycle=2026-10&also=2026-08&also=2026-06",
            "cycle=2026-10&vendor=SWEEP&product=VAULT+%26+1&flagged=no&violations=yes&comments=no\
             &decided=system&over=10",
            "cycle=2026-10&flagged=yes&decided=person&sort=name",
        ] {
            assert_eq!(query(text).unwrap().text(), text);
        }
        let months = |text: &str| query(text).unwrap().earlier.len();
        assert_eq!(months("cycle=2026-10&since=2026-10"), 0);
        assert_eq!(months("cycle=2026-10&since=2025-11"), 11);
        assert_eq!(months("cycle=2026-10&also=2026-10&also=2026-08&also=2026-08"), 1);
        let text = |text: &str| query(text).unwrap().text();
        assert_eq!(text("cycle=2026-10&also=2026-09"), "cycle=2026-10&since=2026-09");
        assert_eq!(text("cycle=2026-10&also=2026-11"), "cycle=2026-11&since=2026-10");
        assert!(query("cycle=2026-10&comments=no").unwrap().is_narrowed());
        assert!(!query("cycle=2026-10&status=approved&since=2026-08").unwrap().is_narrowed());
    }
}
