//! Files for `apply`, generated row by row from the state of the model.
//!
//! Some rows are left out because the specification does not define them: a rejection, reopening or
//! return without reasons where it would already be done; a decision already made, requested by
//! someone who edited the report; a report comment from before a rejection, saved again unchanged.

use jiff::SignedDuration;

use super::CaseStep;
use super::directory::{CaseDirectory, Member};
use super::rng::Rng;
use super::table::{Table, text};
use super::words::comment;
use crate::model::{Model, ReportView};

const COLUMNS: &[&str] = &[
    "cycle",
    "partner",
    "vendor",
    "action",
    "product",
    "chargeable",
    "comment",
    "version",
    "deadline",
];

/// The cells of one row.
#[derive(Debug, Clone, Default)]
struct DecisionRow {
    action: &'static str,
    product: String,
    chargeable: String,
    comment: String,
    deadline: String,
}

/// A file of one person, if there is a report for it.
pub(super) fn file(directory: &CaseDirectory, model: &Model, rng: &mut Rng) -> Option<CaseStep> {
    let reports = model.reports();
    if reports.is_empty() {
        return None;
    }
    let first = target(&reports, rng);
    let member = person(directory, first, rng)?;
    let several = directory.members.iter().filter(|it| it.email == member.email).count() > 1;
    let company = Some(member.company.clone()).filter(|_| several || rng.random(40));
    let as_email = if rng.random(30) { member.email.to_uppercase() } else { member.email.clone() };
    let mut table = Table::new(COLUMNS);
    // The rows depend on each other: each is chosen from the state after the rows before it.
    let mut after = model.clone();
    for number in 0..rng.range(1, 7) {
        let reports = after.reports();
        let same = |it: &&ReportView| {
            it.partner == first.partner && it.cycle == first.cycle && it.vendor == first.vendor
        };
        let theirs =
            |it: &&ReportView| it.partner == member.company || it.distributor == member.company;
        let theirs: Vec<ReportView> = reports.iter().filter(theirs).cloned().collect();
        let report = match reports.iter().find(same) {
            Some(report) if number == 0 || rng.random(60) => report,
            _ if theirs.is_empty() || rng.random(15) => target(&reports, rng),
            _ => target(&theirs, rng),
        };
        let row = row(directory, report, member, rng);
        if is_open(&row, report, member) {
            continue;
        }
        let cells = cells(directory, report, &row, rng);
        let mut alone = Table::new(COLUMNS);
        alone.push(cells.clone());
        after.apply(&alone.write(rng), &as_email, company.as_deref());
        table.push(cells);
    }
    let text = table.write(rng);
    (!table.is_empty()).then_some(CaseStep::Apply { text, as_email, company })
}

/// Usually a report that allows an action.
fn target<'a>(reports: &'a [ReportView], rng: &mut Rng) -> &'a ReportView {
    let open: Vec<&ReportView> =
        reports.iter().filter(|report| report.status != "approved").collect();
    if open.is_empty() || rng.random(25) { rng.pick(reports) } else { open[rng.below(open.len())] }
}

/// Usually a person who may act now.
fn person<'a>(
    directory: &'a CaseDirectory,
    report: &ReportView,
    rng: &mut Rng,
) -> Option<&'a Member> {
    let with_partner = matches!(report.status, "preparing" | "rejected");
    let company =
        if with_partner == rng.random(88) { &report.partner } else { &report.distributor };
    let staff: Vec<&Member> =
        directory.members.iter().filter(|member| &member.company == company).collect();
    if staff.is_empty() || rng.random(12) {
        return Some(rng.pick(&directory.members));
    }
    // A person who belongs to both companies.
    let both = staff.iter().find(|it| it.email.starts_with("Both"));
    if let Some(both) = both.filter(|_| rng.random(40)) {
        return Some(both);
    }
    let full: Vec<&Member> = staff
        .iter()
        .copied()
        .filter(|it| matches!(it.role, "Administrator" | "Billing Manager"))
        .collect();
    let from = if full.is_empty() || rng.random(10) { &staff } else { &full };
    from.get(rng.below(from.len())).copied()
}

fn row(
    directory: &CaseDirectory,
    report: &ReportView,
    member: &Member,
    rng: &mut Rng,
) -> DecisionRow {
    let distributors = directory.distributors.iter().any(|it| it.code == member.company);
    let with_reason = |action, rng: &mut Rng| {
        let reason = if rng.random(90) { comment(rng) } else { String::new() };
        DecisionRow { action, comment: text(&reason, rng), ..DecisionRow::default() }
    };
    if rng.random(4) {
        return with_reason(*rng.pick(&["complete", "return", "dispatch", ""]), rng);
    }
    if distributors != rng.random(3) {
        let with_partner = matches!(report.status, "preparing" | "rejected");
        if rng.random(if with_partner { 60 } else { 6 }) {
            let deadline = deadline(report, rng);
            return DecisionRow { deadline, ..with_reason("extend", rng) };
        }
        return match rng.below(7) {
            0..=1 => DecisionRow { action: "approve", ..DecisionRow::default() },
            2..=4 => with_reason("reject", rng),
            5 => with_reason("reopen", rng),
            _ => with_reason("dispatch", rng),
        };
    }
    match rng.below(12) {
        0..=2 => with_reason("submit", rng).without_comment(rng.random(50)),
        3 => with_reason("edit", rng),
        4 => {
            DecisionRow { action: "reset", product: product(report, rng), ..DecisionRow::default() }
        }
        5..=8 => explained(report, rng),
        _ => {
            let comment = with_reason("edit", rng).without_comment(rng.random(40));
            DecisionRow {
                product: product(report, rng),
                chargeable: chargeable(report, rng),
                ..comment
            }
        }
    }
}

