//! The criteria and the months of a query as an address names them.
//!
//! Vendors and products are named by code and compared with the reports that the reader can see, so
//! that a code of another company gives the same answer as one that does not exist.

use countersign_domain::code::{CODE_EXPECTED, is_code};
use countersign_domain::cycle::Cycle;
use countersign_domain::report::How;
use countersign_store::reports::Criteria;
use serde::Deserialize;

/// The most months of a list. Each is a look into the database.
pub const MOST_MONTHS: usize = 12;
/// The largest percentage to ask for.
const MOST_PERCENT: u32 = 1_000_000;

/// The criteria of an address.
#[derive(Default, Deserialize)]
pub(super) struct RawCriteria {
    vendor: Option<String>,
    product: Option<String>,
    flagged: Option<String>,
    violations: Option<String>,
    comments: Option<String>,
    decided: Option<String>,
    over: Option<String>,
    /// The first month of several.
    since: Option<String>,
    /// Months beside the last one.
    #[serde(default)]
    also: Vec<String>,
}

/// The months of a list.
pub(super) struct Months {
    pub(super) last: Option<Cycle>,
    /// The latest first.
    pub(super) earlier: Vec<Cycle>,
}

fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

impl RawCriteria {
    /// Whether only flagged reports are asked for, which have an index of their own.
    pub(super) fn flagged(&self) -> Result<bool, String> {
        Ok(yes_or_no("flagged", self.flagged.as_ref())? == Some(true))
    }

    pub(super) fn criteria(&self) -> Result<Criteria, String> {
        let flag = yes_or_no("flagged", self.flagged.as_ref())?;
        Ok(Criteria {
            vendor: code("vendor", self.vendor.as_ref())?,
            product: code("product", self.product.as_ref())?,
            flag: flag.filter(|flag| !flag),
            violations: yes_or_no("violations", self.violations.as_ref())?,
            comments: yes_or_no("comments", self.comments.as_ref())?,
            decided_by: given(self.decided.as_ref()).map(decided_by).transpose()?,
            changed_over_percent: given(self.over.as_ref()).map(percent).transpose()?,
        })
    }

    /// The last month, and those before it, the latest first.
    pub(super) fn months(&self, cycle: Option<Cycle>) -> Result<Months, String> {
        let since = given(self.since.as_ref()).map(Cycle::parse).transpose()?;
        let also = self.also.iter().filter_map(|month| given(Some(month)));
        let mut months = also.map(Cycle::parse).collect::<Result<Vec<Cycle>, String>>()?;
        let Some(cycle) = cycle else {
            return match since.is_none() && months.is_empty() {
                true => Ok(Months { last: None, earlier: months }),
                false => Err("several months need one of them as cycle".to_owned()),
            };
        };
        if let Some(since) = since {
            let span = (1..).map(|back| cycle.plus(-back)).take_while(|month| *month >= since);
            months.extend(span.take(MOST_MONTHS));
        }
        months.push(cycle);
        months.sort_unstable_by(|a, b| b.cmp(a));
        months.dedup();
        if months.len() > MOST_MONTHS {
            return Err(format!("a list has at most {MOST_MONTHS} months"));
        }
        let last = Some(months.remove(0));
        Ok(Months { last, earlier: months })
    }
}

fn yes_or_no(name: &str, text: Option<&String>) -> Result<Option<bool>, String> {
    match given(text) {
        None => Ok(None),
        Some("yes") => Ok(Some(true)),
        Some("no") => Ok(Some(false)),
        Some(other) => Err(format!("{name}: {other:?} is neither yes nor no")),
    }
}

fn code(name: &str, text: Option<&String>) -> Result<Option<String>, String> {
    match given(text) {
        Some(code) if !is_code(code) => Err(format!("{name}: expected {CODE_EXPECTED}")),
        code => Ok(code.map(str::to_owned)),
    }
}

fn decided_by(text: &str) -> Result<How, String> {
    match text {
        "person" => Ok(How::Manual),
        "system" => Ok(How::Automatic),
        other => Err(format!("decided: {other:?} is neither person nor system")),
    }
}

const fn decider(how: How) -> &'static str {
    match how {
        How::Manual => "person",
        How::Automatic => "system",
    }
}

fn percent(text: &str) -> Result<u32, String> {
    let percent = text.parse::<u32>().ok().filter(|percent| *percent <= MOST_PERCENT);
    percent.ok_or_else(|| format!("over: expected a whole number from 0 to {MOST_PERCENT}"))
}

const fn word(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

/// The pairs of an address that [`RawCriteria`] reads.
pub(super) fn pairs(
    flagged: bool,
    criteria: &Criteria,
    last: Option<Cycle>,
    earlier: &[Cycle],
) -> Vec<(&'static str, String)> {
    let Criteria { vendor, product, flag, violations, comments, decided_by, changed_over_percent } =
        criteria;
    let flag = if flagged { Some(true) } else { *flag };
    let mut pairs = month_pairs(last, earlier);
    let texts = [
        ("vendor", vendor.clone()),
        ("product", product.clone()),
        ("flagged", flag.map(|is| word(is).to_owned())),
        ("violations", violations.map(|is| word(is).to_owned())),
        ("comments", comments.map(|is| word(is).to_owned())),
        ("decided", decided_by.map(|by| decider(by).to_owned())),
        ("over", changed_over_percent.map(|percent| percent.to_string())),
    ];
    pairs.extend(texts.into_iter().filter_map(|(name, text)| Some((name, text?))));
    pairs
}

/// A span by its first month, and other months one by one.
fn month_pairs(last: Option<Cycle>, earlier: &[Cycle]) -> Vec<(&'static str, String)> {
    match (is_span(last, earlier), earlier.last()) {
        (true, Some(first)) => vec![("since", first.to_string())],
        _ => earlier.iter().map(|month| ("also", month.to_string())).collect(),
    }
}

/// Whether the months follow one another up to the last one.
#[must_use]
pub fn is_span(last: Option<Cycle>, earlier: &[Cycle]) -> bool {
    let Some(last) = last else { return false };
    earlier.iter().zip(1..).all(|(month, back)| *month == last.plus(-back))
}
