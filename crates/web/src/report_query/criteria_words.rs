//! The criteria and the months of a query as an address names them.
//!
//! Vendors and products are named by code and compared with the reports that the reader can see, so
//! that a code of another company gives the same answer as one that does not exist.

use super::QueryFault;
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
    pub(super) fn flagged(&self) -> Result<bool, QueryFault> {
        Ok(yes_or_no("flagged", self.flagged.as_ref())? == Some(true))
    }

    pub(super) fn criteria(&self) -> Result<Criteria, QueryFault> {
        let flag = yes_or_no("flagged", self.flagged.as_ref())?;
        let decided_by = given(self.decided.as_ref()).map(decided_by).transpose();
        let over = given(self.over.as_ref()).map(percent).transpose();
        Ok(Criteria {
            vendor: code("vendor", self.vendor.as_ref())?,
            product: code("product", self.product.as_ref())?,
            flag: flag.filter(|flag| !flag),
            violations: yes_or_no("violations", self.violations.as_ref())?,
            comments: yes_or_no("comments", self.comments.as_ref())?,
            decided_by: decided_by.map_err(QueryFault::of("decided"))?,
            changed_over_percent: over.map_err(QueryFault::of("over"))?,
        })
    }

    /// The last month, and those before it, the latest first.
    pub(super) fn months(&self, cycle: Option<Cycle>) -> Result<Months, QueryFault> {
        let since = self.since()?;
        let also = self.also.iter().filter_map(|month| given(Some(month)));
        let months = also.map(Cycle::parse).collect::<Result<Vec<Cycle>, String>>();
        let mut months = months.map_err(QueryFault::of("also"))?;
        let parameter = if since.is_some() { "since" } else { "also" };
        let Some(cycle) = cycle else {
            if since.is_none() && months.is_empty() {
                return Ok(Months { last: None, earlier: months });
            }
            let why = "several months need one of them as cycle".to_owned();
            return Err(QueryFault { parameter, why });
        };
        if let Some(since) = since {
            let span = (1..).map(|back| cycle.plus(-back)).take_while(|month| *month >= since);
            months.extend(span.take(MOST_MONTHS));
        }
        months.push(cycle);
        months.sort_unstable_by(|a, b| b.cmp(a));
        months.dedup();
        if months.len() > MOST_MONTHS {
            let why = format!("a list has at most {MOST_MONTHS} months");
            return Err(QueryFault { parameter, why });
        }
        let last = Some(months.remove(0));
        Ok(Months { last, earlier: months })
    }

    /// Checks that the span of a program ends after it begins. A form may have kept an older
    /// choice, which then has no effect.
    pub(super) fn check_span(&self, cycle: Option<Cycle>) -> Result<(), QueryFault> {
        match (self.since()?, cycle) {
            (Some(since), Some(cycle)) if since > cycle => {
                let why = format!("{since} is after the cycle {cycle}, with which the months end");
                Err(QueryFault { parameter: "since", why })
            }
            _ => Ok(()),
        }
    }

    fn since(&self) -> Result<Option<Cycle>, QueryFault> {
        let since = given(self.since.as_ref()).map(Cycle::parse).transpose();
        since.map_err(QueryFault::of("since"))
    }
}

fn yes_or_no(parameter: &'static str, text: Option<&String>) -> Result<Option<bool>, QueryFault> {
    match given(text) {
        None => Ok(None),
        Some("yes") => Ok(Some(true)),
        Some("no") => Ok(Some(false)),
        Some(other) => {
            Err(QueryFault { parameter, why: format!("{other:?} is neither yes nor no") })
        }
    }
}

fn code(parameter: &'static str, text: Option<&String>) -> Result<Option<String>, QueryFault> {
    match given(text) {
        Some(code) if !is_code(code) => {
            Err(QueryFault { parameter, why: format!("expected {CODE_EXPECTED}") })
        }
        code => Ok(code.map(str::to_owned)),
    }
}

fn decided_by(text: &str) -> Result<How, String> {
    match text {
        "person" => Ok(How::Manual),
        "system" => Ok(How::Automatic),
        other => Err(format!("{other:?} is neither person nor system")),
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
    percent.ok_or_else(|| format!("expected a whole number from 0 to {MOST_PERCENT}"))
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