impl DecisionRow {
    fn without_comment(self, really: bool) -> DecisionRow {
        if really { DecisionRow { comment: String::new(), ..self } } else { self }
    }
}

/// A comment on a line that needs one, sometimes the stored one.
fn explained(report: &ReportView, rng: &mut Rng) -> DecisionRow {
    let mut row = DecisionRow { action: "edit", ..DecisionRow::default() };
    let unexplained: Vec<_> = report.lines.iter().filter(|line| line.unexplained).collect();
    let Some(line) = unexplained.first().copied().or(report.lines.first()) else { return row };
    row.product = text(&line.product, rng);
    let again = line.comment.clone().filter(|_| rng.random(50));
    let stored = again.unwrap_or_else(|| comment(rng));
    row.comment = text(&stored, rng);
    row
}

/// A later day or instant, the current one, an earlier one, one that is too far away, or nothing.
fn deadline(report: &ReportView, rng: &mut Rng) -> String {
    let hours = |hours: i64| (report.deadline + SignedDuration::from_hours(hours)).to_string();
    match rng.below(12) {
        0..=4 => hours(rng.range(1, 200))[..10].to_owned(),
        5..=7 => hours(rng.range(1, 200)),
        8 => hours(0),
        9 => hours(-rng.range(1, 200)),
        10 => hours(366 * 24 + rng.range(0, 1)),
        _ => (*rng.pick(&["", "soon", "2062-02-30", "2062-01-01"])).to_owned(),
    }
}

fn product(report: &ReportView, rng: &mut Rng) -> String {
    if report.lines.is_empty() || rng.random(6) {
        return (*rng.pick(&["no such product", ""])).to_owned();
    }
    let line = rng.pick(&report.lines);
    text(&line.product, rng)
}

fn chargeable(report: &ReportView, rng: &mut Rng) -> String {
    if report.lines.is_empty() || rng.random(8) {
        let bad = ["-1", "NaN", "1e2", "many", "0.1234567", "1,5"];
        return (*rng.pick(&bad)).to_owned();
    }
    let line = rng.pick(&report.lines);
    match rng.below(8) {
        0 => String::new(),
        1 => line.default.clone(),
        2..=3 => line.provisioned.clone(),
        4 => line.chargeable.clone(),
        5 if line.decimals > 0 => format!("{}.50", rng.range(0, 90)),
        _ => rng.range(0, 90).to_string(),
    }
}

/// Whether the specification leaves the result open.
fn is_open(row: &DecisionRow, report: &ReportView, member: &Member) -> bool {
    let blank = row.comment.trim().is_empty();
    let edited = report.hands.contains(&member.email.to_lowercase());
    let comment = crate::model::unguard(&row.comment);
    let comment = comment.trim();
    match row.action {
        "reject" => (blank || edited) && report.status == "rejected",
        "reopen" => blank && report.status == "under-review",
        "return" | "extend" => blank,
        "approve" => edited && report.status == "approved",
        "edit" => row.product.is_empty() && report.comment.as_deref() == Some(comment),
        _ => false,
    }
}

/// The report's cycle, sometimes in the format of a spreadsheet.
fn cycle(report: &ReportView, rng: &mut Rng) -> String {
    let (year, month) = (report.cycle.year, report.cycle.month);
    match rng.below(16) {
        0 => format!("{year}-{month:02}-01"),
        1 => format!("{year}/{month:02}"),
        2 => format!("{month:02}/{year}"),
        3 => report.cycle.first_day().strftime("%b-%y").to_string(),
        _ => report.cycle.to_string(),
    }
}

fn cells(
    directory: &CaseDirectory,
    report: &ReportView,
    row: &DecisionRow,
    rng: &mut Rng,
) -> Vec<String> {
    let vendor = if directory.vendors.len() == 1 && rng.random(50) || rng.random(2) {
        String::new()
    } else {
        text(&report.vendor, rng)
    };
    let version = match rng.below(10) {
        0..=5 => String::new(),
        6..=8 => report.version.to_string(),
        _ => (report.version + 1 - 2 * u64::from(rng.random(70))).to_string(),
    };
    vec![
        cycle(report, rng),
        text(&report.partner, rng),
        vendor,
        row.action.to_owned(),
        row.product.clone(),
        row.chargeable.clone(),
        row.comment.clone(),
        version,
        row.deadline.clone(),
    ]
}
