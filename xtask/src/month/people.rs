//! Who plays which part in the month, found in the reports and among the people of the sample.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::CYCLE;
use super::program::Program;
use crate::cargo::Failure;

/// The role of those who work on usage reports day by day.
const ROLE: &str = "Billing Manager";

/// A person who acts for a company.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) email: String,
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct ReportListRow {
    /// Code of the partner.
    pub(super) partner: String,
    /// "Automatically submitted - may require review".
    pub(super) flagged: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Report {
    /// Code of the partner.
    pub(super) partner: String,
    pub(super) partner_name: String,
    /// Code of the distributor.
    pub(super) distributor: String,
    pub(super) distributor_name: String,
    pub(super) lines: Vec<Line>,
    /// What its deadline would do.
    pub(super) at_deadline: Option<AtDeadline>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Line {
    /// Code of the product.
    pub(super) product: String,
    /// Whether more is provisioned than the threshold allows.
    pub(super) violation: bool,
    /// The units charged unless a person edits them.
    pub(super) default_chargeable: String,
    subscriptions: Vec<IgnoredAny>,
}

/// What a deadline would do.
#[derive(Debug, Deserialize)]
pub(super) struct AtDeadline {
    /// The label of the status.
    pub(super) status: String,
    /// Text for a person.
    pub(super) words: String,
}

impl Report {
    pub(super) fn violations(&self) -> Vec<&str> {
        let lines = self.lines.iter().filter(|line| line.violation);
        lines.map(|line| line.product.as_str()).collect()
    }

    /// The line with the most units, in whole units, which is worth a dispute.
    pub(super) fn largest_line(&self) -> Option<(&str, u64)> {
        let whole = |line: &Line| line.default_chargeable.split('.').next()?.parse().ok();
        let units = |line| whole(line).unwrap_or(0);
        let largest = self.lines.iter().max_by_key(|line| units(line))?;
        Some((&largest.product, units(largest)))
    }

    fn violates(&self) -> bool {
        !self.violations().is_empty()
    }

    fn size(&self) -> usize {
        self.lines.iter().map(|line| line.subscriptions.len()).sum()
    }

    fn waits_for_review(&self) -> bool {
        self.at_deadline.as_ref().is_some_and(|after| after.status == "Under review")
    }
}

pub(super) struct Cast {
    /// Agrees with every figure and submits.
    pub(super) prompt: Report,
    /// Submits without explaining its violations, and has to.
    pub(super) forgetful: Report,
    /// Charges less than the default, and is rejected.
    pub(super) disputed: Report,
    /// Has violations and lets the deadline pass. Its distributor reviews everything.
    pub(super) silent: Report,
    people: HashMap<String, Person>,
}

impl Cast {
    /// Casts the parts with the smallest suitable partners that have people of their own.
    pub(super) fn find(program: &Program, users: &Path) -> Result<Self, Failure> {
        let people = people(users)?;
        let mut reports = Vec::new();
        let list = ["report", "list", "--cycle", CYCLE, "--limit", "1000"];
        for listed in program.read::<Vec<ReportListRow>>(&list)? {
            if people.contains_key(&listed.partner) {
                let show = ["report", "show", "--cycle", CYCLE, "--partner", &listed.partner];
                reports.extend(program.read::<Vec<Report>>(&show)?);
            }
        }
        reports.sort_by_key(Report::size);
        let silent = take(&mut reports, |it| it.waits_for_review() && it.violates())?;
        reports.retain(|it| it.distributor != silent.distributor && !it.waits_for_review());
        reports.sort_by_key(|it| it.violations().len());
        let forgetful = take(&mut reports, Report::violates)?;
        let prompt = take(&mut reports, |_| true)?;
        let disputed = take(&mut reports, |it| it.distributor != prompt.distributor)?;
        Ok(Self { prompt, forgetful, disputed, silent, people })
    }

    /// Who works on the reports of a company.
    pub(super) fn person(&self, company: &str) -> Result<&Person, Failure> {
        let missing = || format!("nobody in the sample is {ROLE} of {company}").into();
        self.people.get(company).ok_or_else(missing)
    }
}

/// Takes the first report that fits.
fn take(reports: &mut Vec<Report>, fits: impl Fn(&Report) -> bool) -> Result<Report, Failure> {
    let place = reports.iter().position(fits);
    let place = place.ok_or_else(|| "the sample has no report for one of the parts".to_owned())?;
    Ok(reports.remove(place))
}

/// One person per company, by its code. The sample quotes no cell of this file.
fn people(users: &Path) -> Result<HashMap<String, Person>, Failure> {
    let text = fs::read_to_string(users).map_err(|e| format!("{}: {e}", users.display()))?;
    let mut people = HashMap::new();
    for row in text.lines().skip(1) {
        let [email, name, company, ROLE] = row.split(',').collect::<Vec<_>>()[..] else { continue };
        let person = Person { email: email.into(), name: name.into() };
        people.entry(company.to_owned()).or_insert(person);
    }
    Ok(people)
}
